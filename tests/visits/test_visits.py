"""Whole visits: by keyboard from the first answer to paper, through a power cut, and again weeks later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from assessments.language.exam import Phase
from assessments.language.value import Ref, Side
from tests.visits.clinic import FIRST_DAY, Clinic
from tests.visits.whole_exam import PAGES, accept_and_sign
from ui.pages.preview import PreviewPage

MOST_KEYSTROKES = 190


@pytest.fixture
def clinic(tmp_path: Path, qtbot: QtBot) -> Iterator[Clinic]:
    opened = Clinic(tmp_path / "data", qtbot)
    opened.introduce()
    yield opened
    opened.shut()


def texts(clinic: Clinic) -> list[str]:
    page = clinic.window.page
    assert page is not None
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_a_whole_first_exam_by_keyboard_takes_at_most_190_keystrokes_and_is_what_both_pages_say(
    clinic: Clinic, tmp_path: Path
) -> None:
    """One test, because an exam given key by key takes long and is not to be given again for its pages."""
    clinic.register()
    clinician = clinic.clinician
    clinician.press("Enter")
    for page in PAGES:
        page(clinician)
    accept_and_sign(clinician)
    paper = tmp_path / "printed.pdf"

    def to_file() -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(paper))
        printer.setResolution(72)
        return printer

    clinician.press("Ctrl+P")
    preview = clinic.window.page
    assert isinstance(preview, PreviewPage)
    preview.choose_printer = to_file
    clinician.press("Enter")
    assert len(PdfReader(paper).pages) == 1
    assert clinic.window.desk.exam.exam.phase is Phase.SIGNED
    assert clinician.keystrokes <= MOST_KEYSTROKES

    report = clinic.printed("clinician")
    for said in (
        "ACOSTA, Elena",
        "14-Aug-1980 (46 y)",
        "Mixed: extension pattern with frontal-plane findings",
        "+8.5°",
        "−3.5°",
        "204 N",
        "231 N",
        "Signed 16-Oct-2026",
        "R. Osei, PT",
        "PT 4471",
        "The clinician decides.",
        "Rules version 1",
    ):
        assert said in report
    assert "DRAFT" not in report
    handout = clinic.printed("handout")
    assert "Elena Acosta" in handout
    assert "Go to emergency now if" in handout
    assert "Next visit: Friday, 6 November 2026" in handout
    assert "Mixed" not in handout
    assert "204" not in handout


def test_a_visit_outlives_a_power_cut_and_ends_on_paper(tmp_path: Path, qtbot: QtBot) -> None:
    clinic = Clinic(tmp_path / "data", qtbot)
    clinic.introduce()
    clinician = clinic.clinician
    clinician.press("Ctrl+N")
    clinician.type("Acosta")
    clinician.press("Enter")
    clinician.type("Elena")
    clinician.press("Enter")
    clinician.type("14-08-1980")
    clinician.press("Enter F Ctrl+Enter")
    assert clinic.window.page_name == "patient"
    clinician.press("Enter")
    for page in PAGES[:3]:
        page(clinician)
    clinician.press("1 1 8 Enter 9 Enter")
    kept = dict(clinic.window.desk.exam.exam.entries)
    clinic.power_cut()

    clinic.open()
    assert any("Open exam, nothing lost" in text for text in texts(clinic))
    clinic.clinician.press("Ctrl+Enter")
    assert clinic.window.page_name == "thomas"
    assert dict(clinic.window.desk.exam.exam.entries) == kept
    clinic.window.focus_answer(Ref("thomas", "knee_angle", Side.RIGHT))
    clinic.clinician.press("6 2 Enter N P - 4 Enter - 3 Enter 7 0 Enter N P Ctrl+Enter")
    for page in PAGES[4:]:
        page(clinic.clinician)
    accept_and_sign(clinic.clinician)
    assert "Mixed: extension pattern with frontal-plane findings" in clinic.printed("clinician")
    assert "Elena Acosta" in clinic.printed("handout")
    clinic.shut()


def test_the_second_visit_says_what_changed_and_what_the_change_is_worth(clinic: Clinic) -> None:
    patient = clinic.register()
    clinic.clinician.press("Enter")
    for page in PAGES:
        page(clinic.clinician)
    accept_and_sign(clinic.clinician)

    clinic.clock.set(FIRST_DAY + timedelta(weeks=6))
    clinic.window.go("patient", patient=patient.id)
    second = clinic.workstation.start_exam(patient.id, "R. Osei, PT")
    first = clinic.workstation.exams_of(patient.id)[-1]
    earlier = clinic.workstation.open_exam(first.id).exam.entries
    second.record_many(
        (ref, value) for ref, value in earlier.items() if ref.assessment not in ("review", "plan")
    )
    clinic.window.desk.lay_open(second)
    for ref, typed in (
        (Ref("thomas", "hip_angle", Side.RIGHT, 1), "2"),
        (Ref("thomas", "hip_angle", Side.RIGHT, 2), "2"),
        (Ref("intake", "pain_now"), "0"),
        (Ref("hip_strength", "abduction_force", Side.RIGHT, 2), "155"),
    ):
        assert clinic.window.desk.record(ref, typed) is None
    clinic.window.go("review")
    accept_and_sign(clinic.clinician)
    report = clinic.printed("clinician")
    assert "Since last visit, 16-Oct-2026" in report
    assert "Error unknown" in report
    assert "Hip angle R +8.5° to +2°" in report
    assert "Beyond error" in report
    assert "Abduction strength R 132 N to 155 N" in report
    assert "Pain now 3 of 10 to 0 of 10" in report
    clinic.window.go("progress", patient=patient.id)
    shown = " ".join(texts(clinic))
    assert "rror unknown" in shown


def test_a_wrong_value_is_refused_with_its_sentence_and_undo_takes_back_the_last_answer(
    clinic: Clinic,
) -> None:
    clinic.register()
    clinician = clinic.clinician
    clinician.press("Enter Ctrl+4 1 1")
    clinician.type("85")
    clinician.press("Enter")
    assert any("85 deg is outside −40 to 60 deg." in text for text in texts(clinic))
    angle = Ref("thomas", "hip_angle", Side.RIGHT, 1)
    assert angle not in clinic.window.desk.exam.exam.entries
    clinician.press("Ctrl+A")
    clinician.type("8 below")
    clinician.press("Enter")
    assert str(clinic.window.desk.exam.exam.entries[angle].amount) == "-8"  # type: ignore[union-attr]
    clinician.press("Ctrl+Z")
    assert angle not in clinic.window.desk.exam.exam.entries
    caret = QApplication.focusWidget()
    assert caret is not None
    assert "Hip angle" in caret.accessibleName()


def test_an_emergency_ends_the_exam_with_a_referral_note(clinic: Clinic) -> None:
    clinic.register()
    clinician = clinic.clinician
    clinician.press("Enter Ctrl+2 N N Y")
    assert any("Refer now" in text for text in texts(clinic))
    clinician.press("Ctrl+P")
    assert clinic.window.page_name == "preview"
    note = clinic.printed("referral")
    assert "saddle" in note.lower()
    assert "Extension pattern" not in note


def test_an_exam_that_a_power_cut_broke_off_is_announced_at_the_next_start(clinic: Clinic) -> None:
    clinic.register()
    clinic.clinician.press("Enter")
    clinic.clinician.press("3 6 1 Enter")
    clinic.power_cut()

    clinic.open()

    (said,) = (words for words in texts(clinic) if "was open when the program stopped" in words)
    assert said == ("Exam of 14:15 for E. A., 3 of 137 answered, was open when the program stopped.")
