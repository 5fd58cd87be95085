"""A backup made while the clinic writes, and the plug pulled: what has a backup's name is a whole one."""

from __future__ import annotations

import random
import shutil
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from app.audit import Act, Entry
from app.backups.kept import find_backups, read_backup
from app.backups.kinds import Kind
from app.backups.making import make_backup
from app.backups.manifest import sha256
from app.clock import SteppedClock, SystemClock
from app.disk import PARTIAL
from app.faults import Fault
from app.places import Places
from app.store.copying import verify_copy
from app.unlocked import Unlocked
from tests.clinics import open_clinic
from tests.faults.desk import Desk, desk
from tests.faults.trials import report, trials

BACKER = Path(__file__).with_name("backer.py")
CLOCK = SteppedClock(datetime(2026, 3, 2, 9, tzinfo=UTC))
ENTRY = Entry(Act.RECORD_OPENED, "patient:somebody", "x" * 2000)
AT_ONCE = 500

WHOLE_MB = 100
BAR_SECONDS = 5
"""The bar of the full form; the short one runs beside other tests and measures nothing that counts."""

KILLS = 20
"""In one clinic before the next."""


def clinic(folder: Path, megabytes: float) -> Unlocked:
    with open_clinic(folder, CLOCK) as opened:
        while opened.database.file.stat().st_size < megabytes * 2**20:
            opened.database.tell(*[ENTRY] * AT_ONCE)
        return opened.unlocked


def wrong(folder: Path, unlocked: Unlocked) -> str:
    """What is the matter with a folder that has a backup's name."""
    try:
        backup = read_backup(folder, unlocked.keys.backup)
        if any(sha256(folder / name) != digest for name, digest in backup.manifest.files.items()):
            return "its files are not those it was made of"
        verify_copy(backup.database, unlocked.database_key, backup.manifest.contents)
    except Fault as fault:
        return type(fault).__name__
    return ""


def test_R13_what_has_the_name_of_a_backup_is_a_whole_one(tmp_path: Path) -> None:
    kills, chance = trials(short=6, full=200), random.Random(13)
    found, halves = Counter[str](), 0
    with desk(BACKER) as opened:
        for first in range(0, kills, KILLS):
            folder = tmp_path / str(first)
            unlocked = clinic(folder, megabytes=1)
            for _ in range(min(KILLS, kills - first)):
                # The next kill has its own.
                shutil.rmtree(Places(folder).backups, ignore_errors=True)
                Places(folder).backups.mkdir()
                said = _work_and_kill(opened, folder, chance)
                names = {one.name for one in Places(folder).backups.iterdir()}
                halves += any(name.endswith(PARTIAL) for name in names)
                found.update("a backup that was said to be made is gone" for name in said - names)
                for name in names:
                    if not name.endswith(PARTIAL):
                        found[wrong(Places(folder).backups / name, unlocked)] += 1
    broken = Counter({words: times for words, times in found.items() if words})
    words = f"killed during a backup under constant writing ({found['']} made, {halves} left half): a bad one"
    report("R13", f"{words} under a backup's name", kills, broken.total())

    assert broken == {}
    assert found[""] > 0


def _work_and_kill(opened: Desk, folder: Path, chance: random.Random) -> set[str]:
    opened.begin(str(folder))
    assert opened.hear() == "begun"
    said = {opened.hear() for _ in range(chance.randint(0, 2))}
    time.sleep(chance.random() * 0.15)
    opened.kill()
    return said | set(opened.hear_all())


def test_R13_the_time_a_verified_backup_takes(tmp_path: Path) -> None:
    megabytes, clock = trials(short=3, full=WHOLE_MB), SystemClock()
    unlocked = clinic(tmp_path, megabytes)
    began, worked = clock.monotonic(), time.process_time()

    backup = make_backup(Places(tmp_path), unlocked, clock, Kind.DAILY)

    seconds, worked = clock.monotonic() - began, time.process_time() - worked
    late = int(megabytes >= WHOLE_MB and seconds >= BAR_SECONDS)
    words = f"a verified backup of {megabytes} MB took {seconds:.1f} s"
    report("R13", f"{words} (bar {BAR_SECONDS} s, counted in full; processor {worked:.1f} s)", 1, late)
    assert find_backups(Places(tmp_path).backups, unlocked.keys.backup) == [backup]
