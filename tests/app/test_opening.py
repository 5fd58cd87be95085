"""A data file that cannot be used is refused in a sentence, and is afterwards what it was before."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import event

from app.clock import SteppedClock
from app.faults import (
    Damaged,
    DiskFull,
    InUse,
    Missing,
    NewerDatabase,
    NoRoom,
    NotOurs,
    UnwritableFolder,
    UpdateFailed,
)
from app.patients import Patient
from app.places import Places, find_places
from app.settings import Settings
from app.store.opening import SCRIPTS, open_database
from app.store.schema import Kept
from app.workstation import Workstation
from assessments.language.value import Quantity, Ref, Side, Text

HIP = Ref("thomas", "hip_angle", Side.RIGHT, 1)

NEXT_STEP = """
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("patients", recreate="always") as table:
        table.add_column(sa.Column("town", sa.String(), nullable=False, server_default=""))
"""


@pytest.fixture
def next_release(tmp_path: Path) -> Path:
    """The steps as the next release will have them: today's, and one that copies the table of patients."""
    scripts = tmp_path / "next release"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "v0002.py").write_text(NEXT_STEP, encoding="utf-8")
    return scripts


@pytest.fixture
def filled(places: Places, clock: SteppedClock) -> Places:
    """A data folder with one patient and one unfinished exam of one answer."""
    with Workstation(places, clock) as workstation:
        patient = workstation.patients.add(Patient(family_name="Acosta", given_name="Elena"))
        examination = workstation.start_exam(patient.id, "B. Lee")
        examination.record(HIP, Quantity(Decimal("-8"), "deg", "8 below"))
    return places


@pytest.fixture
def ordinary_account() -> Iterator[None]:
    """Whoever runs the tests, the right to write everywhere is given up for as long as the test lasts."""
    if sys.platform == "win32" or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def _broken(release: Path) -> Path:
    """The release with a last line that cannot be done."""
    step = release / "versions" / "v0002.py"
    step.write_text(NEXT_STEP + '    op.execute("INSERT INTO nowhere VALUES (1)")\n', encoding="utf-8")
    return release


def _mended(release: Path) -> Path:
    shutil.rmtree(release / "versions" / "__pycache__", ignore_errors=True)
    (release / "versions" / "v0002.py").write_text(NEXT_STEP, encoding="utf-8")
    return release


