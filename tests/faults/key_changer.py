"""Somebody who changes their passphrase again and again until the plug is pulled, and says what is kept.

    python tests/faults/key_changer.py FOLDER [CHANGES]

Standard output says "kept 0" when the first keyring is on the disk and "kept <n>" after each change.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from app.faults import Fault
from app.places import Places
from app.vault.cost import QUICK
from app.vault.keyring import (
    Keyring,
    new_keyring,
    open_with_passphrase,
    read_keyring,
    with_new_passphrase_by_recovery,
)
from app.vault.keyring_file import find_keyring, keep_keyring, previous

LOGIN = "rosei"
SHEET = "5B11-D8Z6-B1Y3-FDAR-R2M8-TBZ5-JVJ3"


def passphrase(change: int) -> str:
    return f"four grey herons at dawn, {change}"


def change_for_ever(places: Places, changes: Iterable[int]) -> None:
    keyring, keys, person = new_keyring(LOGIN, passphrase(0), SHEET, QUICK)
    keep_keyring(places, keyring)
    print("kept 0", flush=True)
    for change in changes:
        keyring = with_new_passphrase_by_recovery(keyring, keys, person, passphrase(change), QUICK)
        keep_keyring(places, keyring)
        print(f"kept {change}", flush=True)


def wrong(folder: Path, said: Iterable[str]) -> str:
    """In a word what is not as it must be, "" when all is: the file opens with the passphrase kept last or
    with the one under way then, and its copy with one of these or the one before."""
    places = Places(folder)
    kept = max((int(line.removeprefix("kept ")) for line in said if line.startswith("kept ")), default=-1)
    try:
        found = find_keyring(places)
        before = previous(places.keyring)
        copy = read_keyring(before.read_text()) if before.exists() else None
    except Fault as fault:
        return "" if kept < 0 and not places.keyring.exists() else type(fault).__name__
    if found.words:
        return "a copy was needed"
    if not _opens(found.keyring, (kept, kept + 1)):
        return "lost: the last passphrase"
    return "" if copy is None or _opens(copy, (kept - 1, kept, kept + 1)) else "lost: the copy"


def _opens(keyring: Keyring, changes: Iterable[int]) -> bool:
    return sum(open_with_passphrase(keyring, LOGIN, passphrase(n)) is not None for n in changes) == 1


if __name__ == "__main__":
    folder, *most = sys.argv[1:]
    change_for_ever(Places(Path(folder)), range(1, int(most[0]) + 1) if most else count(1))
