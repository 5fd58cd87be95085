"""What the record of acts shows of each attack, and what it cannot show, with and without its anchor."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from app.audit import FIRST, Anchor, Row, hash_body, seal
from app.clock import SystemClock
from app.patients import Patient
from app.places import Places
from app.store.engine import Raw, connect
from app.store.opening import open_database
from app.store.state import State, look
from tests.clinics import open_clinic
from tests.faults.trials import report, trials

COLUMNS = "seq, at, device, person, role, act, entity, clock, body_salt, body, body_hash, mac"
TRIGGERS = ("audit_is_never_deleted", "audit_is_never_changed")


@dataclass(frozen=True)
class Clinic:
    """One record, an older whole copy of it, and anchors of both times."""

    folder: Path
    older: Path
    key: str
    audit_key: bytes
    anchor: Anchor
    older_anchor: Anchor


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Clinic:
    base = tmp_path_factory.mktemp("audit")
    with open_clinic(base / "data", SystemClock()) as workstation:
        for number in range(20):
            workstation.patients.add(Patient(family_name=f"Acosta {number}", given_name="Elena"))
    shutil.copytree(base / "data", base / "older")
    with open_clinic(base / "data", SystemClock()) as workstation:
        older_anchor = workstation.anchor()
        for number in range(20):
            workstation.patients.add(Patient(family_name=f"Berg {number}", given_name="Nils"))
        anchor, unlocked = workstation.anchor(), workstation.unlocked
    return Clinic(
        base / "data", base / "older", unlocked.database_key, unlocked.keys.audit, anchor, older_anchor
    )


Attack = Callable[["Record", int], int | None]
"""At an entry; returns the number of the entry that the check must name, None when the chain cannot know."""


class Record:
    """A copy of the record in the hands of somebody who has the database's key and drops its triggers."""

    def __init__(self, clinic: Clinic, folder: Path, connection: Raw) -> None:
        self.clinic = clinic
        self.folder = folder
        self._connection = connection
        for trigger in TRIGGERS:
            connection.execute(f"DROP TRIGGER {trigger}")

    def do(self, statement: str, *values: object) -> None:
        self._connection.execute(statement, values).fetchall()

    def leave(self) -> None:
        self._connection.close()

    def rows(self) -> list[Row]:
        found = self._connection.execute(f"SELECT {COLUMNS} FROM audit ORDER BY seq")
        return [Row(*values) for values in found.fetchall()]

    def forge(self, key: bytes, at: int) -> None:
        """Write another body at that entry, and new seals from there to the end."""
        before = FIRST
        for row in self.rows():
            if row.seq == at:
                forged = "{}"
                row = replace(row, body=forged, body_hash=hash_body(row.body_salt or "", forged), person="x")
            if row.seq >= at:
                row = replace(row, mac=seal(key, before, row))
                self.do(
                    "UPDATE audit SET body = ?, body_hash = ?, person = ?, mac = ? WHERE seq = ?",
                    row.body, row.body_hash, row.person, row.mac, row.seq,
                )  # fmt: skip
            before = row.mac


def edit_body(record: Record, at: int) -> int:
    record.do("UPDATE audit SET body = body || ' ' WHERE seq = ?", at)
    return at


def edit_body_and_its_hash(record: Record, at: int) -> int:
    (row,) = (row for row in record.rows() if row.seq == at)
    body = f"{row.body} and more"
    forged = hash_body(row.body_salt or "", body)
    record.do("UPDATE audit SET body = ?, body_hash = ? WHERE seq = ?", body, forged, at)
    return at


def give_to_another_person(record: Record, at: int) -> int:
    record.do("UPDATE audit SET person = 'somebody else' WHERE seq = ?", at)
    return at


def change_the_time(record: Record, at: int) -> int:
    record.do("UPDATE audit SET at = '2020-01-01T09:00:00+00:00' WHERE seq = ?", at)
    return at


def delete_inside(record: Record, at: int) -> int:
    record.do("DELETE FROM audit WHERE seq = ?", at)
    return at


def delete_and_close_the_gap(record: Record, at: int) -> int:
    record.do("DELETE FROM audit WHERE seq = ?", at)
    for row in record.rows()[at - 1 :]:
        record.do("UPDATE audit SET seq = ? WHERE seq = ?", row.seq - 1, row.seq)
    return at


def swap(record: Record, at: int) -> int:
    for old, new in ((at, 0), (at + 1, at), (0, at + 1)):
        record.do("UPDATE audit SET seq = ? WHERE seq = ?", new, old)
    return at


def insert(record: Record, at: int) -> int:
    for row in reversed(record.rows()[at - 1 :]):
        record.do("UPDATE audit SET seq = ? WHERE seq = ?", row.seq + 1, row.seq)
    names = COLUMNS.removeprefix("seq, ")
    record.do(f"INSERT INTO audit ({COLUMNS}) SELECT ?, {names} FROM audit WHERE seq = ?", at, at + 1)
    # The entry put in is the one after it once more: it is the second of the two that does not follow.
    return at + 1


