"""A clinic on its first day: every page that has nothing to show says what will stand there, and the key."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from app.patients import Patient
from app.screens.audit import GROUP_OPTIONS
from tests.clinics import CLINICIAN
from tests.ui.looking import cut_texts, settle
from tests.ui.pressing import Keys, caret
from ui.all_keys import PAGES
from ui.pages.audit import AuditPage
from ui.parts.key_button import KeyButton
from ui.window import Window

KEY = re.compile(r"\b(Ctrl [A-Z0-9]|G [A-Z]|Enter|[A-Z0-9])\b")
"""A key as it is written in a sentence."""


@pytest.fixture
def keys(window: Window) -> Keys:
    return Keys(window)


def said(window: Window) -> str:
    """Every word of the page and its guide, painted lists with theirs."""
    settle()
    assert window.page is not None
    parts = [window.page, *window.page.findChildren(QWidget), *window._guide.findChildren(QLabel)]
    shown = [part for part in parts if part.isVisible()]
    texts = [part.text() for part in shown if isinstance(part, QLabel)]
    return " ".join((*texts, *(f"{part.accessibleName()} {part.accessibleDescription()}" for part in shown)))


def teaches(window: Window, sentence: str) -> bool:
    """Whether the page says this, and the sentence names a key."""
    return sentence in said(window) and KEY.search(sentence) is not None


def test_the_start_page_says_how_the_first_patient_is_made(window: Window) -> None:
    window.go("home")

    assert teaches(window, "No patients yet. New patient Ctrl N")
    assert "No exam today yet." in said(window)


def test_one_button_of_the_start_page_is_the_one_to_press_next(window: Window, acosta: Patient) -> None:
    def looks() -> dict[str, str]:
        settle()
        assert window.page is not None
        shown = [button for button in window.page.findChildren(KeyButton) if button.isVisible()]
        return {button.words: str(button.property("look")) for button in shown}

    window.go("home")
    assert looks() == {"New patient": "primary", "Practice": "quiet", "Settings": "quiet"}
    window.workstation.start_exam(acosta.id, CLINICIAN)
    window.go("home")
    assert looks() == {"Resume exam": "primary", "New patient": "", "Practice": "quiet", "Settings": "quiet"}
    assert cut_texts(window) == []


def test_a_search_that_finds_nobody_offers_a_new_patient(window: Window, keys: Keys) -> None:
    window.go("home")
    keys.write("zzz")

    assert teaches(window, "Nobody found for “zzz”. New patient Ctrl N")


def test_no_voided_record_says_how_to_come_back_to_the_others(window: Window, keys: Keys) -> None:
    window.go("home")
    keys("Ctrl D")

    assert teaches(window, "No record is voided. All patients Ctrl D")


def test_a_patient_without_an_exam_says_how_the_first_one_is_started(window: Window, acosta: Patient) -> None:
    window.go("patient", patient=acosta.id)

    assert teaches(window, "No signed exam yet. Enter starts one")
    assert teaches(window, "No exams yet. Start the first with Enter")


def test_progress_without_a_visit_says_what_will_be_drawn(window: Window, acosta: Patient) -> None:
    window.go("progress", patient=acosta.id)

    assert "Needs 1 signed exam" in said(window)
    assert teaches(window, "G S, then Enter starts an exam.")


def test_a_record_without_a_backup_says_how_one_is_made(window: Window) -> None:
    window.go("records")

    assert teaches(window, "No backup yet. Back up now B")


def test_a_history_without_such_an_entry_says_how_to_see_everything(window: Window, keys: Keys) -> None:
    window.go("audit")
    page = window.page
    assert isinstance(page, AuditPage)
    for option in GROUP_OPTIONS:
        page._choose(option.code)
        if "No entry" in said(window):
            assert teaches(window, "No entry is like that. 1 shows every kind")
            return
    pytest.fail("every kind of entry is there on the first day")


def test_the_last_visit_of_a_first_exam_says_what_will_stand_there(exam_window: Window) -> None:
    exam_window.go("thomas")
    QTest.keyClick(caret(exam_window), Qt.Key.Key_F3)
    settle()

    assert "First visit: nothing to compare yet. Next time the last values stand here." in said(exam_window)


def test_a_review_before_any_answer_says_where_the_tests_are(exam_window: Window) -> None:
    exam_window.go("review")

    assert teaches(exam_window, "Nothing counted. Ctrl 1 to 7 goes to the tests.")


def test_a_plan_without_an_item_says_where_the_reason_stands(exam_window: Window) -> None:
    exam_window.go("plan")

    assert teaches(exam_window, "No exercise plan is given with this result. Ctrl 8 shows why.")


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_cut_or_bare_on_the_first_day(window: Window, acosta: Patient, name: str) -> None:
    if name in (*window.steps, "preview"):
        window.desk.lay_open(window.workstation.start_exam(acosta.id, CLINICIAN))
        window.go(name, **({"what": "clinician"} if name == "preview" else {}))
    else:
        window.go(name, **({"patient": acosta.id} if name in ("patient", "progress") else {}))

    assert len(said(window)) > 100
    assert cut_texts(window) == []
