"""Where somebody was when the desk was covered: kept in the encrypted record, so that they come back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

GOOD_FOR = timedelta(hours=12)
"""After that the day is another one, and it begins on the first page."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page: the so-manieth with this name, as a screen reader says it."""

    name: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A page, the exam that lay open, and the part that had the caret."""

    at: datetime
    page: str
    where: Mapping[str, str] = field(default_factory=dict)
    """What the page was opened for, such as the patient."""
    exam_id: str = ""
    part: Part | None = None
    caret: int = 0
    """How many characters stood behind it."""
    typed: tuple[tuple[Part, str], ...] = ()
    """What stood in the text fields of the page, kept as an answer or not."""

    def good(self, now: datetime) -> bool:
        return timedelta(0) <= now - self.at < GOOD_FOR


def bookmark_text(bookmark: Bookmark) -> str:
    return json.dumps({**asdict(bookmark), "at": bookmark.at.isoformat()})


def read_bookmark(text: str) -> Bookmark | None:
    """None for one that this version cannot read: then the day begins on the first page."""
    try:
        body = json.loads(text)
        return Bookmark(
            datetime.fromisoformat(body["at"]),
            str(body["page"]),
            {str(name): str(value) for name, value in body["where"].items()},
            str(body["exam_id"]),
            _part(body["part"]) if body["part"] else None,
            int(body["caret"]),
            tuple((_part(part), str(typed)) for part, typed in body["typed"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _part(body: Mapping[str, object]) -> Part:
    return Part(str(body["name"]), int(str(body["number"])))
