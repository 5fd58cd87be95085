"""A data file that cannot be used is refused in a sentence, and is afterwards what it was before."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import event

from app import VERSION
from app.audit import Act, Entry
from app.clock import SteppedClock
from app.door import CannotOpen
from app.faults import (
    DiskFull,
    InUse,
    Missing,
    NewerDatabase,
    NoRoom,
    UnsafeEngine,
    UnwritableFolder,
    UpdateFailed,
)
from app.patients import Patient
from app.places import Places, find_places
from app.settings import Settings
from app.store.database import Database
from app.store.engine import Raw, connect, refuse_unsafe_engine
from app.store.opening import make_database, open_database
from app.store.schema import Kept
from app.store.updating import SCRIPTS, Steps
from app.unlocked import Unlocked
from app.workstation import Workstation
from assessments.language.value import Quantity, Ref, Side, Text
from tests.clinics import open_clinic

HIP = Ref("thomas", "hip_angle", Side.RIGHT, 1)

NEXT_STEP = """
import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("patients", recreate="always") as table:
        table.add_column(sa.Column("town", sa.String(), nullable=False, server_default=""))
"""


class NextRelease:
    """The steps as the next release will have them: today's, and one that copies the table of patients."""

    def __init__(self, folder: Path, clock: SteppedClock) -> None:
        self.scripts = folder
        self.clock = clock
        shutil.copytree(SCRIPTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        self.write(NEXT_STEP)

    def write(self, step: str) -> None:
        shutil.rmtree(self.scripts / "versions" / "__pycache__", ignore_errors=True)
        (self.scripts / "versions" / "v0004.py").write_text(step, encoding="utf-8")

    def open(
        self, places: Places, unlocked: Unlocked, copy: Callable[[], str] = lambda: "a-copy"
    ) -> Database:
        key, audit_key = unlocked.database_key, unlocked.keys.audit
        return open_database(places.database, key, audit_key, self.clock, copy, Steps(self.scripts))


@pytest.fixture
def next_release(tmp_path: Path, clock: SteppedClock) -> NextRelease:
    return NextRelease(tmp_path / "next release", clock)


@pytest.fixture
def unlocked(places: Places, clock: SteppedClock) -> Unlocked:
    """A clinic with one patient and one unfinished exam of one answer, closed again; its keys."""
    with open_clinic(places, clock) as workstation:
        patient = workstation.patients.add(Patient(family_name="Acosta", given_name="Elena"))
        examination = workstation.start_exam(patient.id, "B. Lee")
        examination.record(HIP, Quantity(Decimal("-8"), "deg", "8 below"))
        return workstation.unlocked


def contents(file: Path) -> dict[str, bytes]:
    """The data file and whatever lies beside it."""
    return {f.name: f.read_bytes() for f in sorted(file.parent.glob(f"{file.name}*"))}


def rows(places: Places, unlocked: Unlocked, *tables: str) -> list[int]:
    with closing(connect(places.database, unlocked.database_key)) as connection:
        return [connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0] for table in tables]


def test_a_first_start_makes_a_private_folder_and_file(places: Places, workstation: Workstation) -> None:
    assert workstation.recent() == []
    if os.name == "posix":
        modes = {path: path.stat().st_mode & 0o777 for path in (places.root, *places.root.rglob("*"))}
        assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
        assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}


def test_nothing_of_the_data_file_can_be_read_without_its_key(
    places: Places, workstation: Workstation
) -> None:
    workstation.patients.add(Patient(family_name="Acosta", given_name="Elena"))

    for content in contents(places.database).values():
        assert b"Acosta" not in content
        assert b"SQLite format 3" not in content


def test_every_connection_is_as_safe_as_it_can_be(workstation: Workstation) -> None:
    wanted = {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000,
        "secure_delete": 1, "cache_size": -65536, "trusted_schema": 0,
    }  # fmt: skip
    with workstation.database.engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}

    assert found == wanted


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2), (3, 7)])
def test_an_engine_with_the_known_fault_opens_nothing(version: tuple[int, ...]) -> None:
    with pytest.raises(UnsafeEngine) as refused:
        refuse_unsafe_engine(version)

    number = ".".join(map(str, version))
    assert refused.value.words == (
        f"This build is unsafe (E-ENGINE): its SQLite is {number}. Nothing was opened. "
        "Install a current version of Sagittal."
    )


@pytest.mark.parametrize("key", ["", "ab" * 32, "ab" * 47, "zz" * 48, "AB" * 48])
def test_a_key_that_sqlcipher_would_take_for_a_passphrase_is_refused(places: Places, key: str) -> None:
    places.prepare()

    with pytest.raises(ValueError, match="96 hexadecimal digits"):
        connect(places.database, key, "rwc")

    assert not places.database.exists()


