"""Exams as files: read and written exactly, or refused with every fault named."""
