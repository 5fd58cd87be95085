"""What cannot be an answer is refused at its field, in words; what stood there before still stands."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from assessments.language.value import Quantity, Ref, Text
from tests.ui.hands import press
from tests.ui.looking import cut_texts, settle
from ui.parts.field import NumberField
from ui.parts.text_field import LineField, NoteField
from ui.window import Window

MEGABYTES = "walk " * 1_000_000
GOAL = Ref("intake", "goal")
HEIGHT = Ref("intake", "height")


def paste(window: QWidget, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    press(window, "Ctrl+v")


def field_of(window: Window, ref: Ref, kind: type[LineField] | type[NumberField]) -> LineField | NumberField:
    found = window.page._entries[ref.step]  # type: ignore[union-attr]
    assert isinstance(found, kind)
    found.setFocus()
    return found


def sentence(field: LineField | NumberField) -> str:
    label = field._sentence
    return label.text() if label is not None and label.isVisible() else ""


@pytest.fixture
def intake(exam_window: Window) -> Window:
    exam_window.go("intake")
    return exam_window


def test_five_megabytes_pasted_into_a_line_are_not_taken(intake: Window) -> None:
    field = field_of(intake, GOAL, LineField)
    press(intake, "r u n")
    paste(intake, MEGABYTES)
    assert field.text() == "run"
    assert sentence(field) == "Not taken: more than 5,000 characters do not fit here."
    press(intake, "s Enter")
    assert sentence(field) == ""
    assert intake.desk.exam.exam.entries[GOAL] == Text("runs")


def test_a_text_longer_than_its_question_keeps_stays_to_be_mended_and_the_old_one_stands(
    intake: Window,
) -> None:
    field = field_of(intake, GOAL, LineField)
    press(intake, "r u n Enter")
    field.setFocus()
    paste(intake, "x" * 400)
    press(intake, "Enter")
    assert sentence(field) == "That is 403 characters; the most kept here is 300."
    assert intake.desk.exam.exam.entries[GOAL] == Text("run")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("NaN", "“NaN” is not a number. Type digits, such as 50."),
        ("inf", "“inf” is not a number. Type digits, such as 50."),
        ("-∞", "“-∞” is not a number. Type digits, such as 50."),
        ("999", "999 cm is outside 50 to 250 cm."),
        ("1e3", "“e3” is not a unit here. The unit is cm."),
        ("172 kg", "“kg” is not a unit here. The unit is cm."),
        ("1" * 41, "Not taken: a number has at most 40 characters."),
        (MEGABYTES, "Not taken: a number has at most 40 characters."),
    ],
    ids=["NaN", "infinity", "its sign", "out of range", "an exponent", "wrong unit", "41 digits", "5 MB"],
)
def test_what_is_no_number_is_refused_and_the_old_number_stands(
    intake: Window, typed: str, said: str
) -> None:
    field = field_of(intake, HEIGHT, NumberField)
    press(intake, "1 7 2 Enter")
    field.setFocus()
    field.line.selectAll()  # type: ignore[union-attr]
    paste(intake, typed)
    if not said.startswith("Not taken"):
        press(intake, "Enter")
    assert sentence(field) == said
    settle()
    assert cut_texts(field) == []
    assert intake.desk.exam.exam.entries[HEIGHT] == Quantity(Decimal(172), "cm", "172")


def note(qtbot: QtBot) -> NoteField:
    field = NoteField("Note", 3)
    field.resize(400, 90)
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    field.setFocus()
    return field


def test_five_megabytes_pasted_into_a_note_are_not_taken(qtbot: QtBot) -> None:
    field = note(qtbot)
    press(field, "a")
    paste(field, MEGABYTES)
    assert field.toPlainText() == "a"
    shown = field._sentence
    assert shown is not None
    assert shown.isVisible()
    assert shown.text() == "Not taken: more than 5,000 characters do not fit here."
    press(field, "b")
    assert field.toPlainText() == "ab"
    assert not shown.isVisible()


def test_a_note_takes_its_five_thousandth_character_and_no_more(qtbot: QtBot) -> None:
    field = note(qtbot)
    paste(field, "x" * 4999)
    press(field, "y z")
    assert len(field.toPlainText()) == 5000
    field.selectAll()
    press(field, "w")
    assert field.toPlainText() == "w"


def test_a_line_of_an_exam_is_kept_while_one_still_thinks(intake: Window, qtbot: QtBot) -> None:
    field_of(intake, GOAL, LineField)
    press(intake, "r u n")
    assert GOAL not in intake.desk.exam.exam.entries
    qtbot.waitUntil(lambda: intake.desk.exam.exam.entries.get(GOAL) == Text("run"), timeout=3000)


def test_what_is_typed_is_kept_before_one_goes_elsewhere(intake: Window) -> None:
    examination = intake.desk.exam
    for key in ("Ctrl+2", "Ctrl+Enter", "Esc"):
        intake.desk.clear(GOAL)
        intake.go("intake")
        field_of(intake, GOAL, LineField)
        press(intake, f"r u n {key}")
        assert intake.page_name != "intake"
        assert examination.exam.entries[GOAL] == Text("run")


def test_a_note_is_kept_as_soon_as_it_loses_the_caret(qtbot: QtBot) -> None:
    field = note(qtbot)
    kept: list[str] = []
    field.typed.connect(kept.append)
    press(field, "a b")
    assert kept == []
    field.clearFocus()
    assert kept == ["ab"]
