"""A real window on a real data folder, without a screen; a warning from Qt fails the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent, QtMsgType
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import SteppedClock
from app.patients import Patient
from app.places import Places
from app.workstation import Workstation
from tests.clinics import CLINICIAN, open_clinic
from tests.demonstration import NOW, demonstration
from tests.ended import an_end_does_not_outlive_its_test, what_was_closed_is_gone
from ui.theme import apply
from ui.window import Window

__all__ = ["NOW", "an_end_does_not_outlive_its_test", "demonstration", "what_was_closed_is_gone"]

OFFSCREEN = (
    "This plugin does not support propagateSizeHints()",
    "This plugin does not support raise()",
)
"""What Qt says only because there is no screen."""


@pytest.fixture(autouse=True)
def _qt_has_nothing_to_complain_of(qtlog: Any) -> Iterator[None]:
    yield
    said = [record.message for record in qtlog.records if record.type is not QtMsgType.QtDebugMsg]
    assert [words for words in said if words not in OFFSCREEN] == []


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(NOW, timedelta(seconds=1))


@pytest.fixture
def workstation(tmp_path: Path, clock: SteppedClock) -> Iterator[Workstation]:
    """A clinic that has introduced itself, without patients."""
    with open_clinic(Places(tmp_path), clock) as opened:
        opened.change_settings(replace(opened.settings, clinic_name="Riverside Clinic"))
        yield opened


@pytest.fixture
def demo_workstation(tmp_path: Path, clock: SteppedClock, demonstration: Path) -> Iterator[Workstation]:
    """The demonstration's clinic: exams signed, referred and still open."""
    folder = tmp_path / "data"
    shutil.copytree(demonstration, folder)
    with open_clinic(Places(folder), clock) as opened:
        yield opened


@pytest.fixture
def acosta(workstation: Workstation) -> Patient:
    return workstation.patients.add(
        Patient(
            family_name="Acosta",
            given_name="Elena",
            born=date(1980, 8, 14),
            sex="female",
            record_number="SG-0412",
        )
    )


@pytest.fixture
def window(workstation: Workstation, qtbot: QtBot) -> Window:
    """The window at the size it is designed for, nothing shown in it yet."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply(app, "light", 1.0)
    made = Window(workstation)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture(scope="module")
def _one_window(
    qapp: QApplication, demonstration: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Window]:
    folder = tmp_path_factory.mktemp("toured") / "data"
    shutil.copytree(demonstration, folder)
    with open_clinic(Places(folder), SteppedClock(NOW, timedelta(seconds=1))) as opened:
        made = Window(opened)
        yield made
        made.close()
        made.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def toured(_one_window: Window, qapp: QApplication, qtbot: QtBot) -> Window:
    """The demonstration in one window for all tests of a module, which look and type nothing: pages and
    sheets come and go in it as in a day's work."""
    apply(qapp, "light", 1.0)
    _one_window.resize(1366, 768)
    with qtbot.waitActive(_one_window):
        _one_window.show()
        _one_window.activateWindow()
    return _one_window


@pytest.fixture
def exam_window(window: Window, acosta: Patient) -> Window:
    """The window with the first exam of Elena Acosta lying open, on no page yet."""
    window.desk.lay_open(window.workstation.start_exam(acosta.id, CLINICIAN))
    return window
