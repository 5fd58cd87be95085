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
from app.dates import write_date, write_time
from app.disk import free_bytes
from app.places import Places
from app.store.audit import Wanted, entries
from app.store.database import Database
from resources.tongue import tr

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
    """`name` is what it is about, a code; `short` is for where a line has room for a few words only."""

    name: str
    words: str
    severity: Severity = Severity.GOOD
    short: str = ""
    failed: bool = False
    """Whether something was tried and could not be done."""

    @property
    def label(self) -> str:
        return _LABELS.get(self.name, self.name)


_LABELS = {
    "Backup": tr("Backup"),
    "Clock": tr("Clock"),
    "History": tr("History"),
    "Record": tr("Record"),
    "Rehearsal": tr("Rehearsal"),
    "Restored": tr("Restored"),
    "Second place": tr("Second place"),
    "Space": tr("Space"),
}


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
                tr("No backup was tried out in the last month: rehearse a restore."),
                Severity.WARNING,
            )
        )
    return Health(tuple(lines))


def backup_line(backed: Backed, failure: str, now: datetime) -> Line:
    """Red when the last one failed for a day, or a day's work stands nowhere else."""
    if failure:
        late = overdue(backed, now) or backed.last_good is None
        severity = Severity.BAD if late else Severity.WARNING
        return Line("Backup", failure, severity, tr("Backup NOT made"), failed=True)
    if backed.last_good is None:
        return Line("Backup", tr("No backup was made yet."), Severity.WARNING, tr("No backup was made yet"))
    at = _when(backed.last_good, now)
    if backed.other:
        words = tr(
            "The record as it is now is in no backup yet. Last backup, before it was exchanged: {at}", at=at
        )
        return Line("Backup", words, Severity.WARNING, tr("The record as it is now is in no backup yet"))
    if overdue(backed, now):
        words = tr("No backup for more than a day. Last good: {at}", at=at)
        return Line("Backup", words, Severity.BAD, tr("No backup for more than a day"))
    return Line("Backup", tr("Backup verified {at}", at=at))


def space_line(folder: Path, database: Path) -> Line:
    """For a folder on a disk that may be nearly full."""
    free = free_bytes(folder)
    size = database.stat().st_size if database.exists() else 0
    short = tr("{size} free", size=_size(free))
    if free < TOO_LITTLE:
        return Line(
            "Space",
            tr("{size} free on the disk. Free space before continuing.", size=_size(free)),
            Severity.BAD,
            short,
        )
    if free < max(LITTLE, TIMES * size):
        return Line(
            "Space",
            tr("Only {size} free on the disk. Free some space soon.", size=_size(free)),
            Severity.WARNING,
            short,
        )
    return Line("Space", short)


def _history(database: Database, now: datetime) -> Line:
    """What the last checks of the whole history said."""
    acts = (Act.HISTORY_CHECKED.value, Act.CHAIN_BROKEN.value)
    with database.reading() as session:
        found = entries(session, Wanted(acts=acts), most=1)
    if not found:
        words = tr("The history was not checked as a whole yet. Check the record.")
        return Line("History", words, Severity.WARNING)
    at = _when(datetime.fromisoformat(found[0].at), now)
    if found[0].act == Act.CHAIN_BROKEN.value:
        first = json.loads(found[0].body or "{}").get("from", "?")
        words = tr("Record history does not match from entry {first}. Tell the data manager.", first=first)
        return Line("History", words, Severity.BAD)
    return Line("History", tr("History checked {at}", at=at))


def _clock(database: Database) -> Line:
    if database.clock_went_back():
        words = tr("This computer's clock stands earlier than the last entry. Set it right.")
        return Line("Clock", words, Severity.WARNING)
    return Line("Clock", tr("Clock as expected"))


def _second(backups: Backups) -> Line:
    words = backups.second_warning()
    if words:
        return Line("Second place", words, Severity.WARNING)
    return Line("Second place", tr("A copy of the last days lies in the second place"))


def _when(at: datetime, now: datetime) -> str:
    at = at.astimezone(now.tzinfo)
    return write_time(at) if at.date() == now.date() else f"{write_date(at.date())}, {write_time(at)}"


def _size(amount: int) -> str:
    return f"{amount / 10**9:.0f} GB" if amount >= 10**10 else f"{amount // 10**6} MB"
