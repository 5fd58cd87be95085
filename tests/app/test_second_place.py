"""What is said to lie in the second place does lie there, and a copy put elsewhere changes nothing of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.backups.kept import Backup
from app.backups.second import NotInSecondPlace, last_second, place_of
from app.clock import SteppedClock
from app.places import Places
from app.settings import Settings
from app.store.copying import verify_copy
from app.workstation import Workstation
from tests.clinics import open_clinic


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
