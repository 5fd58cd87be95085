"""How well the record is looked after, as sentences for the start page and `doctor`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from pathlib import Path

from app.audit import Act
from app.backups.schedule import Backed, overdue
from app.backups.service import Backups
from app.clock import Clock
from app.dates import write_date
from app.disk import free_bytes
from app.places import Places
from app.store.audit import Wanted, entries
from app.store.database import Database

LITTLE = 500 * 10**6
"""Bytes of free space below which it is said; so many times the database if that is more."""
TIMES = 3
TOO_LITTLE = 50 * 10**6
"""Bytes below which nothing more should be entered."""


class Severity(IntEnum):
    """The worse, the higher."""

    GOOD = 0
    WARNING = 1
    BAD = 2


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    words: str
    severity: Severity = Severity.GOOD


@dataclass(frozen=True, slots=True)
class Health:
    lines: tuple[Line, ...]

    @property
    def worst(self) -> Severity:
        return max((line.severity for line in self.lines), default=Severity.GOOD)

    @property
    def words(self) -> str:
        """The worst of it in one line; when all is well, the backup and the room on the disk."""
        if self.worst is Severity.GOOD:
            return " · ".join(line.words for line in self.lines if line.name in ("Backup", "Space"))
        return " ".join(line.words for line in self.lines if line.severity is self.worst)


def health(places: Places, database: Database, backups: Backups, clock: Clock) -> Health:
    """Asked on the start page and after each backup; a few milliseconds."""
    now = clock.now()
    lines = [
        backup_line(backups.backed(), backups.failure(), now),
        _history(database, now),
        space_line(places.root, places.database),
        _clock(database),
        _second(backups),
    ]
    if (restored := backups.unconfirmed()) is not None:
        lines.insert(0, Line("Restored", restored.words, Severity.WARNING))
    if backups.rehearsal_due():
        lines.append(
            Line(
                "Rehearsal",
                "No backup was tried out in the last month: rehearse a restore.",
                Severity.WARNING,
            )
        )
    return Health(tuple(lines))


def backup_line(backed: Backed, failure: str, now: datetime) -> Line:
    """Red when the last one failed for a day, or a day's work stands nowhere else."""
    if failure:
        late = overdue(backed, now) or backed.last_good is None
        return Line("Backup", failure, Severity.BAD if late else Severity.WARNING)
    if backed.last_good is None:
        return Line("Backup", "No backup was made yet.", Severity.WARNING)
    at = _when(backed.last_good, now)
    if backed.other:
        words = f"The record as it is now is in no backup yet. Last backup, before it was exchanged: {at}"
        return Line("Backup", words, Severity.WARNING)
    if overdue(backed, now):
        return Line("Backup", f"No backup for more than a day. Last good: {at}", Severity.BAD)
    return Line("Backup", f"Backup verified {at}")


def space_line(folder: Path, database: Path) -> Line:
    """For a folder on a disk that may be nearly full."""
    free = free_bytes(folder)
    size = database.stat().st_size if database.exists() else 0
    if free < TOO_LITTLE:
        return Line("Space", f"{_size(free)} free on the disk. Free space before continuing.", Severity.BAD)
    if free < max(LITTLE, TIMES * size):
        return Line("Space", f"Only {_size(free)} free on the disk. Free some space soon.", Severity.WARNING)
    return Line("Space", f"{_size(free)} free")


def _history(database: Database, now: datetime) -> Line:
    """What the last checks of the whole history said."""
    acts = (Act.HISTORY_CHECKED.value, Act.CHAIN_BROKEN.value)
    with database.reading() as session:
        found = entries(session, Wanted(acts=acts), most=1)
    if not found:
        words = "The history was not checked as a whole yet. Check the record."
        return Line("History", words, Severity.WARNING)
    at = _when(datetime.fromisoformat(found[0].at), now)
    if found[0].act == Act.CHAIN_BROKEN.value:
        first = json.loads(found[0].body or "{}").get("from", "?")
        words = f"Record history does not match from entry {first}. Tell the data manager."
        return Line("History", words, Severity.BAD)
    return Line("History", f"History checked {at}")


def _clock(database: Database) -> Line:
    if database.clock_went_back():
        words = "This computer's clock stands earlier than the last entry. Set it right."
        return Line("Clock", words, Severity.WARNING)
    return Line("Clock", "Clock as expected")


def _second(backups: Backups) -> Line:
    words = backups.second_warning()
    if words:
        return Line("Second place", words, Severity.WARNING)
    return Line("Second place", "A copy of the last days lies in the second place")


def _when(at: datetime, now: datetime) -> str:
    at = at.astimezone(now.tzinfo)
    return f"{at:%H:%M}" if at.date() == now.date() else f"{write_date(at.date())}, {at:%H:%M}"


def _size(amount: int) -> str:
    return f"{amount / 10**9:.0f} GB" if amount >= 10**10 else f"{amount // 10**6} MB"
