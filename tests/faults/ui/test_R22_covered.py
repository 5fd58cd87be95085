"""R22, the third part: the cover, the exam file and an end with a patient open say no name either."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.exam_file import exam_file_name, save_exam_file
from app.log import KeptLog, log_file
from app.support import support_text
from app.uncaught import watch_crashes, watch_uncaught
from assessments.language.value import Ref, Text
from tests.clinics import CLINICIAN
from tests.faults.trials import report
from tests.faults.ui.test_R22_canary import CANARIES, PATIENT, around, found
from tests.ui.desks import Desk, seen
from ui.faults import Alarm, LastWords

__all__ = ["around"]

SHOWN = ("people", "records", "settings", "audit", "manual", "home")


@pytest.fixture
def desk(around: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(around / "data", qtbot)
    yield made
    made.close()


@pytest.fixture
def alarm(monkeypatch: pytest.MonkeyPatch) -> Alarm:
    """Listens on every side until the test ends."""
    for module, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(module, name, getattr(module, name))
    made = Alarm()
    watch_uncaught(made.caught)
    return made


def fail(patient: str) -> None:
    raise LookupError(f"no page of {patient}")


def test_R22_a_cover_an_exam_file_and_an_end_in_the_middle_say_no_name(
    desk: Desk, around: Path, alarm: Alarm
) -> None:
    with KeptLog(desk.station.places), watch_crashes(desk.station.places):
        patient = desk.station.patients.add(replace(PATIENT, id=""))
        for name in SHOWN:
            desk.window.go(name)
        exam = desk.station.start_exam(patient.id, CLINICIAN)
        desk.window.desk.lay_open(exam)
        desk.window.go("thomas")
        desk.window.desk.record_value(Ref("intake", "goal"), Text("ZZNOTEZZ climbs stairs"))

        desk.lock.start()
        handle = desk.window.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert desk.covered
        behind = [text for text in seen(desk.window) if any(canary in text for canary in CANARIES)]
        while_covered = found(around)
        desk.unlock()
        assert not desk.lock.entrance.isVisible()

        (around / "stick").mkdir()
        save_exam_file(desk.station, exam, around / "stick" / exam_file_name(desk.clock.now()))

        try:
            fail(patient.name)
        except LookupError as error:
            sys.excepthook(type(error), error, error.__traceback__)
        QApplication.processEvents()
        (last,) = (window for window in QApplication.topLevelWidgets() if isinstance(window, LastWords))
        said = [text for text in seen(last) if any(canary in text for canary in CANARIES)]
        last.hide()
        told = support_text(desk.station.places)

    assert "LookupError" in log_file(desk.station.places).read_text("ascii")
    hits = [*behind, *while_covered, *found(around), *said]
    hits += [canary for canary in CANARIES if canary in told]
    looked = len(list(around.rglob("*")))
    report(
        "R22",
        "files and names looked through after a cover, an exam file and an error nobody caught",
        looked,
        len(hits),
    )
    assert hits == []