def seal_anew_without_the_audit_key(record: Record, at: int) -> int:
    record.forge(bytes(32), at)
    return at


def cut_the_newest(record: Record, at: int) -> None:
    record.do("DELETE FROM audit WHERE seq >= ?", at)


def put_an_older_copy_back(record: Record, at: int) -> None:
    record.leave()
    shutil.copyfile(Places(record.clinic.older).database, Places(record.folder).database)


def rebuild_with_the_key(record: Record, at: int) -> None:
    record.forge(record.clinic.audit_key, at)


TABLE: dict[Attack, tuple[bool, bool]] = {
    edit_body: (True, True),
    edit_body_and_its_hash: (True, True),
    give_to_another_person: (True, True),
    change_the_time: (True, True),
    delete_inside: (True, True),
    delete_and_close_the_gap: (True, True),
    swap: (True, True),
    insert: (True, True),
    seal_anew_without_the_audit_key: (True, True),
    cut_the_newest: (False, True),
    put_an_older_copy_back: (False, True),
    rebuild_with_the_key: (False, True),
}
"""Found by the chain alone, and with an anchor outside the file."""


@pytest.mark.parametrize("attack", TABLE, ids=lambda attack: attack.__name__)
def test_R19_each_attack_shows_as_the_table_says(clinic: Clinic, tmp_path: Path, attack: Attack) -> None:
    chance = random.Random(19)
    alone, anchored = TABLE[attack]
    unlike = 0
    tries = trials(3, 50)
    for number in range(tries):
        folder = tmp_path / str(number)
        at = chance.randint(2, clinic.anchor.seq - 2)
        named, found, with_anchor = attacked(clinic, folder, attack, at, clinic.anchor)
        unlike += (found, with_anchor) != (named if alone else None, anchored)
        shutil.rmtree(folder)

    words = attack.__name__.replace("_", " ")
    seen = "found, the entry named" if alone else "NOT found by the chain alone, found with an anchor"
    report("R19", f"attack on the record of acts ({words}): {seen}", tries, unlike)
    assert unlike == 0


@pytest.mark.parametrize("attack", [cut_the_newest, rebuild_with_the_key], ids=lambda attack: attack.__name__)
def test_R19_behind_the_last_anchor_there_is_nothing_to_hold_it_against(
    clinic: Clinic, tmp_path: Path, attack: Attack
) -> None:
    chance = random.Random(20)
    unlike = 0
    tries = trials(3, 50)
    for number in range(tries):
        folder = tmp_path / str(number)
        at = chance.randint(clinic.older_anchor.seq + 1, clinic.anchor.seq - 2)
        _, found, with_anchor = attacked(clinic, folder, attack, at, clinic.older_anchor)
        unlike += (found, with_anchor) != (None, False)
        shutil.rmtree(folder)

    words = attack.__name__.replace("_", " ")
    report("R19", f"the same behind the last anchor ({words}): NOT found, as the manual says", tries, unlike)
    assert unlike == 0


def test_R19_a_body_lawfully_erased_does_not_break_the_chain(clinic: Clinic, tmp_path: Path) -> None:
    def erase(record: Record, at: int) -> None:
        record.do("UPDATE audit SET body = NULL, body_salt = NULL WHERE seq = ?", at)

    _, found, with_anchor = attacked(clinic, tmp_path / "data", erase, 7, clinic.anchor)

    assert (found, with_anchor) == (None, False)


def test_R19_the_file_itself_refuses_a_change_of_an_entry_by_accident(clinic: Clinic, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(clinic.folder, folder)
    with closing(connect(Places(folder).database, clinic.key)) as connection:
        for accident in (
            "DELETE FROM audit WHERE seq = 3",
            "UPDATE audit SET person = 'x' WHERE seq = 3",
            "UPDATE audit SET body = 'x' WHERE seq = 3",
        ):
            with pytest.raises(sqlcipher.IntegrityError, match="never"):
                connection.execute(accident)


def attacked(
    clinic: Clinic, folder: Path, attack: Attack, at: int, anchor: Anchor
) -> tuple[int | None, int | None, bool]:
    """Which entry the check must name, which one the chain names by itself, and whether it is found with
    the anchor, by either."""
    shutil.copytree(clinic.folder, folder)
    file = Places(folder).database
    with closing(connect(file, clinic.key)) as connection:
        named = attack(Record(clinic, folder, connection), at)
    database = open_database(file, clinic.key, clinic.audit_key, SystemClock(), lambda: "")
    broken = database.history_break()
    database.close()
    older = look(file, clinic.key, anchor) is State.OLDER_COPY
    return named, broken.seq if broken else None, bool(broken) or older
