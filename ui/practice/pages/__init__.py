"""The pages of the practice window, a module each."""
