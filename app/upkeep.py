"""What the program does for the record by itself: backups when due, the anchor, the monthly rehearsal."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from app.audit import Act, Break
from app.backups.kept import NoSuchBackup
from app.backups.kinds import Kind
from app.backups.making import BackupNotMade
from app.faults import Damaged, Fault, NotRead
from app.health import Health, Line, Severity, health
from app.log import About, Code, note
from app.store.audit import Wanted, entries
from app.store.copying import DAMAGED, TROUBLE, CopyNotSound, verify_open
from app.store.faults import faults
from app.workstation import Workstation
from assessments.language.exam import NotAllowed
from resources.tongue import tr


@dataclass(frozen=True, slots=True)
class Kept:
    """What one round of upkeep found; empty words say that it is well."""

    damage: str = ""
    """Of the live data file, which is looked at when a copy of it was not sound."""
    rehearsal: str = ""
    """Of the newest backup, when a restore of it was tried out and did not work."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How well the record is looked after, and since when there are backups at all."""

    health: Health
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What a look at the whole record found: whether every page is whole, and where the history breaks."""

    whole: bool
    history_break: Break | None


def standing(station: Workstation) -> Standing:
    """From any thread; a disk that does not answer is told in place of everything but a backup not made."""
    try:
        found = health(station.places, station.database, station.backups, station.clock)
        oldest = min((backup.manifest.made_at for backup in station.backups.kept()), default=None)
    except (Fault, *TROUBLE) as error:
        lines = [Line("Record", (error if isinstance(error, Fault) else NotRead()).words, Severity.BAD)]
        if failure := station.backups.failure():
            lines.append(Line("Backup", failure, Severity.BAD, tr("Backup NOT made"), failed=True))
        return Standing(Health(tuple(lines)), None)
    return Standing(found, oldest)


def came_of(station: Workstation, act: Callable[[], object]) -> object:
    """What something done behind the desk gives back, or the `Fault` or `NotAllowed` that it ended with. A
    disk that answers as nobody foresaw ends that one thing, not the backups."""
    try:
        with faults(station.places.database):
            return act()
    except (Fault, NotAllowed) as refused:
        return refused
    except TROUBLE as error:
        note(Code.FAULT, about=About.RECORD, error=error)
        return NotRead()


def keep_up(station: Workstation, idle: bool) -> Kept:
    """To be called at the start and each minute, from any thread. `idle` is whether nobody is at the desk."""
    damage = _backed_up(station, None)
    _anchored(station)
    rehearsal = _rehearsed(station) if idle and not damage else ""
    return Kept(damage, rehearsal)


def after_signing(station: Workstation) -> Kept:
    """A signed exam is in a backup at once."""
    damage = _backed_up(station, Kind.SIGNING)
    _anchored(station)
    return Kept(damage)


def at_exit(station: Workstation) -> None:
    """What was entered since the last backup goes into one more; a disk that refuses holds nobody up."""
    _backed_up(station, Kind.REGULAR)


def _backed_up(station: Workstation, kind: Kind | None) -> str:
    """The words of damage in the live file; a backup that cannot be made is told by `Backups.failure`."""
    backups = station.backups
    try:
        if kind is None:
            backups.back_up_if_due()
        else:
            backups.back_up_if_changed(kind)
    except Damaged as fault:
        return fault.words
    except BackupNotMade as fault:
        return Damaged().words if fault.reason == DAMAGED else ""
    except (Fault, *TROUBLE) as error:
        # The backup is there; what was to be told of it was not written. The window says why.
        note(Code.NOT_SAVED, about=About.BACKUP, error=error)
    return ""


def _anchored(station: Workstation) -> None:
    with suppress(Fault, *TROUBLE):
        station.anchor()


def _rehearsed(station: Workstation) -> str:
    try:
        if not station.backups.rehearsal_due():
            return ""
        found = station.backups.rehearse()
    except NoSuchBackup:
        return ""
    except Fault as fault:
        note(Code.FAULT, about=About.BACKUP, error=fault)
        return fault.words
    return "" if found.history_break is None else found.words


def recovery_typed(station: Workstation) -> datetime | None:
    """When the recovery key was last typed from its sheet, which is asked for once a year."""
    acts = (Act.RECOVERY_VERIFIED.value, Act.RECOVERY_CHANGED.value, Act.SET_UP.value)
    with station.database.reading() as session:
        found = entries(session, Wanted(acts=acts), most=1)
    return datetime.fromisoformat(found[0].at) if found else None


def check_record(station: Workstation) -> Checked:
    """Every page of the data file and every entry of the history; raises `NotCopied` when the disk does not
    answer, and `NotPermitted`."""
    # The history first: whoever may not ask is refused before a second's work.
    broken = station.trail.check()
    try:
        verify_open(station.places.database, station.unlocked.database_key)
    except CopyNotSound:
        return Checked(False, broken)
    return Checked(True, broken)
