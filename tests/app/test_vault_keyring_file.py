"""The key file on the disk: never half written, and found again from its copies."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.places import Places
from app.vault.cost import QUICK
from app.vault.faults import KeyringDamaged, KeyringNewer, KeysMissing, KeysNotKept, KeysUnreadable
from app.vault.keyring import Keyring, new_keyring, rotated, with_person
from app.vault.keyring_file import FoundKeyring, find_keyring, keep_keyring, previous
from tests.keyrings import newer

SHEET = "5B11-D8Z6-B1Y3-FDAR-R2M8-TBZ5-JVJ3"
USED_INSTEAD = (
    "is used instead. A passphrase that was changed after it was made is the one from before again."
)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path)


@pytest.fixture
def rings(places: Places) -> tuple[Keyring, Keyring]:
    """The keyring before and after a second person came; both were kept."""
    before, keys, _ = new_keyring("rosei", "four grey herons at dawn", SHEET, QUICK)
    after, _ = with_person(before, keys, "berg", "a bicycle without brakes", QUICK)
    keep_keyring(places, before)
    keep_keyring(places, after)
    return before, after


def in_backup(places: Places, name: str, keyring: Keyring) -> Path:
    file = places.backups / name / "clinic.keys"
    file.parent.mkdir(parents=True)
    file.write_text(keyring.text())
    return file


def test_the_key_file_and_the_one_before_are_both_kept(
    places: Places, rings: tuple[Keyring, Keyring]
) -> None:
    before, after = rings

    assert find_keyring(places) == FoundKeyring(after, "")
    assert previous(places.keyring).read_text() == before.text()
    assert places.keyring.stat().st_mode & 0o077 == 0


def test_a_missing_key_file_is_replaced_by_the_copy_from_before(
    places: Places, rings: tuple[Keyring, Keyring]
) -> None:
    places.keyring.unlink()

    found = find_keyring(places)

    assert found.keyring == rings[0]
    assert found.words == f"Key file missing (E-KEYS). The copy kept before the last change {USED_INSTEAD}"
    assert find_keyring(places) == FoundKeyring(rings[0], "")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"app": "Sagittal"}'])
def test_a_damaged_key_file_goes_to_quarantine_and_the_copy_takes_its_place(
    places: Places, rings: tuple[Keyring, Keyring], content: bytes
) -> None:
    places.keyring.write_bytes(content)

    found = find_keyring(places)

    assert found.keyring == rings[0]
    assert found.words == f"Key file damaged (E-KEYS). The copy kept before the last change {USED_INSTEAD}"
    assert [file.read_bytes() for file in places.quarantine.iterdir()] == [content]
    assert find_keyring(places) == FoundKeyring(rings[0], "")


def test_every_damaged_key_file_is_kept(places: Places, rings: tuple[Keyring, Keyring]) -> None:
    for content in (b"one", b"two"):
        places.keyring.write_bytes(content)
        find_keyring(places)

    assert {file.read_bytes() for file in places.quarantine.iterdir()} == {b"one", b"two"}


def test_when_both_are_damaged_the_newest_whole_copy_among_the_backups_is_used(
    places: Places, rings: tuple[Keyring, Keyring]
) -> None:
    before, after = rings
    in_backup(places, "first", before)
    in_backup(places, "second", after)
    in_backup(places, "third", after).write_bytes(b"damaged as well")
    places.keyring.write_bytes(b"")
    previous(places.keyring).write_bytes(b"")

    found = find_keyring(places)

    assert found.keyring == after
    assert found.words == f"Key file damaged (E-KEYS). The newest copy among the backups {USED_INSTEAD}"


def test_without_any_whole_copy_nothing_is_moved_and_nothing_is_made(
    places: Places, rings: tuple[Keyring, Keyring]
) -> None:
    places.keyring.write_bytes(b"{")
    previous(places.keyring).unlink()

    for _ in range(2):
        with pytest.raises(KeyringDamaged) as fault:
            find_keyring(places)
        assert fault.value.words == (
            "Key file damaged (E-KEYS). No whole copy of it was found. Nothing was changed. "
            "Keep the whole data folder as it is and restore a backup."
        )
    assert [file.name for file in places.root.iterdir()] == ["clinic.keys"]
    assert places.keyring.read_bytes() == b"{"


def test_a_key_file_that_is_nowhere_is_never_made_anew(places: Places) -> None:
    with pytest.raises(KeysMissing) as fault:
        find_keyring(places)

    assert fault.value.words == (
        "Key file missing (E-KEYS). No copy of it was found. Nothing was changed. "
        "Put the file clinic.keys back where it was, or restore a backup."
    )
    assert list(places.root.iterdir()) == []


def test_a_key_file_of_a_newer_version_is_not_replaced_by_an_older_copy(
    places: Places, rings: tuple[Keyring, Keyring]
) -> None:
    text = newer(rings[1].text())
    places.keyring.write_text(text)

    with pytest.raises(KeyringNewer) as fault:
        find_keyring(places)

    assert fault.value.words.startswith("Made by a newer version")
    assert places.keyring.read_text() == text
    assert sorted(file.name for file in places.root.iterdir()) == ["clinic.keys", "clinic.keys.prev"]


def test_a_key_file_that_cannot_be_read_is_not_called_damaged(places: Places) -> None:
    places.keyring.mkdir()

    with pytest.raises(KeysUnreadable) as fault:
        find_keyring(places)

    assert fault.value.words == (
        "The key file cannot be read: is a directory. Nothing was changed. "
        "Ask for the right to read the data folder, then start again."
    )


def test_a_key_file_that_cannot_be_written_says_that_nothing_changed(tmp_path: Path) -> None:
    keyring, *_ = new_keyring("rosei", "four grey herons at dawn", SHEET, QUICK)

    with pytest.raises(KeysNotKept) as fault:
        keep_keyring(Places(tmp_path / "pulled out"), keyring)

    assert fault.value.words == (
        "The key file was NOT changed: no such file or directory. Every passphrase is as before. "
        "Make the data folder writable and free some space, then do it again."
    )


def test_a_copy_from_before_the_keys_were_changed_takes_the_place_of_nothing(places: Places) -> None:
    before, keys, _ = new_keyring("rosei", "four grey herons at dawn", SHEET, QUICK)
    after, _ = rotated(before, keys)
    in_backup(places, "before-rotate", before)
    places.keyring.write_bytes(b"{")
    places.database.write_bytes(after.salt + b"the pages under the new keys")

    found = find_keyring(places)

    assert found.keyring == before
    assert found.words == (
        "Key file damaged (E-KEYS). The newest copy among the backups is tried, but it is not of this data "
        "file: the keys were changed after it was made. Nothing was changed. Look for a newer clinic.keys, "
        "as in the second backup place, or restore a backup."
    )
    assert places.keyring.read_bytes() == b"{"


def test_an_older_backup_with_the_right_keys_goes_before_a_newer_one_with_the_wrong(places: Places) -> None:
    before, keys, _ = new_keyring("rosei", "four grey herons at dawn", SHEET, QUICK)
    after, _ = rotated(before, keys)
    in_backup(places, "regular", after)
    in_backup(places, "brought back later", before)
    places.database.write_bytes(after.salt + b"the pages under the new keys")

    found = find_keyring(places)

    assert found.keyring == after
    assert found.words == f"Key file missing (E-KEYS). The newest copy among the backups {USED_INSTEAD}"
