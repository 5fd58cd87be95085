"""The letters the program brings along, so that a name looks the same on every screen and on paper."""
