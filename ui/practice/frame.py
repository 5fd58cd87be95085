"""What a page of the practice may ask of the window round it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget

from app.clock import Clock
from app.practice.book import PracticeBook
from app.screens.state import State
from ui.parts.sheet import Sheet


class Frame(Protocol):
    @property
    def book(self) -> PracticeBook: ...
    @property
    def clock(self) -> Clock: ...

    @property
    def page(self) -> QWidget | None:
        """The page that is shown now."""
        ...

    learner: str
    """The name that was typed on the start page; it may be empty."""

    def go(self, name: str, **where: object) -> None:
        """Show the page of that name: a module of `ui.practice.pages`."""
        ...

    def ask(self, sheet: Sheet) -> None:
        """Put a sheet over the page; the focus comes back when it closes."""
        ...

    def show_keys(self) -> None:
        """Show the page's keys again, because they changed."""
        ...

    def show_place(self, words: str) -> None:
        """What goes on, beside the name of the practice in the banner."""
        ...

    def show_kept(self, words: str, state: State | None = State.SAVED) -> None:
        """Whether the last commit is on the disk."""
        ...

    def show_timer(self, words: str, state: State | None = None) -> None:
        """The time of a station in the banner, in words and shape; empty where nothing is timed."""
        ...

    def say(self, words: str) -> None:
        """A sentence in the key bar's place until the next key."""
        ...

    def leave(self) -> None:
        """Leave the practice."""
        ...
