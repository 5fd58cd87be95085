"""Texts that ship with the program: the manual."""
