"""Who did what, as its page shows it: each act in words, and the groups it can be narrowed to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from app.audit import Act, Break
from app.code_words import capital, roles_in_words
from app.dates import write_date, write_seconds
from app.screens.state import State
from app.screens.table import TableRow
from app.store.audit import Wanted
from app.trail import Line
from assessments.language.protocol import Option
from resources.tongue import tr, trn

HEADS = (
    (tr("When"), 0.0),
    (tr("Who"), 0.19),
    (tr("Did what"), 0.37),
    (tr("About"), 0.61),
    (tr("Entry"), 0.93),
)

GROUPS: Mapping[str, tuple[str, tuple[Act, ...]]] = {
    "all": (tr("Everything"), ()),
    "opened": (tr("Opened"), (Act.RECORD_OPENED, Act.REVEALED)),
    "changed": (
        tr("Changed"),
        (
            Act.PATIENT_ADDED, Act.PATIENT_CHANGED, Act.PATIENT_VOIDED, Act.PATIENT_RESTORED,
            Act.EXAM_STARTED, Act.EVENT, Act.SIGNED, Act.COUNTERSIGNED, Act.AMENDED, Act.ABANDONED,
            Act.VOIDED, Act.ERASED, Act.CONFLICT,
        ),
    ),
    "left": (tr("Left the file"), (Act.PRINTED, Act.EXPORTED, Act.EXAM_FILE)),
    "people": (
        tr("Sign-in"),
        (
            Act.SIGNED_IN, Act.SIGNED_OUT, Act.REFUSED_SIGN_IN, Act.BREAK_GLASS, Act.COVERED,
            Act.NOT_PERMITTED, Act.PERSON_ADDED, Act.PERSON_CHANGED, Act.PERSON_LEFT,
            Act.PASSPHRASE_CHANGED, Act.RECOVERY_CHANGED, Act.RECOVERY_VERIFIED,
        ),
    ),
    "file": (
        tr("Backups and file"),
        (
            Act.SET_UP, Act.TAKEN_OVER, Act.BACKED_UP, Act.BACKUP_FAILED, Act.RESTORED, Act.REHEARSED,
            Act.RESCUED, Act.UPDATED, Act.REBUILT, Act.KEY_ROTATED, Act.HISTORY_CHECKED, Act.CHAIN_BROKEN,
            Act.OLDER_ACCEPTED, Act.ANCHOR_MADE, Act.CLOCK_BACK, Act.SETTINGS,
        ),
    ),
}  # fmt: skip
"""What an auditor asks for most, each with its acts; none means all."""

GROUP_OPTIONS = tuple(
    Option(code, words, str(n)) for n, (code, (words, _)) in enumerate(GROUPS.items(), start=1)
)

_STOPS = {Act.CHAIN_BROKEN, Act.NOT_PERMITTED, Act.BREAK_GLASS, Act.REFUSED_SIGN_IN, Act.BACKUP_FAILED}

_ACTS = {
    Act.SET_UP: tr("Set up"),
    Act.TAKEN_OVER: tr("Taken over"),
    Act.SIGNED_IN: tr("Signed in"),
    Act.SIGNED_OUT: tr("Signed out"),
    Act.REFUSED_SIGN_IN: tr("Wrong passphrases"),
    Act.BREAK_GLASS: tr("Recovery key used"),
    Act.COVERED: tr("Covered"),
    Act.NOT_PERMITTED: tr("Not permitted"),
    Act.PATIENT_ADDED: tr("Patient added"),
    Act.PATIENT_CHANGED: tr("Patient changed"),
    Act.PATIENT_VOIDED: tr("Patient voided"),
    Act.PATIENT_RESTORED: tr("Patient no longer voided"),
    Act.RECORD_OPENED: tr("Record opened"),
    Act.EXAM_STARTED: tr("Exam started"),
    Act.EVENT: tr("Answer"),
    Act.SIGNED: tr("Signed"),
    Act.COUNTERSIGNED: tr("Countersigned"),
    Act.AMENDED: tr("Amended"),
    Act.ABANDONED: tr("Abandoned"),
    Act.VOIDED: tr("Voided"),
    Act.PRINTED: tr("Printed"),
    Act.EXPORTED: tr("Exported"),
    Act.SETTINGS: tr("Settings"),
    Act.PERSON_ADDED: tr("Person added"),
    Act.PERSON_CHANGED: tr("Person changed"),
    Act.PERSON_LEFT: tr("Person left"),
    Act.PASSPHRASE_CHANGED: tr("Passphrase changed"),
    Act.RECOVERY_CHANGED: tr("Recovery key changed"),
    Act.RECOVERY_VERIFIED: tr("Recovery key typed back"),
    Act.KEY_ROTATED: tr("Key rotated"),
    Act.BACKED_UP: tr("Backed up"),
    Act.BACKUP_FAILED: tr("Backup failed"),
    Act.RESTORED: tr("Restored"),
    Act.REHEARSED: tr("Restore rehearsed"),
    Act.RESCUED: tr("Rescued"),
    Act.UPDATED: tr("Updated"),
    Act.REBUILT: tr("Lists rebuilt"),
    Act.ERASED: tr("Erased"),
    Act.ERASURE_REFUSED: tr("Erasure refused"),
    Act.HISTORY_CHECKED: tr("Whole history checked"),
    Act.CHAIN_BROKEN: tr("History does not match"),
    Act.OLDER_ACCEPTED: tr("Older copy accepted"),
    Act.ANCHOR_MADE: tr("Anchor made anew"),
    Act.CLOCK_BACK: tr("Clock went back"),
    Act.CONFLICT: tr("Conflict settled"),
    Act.REVEALED: tr("Both scores shown"),
    Act.EXAM_FILE: tr("Exam saved to a file"),
}


@dataclass(frozen=True, slots=True)
class AuditScreen:
    rows: tuple[TableRow, ...]
    count: str
    nothing: str = tr("No entry is like that. 1 shows every kind")


def audit_screen(lines: Iterable[Line], most: int, offset: timedelta) -> AuditScreen:
    """`offset` is the clinic's from UTC; when as many came as were asked for, there may be more."""
    rows = tuple(_row(line, offset) for line in lines)
    if len(rows) >= most:
        count = trn("The newest {n} entry", "The newest {n} entries", len(rows))
    else:
        count = trn("{n} entry", "{n} entries", len(rows))
    return AuditScreen(rows, count)


