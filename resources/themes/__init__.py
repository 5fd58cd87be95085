"""The colours of the light and the dark look, as tokens."""
