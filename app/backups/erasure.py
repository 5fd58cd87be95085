"""The backup after an erasure, and how long the ones before it still hold what was erased."""

from __future__ import annotations

from app.backups.keeping import expires
from app.backups.kept import Backup, find_backups
from app.backups.kinds import Kind
from app.backups.making import make_backup
from app.clock import Clock
from app.dates import write_date
from app.places import Places
from app.unlocked import Unlocked

_KEPT_FOR_GOOD = (
    "Older backups still hold it, and some of them are kept for good: delete those by hand when they are not "
    "needed any more."
)

_IN_QUARANTINE = (
    "The quarantine folder has data files from before that hold it too: delete those by hand when they are "
    "not needed any more."
)


def after_erasure(places: Places, unlocked: Unlocked, clock: Clock) -> str:
    """Make a backup without the erased record; returns how long older ones still hold it, in a sentence.

    Raises `BackupNotMade`.
    """
    # Those under earlier keys too.
    older = find_backups(places.backups)
    make_backup(places, unlocked, clock, Kind.ERASURE)
    return " ".join(filter(None, (_older(older, clock), _IN_QUARANTINE if _in_quarantine(places) else "")))


def _older(backups: list[Backup], clock: Clock) -> str:
    if not backups:
        return ""
    gone = expires(backups, clock.now())
    if gone is None:
        return _KEPT_FOR_GOOD
    return f"Older backups still hold it; the last of them is gone on {write_date(gone)}."


def _in_quarantine(places: Places) -> bool:
    """Whether a data file that was exchanged for another still lies there."""
    return places.quarantine.is_dir() and any(places.quarantine.rglob(places.database.name))
