from pathlib import Path

import pytest

from app.folders import (
    Mounted,
    NetworkFolder,
    Space,
    SynchronisedFolder,
    folder_words,
    on_network,
    refuse_folder,
    room,
    synchronised_by,
)
from app.places import Places

LOCAL = (Mounted(Path("/"), "ext4"),)


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("home/OneDrive/Sagittal", "OneDrive"),
        ("home/OneDrive - Riverside Clinic/Sagittal", "OneDrive"),
        ("Library/CloudStorage/OneDrive-Personal/Sagittal", "OneDrive"),
        ("home/Dropbox/a/b/c", "Dropbox"),
        ("home/Dropbox (Riverside)/records", "Dropbox"),
        ("home/dropbox", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs/Sagittal", "iCloud"),
        ("home/iCloudDrive/Sagittal", "iCloud"),
        ("home/Google Drive/Sagittal", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-r.osei/My Drive/Sagittal", "Google Drive"),
        ("home/Documents/Sagittal", ""),
        ("home/Dropboxes/Sagittal", ""),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(tmp_path: Path, folder: str, service: str) -> None:
    assert synchronised_by(tmp_path / folder) == service


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        (".dropbox.cache", "Dropbox"),
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
        (".tmp.drivedownload", "Google Drive"),
    ],
)
def test_or_by_what_the_service_leaves_in_it(tmp_path: Path, mark: str, service: str) -> None:
    (tmp_path / mark).mkdir()
    assert synchronised_by(tmp_path / "Our clinic" / "Sagittal") == service


def test_or_by_where_a_link_leads(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "records").mkdir(parents=True)
    (tmp_path / "records").symlink_to(tmp_path / "Dropbox" / "records")
    assert synchronised_by(tmp_path / "records") == "Dropbox"


def test_no_record_is_begun_in_a_synchronised_folder(tmp_path: Path) -> None:
    with pytest.raises(SynchronisedFolder) as refused:
        refuse_folder(Places(tmp_path / "OneDrive"), first_run=True, mounted=LOCAL)
    assert refused.value.words == (
        "Choose a folder that is not synchronised; live files are damaged by sync. You may put backups there."
    )


def test_a_record_that_lies_there_is_opened_with_a_warning_every_time(tmp_path: Path) -> None:
    places = Places(tmp_path / "OneDrive")
    refuse_folder(places, first_run=False, mounted=LOCAL)
    assert folder_words(places) == (
        "The data folder is synchronised by OneDrive; live files are damaged by sync. "
        "Move it to a folder that is not synchronised. You may put backups there.",
    )


def test_a_folder_of_this_computer_is_not_spoken_of(tmp_path: Path) -> None:
    refuse_folder(Places(tmp_path), first_run=True, mounted=LOCAL)
    assert folder_words(Places(tmp_path)) == ()


@pytest.mark.parametrize("first_run", [True, False])
@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p"])
def test_a_record_on_a_network_drive_is_never_opened(tmp_path: Path, kind: str, first_run: bool) -> None:
    share = (*LOCAL, Mounted(tmp_path.resolve(), kind))
    with pytest.raises(NetworkFolder) as refused:
        refuse_folder(Places(tmp_path / "Sagittal"), first_run, share)
    assert refused.value.words == (
        "The data folder lies on a network drive; live files are damaged there. Nothing was changed. "
        "Copy the data folder to a disk of this computer and open it there."
    )


def test_the_disk_mounted_nearest_and_last_decides() -> None:
    folder = Path("/srv/share/clinic/data")
    share = Mounted(Path("/srv/share"), "nfs")
    assert on_network(folder, (*LOCAL, share))
    assert not on_network(folder, (*LOCAL, share, Mounted(Path("/srv/share/clinic"), "ext4")))
    assert on_network(folder, (*LOCAL, Mounted(Path("/srv/share"), "autofs"), share))
    assert not on_network(Path("/srv/shared"), (*LOCAL, share))


def test_the_disk_a_virtual_machine_was_started_from_is_no_share() -> None:
    assert not on_network(Path("/srv/data"), (Mounted(Path("/"), "9p"),))


def test_this_computers_own_disks_are_looked_at_when_none_are_named(tmp_path: Path) -> None:
    refuse_folder(Places(tmp_path), first_run=True)


MB = 1_000_000


@pytest.mark.parametrize(
    ("free", "space"),
    [
        (500 * MB, Space.ENOUGH),
        (500 * MB - 1, Space.LOW),
        (50 * MB, Space.LOW),
        (50 * MB - 1, Space.NONE),
        (0, Space.NONE),
    ],
)
def test_a_small_record_wants_500_mb_of_room(tmp_path: Path, free: int, space: Space) -> None:
    assert room(Places(tmp_path), free).space is space


def test_a_large_record_wants_three_times_its_size(tmp_path: Path) -> None:
    places = Places(tmp_path)
    with places.database.open("wb") as file:
        file.truncate(400 * MB)
    assert room(places, 1200 * MB).space is Space.ENOUGH
    assert room(places, 1199 * MB).words == (
        "The disk is nearly full: 1199 MB are left, 1200 MB are wanted. "
        "Free some space; until then let backups go to the second place."
    )


def test_without_room_it_is_said_what_becomes_of_an_answer(tmp_path: Path) -> None:
    assert room(Places(tmp_path), 12 * MB).words == (
        "Free space before continuing. Only 12 MB are left on the disk: "
        "an answer that does not fit is said to be NOT SAVED."
    )


def test_room_is_asked_of_the_disk(tmp_path: Path) -> None:
    assert room(Places(tmp_path)).space in Space
