"""The power goes while a clinician answers: what was said to be kept is on the disk."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from app.places import Places
from app.store.engine import connect_plain
from tests.faults import restorer, updater
from tests.faults.power import Followed
from tests.faults.recovery import wrong
from tests.faults.trials import report, trials

EXAMINER = "tests/faults/examiner.py"
FIRST_RELEASE = Path(__file__).parents[1] / "databases" / "v1.sqlite3"

SHORT, WHOLE = 40, 180
"""Strokes of one exam. With the log written back each 1,000 pages, the whole exam sees that happen."""


@pytest.mark.parametrize("checkpoint", [60, 1000])
def test_R3_no_answer_is_lost_by_a_power_cut(shim: Path, tmp_path: Path, checkpoint: int) -> None:
    cuts = trials(24, 4000)
    answers = WHOLE if cuts >= 1000 else SHORT
    examined = Followed(
        shim, tmp_path / "data", [EXAMINER, "{}", "--answers", str(answers), "--checkpoint", str(checkpoint)]
    )
    chance = random.Random(checkpoint)

    outcomes = Counter((kept.name, wrong(folder, said)) for folder, kept, said in examined.left(cuts, chance))

    broken = {found: times for found, times in outcomes.items() if found[1]}
    report(
        "R3",
        f"power cut while answering, log written back each {checkpoint:,} pages; on the disk: nothing, half "
        "of the blocks, half of the sectors of what was not made to last: no answer said to be kept is lost",
        outcomes.total(),
        sum(broken.values()),
    )
    assert broken == {}


def test_R3n_without_making_each_answer_last_the_simulator_sees_the_loss(shim: Path, tmp_path: Path) -> None:
    cuts = trials(12, 500)
    command = [EXAMINER, "{}", "--answers", str(SHORT), "--synchronous", "NORMAL"]
    examined = Followed(shim, tmp_path / "data", command)

    outcomes = Counter(bool(wrong(folder, said)) for folder, _, said in examined.left(cuts, random.Random(1)))

    lost = outcomes[True] / outcomes.total()
    report(
        "R3n",
        f"the same with `synchronous=NORMAL`, which must lose something in more than half of the cuts, and "
        f"does in {lost:.0%}: the simulator can see",
        outcomes.total(),
        int(lost <= 0.5),
    )
    assert lost > 0.5


def test_R3_a_backup_and_a_restore_survive_a_power_cut(shim: Path, tmp_path: Path) -> None:
    cuts = trials(12, 1000)
    restorer.begin(tmp_path / "data")
    worked = Followed(shim, tmp_path / "data", ["tests/faults/restorer.py", "{}"])

    outcomes = Counter(
        (kept.name, restorer.wrong(folder, said))
        for folder, kept, said in worked.left(cuts, random.Random(3))
    )

    broken = {found: times for found, times in outcomes.items() if found[1]}
    report(
        "R3",
        "power cut while a backup is made and put back: the record opens, the old one whole or the new one, "
        "and every backup said to be made is there and sound",
        outcomes.total(),
        sum(broken.values()),
    )
    assert broken == {}


def test_R3_taking_the_first_release_over_survives_a_power_cut(shim: Path, tmp_path: Path) -> None:
    cuts = trials(12, 1000)
    places = Places(tmp_path / "data")
    places.root.mkdir()
    shutil.copyfile(FIRST_RELEASE, places.plain)
    with closing(connect_plain(places.plain, "ro&immutable=1")) as connection:
        wanted = updater.rows(connection)
    worked = Followed(shim, places.root, ["tests/faults/updater.py", "first", "{}"])

    outcomes = Counter(
        (kept.name, updater.not_taken_over(folder, wanted))
        for folder, kept, _ in worked.left(cuts, random.Random(4))
    )

    broken = {found: times for found, times in outcomes.items() if found[1]}
    report(
        "R3",
        "power cut while the first release's plain record is taken over and encrypted: every row is there",
        outcomes.total(),
        sum(broken.values()),
    )
    assert broken == {}
