"""The plug is pulled while a clinician answers: what was kept is there, and nothing is there by halves."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from tests.faults.recovery import wrong
from tests.faults.trials import report, trials

ROOT = Path(__file__).parents[2]
EXAMINER = Path(__file__).with_name("examiner.py")

EXAMS = 20
"""Kills in one exam before the next clinic; every answer makes the next one dearer."""


@contextmanager
def desk() -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, str(EXAMINER), "--desk"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as opened:
        yield opened
        assert opened.stdin is not None
        opened.stdin.close()


@pytest.mark.parametrize("half", [1, 2])
def test_R1_no_answer_is_lost_by_a_kill(tmp_path: Path, half: int) -> None:
    chance = random.Random(half)
    kills = trials(16, 1000) // 2
    outcomes = Counter[str]()
    said: list[str] = []
    with desk() as opened:
        for kill in range(kills):
            folder = tmp_path / str(kill // EXAMS)
            if kill % EXAMS == 0:
                said = []
            said += _examine_and_kill(opened, folder, chance)
            found = wrong(folder, said)
            outcomes[found] += 1
            if found:
                # What is broken stays broken: the next kills begin in a new clinic.
                folder.rename(tmp_path / f"broken {kill}")
                said = []

    broken = Counter({found: times for found, times in outcomes.items() if found})
    report(
        "R1", "killed while answering: every answer that was said to be kept is there", kills, broken.total()
    )
    assert broken == {}


def _examine_and_kill(opened: subprocess.Popen[bytes], folder: Path, chance: random.Random) -> list[str]:
    """Let a child examine until it has said a random number of things, kill it, and return all it said."""
    stdin, stdout = opened.stdin, opened.stdout
    assert stdin is not None
    assert stdout is not None
    stdin.write(f"{folder}\n".encode())
    stdin.flush()
    process = int(_line(stdout).removeprefix("process "))
    # Nothing at all is waited for in one of ten: that kill comes while the clinic is set up or opened.
    waited = 0 if chance.random() < 0.1 else chance.randint(1, 30)
    said = [_line(stdout) for _ in range(waited)]
    time.sleep(chance.random() * (0.003 if waited else 0.1))
    os.kill(process, signal.SIGKILL)
    while (line := _line(stdout)) != "ended":
        said.append(line)
    return said


def _line(stdout: IO[bytes]) -> str:
    line = stdout.readline()
    assert line, "the examiner ended by itself"
    return line.decode().strip()
