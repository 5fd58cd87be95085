"""What the workstation does with the exam: examine, keep, compare, report. No Qt."""

VERSION = "0.2.0"
"""Of the program; the build reads it here."""