def test_a_database_of_a_newer_version_is_refused_and_stays_as_it_is(
    places: Places, unlocked: Unlocked, next_release: NextRelease, clock: SteppedClock
) -> None:
    next_release.open(places, unlocked).close()
    before = contents(places.database)

    with pytest.raises(CannotOpen) as refused:
        open_clinic(places, clock)

    assert contents(places.database) == before
    assert isinstance(refused.value.__cause__, NewerDatabase)
    assert refused.value.words == (
        f"This file was made by a newer version of Sagittal. This is {VERSION}. Please update. "
        "Nothing was changed."
    )


def test_a_newer_database_left_by_a_crash_stays_as_it_is_too(
    places: Places, unlocked: Unlocked, next_release: NextRelease, clock: SteppedClock, tmp_path: Path
) -> None:
    newer = next_release.open(places, unlocked)
    with newer.writing(Entry(Act.PATIENT_CHANGED)) as session:
        session.connection().exec_driver_sql("UPDATE patients SET town = 'Leeds'")
    crashed = Places(tmp_path / "crashed")
    shutil.copytree(places.root, crashed.root)
    newer.close()
    before = contents(crashed.database)
    assert before["clinic.db-wal"]

    with pytest.raises(CannotOpen):
        open_clinic(crashed, clock)

    assert {name: before[name] for name in ("clinic.db", "clinic.db-wal")} == {
        name: contents(crashed.database)[name] for name in ("clinic.db", "clinic.db-wal")
    }


