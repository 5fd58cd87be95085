"""The published schema of the exam document, which the reader is driven by."""
