"""The backup after an erasure, and how long the ones before it still hold what was erased."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from app.backups.keeping import expires
from app.backups.kept import DATABASE, Backup, find_backups
from app.backups.kinds import Kind
from app.backups.making import BackupNotMade, make_backup
from app.backups.second import last_second
from app.clock import Clock
from app.dates import write_date
from app.disk import PARTIAL
from app.places import Places
from app.unlocked import Unlocked
from resources.tongue import tr

_KEPT_FOR_GOOD = tr(
    "Older backups still hold it, and some of them are kept for good: delete those by hand when they are not "
    "needed any more."
)

_IN_QUARANTINE = tr(
    "The quarantine folder has data files from before that hold it too: delete those by hand when they are "
    "not needed any more."
)


def after_erasure(places: Places, unlocked: Unlocked, clock: Clock) -> str:
    """Make a backup without the erased record; returns how long older ones still hold it, in sentences, and
    why it could not be made."""
    said, made = [], None
    try:
        made = make_backup(places, unlocked, clock, Kind.ERASURE)
    except BackupNotMade as fault:
        said.append(f"{fault.words}.")
    # Asked afterwards: one that was being made meanwhile may hold the record as it was. Those under earlier
    # keys count too.
    older = [one for one in find_backups(places.backups) if made is None or one.folder != made.folder]
    said.append(_older(places, older, made, clock.now()))
    if _in_quarantine(places):
        said.append(_IN_QUARANTINE)
    said.append(_second(places))
    return " ".join(filter(None, said))


def _older(places: Places, older: list[Backup], made: Backup | None, now: datetime) -> str:
    known = {one.folder for one in (*older, *((made,) if made else ()))}
    being_made = by_hand = False
    with suppress(OSError):
        for folder in places.backups.iterdir():
            being_made |= folder.suffix == PARTIAL
            # No schedule deletes what cannot be read or was found bad.
            by_hand |= folder not in known and folder.suffix != PARTIAL and (folder / DATABASE).exists()
    if not older and not being_made and not by_hand:
        return ""
    gone = None if by_hand else expires(older, now)
    if gone is None:
        return _KEPT_FOR_GOOD
    if being_made:
        gone = max(gone, expires((), now) or gone)
    return tr("Older backups still hold it; the last of them is gone on {day}.", day=write_date(gone))


def _second(places: Places) -> str:
    last = last_second(places)
    if last is None:
        return ""
    return tr(
        "Copies in the second place hold it too: {folder}. They go as backups go on being "
        "copied there; delete by hand what lies in places that are not used any more.",
        folder=last.folder,
    )


def _in_quarantine(places: Places) -> bool:
    """Whether a data file that was exchanged for another still lies there."""
    return places.quarantine.is_dir() and any(places.quarantine.rglob(places.database.name))
