"""The record on disk: one database, opened in one place, and what is read from it and written to it."""
