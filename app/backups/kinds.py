"""Why a backup was made, which decides whether it may ever be thrown away."""

from __future__ import annotations

from enum import StrEnum

from resources.tongue import tr


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
    Kind.REGULAR: tr("while working"),
    Kind.SIGNING: tr("after a signature"),
    Kind.BEFORE_UPDATE: tr("before an update"),
    Kind.BEFORE_RESTORE: tr("before a restore"),
    Kind.BEFORE_ROTATE: tr("before the keys were changed"),
    Kind.ERASURE: tr("after an erasure"),
    Kind.BY_HAND: tr("by hand"),
    Kind.BROKEN_HISTORY: tr("when the history did not match"),
}
