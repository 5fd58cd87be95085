"""The plug is pulled: what was recorded is there, and nothing is there by halves."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from app.clock import SteppedClock
from app.places import Places
from assessments.language.value import Quantity, Ref
from tests.clinics import open_clinic

EXAMINER = Path(__file__).with_name("examiner.py")
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("answers", [1, 2, 40])
def test_an_answer_is_there_after_the_program_is_killed(places: Places, answers: int) -> None:
    kept = 0
    for _ in range(7):
        kept += _examine_and_kill(places, answers)

        with open_clinic(places, SteppedClock(datetime(2026, 3, 2, tzinfo=UTC))) as workstation:
            (head,) = workstation.unfinished()
            events = workstation.open_exam(head.id).events

        # One more may have reached the disk between the last answer announced and the kill.
        assert kept <= len(events) - 1 <= kept + 1
        assert [event.number for event in events] == list(range(1, len(events) + 1))
        kept = len(events) - 1


def _examine_and_kill(places: Places, answers: int) -> int:
    """Let another process record until it has announced so many answers, kill it, return how many."""
    command = [sys.executable, str(EXAMINER), str(places.root)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}
    ) as examiner:
        assert examiner.stdout is not None
        for _ in range(answers):
            assert examiner.stdout.readline() == b"kept\n"
        examiner.kill()
        return answers + examiner.stdout.read().count(b"kept\n")


def test_what_is_kept_is_the_answer_as_typed(places: Places) -> None:
    _examine_and_kill(places, 1)

    with open_clinic(places, SteppedClock(datetime(2026, 3, 2, tzinfo=UTC))) as workstation:
        examination = workstation.open_exam(workstation.unfinished()[0].id)
        value = examination.exam.entries[Ref("intake", "pain_now", None, 1)]

    assert isinstance(value, Quantity)
    assert (value.amount, value.typed) == (Decimal("0.5"), "0,5")
