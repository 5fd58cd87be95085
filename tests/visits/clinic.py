"""A clinic's computer: a data folder, a clock, and a window that can be opened, killed and opened again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import SteppedClock
from app.patients import Patient
from app.places import Places
from app.saving import Saver
from app.workstation import Workstation
from tests.clinics import CLINICIAN, open_clinic
from tests.visits.clinician import Clinician
from ui.pages.preview import PreviewPage
from ui.theme import apply
from ui.window import Window

FIRST_DAY = datetime(2026, 10, 16, 14, 15, tzinfo=timezone(timedelta(hours=1)))
SIGNER = CLINICIAN
ELENA = Patient(
    family_name="Acosta", given_name="Elena", born=date(1980, 8, 14), sex="female", record_number="SG-0412"
)


class Clinic:
    """Everything on disk outlives `power_cut`; nothing else does."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.folder = folder
        self.clock = SteppedClock(FIRST_DAY)
        self._qtbot = qtbot
        self.workstation: Workstation
        self.window: Window
        self.clinician: Clinician
        self.open()

    def open(self) -> None:
        """Start the program on the data folder as it is."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply(app, "light", 1.0)
        self.workstation = open_clinic(Places(self.folder), self.clock)
        self.window = Window(self.workstation, Saver(self.clock))
        self._qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        with self._qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.window.go("home")
        self.clinician = Clinician(self.window, self.clock)

    def introduce(self) -> None:
        """The clinic says who works here, once."""
        settings = replace(self.workstation.settings, clinic_name="Riverside Clinic", sound=False)
        self.workstation.change_settings(settings)
        self.window.settle()

    def power_cut(self) -> None:
        """The program is gone without a word: what a field still held is lost, what was said to be saved is
        on disk. The clinician has seen "Saved" before the light goes out."""
        assert self.window.desk.saver.flush()
        self.window.desk.blockSignals(True)
        self.window.hide()
        self.window.desk.close()
        # Nobody signs off in a power cut: the file and the folder are let go, and that is all.
        self.workstation.database.close()
        for end in self.workstation.at_close:
            end()

    def shut(self) -> None:
        self.window.close()
        self.workstation.close()

    def register(self, patient: Patient = ELENA) -> Patient:
        """The patient is known before the exam begins."""
        kept = self.workstation.patients.add(patient)
        self.window.go("patient", patient=kept.id)
        return kept

    def printed(self, what: str) -> str:
        """The text of the page as it would print now: "clinician" or "handout"."""
        self.window.go("preview", what=what)
        page = self.window.page
        assert isinstance(page, PreviewPage)
        reader = PdfReader(BytesIO(page.content))
        return " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).split())
