"""A folder or a file that may not be read or written: a sentence says so, and nothing is changed."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.clock import SystemClock
from app.faults import Fault
from app.patients import Patient
from app.places import Places
from app.workstation import Workstation
from tests.clinics import open_clinic
from tests.faults.trials import report, trials

NOT_WRITTEN = (
    "The data folder cannot be written: {}. Nothing was changed. "
    "Ask for the right to write there, or choose another folder."
)
NOT_READ = (
    "The disk did not give the data file (E-DISK). Nothing was changed. Check the disk, then start again."
)
KEYS_NOT_READ = (
    "The key file cannot be read: permission denied. Nothing was changed. "
    "Ask for the right to read the data folder, then start again."
)
ANCHOR_NOT_WRITTEN = (
    "How far the record has come could not be written beside it. "
    "Ask for the right to write in the data folder."
)
NOTHING = ""


@contextmanager
def ordinary_folder() -> Iterator[Path]:
    """Of an ordinary account: whoever runs the tests, the right to read and write everywhere is given up."""
    with tempfile.TemporaryDirectory() as warm:
        # What is loaded when it is first needed must be read before the right to read it is gone.
        _set_up(Places(Path(warm)))
    if sys.platform == "win32" or os.geteuid() != 0:
        with tempfile.TemporaryDirectory() as name:
            yield Path(name)
        return
    os.setresuid(65534, 65534, 0)
    try:
        with tempfile.TemporaryDirectory() as name:
            yield Path(name)
    finally:
        os.setresuid(0, 0, 0)


@pytest.mark.parametrize(
    ("what", "mode", "words"),
    [
        ("", 0o500, NOT_WRITTEN),
        ("", 0o000, NOT_WRITTEN),
        ("clinic.db", 0o400, NOT_WRITTEN),
        ("clinic.db", 0o000, NOT_READ),
        ("clinic.keys", 0o000, KEYS_NOT_READ),
        ("clinic.lock", 0o000, NOT_WRITTEN),
        ("anchor.json", 0o000, NOTHING),
        ("logs", 0o500, NOTHING),
        ("backups", 0o000, NOTHING),
    ],
)
def test_R6_what_may_not_be_used_is_said_at_the_door(what: str, mode: int, words: str) -> None:
    with ordinary_folder() as folder:
        tries = trials(2, 20)
        wrong = []
        for number in range(tries):
            places = Places(folder / str(number))
            _set_up(places)
            held = places.database.read_bytes()
            closed = places.root / what if what else places.root
            if what == "clinic.lock":
                closed.touch()
            before = closed.stat().st_mode & 0o777
            closed.chmod(mode)
            said = _said(lambda places=places: open_clinic(places, SystemClock()).close())  # type: ignore[misc]
            closed.chmod(before)
            if said != words.format(places.root) or (words and places.database.read_bytes() != held):
                wrong.append(said)

    report(
        "R6", "a folder or file that may not be used: said at the door, nothing changed", tries, len(wrong)
    )
    assert wrong == []


def test_R6_a_new_folder_where_nobody_may_write_is_refused() -> None:
    with ordinary_folder() as folder:
        folder.chmod(0o500)
        said = _said(lambda: open_clinic(Places(folder / "data"), SystemClock()))
        folder.chmod(0o700)

        assert said == NOT_WRITTEN.format(folder / "data")
        assert list(folder.iterdir()) == []


def test_R6_a_data_file_that_is_a_folder_is_not_read() -> None:
    with ordinary_folder() as folder:
        places = Places(folder / "data")
        _set_up(places)
        places.database.unlink()
        places.database.mkdir()

        assert _said(lambda: open_clinic(places, SystemClock())) == NOT_READ


def test_R6_an_anchor_that_cannot_be_written_is_warned_of() -> None:
    with ordinary_folder() as folder:
        places = Places(folder / "data")
        _set_up(places)
        places.anchor.unlink()
        places.anchor.mkdir()

        with open_clinic(places, SystemClock()) as workstation:
            assert ANCHOR_NOT_WRITTEN in workstation.warnings
            workstation.patients.add(Patient(family_name="Berg", given_name="Nils"))


@pytest.mark.parametrize("mode", [0o500, 0o000])
def test_R6_a_backup_where_nobody_may_write_is_said_and_the_clinic_goes_on(mode: int) -> None:
    with ordinary_folder() as folder:
        tries = trials(2, 20)
        wrong = []
        for number in range(tries):
            places = Places(folder / str(number))
            with open_clinic(places, SystemClock()) as workstation:
                workstation.backups.back_up()
                places.backups.chmod(mode)
                said = _said(workstation.backups.back_up)
                workstation.patients.add(Patient(family_name="Berg", given_name="Nils"))
                kept = _names(workstation) == ["Berg"]
                places.backups.chmod(0o700)
            if not said.startswith("Backup NOT made: the folder cannot be written. ") or not kept:
                wrong.append(said)

    report("R6", "backups in a folder that may not be used: said, and the clinic goes on", tries, len(wrong))
    assert wrong == []


def test_R6_a_folder_closed_while_the_clinic_works_loses_nothing() -> None:
    with ordinary_folder() as folder:
        tries = trials(2, 20)
        wrong = 0
        for number in range(tries):
            places = Places(folder / str(number))
            workstation = open_clinic(places, SystemClock())
            places.root.chmod(0o500)
            workstation.patients.add(Patient(family_name="Berg", given_name="Nils"))
            workstation.close()
            places.root.chmod(0o700)
            with open_clinic(places, SystemClock()) as again:
                wrong += _names(again) != ["Berg"]

    report("R6", "the folder closed while the clinic works: what was kept is there", tries, wrong)
    assert wrong == 0


def _set_up(places: Places) -> None:
    with open_clinic(places, SystemClock()) as workstation:
        workstation.patients.add(Patient(family_name="Acosta", given_name="Elena"))
        workstation.backups.back_up()


def _said(act: Callable[[], object]) -> str:
    """The sentence of the fault, "" when there was none; whatever else is raised ends the test."""
    try:
        act()
    except Fault as fault:
        return fault.words
    return NOTHING


def _names(workstation: Workstation) -> list[str]:
    return [patient.family_name for patient in workstation.patients.find("Berg")]
