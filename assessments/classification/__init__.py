"""The class of an exam: direction of provocation, decision table, agreement, gaps, words."""