def contents(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def rows(file: Path, table: str) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_first_start_makes_a_private_folder_and_file(places: Places, workstation: Workstation) -> None:
    assert workstation.recent() == []
    if os.name == "posix":
        modes = {path.name: path.stat().st_mode & 0o777 for path in (places.root, *places.root.iterdir())}
        assert {modes.pop("data"), modes.pop("logs")} == {0o700}
        assert set(modes) == {"sagittal.sqlite3", "sagittal.sqlite3-wal", "sagittal.sqlite3-shm"}
        assert set(modes.values()) == {0o600}


def test_every_connection_is_as_safe_as_it_can_be(workstation: Workstation) -> None:
    database = open_database(workstation.places.database)
    with database.engine.connect() as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        found = [connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() for pragma in pragmas]
    database.close()

    assert found == ["wal", 2, 1, 5000]


def test_a_database_of_a_newer_version_is_refused_and_stays_as_it_is(
    filled: Places, next_release: Path, clock: SteppedClock
) -> None:
    open_database(filled.database, next_release).close()
    before = contents(filled.root)

    with pytest.raises(NewerDatabase) as newer:
        Workstation(filled, clock)

    assert contents(filled.root) == before
    assert newer.value.words == (
        "The data file was made by a newer version of Sagittal. Nothing was changed. "
        "Install that version to open it."
    )


def test_a_newer_database_left_by_a_crash_stays_as_it_is_too(
    filled: Places, next_release: Path, clock: SteppedClock, tmp_path: Path
) -> None:
    newer = open_database(filled.database, next_release)
    with newer.writing() as session:
        session.connection().exec_driver_sql("UPDATE patients SET town = 'Leeds'")
    crashed = Places(tmp_path / "crashed")
    crashed.prepare()
    for name in ("sagittal.sqlite3", "sagittal.sqlite3-wal"):
        shutil.copyfile(filled.root / name, crashed.root / name)
    newer.close()
    before = contents(crashed.root)
    assert before["sagittal.sqlite3-wal"]

    with pytest.raises(NewerDatabase):
        Workstation(crashed, clock)

    assert contents(crashed.root) == before


def test_an_update_keeps_every_row_and_a_copy_of_the_file_before(filled: Places, next_release: Path) -> None:
    open_database(filled.database, next_release).close()

    (copy,) = (filled.root / "before-updates").iterdir()
    assert copy.name == "sagittal-at-0001-1.sqlite3"
    for file in (filled.database, copy):
        assert [rows(file, table) for table in ("patients", "exams", "events")] == [1, 1, 2]
    if os.name == "posix":
        assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(filled.database)) as connection:
        assert connection.execute("SELECT town FROM patients").fetchall() == [("",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_an_older_copy_is_never_written_over(filled: Places, next_release: Path) -> None:
    kept = filled.root / "before-updates"
    kept.mkdir()
    (kept / "sagittal-at-0001-2.sqlite3").write_bytes(b"the copy that was not thrown away")

    with pytest.raises(UpdateFailed):
        open_database(filled.database, _broken(next_release))
    open_database(filled.database, _mended(next_release)).close()

    assert (kept / "sagittal-at-0001-2.sqlite3").read_bytes() == b"the copy that was not thrown away"
    assert {f.name for f in kept.iterdir()} == {f"sagittal-at-0001-{n}.sqlite3" for n in (1, 2, 3)}


def test_an_update_that_fails_leaves_the_data_as_before(
    filled: Places, next_release: Path, clock: SteppedClock
) -> None:
    with pytest.raises(UpdateFailed) as failed:
        open_database(filled.database, _broken(next_release))

    assert failed.value.words == (
        "The update of the data file did not finish; your data are as before. "
        "A copy is kept: sagittal-at-0001-1.sqlite3."
    )
    with Workstation(filled, clock) as workstation:
        assert len(workstation.unfinished()) == 1
    with closing(sqlite3.connect(filled.database)) as connection:
        tables = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
    assert tables == {*Kept.metadata.tables, "alembic_version"}


@pytest.mark.parametrize("content", [b"%PDF-1.7 something else entirely", b"SQLite"])
def test_a_file_that_is_not_ours_is_refused_and_stays_as_it_is(
    places: Places, clock: SteppedClock, content: bytes
) -> None:
    places.prepare()
    places.database.write_bytes(content)

    with pytest.raises(NotOurs) as refused:
        Workstation(places, clock)

    assert contents(places.root) == {"sagittal.sqlite3": content}
    assert refused.value.words == (
        "sagittal.sqlite3 is not a data file of Sagittal. Nothing was changed. Choose another data folder."
    )


def test_the_database_of_another_program_is_refused_and_stays_as_it_is(
    places: Places, clock: SteppedClock
) -> None:
    places.prepare()
    with closing(sqlite3.connect(places.database)) as connection:
        connection.execute("CREATE TABLE patients (id)")
    before = contents(places.root)

    with pytest.raises(NotOurs):
        Workstation(places, clock)

    assert contents(places.root) == before


@pytest.mark.parametrize("left", [0, 16, 512])
def test_a_data_file_cut_short_is_never_replaced_by_an_empty_one(
    filled: Places, clock: SteppedClock, left: int
) -> None:
    filled.database.write_bytes(filled.database.read_bytes()[:left])
    before = contents(filled.root)

    with pytest.raises(Damaged) as damaged:
        Workstation(filled, clock)

    assert contents(filled.root) == before
    assert damaged.value.words == (
        "The data file sagittal.sqlite3 is damaged. Keep the whole data folder as it is and put a backup in "
        "another folder."
    )


def test_a_data_file_that_was_moved_away_is_never_replaced_by_an_empty_one(
    filled: Places, clock: SteppedClock
) -> None:
    filled.database.rename(filled.root / "moved.sqlite3")
    filled.database.with_name("sagittal.sqlite3-wal").write_bytes(b"committed rows")
    before = contents(filled.root)

    with pytest.raises(Missing) as missing:
        Workstation(filled, clock)

    assert contents(filled.root) == before
    assert missing.value.words == (
        "The data file sagittal.sqlite3 is not where it was, but a part of it is. Nothing was changed. "
        "Put the file back, or restore a backup."
    )


@pytest.mark.usefixtures("ordinary_account")
def test_a_folder_that_cannot_be_written_is_refused(clock: SteppedClock) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o500)
        try:
            with pytest.raises(UnwritableFolder) as refused:
                Workstation(Places(folder), clock)
            with pytest.raises(UnwritableFolder):
                Workstation(Places(folder / "deeper"), clock)
            with pytest.raises(UnwritableFolder):
                open_database(folder / "sagittal.sqlite3")
        finally:
            folder.chmod(0o700)

        assert list(folder.iterdir()) == []
        assert refused.value.words == (
            f"The data folder cannot be written: {folder}. Nothing was changed. "
            "Ask for the right to write there, or choose another folder."
        )


def test_a_file_where_the_folder_should_be_is_refused(tmp_path: Path, clock: SteppedClock) -> None:
    (tmp_path / "data").write_text("notes", encoding="utf-8")

    with pytest.raises(UnwritableFolder):
        Workstation(Places(tmp_path / "data"), clock)

    assert contents(tmp_path) == {"data": b"notes"}


def test_a_full_disk_takes_nothing_and_loses_nothing(filled: Places, clock: SteppedClock) -> None:
    with Workstation(filled, clock) as workstation:
        examination = workstation.open_exam(workstation.unfinished()[0].id)
        before, events = examination.exam, examination.events
        long_note = Text("x" * 50_000)
        engine = workstation.database.engine

        def fill(connection: sqlite3.Connection, *_: object) -> None:
            # What SQLite says of a disk with no room left, by giving it no room.
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")

        def free(connection: sqlite3.Connection, *_: object) -> None:
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


def test_an_update_for_which_there_is_no_room_says_so(filled: Places, next_release: Path) -> None:
    step = next_release / "versions" / "v0002.py"
    no_room = """
    op.execute("PRAGMA max_page_count = 1")
    op.execute("CREATE TABLE more AS SELECT zeroblob(1000000) AS filling")
"""
    step.write_text(NEXT_STEP + no_room, encoding="utf-8")

    with pytest.raises(NoRoom) as full:
        open_database(filled.database, next_release)

    assert full.value.words == (
        "The disk is full: the data file cannot be opened. Everything saved is safe. "
        "Free some space on the disk, then start again."
    )
    assert [rows(filled.database, table) for table in ("patients", "exams", "events")] == [1, 1, 2]


def test_a_data_file_that_another_program_holds_is_said_so(filled: Places, clock: SteppedClock) -> None:
    with Workstation(filled, clock) as workstation:
        examination = workstation.open_exam(workstation.unfinished()[0].id)
        before = examination.exam
        impatient = workstation.database.engine

        def hurry(connection: sqlite3.Connection, *_: object) -> None:
            connection.execute("PRAGMA busy_timeout = 10")

        event.listen(impatient, "checkout", hurry)
        with closing(sqlite3.connect(filled.database, isolation_level=None)) as other:
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


def test_settings_are_kept(workstation: Workstation, places: Places) -> None:
    assert workstation.settings == Settings()
    chosen = Settings("Hip Clinic", "020 7946 0000", "B. Lee", "PT 1234", "letter", "130", "dark", False)
    workstation.change_settings(chosen)
    workstation.close()

    with Workstation(places, workstation.clock) as again:
        assert again.settings == chosen


def test_half_a_character_in_a_setting_is_kept_as_a_question_mark(workstation: Workstation) -> None:
    workstation.change_settings(Settings(clinic_name="Hip \ud83d Clinic"))

    assert workstation.settings.clinic_name == "Hip ? Clinic"


def test_the_data_folder_is_the_one_asked_for() -> None:
    asked, named = Path("/clinic/asked"), Path("/clinic/named")

    assert find_places(asked, {"SAGITTAL_DATA": str(named)}).root == asked.absolute()
    assert find_places(None, {"SAGITTAL_DATA": str(named)}).root == named.absolute()
    assert find_places(None, {}).root.name == "Sagittal"
    assert find_places("~nobody-of-that-name/kept", {}).root == Path("~nobody-of-that-name/kept").absolute()
