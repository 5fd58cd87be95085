"""What was entered after a certain entry, and about whom: what a restore of an older copy would lose."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.audit import Act
from app.store.copying import TROUBLE
from app.store.engine import Raw, connect
from app.store.faults import faults

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


def changed_since(file: Path, key: str, seq: int) -> bool:
    """Whether anybody entered anything after that entry. Raises what the disk says as a `Fault`."""
    with faults(file), closing(connect(file, key)) as connection:
        return _entered(connection, seq) > 0


def _entered(connection: Raw, seq: int) -> int:
    asked = f"SELECT count(*) FROM audit WHERE seq > ? AND act NOT IN ({_marks()})"
    return int(connection.execute(asked, (seq, *_LOOKING)).fetchall()[0][0])


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
    there = connection.execute("SELECT mac FROM audit WHERE seq = ?", (seq,)).fetchone()
    names = tuple(_name(*map(str, row)) for row in found)
    return Since(entries, names, seq == 0 or there == (mac,))


def _name(family: str, given: str, number: str) -> str:
    name = ", ".join(filter(None, (family, given))) or "without a name"
    return f"{name} ({number})" if number else name


def _marks() -> str:
    return ", ".join("?" * len(_LOOKING))
