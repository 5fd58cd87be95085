"""Why a backup was made, which decides whether it may ever be thrown away."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """The word is part of the folder's name."""

    DAILY = "daily"
    """The first of a day."""
    REGULAR = "regular"
    """At the start, at the end and each half hour in which something was entered."""
    SIGNING = "signing"
    BEFORE_UPDATE = "before-update"
    BEFORE_RESTORE = "before-restore"
    BEFORE_ROTATE = "before-rotate"
    ERASURE = "erasure"
    BY_HAND = "by-hand"
    BROKEN_HISTORY = "broken-history"

    @property
    def pinned(self) -> bool:
        """Never thrown away by itself: the last good state before something that cannot be undone."""
        return self in _PINNED

    @property
    def words(self) -> str:
        return _WORDS[self]


_PINNED = {Kind.BEFORE_UPDATE, Kind.BEFORE_RESTORE, Kind.BEFORE_ROTATE, Kind.BROKEN_HISTORY}

_WORDS = {
    Kind.DAILY: "daily",
    Kind.REGULAR: "while working",
    Kind.SIGNING: "after a signature",
    Kind.BEFORE_UPDATE: "before an update",
    Kind.BEFORE_RESTORE: "before a restore",
    Kind.BEFORE_ROTATE: "before the keys were changed",
    Kind.ERASURE: "after an erasure",
    Kind.BY_HAND: "by hand",
    Kind.BROKEN_HISTORY: "when the history did not match",
}
