"""The plug is pulled while a clinician answers: what was kept is there, and nothing is there by halves."""

from __future__ import annotations

import random
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.faults.desk import Desk, desk
from tests.faults.recovery import wrong
from tests.faults.trials import report, trials

EXAMINER = Path(__file__).with_name("examiner.py")

EXAMS = 20
"""Kills in one exam before the next clinic; every answer makes the next one dearer."""


@pytest.mark.parametrize("half", [1, 2])
def test_R1_no_answer_is_lost_by_a_kill(tmp_path: Path, half: int) -> None:
    chance = random.Random(half)
    kills = trials(16, 1000) // 2
    outcomes = Counter[str]()
    said: list[str] = []
    with desk(EXAMINER) as opened:
        for kill in range(kills):
            folder = tmp_path / str(kill // EXAMS)
            if kill % EXAMS == 0:
                said = []
            # Every second exam is answered as at the window: a queue, and a thread that writes.
            queued = (kill // EXAMS + half) % 2 == 0
            latest = _examine_and_kill(opened, f"{folder}\tqueued" if queued else str(folder), chance)
            said += latest
            found = wrong(folder, said, stopped="open" in latest)
            outcomes[found] += 1
            if found:
                # What is broken stays broken: the next kills begin in a new clinic.
                folder.rename(tmp_path / f"broken {kill}")
                said = []

    broken = Counter({found: times for found, times in outcomes.items() if found})
    report(
        "R1", "killed while answering: every answer that was said to be kept is there", kills, broken.total()
    )
    report(
        "R1",
        "the same, every second exam through the queue of the window and its thread: announced at the next "
        "start in the right words",
        kills,
        broken.total(),
    )
    assert broken == {}


def _examine_and_kill(opened: Desk, work: str, chance: random.Random) -> list[str]:
    """Let a child examine until it has said a random number of things, kill it, and return all it said."""
    opened.begin(work)
    # Nothing at all is waited for in one of ten: that kill comes while the clinic is set up or opened.
    waited = 0 if chance.random() < 0.1 else chance.randint(1, 30)
    said = [opened.hear() for _ in range(waited)]
    time.sleep(chance.random() * (0.003 if waited else 0.1))
    opened.kill()
    return said + opened.hear_all()
