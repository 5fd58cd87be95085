"""Names that look like markup, on the screen: shown as they were typed, and nothing in them is live."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTextBrowser, QTextEdit, QWidget

from app.patients import Patient
from tests.ui.looking import settle
from ui.window import Window

UI = Path(__file__).parents[2] / "ui"
BAD = '<b>O</b>&amp; <img src="file:///etc/passwd"> <a href="https://example.org">x</a>'


def rich(widget: QWidget) -> list[str]:
    """What would read markup, or guess whether to."""
    labels = [label for label in widget.findChildren(QLabel) if label.textFormat() != Qt.TextFormat.PlainText]
    opening = [label for label in widget.findChildren(QLabel) if label.openExternalLinks()]
    texts = [*widget.findChildren(QTextEdit), *widget.findChildren(QTextBrowser)]
    tips = [part for part in widget.findChildren(QWidget) if part.toolTip() or part.whatsThis()]
    return [type(part).__name__ for part in (*labels, *opening, *texts, *tips)]


@pytest.mark.parametrize(
    "page", ["home", "patient", "intake", "safety", "thomas", "review", "plan", "preview"]
)
def test_a_name_that_looks_like_markup_is_a_name_on_every_page(window: Window, page: str) -> None:
    station = window.workstation
    person = station.patients.add(
        Patient(family_name=BAD, given_name=BAD, born=date(1980, 8, 14), sex="female", record_number="<i>1")
    )
    exam = station.start_exam(person.id, "R. Osei, PT")
    window.desk.lay_open(exam)
    window.go(page, **({"patient": person.id} if page == "patient" else {}))
    settle()
    assert rich(window) == []
    shown = " ".join(label.text() for label in window.findChildren(QLabel))
    assert "<a href=" in shown.lower() or page in ("preview", "plan", "home")


def test_every_label_is_made_for_plain_text_alone() -> None:
    """Qt guesses whether a text is markup unless it is told; its own tips and boxes cannot be told."""
    guessing = re.compile(
        r"QTextBrowser|QTextEdit\(|QMessageBox|setToolTip|setWhatsThis|setHtml|setMarkdown|QTextDocument"
        r"|RichText|AutoText|QErrorMessage|QProgressDialog|QInputDialog"
    )
    found = [
        f"{file.relative_to(UI)}: {match[0]}"
        for file in sorted(UI.rglob("*.py"))
        for match in guessing.finditer(file.read_text("utf-8"))
    ]
    assert found == []


def test_a_label_made_anywhere_says_that_it_is_plain() -> None:
    made = re.compile(r"= QLabel\(|\(QLabel\):")
    for file in UI.rglob("*.py"):
        text = file.read_text("utf-8")
        assert len(made.findall(text)) <= text.count("TextFormat.PlainText"), file.name
