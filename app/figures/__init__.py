"""Figures of a body in a position, as plain shapes that any page or screen can paint."""
