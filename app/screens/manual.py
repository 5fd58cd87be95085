"""The manual, in sections, as it ships with the program."""

from __future__ import annotations

from importlib.resources import files

from app.screens.guide import GuideSection, read_guide


def manual() -> tuple[GuideSection, ...]:
    """Every section with its heading, in the order of the text."""
    return read_guide(files("resources").joinpath("texts", "manual.md").read_text("utf-8"))
