"""R28: to make something last takes the disk 30 ms longer each time; nobody at the window notices."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from app.clock import SystemClock
from assessments.language.exam import Recorded
from tests.clinics import open_clinic
from tests.faults.power import ROOT, build
from tests.faults.trials import report, trials

SLOW_MS = 30
PAUSE_MS = 80
"""Between two answers: faster than anybody presses keys for long."""
SAVED_MS = 250
FRAME_MS = 50
"""The bars of the long form; the short one runs beside other tests and measures nothing that counts."""


@pytest.fixture
def slow(tmp_path: Path) -> Path:
    source = Path(__file__).parents[1] / "shim" / "slow.c"
    return build(source, tmp_path, "R28, the slow disk,")


def test_R28_a_slow_disk_holds_up_nobody_and_loses_nothing(tmp_path: Path, slow: Path) -> None:
    answers = trials(50, 1000)
    folder = tmp_path / "data"
    command = [sys.executable, "tests/faults/ui/answerer.py", str(folder), str(answers), str(PAUSE_MS)]
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "LD_PRELOAD": str(slow),
        "SLOW_MS": str(SLOW_MS),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    measured = json.loads(ran.stdout)
    with open_clinic(folder, SystemClock()) as station:
        (head,) = station.unfinished()
        events = [event for event in station.open_exam(head.id).events if isinstance(event, Recorded)]
    wanted = [Decimal(number % 11) for number in range(1, answers + 1)]
    kept = [event.value.amount for event in events]  # type: ignore[union-attr]
    lost = answers - len(kept)
    saved, frame = centile(measured["saved"], 95), centile(measured["frames"], 99)
    words = (
        f"+{SLOW_MS} ms per fsync: saved p95 {saved:.0f} ms (bar {SAVED_MS}), "
        f"window p99 {frame:.0f} ms (bar {FRAME_MS})"
    )
    late = (saved >= SAVED_MS) + (frame >= FRAME_MS)
    long_form = answers >= 1000
    report("R28", words, answers, max(lost, 0) + (late if long_form else 0))
    assert kept == wanted
    assert len(measured["saved"]) == answers
    if long_form:
        assert late == 0, words


def centile(times: Sequence[float], percent: int) -> float:
    return sorted(times)[min(len(times) - 1, len(times) * percent // 100)]
