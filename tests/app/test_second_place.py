"""What is said to lie in the second place does lie there, and a copy put elsewhere changes nothing of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.backups.kept import Backup, read_backup
from app.backups.second import NotInSecondPlace, SecondCopy, last_second, place_of, second_warning
from app.clock import SteppedClock
from app.places import Places
from app.settings import Settings
from app.store.copying import verify_copy
from app.workstation import Workstation
from tests.clinics import open_clinic

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def stick(workstation: Workstation, tmp_path: Path) -> Path:
    """The clinic's second place."""
    folder = tmp_path / "stick"
    folder.mkdir()
    workstation.change_settings(Settings(second_place=str(folder)))
    return folder


def copy_of(backup: Backup, workstation: Workstation, folder: Path) -> Path:
    return folder / place_of(workstation.unlocked.keyring.database_id) / backup.name


def test_a_copy_put_elsewhere_is_not_taken_for_one_in_the_second_place(
    workstation: Workstation, stick: Path, tmp_path: Path
) -> None:
    backup = workstation.backups.back_up()
    known = last_second(workstation.places)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    workstation.backups.copy_to(elsewhere, backup)

    assert known is not None
    assert last_second(workstation.places) == known
    assert workstation.backups.second_warning() == ""


@pytest.mark.parametrize("harm", ["a byte changed", "a file gone"])
def test_a_copy_that_went_bad_there_is_set_aside_and_made_anew(
    workstation: Workstation, stick: Path, harm: str
) -> None:
    backup = workstation.backups.back_up()
    copy = copy_of(backup, workstation, stick)
    if harm == "a file gone":
        (copy / "clinic.keys").unlink()
    else:
        content = bytearray((copy / "clinic.db").read_bytes())
        content[5000] ^= 1
        (copy / "clinic.db").write_bytes(content)

    assert workstation.backups.copy_to(stick, backup) == copy

    verify_copy(copy / "clinic.db", workstation.unlocked.database_key, backup.manifest.contents)
    assert sorted(one.name for one in copy.parent.iterdir()) == [backup.name, f"{backup.name}.bad"]


def test_a_backup_under_earlier_keys_says_so(
    workstation: Workstation, places: Places, clock: SteppedClock, tmp_path: Path
) -> None:
    backup = workstation.backups.back_up()
    workstation.backups.rotate()
    workstation.close()

    with open_clinic(places, clock) as opened, pytest.raises(NotInSecondPlace) as refused:
        opened.backups.copy_to(tmp_path, backup)

    assert refused.value.words == (
        "Not copied to the second place: this backup was made under earlier keys, or was changed; make a new "
        "one and copy that. The backup on this computer is whole."
    )
    assert not list(tmp_path.glob("sagittal-*"))


def test_a_copy_goes_to_the_second_place(workstation: Workstation, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    workstation.change_settings(Settings(second_place=str(stick)))

    backup = workstation.backups.back_up()

    place = stick / f"sagittal-{workstation.unlocked.keyring.database_id[:8]}"
    copy = read_backup(place / backup.name, workstation.unlocked.keys.backup)
    assert copy.manifest == backup.manifest
    verify_copy(copy.database, workstation.unlocked.database_key, backup.manifest.contents)
    assert workstation.backups.second_words == ""
    assert workstation.backups.second_warning() == ""


def test_a_stick_that_was_pulled_out_is_said_and_the_backup_here_is_whole(
    workstation: Workstation, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    workstation.change_settings(Settings(second_place=str(stick)))

    backup = workstation.backups.back_up()

    assert workstation.backups.kept() == [backup]
    assert workstation.backups.second_words == (
        "Not copied to the second place: the folder is not there; plug the stick in or choose another "
        "folder. The backup on this computer is whole."
    )
    assert workstation.backups.second_warning() == (
        f"No backup lies in the second place yet: {stick}. Plug it in and make a backup."
    )
    assert last_second(workstation.places) is None


@pytest.mark.parametrize(
    ("folder", "days", "words"),
    [
        (
            "",
            0,
            "Backups lie on this computer only. Choose a second place, such as a stick or a shared folder.",
        ),
        ("E:", 7, ""),
        ("E:", 8, "The last backup in the second place is 8 days old: E:. Plug it in and make a backup."),
    ],
)
def test_the_age_of_the_second_place_is_a_warning(folder: str, days: int, words: str) -> None:
    last = SecondCopy("E:", "name", NOON - timedelta(days=days))

    assert second_warning(folder, last, NOON) == words
