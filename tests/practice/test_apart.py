"""Nothing of the practice reaches the record: it leaves every file of a clinic as it was, and no way into the
record takes its book."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.agreement.ratings import Unreadable as NoRatings
from app.agreement.ratings import read_ratings
from app.backups.kept import NoSuchBackup, read_backup
from app.backups.manifest import ManifestDamaged
from app.backups.restoring import keys_of_backup
from app.clock import SteppedClock
from app.exam_file import take_in_exam_file
from app.exchange.exam_document import Faults, read_document
from app.faults import Fault
from app.places import Places
from app.practice.blocks import LENGTH, block
from app.practice.book import PracticeBook
from app.practice.learning import learning
from app.practice.notes import Note, SignOff
from app.practice.stations import Round, circuit
from app.store.codec import read_event
from app.store.opening import open_database
from app.store.taking_over import take_over
from app.vault.keyring import read_keyring
from tests.clinics import LOGIN, PASSPHRASE, open_clinic
from tests.practice.learners import committed, right_answers

KEY = "5a" * 48
ROOT = Path(__file__).parents[2]


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), timedelta(seconds=5))


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data")


@pytest.fixture
def book(tmp_path: Path) -> PracticeBook:
    """A block of ten by a learner, a note and a sign-off, in a book away from any clinic."""
    found = PracticeBook(tmp_path / "elsewhere" / "practice")
    practise(found)
    return found


def practise(book: PracticeBook) -> None:
    at = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    for number, (case, task) in enumerate(block("mixed", LENGTH, 7), 1):
        given = right_answers(case, task)
        if number % 3 == 0 and given:
            del given[next(iter(given))]
        book.add(committed(case, task, given, number, learner="J. Lindqvist"))
    book.add_note(Note("n1", at, "J. Lindqvist", "attempt-3", "look at the belt line"))
    book.add_sign_off(SignOff("s1", at, "J. Lindqvist", "R. Osei", "c1", "again", "Not yet."))


def files(folder: Path, besides: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with what it holds and when it was written."""
    return {
        str(one.relative_to(folder)): (one.read_bytes(), one.stat().st_mtime_ns)
        for one in sorted(folder.rglob("*"))
        if one.is_file() and besides not in one.parents
    }


def test_a_block_and_a_circuit_leave_every_file_of_the_clinic_byte_for_byte(
    places: Places, clock: SteppedClock
) -> None:
    open_clinic(places, clock).close()
    before = files(places.root, places.practice)
    assert "clinic.db" in before
    book = PracticeBook(places.practice)
    practise(book)
    Round(circuit([("thomas", 5)], 3)).begin(0.0).finish(90.0).hand_over(91.0)
    assert learning(book.attempts("J. Lindqvist")).attempts == LENGTH
    assert files(places.root, places.practice) == before


def test_a_clinic_opens_as_ever_beside_a_practice_and_does_not_touch_it(
    places: Places, clock: SteppedClock
) -> None:
    """The practice may be there first: it opens without an account, before any clinic is set up."""
    book = PracticeBook(places.practice)
    practise(book)
    before = book.file.read_bytes()
    with open_clinic(places, clock) as workstation:
        assert workstation.patients.find("Lindqvist") == []
    assert book.file.read_bytes() == before


def test_the_reader_of_exam_documents_refuses_the_book_and_each_line_of_it(book: PracticeBook) -> None:
    text = book.file.read_text("utf-8")
    for one in (text, *text.splitlines()):
        assert isinstance(read_document(one), Faults)


def test_an_exam_is_not_taken_in_from_the_book(
    book: PracticeBook, places: Places, clock: SteppedClock
) -> None:
    with open_clinic(places, clock) as workstation, pytest.raises(Fault):
        take_in_exam_file(workstation, book.file)


def test_no_event_of_an_exam_is_read_from_a_line(book: PracticeBook) -> None:
    for line in book.file.read_text("utf-8").splitlines():
        with pytest.raises((Fault, KeyError)):
            read_event(line)


def test_the_folder_of_the_practice_is_no_backup(book: PracticeBook) -> None:
    with pytest.raises(NoSuchBackup):
        read_backup(book.folder, None)
    shutil.copy(book.file, book.folder / "manifest.json")
    with pytest.raises(ManifestDamaged):
        read_backup(book.folder, None)
    shutil.copy(book.file, book.folder / "clinic.keys")
    with pytest.raises(Fault):
        keys_of_backup(book.folder, LOGIN, PASSPHRASE)


def test_the_book_is_no_key_file(book: PracticeBook) -> None:
    with pytest.raises(Fault):
        read_keyring(book.file.read_bytes())


def test_the_book_under_the_name_of_the_first_release_is_not_taken_over(
    book: PracticeBook, places: Places
) -> None:
    places.prepare()
    shutil.copy(book.file, places.plain)
    with pytest.raises(Fault):
        take_over(places.plain, places.database, KEY)
    assert not places.database.exists()
    assert places.plain.read_bytes() == book.file.read_bytes()


def test_the_book_under_the_name_of_the_record_is_not_opened(
    book: PracticeBook, places: Places, clock: SteppedClock
) -> None:
    places.prepare()
    shutil.copy(book.file, places.database)
    with pytest.raises(Fault):
        open_database(places.database, KEY, b"k" * 32, clock, lambda *_: None)
    assert places.database.read_bytes() == book.file.read_bytes()


def test_the_statistics_of_the_clinic_read_no_ratings_from_it(book: PracticeBook) -> None:
    with pytest.raises(NoRatings):
        read_ratings(book.file.read_text("utf-8"))


LOADED = """
import sys
import pkgutil
import app.practice

for one in pkgutil.walk_packages(app.practice.__path__, "app.practice."):
    __import__(one.name)
parts = ("store", "vault", "workstation", "door", "exchange", "access", "backups")
record = (*(f"app.{part}" for part in parts), "sqlalchemy", "sqlcipher3", "cryptography")
print([name for name in sys.modules if name.startswith(record)])
"""


def test_all_of_the_practice_loads_without_one_part_of_the_record() -> None:
    found = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "[]"