def test_an_update_keeps_every_row_and_asks_for_a_copy_first(
    places: Places, unlocked: Unlocked, next_release: NextRelease
) -> None:
    standing: list[str] = []

    def copy() -> str:
        with closing(connect(places.database, unlocked.database_key)) as connection:
            standing.append(connection.execute("SELECT version_num FROM alembic_version").fetchall()[0][0])
        return "a-copy"

    next_release.open(places, unlocked, copy).close()

    assert standing == ["0003"]
    assert rows(places, unlocked, "patients", "exams", "events") == [1, 1, 2]
    with closing(connect(places.database, unlocked.database_key)) as connection:
        assert connection.execute("SELECT town FROM patients").fetchall() == [("",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA user_version").fetchall() == [(4,)]


def test_without_a_copy_an_update_does_not_start(
    places: Places, unlocked: Unlocked, next_release: NextRelease
) -> None:
    def copy() -> str:
        raise NoRoom

    before = contents(places.database)
    with pytest.raises(NoRoom):
        next_release.open(places, unlocked, copy)

    assert contents(places.database) == before


def test_an_update_that_fails_leaves_the_data_as_before(
    places: Places, unlocked: Unlocked, next_release: NextRelease, clock: SteppedClock
) -> None:
    next_release.write(NEXT_STEP + '    op.execute("INSERT INTO nowhere VALUES (1)")\n')

    with pytest.raises(UpdateFailed) as failed:
        next_release.open(places, unlocked)

    assert failed.value.words == "The update did not finish; your data are as before. Backup: a-copy."
    with open_clinic(places, clock) as workstation:
        assert len(workstation.unfinished()) == 1
    with closing(connect(places.database, unlocked.database_key)) as connection:
        tables = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
    assert tables == {*Kept.metadata.tables, "alembic_version"}


@pytest.mark.parametrize(
    "losing",
    [
        "DELETE FROM scores WHERE 1; DELETE FROM settings",
        "UPDATE events SET body = replace(body, '8 below', '8 above')",
    ],
)
def test_an_update_that_loses_or_changes_an_answer_is_undone(
    places: Places, unlocked: Unlocked, next_release: NextRelease, losing: str, clock: SteppedClock
) -> None:
    statements = "".join(f'    op.execute("{statement}")\n' for statement in losing.split("; "))
    next_release.write(NEXT_STEP + statements)
    with open_clinic(places, clock) as workstation:
        workstation.change_settings(replace(workstation.settings, clinic_name="Riverside"))
    before = rows(places, unlocked, "settings", "events")

    with pytest.raises(UpdateFailed) as failed:
        next_release.open(places, unlocked)

    assert failed.value.words == (
        "The update did not finish (E-COUNT); your data are as before. Backup: a-copy."
    )
    assert rows(places, unlocked, "settings", "events") == before


def test_an_update_for_which_there_is_no_room_says_so(
    places: Places, unlocked: Unlocked, next_release: NextRelease
) -> None:
    no_room = """
    op.execute("PRAGMA max_page_count = 1")
    op.execute("CREATE TABLE more AS SELECT zeroblob(1000000) AS filling")
"""
    next_release.write(NEXT_STEP + no_room)

    with pytest.raises(NoRoom) as full:
        next_release.open(places, unlocked)

    assert full.value.words == (
        "The disk is full: the data file cannot be opened. Everything saved is safe. "
        "Free some space on the disk, then start again."
    )
    assert rows(places, unlocked, "patients", "exams", "events") == [1, 1, 2]


def test_a_new_database_never_takes_the_place_of_one_or_of_a_part_of_one(
    places: Places, unlocked: Unlocked
) -> None:
    before = contents(places.database)
    with pytest.raises(Missing):
        make_database(places.database, unlocked.database_key)
    assert contents(places.database) == before

    places.database.rename(places.root / "moved.db")
    places.database.with_name("clinic.db-wal").write_bytes(b"committed rows")
    with pytest.raises(Missing) as missing:
        make_database(places.database, unlocked.database_key)
    assert not places.database.exists()
    assert missing.value.words == f"The data file is not where it was: {places.database}."


def test_a_lost_data_file_is_never_replaced_by_an_empty_one(
    places: Places, unlocked: Unlocked, clock: SteppedClock
) -> None:
    for part in contents(places.database):
        (places.root / part).unlink()
    places.anchor.unlink()

    with pytest.raises(CannotOpen) as refused:
        open_clinic(places, clock)

    assert refused.value.words == f"The data file is not where it was: {places.database}."
    assert not places.database.exists()


def test_a_file_where_the_folder_should_be_is_refused(tmp_path: Path, clock: SteppedClock) -> None:
    (tmp_path / "data").write_text("notes", encoding="utf-8")

    with pytest.raises(UnwritableFolder):
        open_clinic(Places(tmp_path / "data"), clock)

    assert (tmp_path / "data").read_text(encoding="utf-8") == "notes"


def test_a_full_disk_takes_nothing_and_loses_nothing(
    places: Places, unlocked: Unlocked, clock: SteppedClock
) -> None:
    with open_clinic(places, clock) as workstation:
        examination = workstation.open_exam(workstation.unfinished()[0].id)
        before, events = examination.exam, examination.events
        long_note = Text("x" * 4_900)
        engine = workstation.database.engine

        def fill(connection: Raw, *_: object) -> None:
            # What SQLite says of a disk with no room left, by giving it no room.
            pages = connection.execute("PRAGMA page_count").fetchall()[0][0]
            connection.execute(f"PRAGMA max_page_count = {pages}")

        def free(connection: Raw, *_: object) -> None:
            connection.execute("PRAGMA max_page_count = 1000000")

        event.listen(engine, "checkout", fill)
        with pytest.raises(DiskFull) as full:
            examination.record(Ref("intake", "goal"), long_note)
        event.remove(engine, "checkout", fill)

        assert full.value.words == (
            "The disk is full: the last entry is NOT saved. Everything saved before it is safe. "
            "Free some space on the disk, then enter it again."
        )
        assert (examination.exam, examination.events) == (before, events)
        assert workstation.open_exam(examination.id).exam == before

        event.listen(engine, "checkout", free)
        examination.record(Ref("intake", "goal"), long_note)
        assert workstation.open_exam(examination.id).exam == examination.exam


def test_a_data_file_that_another_program_holds_is_said_so(
    places: Places, unlocked: Unlocked, clock: SteppedClock
) -> None:
    with open_clinic(places, clock) as workstation:
        examination = workstation.open_exam(workstation.unfinished()[0].id)
        before = examination.exam

        def hurry(connection: Raw, *_: object) -> None:
            connection.execute("PRAGMA busy_timeout = 10")

        event.listen(workstation.database.engine, "checkout", hurry)
        with closing(connect(places.database, unlocked.database_key)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(InUse) as in_use:
                examination.record(HIP, Quantity(Decimal("3"), "deg", "3"))
            other.execute("ROLLBACK")

        assert examination.exam == before
        assert in_use.value.words == (
            "Another program is using the data file: the last entry is NOT saved. "
            "Close the other program, then enter it again."
        )
        examination.record(HIP, Quantity(Decimal("3"), "deg", "3"))


def test_a_change_of_the_record_without_an_audit_entry_is_not_made(workstation: Workstation) -> None:
    before = workstation.database.anchor()

    with pytest.raises(LookupError), workstation.database.writing() as session:
        session.connection().exec_driver_sql("DELETE FROM settings")

    assert workstation.database.anchor() == before


def test_settings_are_kept(workstation: Workstation, places: Places) -> None:
    chosen = Settings("Hip Clinic", "020 7946 0000", "B. Lee", "PT 1234", "letter", "130", "dark", False)
    workstation.change_settings(chosen)
    workstation.close()

    with open_clinic(places, workstation.clock) as again:
        assert again.settings == chosen


def test_half_a_character_in_a_setting_is_kept_as_a_question_mark(workstation: Workstation) -> None:
    workstation.change_settings(replace(workstation.settings, clinic_name="Hip \ud83d Clinic"))

    assert workstation.settings.clinic_name == "Hip ? Clinic"


def test_the_data_folder_is_the_one_asked_for_then_the_named_one_then_the_users_own(tmp_path: Path) -> None:
    named = {"SAGITTAL_DATA": str(tmp_path / "named")}

    assert find_places(tmp_path / "asked", named).root == tmp_path / "asked"
    assert find_places(None, named).root == tmp_path / "named"
    assert find_places(None, {}).root.name == "Sagittal"
    assert find_places("~nobody-of-that-name/kept", {}).root == Path("~nobody-of-that-name/kept").absolute()
    assert find_places(None, {}).elsewhere != find_places(None, {}).root
