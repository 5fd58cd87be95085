"""How the program starts anew: as it was started, and told no more than that somebody wants to come back."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from ui.restart import LOCKED, RECOVERY, command, start_again


def test_it_starts_as_it_was_started_and_says_that_it_was_locked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "orig_argv", [sys.executable, "-m", "ui.main", "--data-dir", "/srv/clinic"])

    program, arguments = command((LOCKED,))

    assert program == sys.executable
    assert arguments == [sys.executable, "-m", "ui.main", "--data-dir", "/srv/clinic", "--locked"]


def test_a_second_time_it_is_not_told_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "orig_argv", [sys.executable, "-m", "ui.main", "--locked", "--recovery"])

    assert command((LOCKED,))[1] == [sys.executable, "-m", "ui.main", "--locked"]
    assert command((LOCKED, RECOVERY))[1] == [sys.executable, "-m", "ui.main", "--locked", "--recovery"]


def test_the_frozen_program_is_its_own_interpreter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/sagittal/sagittal-desktop")
    monkeypatch.setattr(sys, "argv", ["sagittal-desktop", "--data-dir", "/srv/clinic"])

    assert command((LOCKED,)) == (
        "/opt/sagittal/sagittal-desktop",
        ["/opt/sagittal/sagittal-desktop", "--data-dir", "/srv/clinic", "--locked"],
    )


def test_on_windows_a_folder_with_a_space_in_its_name_stays_one_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[str] = []
    ended: list[int] = []
    before = [r"C:\Program Files\Sagittal\sagittal.exe", "--data-dir", r"D:\My records"]
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", before[0])
    monkeypatch.setattr(sys, "argv", before)
    monkeypatch.setenv("PYINSTALLER_RESET_ENVIRONMENT", "")
    # What the system is given is one line, made as Python makes it there.
    monkeypatch.setattr(
        subprocess, "Popen", lambda arguments, executable: started.append(subprocess.list2cmdline(arguments))
    )

    def end(code: int) -> None:
        ended.append(code)
        raise SystemExit(code)

    monkeypatch.setattr(os, "_exit", end)
    with pytest.raises(SystemExit):
        start_again(LOCKED)

    assert started == [r'"C:\Program Files\Sagittal\sagittal.exe" --data-dir "D:\My records" --locked']
    assert ended == [0]
