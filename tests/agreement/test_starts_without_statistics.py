"""Whoever asks nothing of the statistics does not wait for them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "started",
    [
        "import app.cli; app.cli.main(['evaluate', 'tests/cases/none.json'])",
        "import app.agreement.pairs, app.agreement.words, app.commands.agreement",
        "import app.history, app.screens.progress, app.report.document",
    ],
)
def test_numpy_and_scipy_are_loaded_by_the_first_number_that_needs_them(started: str) -> None:
    asked = "import sys; print([name for name in ('numpy', 'scipy') if name in sys.modules])"
    ran = subprocess.run(
        [sys.executable, "-c", f"{started}\n{asked}"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.splitlines()[-1] == "[]"
