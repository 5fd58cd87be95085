"""A hand that chooses files and folders where the system would ask for them."""

from __future__ import annotations

from pathlib import Path


class Hand:
    """Chooses what it was told to, or nothing."""

    def __init__(self, chosen: Path | None = None) -> None:
        self.chosen = chosen

    def file(self, title: str, kinds: str) -> Path | None:
        return self.chosen

    def folder(self, title: str) -> Path | None:
        return self.chosen

    def new_file(self, title: str, name: str, kinds: str) -> Path | None:
        return self.chosen / name if self.chosen is not None else None
