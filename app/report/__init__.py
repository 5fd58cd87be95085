"""The exam on paper: one document of data, read by the screen and printed as PDF."""
