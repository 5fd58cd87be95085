"""The key file damaged byte by byte, forged, cut short, and stopped while it is written."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.places import Places
from app.vault.cost import QUICK
from app.vault.faults import KeyringDamaged, KeyringNewer
from app.vault.keyring import (
    Keyring,
    Opened,
    new_keyring,
    open_with_passphrase,
    open_with_recovery,
    read_keyring,
    with_person,
)
from app.vault.keyring_file import find_keyring
from app.vault.keyring_text import check
from app.vault.keys import Keys
from tests.faults.key_changer import SHEET, wrong
from tests.faults.power import Followed
from tests.faults.trials import report, trials

ROOT = Path(__file__).parents[2]
KEY_CHANGER = Path(__file__).with_name("key_changer.py")
PASSPHRASE = "four grey herons at dawn"
CHANGED = "a bicycle without brakes"


@pytest.fixture(scope="module")
def clinic() -> tuple[Keyring, Keys]:
    keyring, keys, _ = new_keyring("rosei", PASSPHRASE, SHEET, QUICK)
    return with_person(keyring, keys, "berg", CHANGED, QUICK)[0], keys


def damaged(content: bytes, ways: int) -> Iterator[bytes]:
    """Every byte changed in that many ways, in turn."""
    chance = random.Random(9)
    for at, byte in enumerate(content):
        for change in (1, 0x20, *(chance.randrange(2, 256) for _ in range(ways - 2))):
            yield content[:at] + bytes([byte ^ change]) + content[at + 1 :]


def came_of(text: str) -> tuple[str, set[Keys]]:
    """What a start with that key file says, and every key it gives to who types the right things."""
    try:
        keyring = read_keyring(text)
        opened = [
            open_with_passphrase(keyring, "rosei", PASSPHRASE),
            open_with_passphrase(keyring, "berg", CHANGED),
            open_with_recovery(keyring, SHEET),
        ]
    except KeyringDamaged:
        return "damaged", set()
    except KeyringNewer:
        return "newer", set()
    return "read", {found.keys for found in opened if isinstance(found, Opened)}


def test_R9_a_key_file_with_any_byte_changed_is_called_damaged(
    tmp_path: Path, clinic: tuple[Keyring, Keys]
) -> None:
    places, (keyring, keys) = Places(tmp_path), clinic
    content = keyring.text().encode()
    places.keyring.write_bytes(content)
    tried = harmless = wrong = 0
    for flipped in damaged(content, trials(short=3, full=8)):
        with places.keyring.open("r+b") as file:
            file.write(flipped)
        tried += 1
        try:
            found = find_keyring(places)
        except KeyringDamaged:
            continue
        # White space between two fields is the one thing that may change.
        opened = open_with_passphrase(found.keyring, "rosei", PASSPHRASE)
        right = found.keyring == keyring and opened is not None and opened.keys == keys
        harmless += right
        wrong += not right
    report(
        "R9",
        "one byte of the key file changed, every byte in turn: accepted with another content",
        tried,
        wrong,
    )
    report("R9", "the same: harmless change of white space, accepted with the right keys", harmless, 0)

    assert wrong == 0
    assert harmless < tried / 100


def test_R9_a_key_file_changed_by_who_knows_its_check_gives_no_other_key(
    clinic: tuple[Keyring, Keys],
) -> None:
    keyring, keys = clinic
    tried = wrong = 0
    for flipped in damaged(keyring.text().encode(), trials(short=2, full=8)):
        try:
            said = json.loads(flipped.decode("ascii"))
            said.pop("check")
        except (ValueError, KeyError):
            continue
        _, given = came_of(json.dumps({**said, "check": check(said)}))
        tried += 1
        wrong += not given <= {keys}
    report("R9", "the same with a check that fits again: a wrong key given out", tried, wrong)

    assert tried > len(keyring.text())
    assert wrong == 0


def test_R9_a_key_file_cut_anywhere_is_called_damaged(clinic: tuple[Keyring, Keys]) -> None:
    text = clinic[0].text()
    whole = len(text.rstrip())
    said = [came_of(text[:end])[0] for end in range(whole)]
    report(
        "R9", "the key file cut after every byte: not called damaged", whole, whole - said.count("damaged")
    )

    assert set(said) == {"damaged"}


def test_R9_a_kill_while_a_passphrase_is_changed_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    chance, kills = random.Random(27), trials(short=5, full=300)
    outcomes = Counter(_change_and_kill(tmp_path / str(kill), chance) for kill in range(kills))
    broken = {found: times for found, times in outcomes.items() if found}
    report(
        "R9",
        "killed while a passphrase is changed: the key file holds the old or the new",
        kills,
        sum(broken.values()),
    )

    assert broken == {}


def _change_and_kill(folder: Path, chance: random.Random) -> str:
    folder.mkdir()
    with subprocess.Popen(
        [sys.executable, str(KEY_CHANGER), str(folder)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    ) as changing:
        assert changing.stdout is not None
        said = [changing.stdout.readline()]
        time.sleep(chance.uniform(0, 0.05))
        changing.kill()
        said += changing.stdout.readlines()
    return wrong(folder, (line.strip() for line in said))


def test_R3_a_power_cut_while_a_passphrase_is_changed_leaves_the_old_or_the_new(
    shim: Path, tmp_path: Path
) -> None:
    cuts = trials(60, 4000)
    changed = Followed(shim, tmp_path / "data", [str(KEY_CHANGER), "{}", "20"])

    outcomes = Counter(
        (kept.name, wrong(folder, said)) for folder, kept, said in changed.left(cuts, random.Random(3))
    )

    broken = {found: times for found, times in outcomes.items() if found[1]}
    report(
        "R3",
        "power cut while a passphrase is changed: the key file holds the old or the new",
        outcomes.total(),
        sum(broken.values()),
    )
    assert broken == {}
