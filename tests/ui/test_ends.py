"""How the program ends when a part of it fails: nothing is said to be kept that is not, and no key stays."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import SteppedClock
from app.door import Door
from app.patients import Patient
from app.places import Places
from app.vault.cost import QUICK
from assessments.language.value import Quantity, Ref, Text
from tests.clinics import CLINICIAN, LOGIN, PASSPHRASE, open_clinic
from tests.disks import broken_program, full_disk
from tests.ui.desks import NOW, seen
from tests.ui.hands import press
from tests.ui.looking import cut_texts, settle
from ui.door.sign_in import SignIn
from ui.faults import BROKEN, Alarm, LastWords, guarded
from ui.workday import Workday

PAIN = Ref("intake", "pain_now")
GOAL = Ref("intake", "goal")
LONG = Text("walk " * 1500)


class Day:
    """A clinician who signed in and has an exam open, with the alarm that watches."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        clock = SteppedClock(NOW)
        open_clinic(Places(folder), clock).close()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.door = Door(Places(folder), clock, QUICK)
        self.day = Workday(app, self.door)
        qtbot.addWidget(self.day.entrance)
        self.day.begin()
        form = self.day.entrance.form
        assert isinstance(form, SignIn)
        form.asked.emit(LOGIN, PASSPHRASE)
        assert self.day.window is not None
        self.window = self.day.window
        self.station = self.window.workstation
        qtbot.addWidget(self.window)
        acosta = self.station.patients.add(Patient(family_name="Acosta", given_name="Elena"))
        self.window.desk.lay_open(self.station.start_exam(acosta.id, CLINICIAN))
        self.window.go("intake")
        self.alarm = Alarm()
        self.alarm.work = self.day

    def last_words(self) -> LastWords | None:
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, LastWords) and w.isVisible()]
        return found[0] if found else None

    def said(self) -> str:
        window = self.last_words()
        assert window is not None
        return " ".join(seen(window))


@pytest.fixture
def day(tmp_path: Path, qtbot: QtBot) -> Iterator[Day]:
    made = Day(tmp_path / "data", qtbot)
    yield made
    for window in QApplication.topLevelWidgets():
        if isinstance(window, LastWords):
            window.blockSignals(True)
            window.close()
            window.deleteLater()
    settle()
    QApplication.setQuitOnLastWindowClosed(True)
    made.day.end()
    made.door.close()
    made.window.hide()


def test_a_failure_says_how_many_answers_are_not_saved(day: Day, qtbot: QtBot) -> None:
    with full_disk(day.station.database):
        day.window.desk.record_value(GOAL, LONG)
        day.window.desk.record_value(PAIN, Quantity(Decimal(3), ""))
        day.alarm.caught(ValueError("x"))
        settle()

        assert "The last 2 answers are NOT saved." in day.said()
        assert "is kept" not in day.said()
        assert day.last_words() is not None
        assert cut_texts(day.last_words()) == []  # type: ignore[arg-type]


def test_the_savers_own_failure_leaves_a_way_to_a_file(
    day: Day, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threading, "excepthook", lambda args: day.alarm.caught(args.exc_value))
    file = tmp_path / "stick.sagittal-exam"
    day.window.unsaved.choose_file = lambda name: str(file)
    with broken_program(day.station.database):
        day.window.desk.record_value(PAIN, Quantity(Decimal(3), ""))
        qtbot.waitUntil(lambda: day.last_words() is not None)
        assert "The last answer is NOT saved." in day.said()
        assert not day.window.isVisible()
        window = day.last_words()
        assert window is not None

        press(window, "x")
        assert window.isVisible()
        press(window, "F")
        # What was to be told of it in the record met the same mistake.
        assert "Look whether the file is there before you close." in day.said()
        assert file.exists()

    press(window, "F")
    assert f"Saved, encrypted: {file}." in day.said()
    window.blockSignals(True)
    press(window, "C")
    assert not window.isVisible()


def test_a_failure_with_everything_on_the_disk_says_that_it_is_kept(day: Day) -> None:
    day.window.desk.record_value(PAIN, Quantity(Decimal(3), ""))
    day.alarm.caught(ValueError("x"))
    settle()

    assert "Everything recorded so far is kept." in day.said()
    assert "Save this exam to USB" not in day.said()


def test_a_backup_that_breaks_at_the_end_of_the_day_leaves_the_record_shut(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[bool] = []
    day.station.at_close.append(lambda: closed.append(True))

    def broken(_: object) -> None:
        raise LookupError("a mistake")

    monkeypatch.setattr("ui.workday.at_exit", broken)
    with pytest.raises(LookupError):
        day.day.end()

    assert closed == [True]


def test_the_keys_go_whatever_breaks_on_the_way(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[str, ...]] = []

    def broken(_: object) -> None:
        raise LookupError("a mistake")

    monkeypatch.setattr("ui.workday.at_exit", broken)
    monkeypatch.setattr("ui.workday.start_again", lambda *told: started.append(told))
    day.day._keys_go()

    assert started == [("--locked",)]


def test_an_end_that_fails_is_not_called_a_start(qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> int:
        raise LookupError("a mistake")

    assert guarded(fail, stay=False, began=lambda: True) == BROKEN
    said = capsys.readouterr().err
    assert "Sagittal had to close: a part of the program failed." in said
    assert "Every answer that was shown as saved is kept." in said
    assert "could not start" not in said
