"""What the workstation does with the exam: examine, keep, compare, report. No Qt."""
