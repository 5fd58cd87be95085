"""What the pages of the practice show, as data."""
