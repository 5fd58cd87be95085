from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.screens.entry import EntryScreen, EntryState
from assessments.language.protocol import Option
from assessments.language.value import Side
from ui.parts.answer_row import AnswerRow, AnswerScreen
from ui.parts.choice_row import ChoiceRow, TickRow
from ui.parts.scale_row import ScaleRow
from ui.parts.score_grid import GridBlock, GridCell, GridRow, GridScreen, ScoreGrid
from ui.parts.text_field import NoteField

SIDES = (Option("right", "Right", "R"), Option("left", "Left", "L"))


LayOut = Callable[..., None]


@pytest.fixture
def page_of(qtbot: QtBot) -> LayOut:
    """Parts one under the other on a shown page, the caret in the first."""
    pages: list[QWidget] = []

    def lay_out(*parts: QWidget) -> None:
        page = QWidget()
        pages.append(page)
        column = QVBoxLayout(page)
        for part in parts:
            column.addWidget(part)
        qtbot.addWidget(page)
        page.resize(800, 400)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        parts[0].setFocus()

    return lay_out


def test_a_letter_answers_a_choice_and_the_caret_moves_on(qtbot: QtBot, page_of: LayOut) -> None:
    first, second = ChoiceRow("Pain side", SIDES), ChoiceRow("Involved side", SIDES)
    page_of(first, second)
    said: list[str] = []
    first.typed.connect(said.append)
    qtbot.keyClick(first.entry, Qt.Key.Key_L)
    assert said == ["left"]
    assert second.entry.hasFocus()


def test_an_option_without_a_key_has_its_place_as_a_digit(qtbot: QtBot, page_of: LayOut) -> None:
    row = ChoiceRow("How long", (Option("a", "Under 6 weeks"), Option("b", "6 to 12 weeks")))
    page_of(row)
    with qtbot.waitSignal(row.typed) as said:
        qtbot.keyClick(row.entry, Qt.Key.Key_2)
    assert said.args == ["b"]


def test_t_is_ten_on_a_scale(qtbot: QtBot, page_of: LayOut) -> None:
    row = ScaleRow("Pain now")
    page_of(row)
    with qtbot.waitSignal(row.typed) as said:
        qtbot.keyClick(row.entry, Qt.Key.Key_T)
    assert said.args == ["T"]


def test_backspace_takes_an_answer_away(qtbot: QtBot, page_of: LayOut) -> None:
    row = ScaleRow("Pain now")
    row.show_entry(EntryScreen("3", EntryState.FILLED))
    page_of(row)
    with qtbot.waitSignal(row.typed) as said:
        qtbot.keyClick(row.entry, Qt.Key.Key_Backspace)
    assert said.args == [""]


def test_ticks_add_up_and_taking_the_last_away_leaves_nothing_said(qtbot: QtBot, page_of: LayOut) -> None:
    row = TickRow("Where", (Option("groin", "Groin"), Option("buttock", "Buttock")))
    page_of(row, ScaleRow("Pain now"))
    said: list[str] = []
    row.typed.connect(said.append)
    row.typed.connect(lambda text: row.show_entry(EntryScreen(text, EntryState.FILLED)))
    qtbot.keyClick(row.entry, Qt.Key.Key_2)
    qtbot.keyClick(row.entry, Qt.Key.Key_1)
    qtbot.keyClick(row.entry, Qt.Key.Key_1)
    qtbot.keyClick(row.entry, Qt.Key.Key_2)
    qtbot.keyClick(row.entry, Qt.Key.Key_Return)
    assert said == ["buttock", "groin buttock", "buttock", ""]


def test_a_safety_row_says_not_asked_until_it_is_answered(qtbot: QtBot, page_of: LayOut) -> None:
    row = AnswerRow(AnswerScreen("5", "New loss of feeling"))
    page_of(row, AnswerRow(AnswerScreen("6", "Leg weakness")))
    assert row.accessibleName().endswith("not asked")
    said: list[str] = []
    row.typed.connect(said.append)
    qtbot.keyClick(row, Qt.Key.Key_N)
    assert said == ["no"]
    assert not row.hasFocus()


def test_a_question_not_put_to_this_person_takes_no_caret(qtbot: QtBot) -> None:
    row = AnswerRow(AnswerScreen("12", "Limp", barred="Not this age"))
    assert row.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert "Not this age" in row.accessibleName()


def test_one_key_scores_a_cell_and_the_caret_goes_down_the_lift(qtbot: QtBot, page_of: LayOut) -> None:
    grid = ScoreGrid(grid_screen())
    page_of(grid)
    said: list[object] = []
    grid.typed.connect(lambda place, key: said.append((*place, key)))
    for key in (Qt.Key.Key_0, Qt.Key.Key_2, Qt.Key.Key_1):
        qtbot.keyClick(grid, key)
    assert said == [("right", 0, 0, "0"), ("right", 1, 0, "2"), ("right", 0, 1, "1")]
    assert grid.place == ("right", 1, 1)


def test_the_last_cell_of_a_side_says_that_the_side_is_finished(qtbot: QtBot, page_of: LayOut) -> None:
    grid = ScoreGrid(grid_screen())
    page_of(grid)
    assert grid.go_to(("right", 1, 1))
    with qtbot.waitSignal(grid.finished) as done:
        qtbot.keyClick(grid, Qt.Key.Key_0)
    assert done.args == [Side.RIGHT]


def test_the_cell_under_the_caret_is_spoken_whole(qtbot: QtBot) -> None:
    grid = ScoreGrid(grid_screen())
    assert grid.accessibleName() == "Right, lift 1, Rotation: not recorded"


def test_a_note_is_handed_over_soon_after_the_last_key(qtbot: QtBot, page_of: LayOut) -> None:
    note = NoteField("Goal")
    page_of(note)
    with qtbot.waitSignal(note.typed, timeout=2000) as said:
        qtbot.keyClicks(note, "walk the dog")
    assert said.args == ["walk the dog"]


def grid_screen() -> GridScreen:
    def block(side: Side) -> GridBlock:
        cells = tuple(tuple(GridCell((side.value, r, c)) for c in range(2)) for r in range(2))
        return GridBlock(side, "", ("Lift 1", "Lift 2"), cells)

    return GridScreen((GridRow("Rotation"), GridRow("Side shift")), (block(Side.RIGHT), block(Side.LEFT)))
