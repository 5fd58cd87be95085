"""The page before it is printed: a real PDF on the screen, a real printer that writes to a folder."""

from __future__ import annotations

import re
import stat
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.settings import TextSize
from app.workstation import Workstation
from tests.ui.looking import assert_fits, settle
from ui.pages.preview import PreviewPage
from ui.parts.password_sheet import PasswordSheet
from ui.window import Window

CTRL = Qt.KeyboardModifier.ControlModifier
A4, LETTER = (595, 842), (612, 792)


@pytest.fixture
def workstation(demo_workstation: Workstation) -> Workstation:
    return demo_workstation


def lay_open(window: Window, name: str, visit: int = -1) -> None:
    """That visit of the person of this name, the last one unless said."""
    station = window.workstation
    person = next(p for p in station.patients.find("Demo") if p.given_name == name)
    head = sorted(station.exams_of(person.id), key=lambda head: head.number)[visit]
    window.desk.lay_open(station.open_exam(head.id, "R. Osei, PT"))


def preview(window: Window, name: str, what: str, visit: int = -1) -> PreviewPage:
    lay_open(window, name, visit)
    window.go("plan")
    window.go("preview", what=what)
    page = window.page
    assert isinstance(page, PreviewPage)
    assert page.content
    settle()
    return page


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, modifier)