def wanted_of(group: str, since: date | None, until: date | None, entity: str, offset: timedelta) -> Wanted:
    """Days are the clinic's own, whole ones, both included."""
    return Wanted(
        since=_instant(since, offset) if since else "",
        until=_instant(until + timedelta(days=1), offset) if until else "",
        acts=tuple(act.value for act in GROUPS[group][1]),
        entity=entity,
    )


def check_words(found: Break | None) -> str:
    """What checking the whole history found; what it cannot find is in the manual."""
    if found is None:
        return tr("The whole history was checked: every entry follows from the one before it.")
    return tr("Record history does not match from entry {seq}. Tell the data manager.", seq=found.seq)


def _instant(day: date, offset: timedelta) -> str:
    return (datetime.combine(day, time(), UTC) - offset).isoformat()


def _row(line: Line, offset: timedelta) -> TableRow:
    row = line.row
    at = datetime.fromisoformat(row.at) + offset
    when = f"{write_date(at.date())} {write_seconds(at)}"
    if row.clock:
        when = tr("{when} (clock?)", when=when)
    who = line.person or (tr("Recovery key") if row.role == "break-glass" else tr("The program"))
    act = _act_words(row.act)
    stops = any(row.act == stop.value for stop in _STOPS)
    return TableRow(
        str(row.seq),
        (when, who, act, line.about, str(row.seq)),
        State.CAUTION if stops else None,
        several_lines=_detail(line),
    )


def _act_words(act: str) -> str:
    """What was done; an act of a newer version reads as it was kept."""
    return _ACTS[Act(act)] if act in _KNOWN else capital(act)


_KNOWN = {act.value for act in Act}


def _detail(line: Line) -> str:
    """The entry in full, for the box under the list."""
    row = line.row
    if row.body is None:
        detail = tr("The detail of this entry was erased, with the record it belonged to.")
    else:
        detail = _readable(row.body)
    if row.device:
        head = tr(
            "Entry {seq}, as {role} on {computer}.",
            seq=row.seq,
            role=roles_in_words(row.role),
            computer=row.device,
        )
    else:
        head = tr("Entry {seq}, as {role}.", seq=row.seq, role=roles_in_words(row.role))
    return f"{head} {detail}".strip()


def _readable(body: str) -> str:
    try:
        fields = json.loads(body)
    except ValueError:
        return body
    if not isinstance(fields, dict):
        return body
    return "; ".join(f"{name}: {_value(value)}" for name, value in fields.items() if value not in (None, ""))


def _value(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
