"""How the program starts anew: as it was started, and told no more than that somebody wants to come back."""

from __future__ import annotations

import sys

import pytest

from ui.restart import LOCKED, RECOVERY, command


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
