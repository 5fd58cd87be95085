"""The disk full while the record is copied, exchanged or updated: nothing by halves, and well afterwards."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.backups.kept import find_backups
from app.backups.kinds import Kind
from app.backups.making import make_backup
from app.backups.rehearsal import rehearse
from app.backups.rescue import rescue_record
from app.backups.restoring import restore
from app.backups.rotating import rotate
from app.backups.second import copy_to_second
from app.clock import SteppedClock
from app.faults import Fault
from app.patients import Patient
from app.places import Places
from app.store.copying import digest, verify_copy
from app.store.engine import connect
from app.store.opening import open_database
from app.store.taking_over import take_over
from app.unlocked import Unlocked
from app.vault.cost import QUICK
from app.vault.keyring import with_new_passphrase_by_recovery
from app.vault.keyring_file import find_keyring, keep_keyring
from tests.clinics import PASSPHRASE, open_clinic
from tests.faults.small_disk import SmallDisk, small_disk
from tests.faults.trials import report, trials

RELEASED = Path(__file__).parents[1] / "databases" / "v1.sqlite3"
PLAIN_KEY = "5a" * 48


def clock() -> SteppedClock:
    return SteppedClock(datetime(2026, 3, 2, 9, tzinfo=UTC), timedelta(seconds=5))


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallDisk]:
    with small_disk(tmp_path_factory.mktemp("disk") / "small") as made:
        yield made


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Unlocked]:
    """A clinic that was closed, with one backup and something entered since."""
    folder = tmp_path_factory.mktemp("base") / "data"
    with open_clinic(folder, clock()) as opened:
        opened.patients.add(Patient(family_name="Acosta", born=date(1991, 8, 14), sex="female"))
        make_backup(opened.places, opened.unlocked, clock(), Kind.DAILY)
        opened.patients.add(Patient(family_name="Bakke", born=date(1991, 8, 14), sex="female"))
        return folder, opened.unlocked


def back_up(places: Places, unlocked: Unlocked) -> object:
    return make_backup(places, unlocked, clock(), Kind.BY_HAND)


def second_place(places: Places, unlocked: Unlocked) -> object:
    second = places.root / "second"
    second.mkdir(exist_ok=True)
    backup = find_backups(places.backups, unlocked.keys.backup)[-1]
    return copy_to_second(places, unlocked, backup, second, clock().now())


def put_back(places: Places, unlocked: Unlocked) -> object:
    backup = find_backups(places.backups, unlocked.keys.backup)[-1]
    return restore(places, unlocked, backup.folder, unlocked, clock(), "RESTORE")


def new_keys(places: Places, unlocked: Unlocked) -> object:
    return rotate(places, unlocked, clock())


def rescued(places: Places, unlocked: Unlocked) -> object:
    return rescue_record(places, unlocked, clock())


def tried_out(places: Places, unlocked: Unlocked) -> object:
    backup = find_backups(places.backups, unlocked.keys.backup)[-1]
    return rehearse(places, unlocked, backup, clock())


def passphrase(places: Places, unlocked: Unlocked) -> object:
    keyring = with_new_passphrase_by_recovery(
        unlocked.keyring, unlocked.keys, unlocked.slot_id, PASSPHRASE, QUICK
    )
    return keep_keyring(places, keyring)


Act = Callable[[Places, Unlocked], object]
ACTS: dict[str, Act] = {
    "backup": back_up,
    "copy to the second place": second_place,
    "restore": put_back,
    "change of keys": new_keys,
    "rescue": rescued,
    "rehearsal": tried_out,
    "change of passphrase": passphrase,
}


NEEDED = {"change of passphrase": 10_000, "restore": 800_000, "change of keys": 800_000, "rescue": 500_000}
"""Bytes with which the act goes well, where that is not about two copies of the record."""


@pytest.mark.parametrize("what", ACTS)
def test_R5_a_full_disk_leaves_nothing_by_halves(
    what: str, disk: SmallDisk, base: tuple[Path, Unlocked]
) -> None:
    act, times, chance = ACTS[what], trials(short=2, full=50), random.Random(what)
    outcomes = Counter[str]()
    for number in range(times):
        folder = disk.folder / f"{what} {number}"
        shutil.copytree(base[0], folder)
        # Not a byte at first; then as little as it takes to come some way.
        room = chance.randrange(NEEDED.get(what, 250_000)) if number else 0
        outcomes[_tried(act, folder, base[1], disk, room)] += 1
        shutil.rmtree(folder)
    broken = times - outcomes["refused"] - outcomes["done"]
    words = f"disk full during a {what} ({outcomes['refused']} refused)"
    report("R5", f"{words}: something by halves, or not well afterwards", times, broken)

    assert set(outcomes) <= {"refused", "done"}
    assert outcomes["refused"] > 0


def _tried(act: Act, folder: Path, unlocked: Unlocked, disk: SmallDisk, room: int) -> str:
    """What came of it, with the disk full now and with room again."""
    places, told = Places(folder), "done"
    with disk.nearly_full(room):
        try:
            act(places, unlocked)
        except Fault:
            told = "refused"
    keyring = find_keyring(places)
    if keyring.words:
        return keyring.words
    with open_clinic(places, clock()) as opened:
        names = sorted(patient.family_name for patient in opened.patients.find(""))
        for keys in {unlocked.database_key: unlocked, opened.unlocked.database_key: opened.unlocked}.values():
            for backup in find_backups(places.backups, keys.keys.backup):
                verify_copy(backup.database, keys.database_key, backup.manifest.contents)
        unlocked = opened.unlocked
        if opened.warnings or names not in (["Acosta"], ["Acosta", "Bakke"]):
            return f"{names} {opened.warnings}"
    if told == "refused":
        act(places, unlocked)
    return told


def test_R5_a_full_disk_while_the_first_release_is_taken_over(disk: SmallDisk) -> None:
    times, chance, outcomes = trials(short=2, full=50), random.Random(5), Counter[str]()
    for number in range(times):
        folder = disk.folder / f"plain {number}"
        folder.mkdir()
        plain, target = folder / "sagittal.sqlite3", folder / "clinic.db"
        shutil.copy(RELEASED, plain)
        told = "done"
        with disk.nearly_full(chance.randrange(0, 60_000)):
            try:
                take_over(plain, target, PLAIN_KEY)
            except Fault:
                told = "refused"
        if told == "refused" and target.exists() and plain.exists():
            told = "by halves"
        take_over(plain, target, PLAIN_KEY)
        with closing(connect(target, PLAIN_KEY)) as opened:
            outcomes[told if digest(opened) and not plain.exists() else "lost"] += 1
        shutil.rmtree(folder)
    broken = times - outcomes["refused"] - outcomes["done"]
    report("R5", f"disk full while taken over ({outcomes['refused']} refused): by halves", times, broken)

    assert set(outcomes) <= {"refused", "done"}


def test_R5_a_full_disk_while_the_record_is_brought_up_to_date(disk: SmallDisk) -> None:
    times, chance, outcomes = trials(short=2, full=50), random.Random(6), Counter[str]()
    for number in range(times):
        folder = disk.folder / f"older {number}"
        folder.mkdir()
        plain, file = folder / "sagittal.sqlite3", folder / "clinic.db"
        shutil.copy(RELEASED, plain)
        take_over(plain, file, PLAIN_KEY)
        told = "done"
        with disk.nearly_full(chance.randrange(1_000_000) if number else 0):
            try:
                brought_up(file)
            except Fault:
                told = "refused"
        brought_up(file)
        with closing(connect(file, PLAIN_KEY)) as opened:
            answers = opened.execute("SELECT count(*) FROM events").fetchone()
        outcomes[told if answers == (15,) else "lost"] += 1
        shutil.rmtree(folder)
    broken = times - outcomes["refused"] - outcomes["done"]
    report("R5", f"disk full during an update ({outcomes['refused']} refused): by halves", times, broken)

    assert set(outcomes) <= {"refused", "done"}
    assert outcomes["refused"] > 0


def brought_up(file: Path) -> None:
    open_database(file, PLAIN_KEY, b"", clock(), lambda: "a copy").close()
