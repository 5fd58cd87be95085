"""The clinic's keys: who can open the records, with what, and how the keys are kept."""
