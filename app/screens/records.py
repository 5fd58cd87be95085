"""The page of the record as a whole: how well it is looked after, its backups, its keys."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.access.rights import Right, refusal
from app.access.session import Access
from app.backups.kept import Backup
from app.backups.rehearsal import Rehearsed
from app.backups.restoring import CONFIRMATION, WillBeMissing
from app.backups.second import SecondCopy
from app.dates import write_date, write_time
from app.faults import Damaged
from app.places import Places
from app.screens.audit import check_words
from app.screens.health import lines_in_full
from app.screens.state import State
from app.screens.table import TableRow
from app.upkeep import Checked, Standing
from resources.tongue import tr

HEADS = (
    (tr("Made"), 0.0),
    (tr("Why"), 0.235),
    (tr("Entries"), 0.49),
    (tr("Patients"), 0.61),
    (tr("Size"), 0.73),
    (tr("Kept"), 0.83),
)
NOTHING = tr("No backup yet. Back up now B")
NEW_KEYS = tr("NEW KEYS")
"""What is typed before the clinic's keys are changed."""
EVERY = timedelta(days=365)
LONGEST_PATH = 28
"""Characters that fit beside the list in one line."""

MAKING = tr("A backup is being made; you can go on working.")
TRYING = tr("The restore is being tried out; you can go on working.")
CHECKING = tr("The whole record is being checked; you can go on working.")
UNSAVED = tr("An entry is not on the disk yet. Save it first, then restore.")
RIGHT = tr("Noted. Backups go on.")


@dataclass(frozen=True, slots=True)
class RecordsScreen:
    health: tuple[tuple[State, str], ...]
    rows: tuple[TableRow, ...]
    count: str
    second: tuple[State, str]
    recovery: tuple[State, str]
    unconfirmed: str
    """What to say of a restore that nobody has looked at yet."""
    off: str
    """Why some buttons are off for who is at the desk; empty when none is."""


def records_screen(
    standing: Standing,
    backups: Iterable[Backup],
    folder: str,
    second: SecondCopy | None,
    recovery: datetime | None,
    unconfirmed: str,
    access: Access,
    now: datetime,
) -> RecordsScreen:
    rows = tuple(_row(backup, now) for backup in backups)
    return RecordsScreen(
        tuple(line for line in lines_in_full(standing.health) if line[1] != unconfirmed),
        rows,
        tr("{count} kept", count=len(rows)) if rows else "",
        _second(folder, second, now),
        _recovery(recovery, now),
        unconfirmed,
        _off(access),
    )


def made_words(backup: Backup, second: str) -> str:
    """`second` is why it did not reach the second place."""
    said = tr("Backup made and verified: {seq} entries.", seq=backup.manifest.contents.seq)
    return f"{said} {second}".strip()


def rehearsed_words(found: Rehearsed) -> str:
    if found.history_break is not None:
        return found.words
    return f"{tr('The backup can be restored.')} {found.words}"


def checked_words(found: Checked) -> str:
    if not found.whole:
        return f"{Damaged().words} {tr('Close the program and start it again.')}"
    return f"{tr('Every page of the data file is whole.')} {check_words(found.history_break)}"


def restore_lines(missing: WillBeMissing) -> tuple[str, ...]:
    return (
        *missing.words,
        tr(
            "What is there now goes to quarantine, data file, log and key file together. Backups stop "
            "until you "
            "say that the restored record is right. You sign in again afterwards."
        ),
    )


RESTORE_WORD = CONFIRMATION

ROTATE_LINES = (
    tr(
        "For when somebody left, or the key file may have been copied: what is written from now on opens "
        "with "
        "new keys only."
    ),
    tr(
        "Everybody who still works here keeps their passphrase, and the recovery sheet stays good. "
        "Backups made "
        "before still open with the old keys: keep those from who left."
    ),
    tr("The whole record is written anew; a verified backup is made first. You sign in again afterwards."),
)


def folder_complaint(places: Places, folder: Path) -> str:
    """Why this cannot be the second place; empty when it can."""
    if folder.resolve().is_relative_to(places.root.resolve()):
        return tr("Choose a folder outside the data folder: what happens to one happens to the other.")
    if not os.access(folder, os.W_OK):
        return tr("This folder cannot be written. Choose another one.")
    return ""


def folder_words(places: Places, folder: Path) -> str:
    """What is said after a second place was chosen."""
    try:
        same = folder.stat().st_dev == places.root.stat().st_dev
    except OSError:
        same = False
    said = tr("Backups go to {folder} as well.", folder=folder)
    if not same:
        return said
    return f"{said} {tr('It lies on the same disk; a stick would outlive this computer.')}"


def _row(backup: Backup, now: datetime) -> TableRow:
    told = backup.manifest
    at = told.made_at.astimezone(now.tzinfo)
    counts = told.contents.counts
    cells = (
        f"{write_date(at.date())} {write_time(at)}",
        told.kind.words,
        str(told.contents.seq),
        str(counts.get("patients", 0)),
        _size(told.size),
        tr("for good") if told.pinned else tr("by calendar"),
    )
    return TableRow(backup.name, cells, State.LOCKED if told.pinned else State.DONE)


def _second(folder: str, second: SecondCopy | None, now: datetime) -> tuple[State, str]:
    if not folder:
        return State.CAUTION, tr("None chosen. Backups lie on this computer only.")
    if second is None or second.folder != folder:
        return State.CAUTION, tr("{end}: no backup lies there yet.", end=_end(folder))
    at = second.made_at.astimezone(now.tzinfo)
    state = State.DONE if now - second.made_at <= timedelta(days=7) else State.CAUTION
    return state, tr(
        "{end}: copy of {day}, {time}.", end=_end(folder), day=write_date(at.date()), time=write_time(at)
    )


def _end(folder: str) -> str:
    """The end of a long path tells more than its beginning."""
    return folder if len(folder) <= LONGEST_PATH else f"…{folder[-LONGEST_PATH + 1 :]}"


def _recovery(typed: datetime | None, now: datetime) -> tuple[State, str]:
    if typed is None:
        return State.CAUTION, tr("Not typed from its sheet yet.")
    day = write_date(typed.astimezone(now.tzinfo).date())
    if now - typed >= EVERY:
        return State.CAUTION, tr("Last typed from its sheet {day}: type it once a year.", day=day)
    return State.DONE, tr("Typed from its sheet {day}.", day=day)


def _off(access: Access) -> str:
    wanted = (Right.RESTORE, Right.KEYS, Right.AUDIT, Right.CLINIC)
    return " ".join(refusal(right) for right in wanted if not access.may(right))


def _size(amount: int) -> str:
    return f"{amount / 10**6:.1f} MB" if amount >= 10**6 else f"{amount // 1000} kB"
