"""The ways out of a record that cannot be opened, on real files: nothing is ever thrown away."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from app.backups.kept import Backup
from app.clock import SteppedClock
from app.door import CannotOpen, Door, Standing
from app.faults import NotThisClinics
from app.patients import Patient
from app.places import Places
from app.store.state import State
from app.vault.cost import QUICK
from app.vault.faults import KeysMissing
from app.ways_out import (
    CopyNotSaved,
    NoKeys,
    OtherKeys,
    any_backup,
    copy_for_support,
    holder,
    newest_backup,
    rescue,
    restore_with_its_keys,
    set_aside,
    take_file,
    take_keys,
)
from tests.clinics import LOGIN, PASSPHRASE, RECOVERY_KEY, open_clinic

NOW = datetime(2026, 10, 16, 14, 15, tzinfo=timezone(timedelta(hours=1)))
PAGE = 4096


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(NOW, timedelta(seconds=1))


@pytest.fixture
def places(tmp_path: Path, clock: SteppedClock) -> Places:
    """A clinic with a backup, and one patient who came after it."""
    made = Places(tmp_path / "data")
    with open_clinic(made, clock) as opened:
        opened.patients.add(Patient(family_name="Acosta", given_name="Elena"))
        opened.backups.back_up()
        opened.patients.add(Patient(family_name="Brandt", given_name="Ilse"))
    return made


def trouble(places: Places, clock: SteppedClock) -> CannotOpen:
    with Door(places, clock, QUICK) as door, pytest.raises(CannotOpen) as found:
        door.unlock(LOGIN, PASSPHRASE)
    return found.value


def names(places: Places, clock: SteppedClock) -> list[str]:
    with open_clinic(places, clock) as opened:
        return sorted(patient.family_name for patient in opened.patients.find(""))


def damage(places: Places) -> None:
    with places.database.open("r+b") as opened:
        opened.seek(9 * PAGE + 77)
        opened.write(bytes(16))


def test_a_data_file_found_elsewhere_comes_back_into_its_place(places: Places, clock: SteppedClock) -> None:
    found = places.root.parent / "stick.db"
    shutil.move(places.database, found)

    take_file(places, trouble(places, clock).unlocked, clock, found)

    assert names(places, clock) == ["Acosta", "Brandt"]
    assert found.exists()


def test_a_data_file_of_another_clinic_is_not_taken(
    places: Places, clock: SteppedClock, tmp_path: Path
) -> None:
    other = Places(tmp_path / "other")
    open_clinic(other, clock).close()
    places.database.unlink()

    with pytest.raises(NotThisClinics, match=r"^This file does not belong to this key file\.$"):
        take_file(places, trouble(places, clock).unlocked, clock, other.database)

    assert not places.database.exists()


def test_what_can_be_read_is_rescued_and_the_damaged_file_kept(places: Places, clock: SteppedClock) -> None:
    damage(places)
    before = places.database.read_bytes()

    found = rescue(places, trouble(places, clock).unlocked, clock)

    assert found.read["patients"] == 2
    assert names(places, clock) == ["Acosta", "Brandt"]
    (kept,) = places.quarantine.glob("*-damaged/clinic.db")
    assert kept.read_bytes() == before


def test_a_copy_for_support_has_the_file_as_it_lies_and_never_the_keys(
    places: Places, clock: SteppedClock, tmp_path: Path
) -> None:
    damage(places)
    stick = tmp_path / "stick"
    stick.mkdir()

    copy = copy_for_support(places, stick, State.DAMAGED, NOW)
    again = copy_for_support(places, stick, State.DAMAGED, NOW)

    assert copy.name == "sagittal-for-support-2026-10-16"
    assert again.name == "sagittal-for-support-2026-10-16-2"
    assert (copy / "clinic.db").read_bytes() == places.database.read_bytes()
    assert "state of the record: damaged" in (copy / "support.txt").read_text()
    assert not list(copy.glob("*.keys*"))


def test_a_copy_that_cannot_be_saved_leaves_nothing_over(
    places: Places, clock: SteppedClock, tmp_path: Path
) -> None:
    with pytest.raises(CopyNotSaved) as refused:
        copy_for_support(places, tmp_path / "pulled out", State.DAMAGED, NOW)

    assert refused.value.words == (
        "The copy was NOT saved: the disk does not answer or was taken out. Choose another folder."
    )
    assert not (tmp_path / "pulled out").exists()


def test_a_new_clinic_begins_only_when_everything_of_the_old_one_is_set_aside(
    places: Places, clock: SteppedClock
) -> None:
    places.database.unlink()

    aside = set_aside(places, NOW)

    with Door(places, clock, QUICK) as door:
        assert door.look() is Standing.FIRST_RUN
    assert {file.name for file in aside.iterdir()} >= {"clinic.keys", "anchor.json", "backups"}
    assert names(places, clock) == []


def test_lost_keys_are_found_on_a_stick_when_they_are_those_of_the_file(
    places: Places, clock: SteppedClock, tmp_path: Path
) -> None:
    other = Places(tmp_path / "other")
    open_clinic(other, clock).close()
    stick = tmp_path / "clinic.keys"
    shutil.move(places.keyring, stick)
    for copy in (places.keyring.with_name("clinic.keys.prev"), *places.backups.rglob("*.keys")):
        copy.unlink(missing_ok=True)
    with Door(places, clock, QUICK) as door, pytest.raises(KeysMissing):
        door.look()

    with pytest.raises(OtherKeys) as refused:
        take_keys(places, other.keyring)
    with pytest.raises(NoKeys) as none:
        take_keys(places, places.anchor)
    take_keys(places, stick)

    assert refused.value.words == "This key file does not belong to the data file. Nothing was changed."
    assert none.value.words == "This is not a key file of this program. Nothing was changed."
    assert names(places, clock) == ["Acosta", "Brandt"]


def test_a_key_file_from_before_the_keys_were_changed_is_not_taken(
    places: Places, clock: SteppedClock, tmp_path: Path
) -> None:
    stick = tmp_path / "clinic.keys"
    shutil.copy(places.keyring, stick)
    with open_clinic(places, clock) as opened:
        opened.backups.rotate()
    kept = places.keyring.read_bytes()

    with pytest.raises(OtherKeys):
        take_keys(places, stick)

    assert places.keyring.read_bytes() == kept


@pytest.mark.parametrize(("login", "secret"), [(LOGIN, PASSPHRASE), ("", RECOVERY_KEY)])
def test_a_backup_from_a_stick_brings_its_own_keys(
    places: Places, clock: SteppedClock, tmp_path: Path, login: str, secret: str
) -> None:
    stick = tmp_path / "stick"
    shutil.copytree(places.backups, stick)
    shutil.rmtree(places.root)
    backup = any_backup(stick)
    assert backup is not None

    with Door(places, clock, QUICK):
        restore_with_its_keys(places, backup, login, secret, clock, "RESTORE")

    assert names(places, clock) == ["Acosta"]


def test_the_newest_backup_is_looked_for_in_the_second_place_too(
    places: Places, clock: SteppedClock, tmp_path: Path
) -> None:
    second = tmp_path / "stick"
    second.mkdir()
    with open_clinic(places, clock) as opened:
        unlocked = opened.unlocked
        opened.change_settings(replace(opened.settings, second_place=str(second)))
        made = opened.backups.back_up()
        opened.backups.copy_to(second, made)
    shutil.rmtree(places.backups)

    found = newest_backup(places, unlocked)

    assert isinstance(found, Backup)
    assert found.name == made.name
    assert newest_backup(places, unlocked, without=[made.name]) is None


def test_who_holds_the_file_is_not_this_program(places: Places, clock: SteppedClock) -> None:
    with open_clinic(places, clock):
        assert holder(places.database) is None
