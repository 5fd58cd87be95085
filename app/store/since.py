"""What was entered after a certain entry, and about whom: what a restore of an older copy would lose."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from app.audit import Act
from app.store.copying import TROUBLE
from app.store.engine import Raw, connect
from resources.tongue import tr

_LOOKING = (
    Act.SIGNED_IN, Act.SIGNED_OUT, Act.REFUSED_SIGN_IN, Act.COVERED, Act.NOT_PERMITTED, Act.RECORD_OPENED,
    Act.PRINTED, Act.BACKED_UP, Act.BACKUP_FAILED, Act.REHEARSED, Act.HISTORY_CHECKED, Act.CLOCK_BACK,
    Act.ANCHOR_MADE, Act.CHAIN_BROKEN, Act.RECOVERY_VERIFIED,
)  # fmt: skip
"""Acts that change nothing anybody entered."""


@dataclass(frozen=True, slots=True)
class Since:
    """`patients` are names, family name first, each once and in order."""

    entries: int
    patients: tuple[str, ...]
    same_history: bool
    """Whether the record reaches back to that entry unchanged; if not, nobody can say what differs."""


def since(file: Path, key: str, seq: int, mac: str) -> Since | None:
    """What the file holds that a copy ending with that entry does not; None when it cannot be read."""
    try:
        # Read-only: a file that may be damaged is not to be changed by being asked.
        with closing(connect(file, key, "ro")) as connection:
            connection.execute("BEGIN")
            return _since(connection, seq, mac)
    except TROUBLE:
        return None


class Change(Enum):
    """How a record stands to a copy of it that ends with a certain entry."""

    NOTHING = "nothing was entered since"
    ENTERED = "something was entered since"
    OTHER = "the record does not hold that entry"
    """It was exchanged for an older copy: numbers alone would say that nothing is new."""
    UNKNOWN = "the file does not answer"


def changed_since(file: Path, key: str, seq: int, mac: str) -> Change:
    """What a copy that ends with that entry lacks. What cannot be asked is not taken for unchanged."""
    try:
        with closing(connect(file, key)) as connection:
            connection.execute("BEGIN")
            if not _holds(connection, seq, mac):
                return Change.OTHER
            return Change.ENTERED if _entered(connection, seq) else Change.NOTHING
    except TROUBLE:
        return Change.UNKNOWN


def _entered(connection: Raw, seq: int) -> int:
    asked = f"SELECT count(*) FROM audit WHERE seq > ? AND act NOT IN ({_marks()})"
    return int(connection.execute(asked, (seq, *_LOOKING)).fetchall()[0][0])


def _holds(connection: Raw, seq: int, mac: str) -> bool:
    """Every record reaches back to before its first entry."""
    there = connection.execute("SELECT mac FROM audit WHERE seq = ?", (seq,)).fetchone()
    return seq == 0 or there == (mac,)


def _since(connection: Raw, seq: int, mac: str) -> Since:
    entries = _entered(connection, seq)
    found = connection.execute(
        f"""
        WITH touched AS (
            SELECT DISTINCT entity FROM audit WHERE seq > ? AND act NOT IN ({_marks()})
        )
        SELECT DISTINCT family_name, given_name, record_number FROM patients
        WHERE 'patient:' || id IN (SELECT entity FROM touched)
           OR id IN (SELECT patient_id FROM exams WHERE 'exam:' || id IN (SELECT entity FROM touched))
        ORDER BY family_name, given_name, record_number
        """,
        (seq, *_LOOKING),
    ).fetchall()
    names = tuple(_name(*map(str, row)) for row in found)
    return Since(entries, names, _holds(connection, seq, mac))


def _name(family: str, given: str, number: str) -> str:
    name = ", ".join(filter(None, (family, given))) or tr("without a name")
    return f"{name} ({number})" if number else name


def _marks() -> str:
    return ", ".join("?" * len(_LOOKING))