def words_on(page: PreviewPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def said(window: Window) -> str:
    return shown_in(window)


def shown_in(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def coloured(pdf: bytes) -> bool:
    (page,) = PdfReader(BytesIO(pdf)).pages
    content = page.get_contents()
    assert content is not None
    inks = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)", content.get_data())
    return any(len(set(ink)) > 1 for ink in inks)


def size_of(page: PreviewPage) -> tuple[int, int]:
    points = page.pages.document.pagePointSize(0)
    return round(points.width()), round(points.height())


def test_grey_bars_stand_where_the_page_is_being_made(window: Window, qtbot: QtBot) -> None:
    lay_open(window, "Bruno")
    window.go("preview", what="handout")
    page = window.page
    assert isinstance(page, PreviewPage)
    assert page.pages.pages == 0
    qtbot.waitUntil(lambda: page.pages.pages == 1)


def test_a_signed_exam_says_who_signed_it(window: Window) -> None:
    page = preview(window, "Bruno", "clinician")
    assert "Clinician's report" in words_on(page)
    assert "Signed" in words_on(page)
    assert "DEMO, Clinician" in words_on(page)
    assert "DRAFT" not in words_on(page)


def test_an_exam_not_signed_is_a_draft_beside_the_page_and_on_it(window: Window) -> None:
    page = preview(window, "Finn", "clinician")
    assert "DRAFT until signed" in words_on(page)
    assert "DRAFT until signed" in page.pages.text()


def test_the_patients_page_of_an_open_exam_shows_the_plan_that_is_proposed(window: Window) -> None:
    page = preview(window, "Finn", "handout")
    assert "DRAFT until signed" in page.pages.text()
    assert "Week 1" in page.pages.text()


def test_f8_turns_from_the_patients_page_to_the_report_and_back(window: Window, qtbot: QtBot) -> None:
    page = preview(window, "Bruno", "handout")
    assert "Good to know" in page.pages.text()
    press(qtbot, Qt.Key.Key_F8)
    assert page.content
    assert "Findings, right then left" in page.pages.text()
    press(qtbot, Qt.Key.Key_F8)
    assert page.content
    assert "Good to know" in page.pages.text()


def test_after_a_referral_the_report_is_the_referral_note(window: Window, qtbot: QtBot) -> None:
    page = preview(window, "Edith", "clinician")
    assert "Referral note" in words_on(page)
    assert page.pages.pages == 1
    press(qtbot, Qt.Key.Key_F8)
    assert page.content
    assert "Patient's page" in words_on(page)


def test_z_changes_the_paper_for_this_page_and_the_next(window: Window, qtbot: QtBot) -> None:
    page = preview(window, "Bruno", "handout")
    assert size_of(page) == A4
    press(qtbot, Qt.Key.Key_Z)
    assert page.content
    assert size_of(page) == LETTER
    assert window.workstation.settings.paper == "letter"
    assert "Letter" in words_on(page)
    press(qtbot, Qt.Key.Key_Z)
    assert page.content
    assert size_of(page) == A4


def test_k_draws_the_figures_in_colour_for_this_page_and_the_next(window: Window, qtbot: QtBot) -> None:
    page = preview(window, "Carla", "handout")
    assert "Figures: black and white" in shown_in(page)
    assert not coloured(page.content)
    press(qtbot, Qt.Key.Key_K)
    assert window.workstation.settings.figures_in_colour
    assert "Figures: in colour" in shown_in(page)
    assert coloured(page.content)
    press(qtbot, Qt.Key.Key_K)
    assert not coloured(page.content)


@pytest.mark.parametrize(("name", "what"), [("Carla", "clinician"), ("Edith", "handout")])
def test_a_page_without_figures_offers_no_colour(window: Window, qtbot: QtBot, name: str, what: str) -> None:
    page = preview(window, name, what)
    press(qtbot, Qt.Key.Key_K)
    assert not window.workstation.settings.figures_in_colour
    assert "Figures" not in shown_in(page)


def test_page_down_turns_to_the_next_page_and_says_so(window: Window, qtbot: QtBot) -> None:
    page = preview(window, "Bruno", "clinician")
    assert f"Page 1 of {page.pages.pages}" in words_on(page)
    press(qtbot, Qt.Key.Key_PageDown)
    settle()
    assert f"Page 2 of {page.pages.pages}" in words_on(page)
    press(qtbot, Qt.Key.Key_PageUp)
    settle()
    assert f"Page 1 of {page.pages.pages}" in words_on(page)


def test_plus_and_minus_show_it_larger_and_smaller(window: Window, qtbot: QtBot) -> None:
    page = preview(window, "Bruno", "handout")
    before = page.pages.zoom
    press(qtbot, Qt.Key.Key_Plus)
    assert page.pages.zoom == pytest.approx(before * 1.2)
    press(qtbot, Qt.Key.Key_Minus)
    press(qtbot, Qt.Key.Key_Minus)
    assert page.pages.zoom == pytest.approx(before / 1.2)
    press(qtbot, Qt.Key.Key_0)
    assert page.pages.zoom < before


@pytest.mark.parametrize("key", [(Qt.Key.Key_P, CTRL), (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)])
def test_print_sends_every_page_to_the_printer_on_its_own_paper(
    window: Window, qtbot: QtBot, tmp_path: Path, key: tuple[Qt.Key, Qt.KeyboardModifier]
) -> None:
    page = preview(window, "Bruno", "handout")
    page.choose_printer = lambda: paper_printer(tmp_path / "out.pdf")
    press(qtbot, *key)
    printed = PdfReader(tmp_path / "out.pdf")
    assert len(printed.pages) == page.pages.pages
    box = printed.pages[0].mediabox
    assert (round(box.width), round(box.height)) == A4


def test_only_the_pages_asked_for_are_printed(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    page = preview(window, "Bruno", "clinician")
    assert page.pages.pages > 2
    printer = paper_printer(tmp_path / "out.pdf")
    printer.setFromTo(1, 2)
    page.choose_printer = lambda: printer
    press(qtbot, Qt.Key.Key_P, CTRL)
    assert len(PdfReader(tmp_path / "out.pdf").pages) == 2


def test_nothing_is_printed_when_the_dialog_is_left(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    page = preview(window, "Bruno", "handout")
    page.choose_printer = lambda: None
    press(qtbot, Qt.Key.Key_P, CTRL)
    assert not (tmp_path / "out.pdf").exists()


def test_the_file_saved_is_the_page_shown_and_only_its_owner_may_read_it(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    page = preview(window, "Bruno", "clinician")
    proposed: list[str] = []

    def choose(name: str) -> str:
        proposed.append(name)
        return str(tmp_path / "kept")

    page.choose_file = choose
    press(qtbot, Qt.Key.Key_S, CTRL)
    saved = tmp_path / "kept.pdf"
    assert saved.read_bytes() == page.content
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert len(proposed) == 1
    assert re.fullmatch(r"exam_[A-Za-z0-9-]+_2026-10-01\.pdf", proposed[0])
    assert "Bruno" not in proposed[0]
    assert "This copy left the encrypted record" in said(window)


def test_a_folder_that_is_not_there_is_said_and_nothing_is_written(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    page = preview(window, "Bruno", "handout")
    page.choose_file = lambda name: str(tmp_path / "nowhere" / name)
    press(qtbot, Qt.Key.Key_S, CTRL)
    assert "Not saved: that folder is not there. Close the file or choose another name." in said(window)
    assert not (tmp_path / "nowhere").exists()


def test_a_page_saved_with_a_password_opens_with_it_alone(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    page = preview(window, "Bruno", "clinician")
    page.choose_file = lambda name: str(tmp_path / "locked.pdf")
    press(qtbot, Qt.Key.Key_W)
    sheet = next(sheet for sheet in window.findChildren(PasswordSheet) if sheet.isVisible())
    assert "Only the password protects this file" in shown_in(sheet)
    sheet.password.line.setText("short")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert "The password needs at least 12 characters." in shown_in(sheet)
    assert not (tmp_path / "locked.pdf").exists()
    for field in (sheet.password, sheet.again):
        field.line.setText("clam shell 7 äpfel")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    locked = PdfReader(tmp_path / "locked.pdf")
    assert locked.is_encrypted
    assert locked.decrypt("") == 0
    assert locked.decrypt("clam shell 7 äpfel") != 0
    assert len(locked.pages) == page.pages.pages
    assert stat.S_IMODE((tmp_path / "locked.pdf").stat().st_mode) == 0o600
    assert "Only its password protects this copy." in said(window)
    assert sheet.password.text() == sheet.again.text() == ""


def test_h_saves_the_patients_page_as_a_web_page_and_the_audit_knows(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    page = preview(window, "Bruno", "handout")
    before = window.workstation.anchor().seq
    page.choose_file = lambda name: str(tmp_path / name)
    press(qtbot, Qt.Key.Key_H)
    (file,) = tmp_path.glob("*.*")
    assert re.fullmatch(r"home_[A-Za-z0-9-]+_2026-10-01\.html", file.name)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    written = file.read_text("utf-8")
    assert "Go to emergency now if" in written
    assert "<svg" in written
    assert "DEMONSTRATION, no real patient" in written
    assert window.workstation.anchor().seq == before + 1
    assert "This copy left the encrypted record" in said(window)


def test_the_report_for_colleagues_has_no_web_page(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    page = preview(window, "Bruno", "clinician")
    page.choose_file = lambda name: str(tmp_path / name)
    press(qtbot, Qt.Key.Key_H)
    assert "Save as web page" not in shown_in(page)
    assert list(tmp_path.glob("*.*")) == []


def test_what_is_printed_and_what_is_saved_stands_in_the_audit(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    page = preview(window, "Bruno", "handout")
    before = window.workstation.anchor().seq
    page.choose_file = lambda name: str(tmp_path / name)
    press(qtbot, Qt.Key.Key_S, CTRL)
    page.choose_printer = lambda: paper_printer(tmp_path / "out.pdf")
    press(qtbot, Qt.Key.Key_P, CTRL)
    assert window.workstation.anchor().seq == before + 2


def test_the_page_says_at_its_foot_how_far_the_record_had_come(window: Window) -> None:
    page = preview(window, "Bruno", "handout")
    anchor = window.workstation.anchor()
    assert f"Record {anchor.seq} · {anchor.mac[:8]}" in page.pages.text()


def test_a_page_that_cannot_be_made_is_said_and_the_plain_layout_is_a_key_away(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_open(window, "Bruno")
    with monkeypatch.context() as broken:
        broken.setattr("app.report.text.LEADING", "no number")
        broken.setattr("app.report.home_page.LEADING", "no number")
        window.go("preview", what="handout")
        page = window.page
        assert isinstance(page, PreviewPage)
        assert page.content == b""
        assert (
            "The report could not be made (E-PDF-7). The exam is safe. Take the plain layout instead."
            in words_on(page)
        )
        press(qtbot, Qt.Key.Key_L)
        assert page.content
    settle()
    assert "Week 1" not in page.pages.text()
    assert "Go to emergency now if" in page.pages.text()


def test_escape_goes_back_to_the_plan_it_was_asked_from(window: Window, qtbot: QtBot) -> None:
    preview(window, "Bruno", "handout")
    press(qtbot, Qt.Key.Key_Escape)
    assert window.page_name == "plan"
    press(qtbot, Qt.Key.Key_Escape)
    assert window.page_name == "patient"


def test_who_listens_hears_the_words_of_the_page(window: Window) -> None:
    page = preview(window, "Bruno", "handout")
    assert "Patient's page" in page.pages.accessibleName()
    assert "Good to know" in page.pages.accessibleDescription()


@pytest.mark.parametrize("text_size", get_args(TextSize))
@pytest.mark.parametrize("name", ["Finn", "Edith"])
def test_everything_fits_on_the_smallest_screen(window: Window, name: str, text_size: TextSize) -> None:
    station = window.workstation
    station.change_settings(replace(station.settings, text_size=text_size))
    window.settle()
    preview(window, name, "clinician")
    assert_fits(window)


def paper_printer(path: Path) -> QPrinter:
    """A printer whose paper is a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer
