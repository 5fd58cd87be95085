"""The key file on the disk: written whole, with a copy of the one before; a damaged one is replaced."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from app.disk import replace, write_private
from app.places import Places
from app.vault.faults import (
    DAMAGED,
    MISSING,
    KeyringDamaged,
    KeysMissing,
    KeysNotKept,
    KeysUnreadable,
)
from app.vault.keyring import Keyring, read_keyring
from app.vault.keyring_text import LONGEST_TEXT
from app.vault.keys import DATABASE_SALT
from resources.tongue import tr

_EARLIER = tr(
    "is tried, but it is not of this data file: the keys were changed after it was made. "
    "Nothing was changed. Look for a newer clinic.keys, as in the second backup place, or restore a backup."
)


@dataclass(frozen=True, slots=True)
class FoundKeyring:
    keyring: Keyring
    words: str
    """What was wrong and which copy is used instead; empty when all was right."""


def keep_keyring(places: Places, keyring: Keyring) -> None:
    """On the disk when this returns; a kill leaves the old keyring or the new. Raises `KeysNotKept`."""
    try:
        write_private(places.keyring, keyring.text().encode(), keep_previous=True)
    except OSError as why:
        raise KeysNotKept(why) from why


def find_keyring(places: Places) -> FoundKeyring:
    """The clinic's keyring; a copy takes the place of one that is damaged or missing, which `words` says.

    Raises `KeysMissing`, `KeyringDamaged`, `KeyringNewer` or `KeysUnreadable`, and then nothing was changed.
    A new keyring is never made here. A copy from before the keys were changed is tried when there is no
    other, and is not put in the place of anything.
    """
    damaged, earlier = False, None
    try:
        return FoundKeyring(_read(places.keyring), "")
    except FileNotFoundError:
        wrong = MISSING
    except KeyringDamaged:
        wrong, damaged = DAMAGED, True
    for copy, which in _copies(places):
        try:
            keyring = _read(copy)
        except FileNotFoundError:
            continue
        except KeyringDamaged:
            damaged = True
            continue
        if not _belongs(keyring, places.database):
            earlier = earlier or FoundKeyring(keyring, f"{wrong}. {which} {_EARLIER}")
            continue
        _put_back(places, keyring)
        return FoundKeyring(
            keyring,
            tr(
                "{wrong}. {which} is used instead. A passphrase that was changed after it was made "
                "is the one from before again.",
                wrong=wrong,
                which=which,
            ),
        )
    if earlier is not None:
        return earlier
    raise KeyringDamaged if damaged else KeysMissing


def previous(keyring: Path) -> Path:
    return keyring.with_name(keyring.name + ".prev")


def _copies(places: Places) -> Iterator[tuple[Path, str]]:
    """Where else the keyring may be, the newest first."""
    yield previous(places.keyring), tr("The copy kept before the last change")
    in_backups = [(file.stat().st_mtime_ns, file) for file in places.backups.rglob("*.keys")]
    for _, file in sorted(in_backups, reverse=True):
        yield file, tr("The newest copy among the backups")


def _belongs(keyring: Keyring, database: Path) -> bool:
    """By the salt at the head of the data file; where there is none, nothing speaks against it."""
    try:
        with database.open("rb") as opened:
            return keyring.salt.startswith(opened.read(DATABASE_SALT))
    except OSError:
        return True


def _read(file: Path) -> Keyring:
    try:
        with file.open("rb") as opened:
            content = opened.read(LONGEST_TEXT + 1)
    except FileNotFoundError:
        raise
    except OSError as why:
        raise KeysUnreadable(why) from why
    try:
        text = content.decode("ascii")
    except UnicodeDecodeError:
        raise KeyringDamaged from None
    return read_keyring(text)


def _put_back(places: Places, keyring: Keyring) -> None:
    """What is damaged is kept in quarantine. A folder that cannot be written shuts nobody out."""
    with suppress(OSError):
        if places.keyring.exists():
            places.quarantine.mkdir(mode=0o700, exist_ok=True)
            replace(places.keyring, _free_name(places.quarantine, places.keyring.name))
        write_private(places.keyring, keyring.text().encode())


def _free_name(folder: Path, name: str) -> Path:
    return next(path for n in count(1) if not (path := folder / (f"{n}-{name}" if n > 1 else name)).exists())
