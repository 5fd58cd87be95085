"""R22, the first half: whatever fails, and however, nothing a patient said is in what the program writes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from app.log import log_file, read_line
from app.places import Places
from app.support import support_text
from app.uncaught import crash_file
from tests.faults.thrower import CANARY, FAILURES, HOOKS
from tests.faults.trials import report

ROOT = Path(__file__).parents[2]


def test_R22_sixty_errors_with_a_name_in_them_leave_it_nowhere(tmp_path: Path) -> None:
    home, data = tmp_path / "home", tmp_path / "data"
    home.mkdir()
    places = Places(data)
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "faults" / "thrower.py"), str(data)],
        env={**os.environ, **_at_home(home), "PYTHONPATH": str(ROOT)},
        cwd=home,
        capture_output=True,
        timeout=120,
        check=False,
    )
    thrown = len(FAILURES) * len(HOOKS)
    said = done.stdout.decode().splitlines()
    assert said == [*(f"{hook.__name__} {len(FAILURES)}" for hook in HOOKS), "told 30 True"]
    found = [path for path in tmp_path.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()]
    named = [path for path in tmp_path.rglob("*") if CANARY in path.name]
    spoken = [stream for stream in (done.stdout, done.stderr) if CANARY.encode() in stream]
    told = CANARY in support_text(places)
    report(
        "R22", "errors with a patient's name in them", thrown, len(found) + len(named) + len(spoken) + told
    )
    assert (found, named, spoken, told) == ([], [], [], False)
    assert thrown == 60


def test_R22_each_of_them_is_in_the_log_with_its_class_and_place(tmp_path: Path) -> None:
    places = Places(tmp_path)
    subprocess.run(
        [sys.executable, str(ROOT / "tests" / "faults" / "thrower.py"), str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        timeout=120,
        check=False,
    )
    lines = [read_line(text) for text in log_file(places).read_text("ascii").splitlines()]
    errors = [line for line in lines if line and "error" in line]
    assert None not in lines
    assert len(errors) == len(FAILURES) * len(HOOKS)
    assert all("tests/faults/thrower.py:" in " ".join(line["where"]) for line in errors)
    classes = {str(line["error"]).rpartition(".")[2] for line in errors}
    assert {"OperationalError", "FileNotFoundError", "JSONDecodeError", "ExceptionGroup", "Fault"} <= classes
    assert "Fatal Python error: Aborted" in crash_file(places).read_text("utf-8")


def _at_home(home: Path) -> dict[str, str]:
    """Every place a program may write to without being asked."""
    names = ("HOME", "TMPDIR", "TEMP", "TMP", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
    return {name: str(home) for name in names}
