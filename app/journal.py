"""Where the events of one exam are kept; the record on disk, or a scratchpad that forgets them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from app.audit import Author
from app.scores import Score
from assessments.language.exam import Event


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a signature adds to the record beside its event; both can be made again from the journal."""

    class_code: str | None
    scores: tuple[Score, ...]


class Journal(Protocol):
    def append(self, *events: Event, outcome: Outcome | None = None) -> None:
        """Keep all of them or none. Returning means kept, or, behind a queue, on its way in this order; a
        `Fault` means that nothing was changed."""
        ...

    def events(self) -> tuple[Event, ...]:
        """All of them, in order."""
        ...


@dataclass(frozen=True, slots=True)
class Given:
    """An event and who gave it."""

    event: Event
    author: Author | None


@runtime_checkable
class Record(Journal, Protocol):
    """The journal on disk, which somebody else may write to as well."""

    @property
    def exam_id(self) -> str: ...

    @property
    def author(self) -> Author | None:
        """Who gave what is appended; None for whoever acts when it is written."""
        ...

    def bound(self) -> Record:
        """The same journal, for whoever acts now, whoever acts when it is written."""
        ...

    def settle(self, written: Sequence[Given], ours: Sequence[Event], theirs: Sequence[Event]) -> None:
        """Two wrote at once and who acts now chose: add what is `written`, and tell what both had given."""
        ...


@dataclass
class Scratchpad:
    """The journal of an exam for practice: gone when it is put down."""

    kept: list[Event] = field(default_factory=list)

    def append(self, *events: Event, outcome: Outcome | None = None) -> None:
        self.kept.extend(events)

    def events(self) -> tuple[Event, ...]:
        return tuple(self.kept)
