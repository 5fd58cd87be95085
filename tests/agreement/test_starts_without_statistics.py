"""Whoever asks nothing of the statistics does not wait for them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "worked-cases.jsonl"


@pytest.mark.parametrize(
    "started",
    [
        "import app.cli; assert app.cli.main(['evaluate', '-']) == 0",
        "import app.agreement.pairs, app.agreement.words, app.commands.agreement",
        "import app.history, app.screens.progress, app.report.document",
    ],
)
def test_numpy_and_scipy_are_loaded_by_the_first_number_that_needs_them(started: str) -> None:
    asked = "import sys; print([name for name in ('numpy', 'scipy') if name in sys.modules])"
    ran = subprocess.run(
        [sys.executable, "-c", f"{started}\n{asked}"],
        input=json.dumps(json.loads(CASES.read_text("utf-8").splitlines()[0])["document"]),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.splitlines()[-1] == "[]"
