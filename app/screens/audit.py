"""Who did what, as its page shows it: each act in words, and the groups it can be narrowed to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from app.audit import Act, Break
from app.dates import write_date
from app.screens.state import State
from app.screens.table import TableRow
from app.store.audit import Wanted
from app.trail import Line
from assessments.language.protocol import Option
from resources.tongue import tr

HEADS = (
    (tr("When"), 0.0),
    (tr("Who"), 0.19),
    (tr("Did what"), 0.37),
    (tr("About"), 0.61),
    (tr("Entry"), 0.93),
)

GROUPS: Mapping[str, tuple[str, tuple[Act, ...]]] = {
    "all": (tr("Everything"), ()),
    "opened": (tr("Opened"), (Act.RECORD_OPENED,)),
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


@dataclass(frozen=True, slots=True)
class AuditScreen:
    rows: tuple[TableRow, ...]
    count: str
    nothing: str = tr("No entry is like that.")


def audit_screen(lines: Iterable[Line], most: int, offset: timedelta) -> AuditScreen:
    """`offset` is the clinic's from UTC; when as many came as were asked for, there may be more."""
    rows = tuple(_row(line, offset) for line in lines)
    more = tr("The newest ") if len(rows) >= most else ""
    return AuditScreen(rows, f"{more}{len(rows)} {'entry' if len(rows) == 1 else 'entries'}")


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
    clock = " (clock?)" if row.clock else ""
    who = line.person or (tr("Recovery key") if row.role == "break-glass" else tr("The program"))
    act = row.act[:1].upper() + row.act[1:]
    stops = any(row.act == stop.value for stop in _STOPS)
    return TableRow(
        str(row.seq),
        (f"{write_date(at.date())} {at:%H:%M:%S}{clock}", who, act, line.about, str(row.seq)),
        State.CAUTION if stops else None,
        several_lines=_detail(line),
    )


def _detail(line: Line) -> str:
    """The entry in full, for the box under the list."""
    row = line.row
    if row.body is None:
        detail = tr("The detail of this entry was erased, with the record it belonged to.")
    else:
        detail = _readable(row.body)
    computer = f" on {row.device}" if row.device else ""
    return tr(
        "Entry {seq}, as {role}{computer}. {detail}",
        seq=row.seq,
        role=row.role,
        computer=computer,
        detail=detail,
    ).strip()


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
