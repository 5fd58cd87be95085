from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.screens.entry import EntryScreen, EntryState
from tests.ui.looking import settle
from ui.keys import chord
from ui.parts.field import NumberField
from ui.theme import apply

CTRL = Qt.KeyboardModifier.ControlModifier


class Bed(QWidget):
    """Two fields on a page that hears the keys they do not want."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.said: list[str] = []
        self.first = NumberField("Right, hip angle", "°", after=("above", "below"))
        self.second = NumberField("Left, hip angle", "°")
        column = QVBoxLayout(self)
        column.addWidget(self.first)
        column.addWidget(self.second)
        self.first.typed.connect(self.said.append)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if pressed := chord(event):
            self.heard.append(pressed)


def bed(qtbot: QtBot) -> Bed:
    made = Bed()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.first.setFocus()
    return made


def test_enter_hands_the_text_over_as_typed_and_goes_on(qtbot: QtBot) -> None:
    page = bed(qtbot)
    qtbot.keyClicks(page.first.line, "-8,5")
    qtbot.keyClick(page.first.line, Qt.Key.Key_Return)
    assert page.said == ["-8,5"]
    assert page.second.line.hasFocus()


def test_tab_hands_it_over_as_well_and_only_once(qtbot: QtBot) -> None:
    page = bed(qtbot)
    qtbot.keyClicks(page.first.line, "12")
    qtbot.keyClick(page.first.line, Qt.Key.Key_Tab)
    page.first.setFocus()
    page.second.setFocus()
    assert page.said == ["12"]


def test_the_direction_may_be_typed_as_a_word(qtbot: QtBot) -> None:
    page = bed(qtbot)
    qtbot.keyClicks(page.first.line, "8 below")
    assert page.first.text() == "8 below"
    assert page.heard == []


def test_a_letter_that_is_no_part_of_a_number_goes_to_the_page(qtbot: QtBot) -> None:
    page = bed(qtbot)
    qtbot.keyClicks(page.first.line, "8px")
    assert page.first.text() == "8"
    assert page.heard == ["P", "X"]


def test_a_refused_text_stays_with_the_sentence_and_the_caret(qtbot: QtBot) -> None:
    page = bed(qtbot)
    page.first.typed.connect(
        lambda text: page.first.show_entry(EntryScreen(text, EntryState.REFUSED, "200 ° is outside."))
    )
    qtbot.keyClicks(page.first.line, "200")
    qtbot.keyClick(page.first.line, Qt.Key.Key_Return)
    assert page.first.text() == "200"
    assert page.first.line.hasFocus()
    assert "outside" in page.first.line.accessibleDescription()


def test_undo_takes_back_typing_first_and_then_belongs_to_the_exam(qtbot: QtBot) -> None:
    page = bed(qtbot)
    page.first.show_entry(EntryScreen("4", EntryState.FILLED))
    qtbot.keyClicks(page.first.line, "7")
    qtbot.keyClick(page.first.line, Qt.Key.Key_Z, CTRL)
    assert page.first.text() == "4"
    assert page.heard == []
    qtbot.keyClick(page.first.line, Qt.Key.Key_Z, CTRL)
    assert page.heard == ["Ctrl Z"]


def test_the_number_pad_types_digits_too(qtbot: QtBot) -> None:
    page = bed(qtbot)
    qtbot.keyClick(page.first.line, Qt.Key.Key_7, Qt.KeyboardModifier.KeypadModifier)
    assert page.first.text() == "7"


def test_a_locked_field_takes_nothing(qtbot: QtBot) -> None:
    page = bed(qtbot)
    page.first.show_entry(EntryScreen("4", EntryState.LOCKED))
    qtbot.keyClicks(page.first.line, "9")
    assert page.first.text() == "4"
    assert page.said == []


def first_ink(field: NumberField) -> int:
    """The first column, inside the border, where something is written."""
    image = field.line.grab().toImage()
    paper = image.pixelColor(6, 5)
    inside = range(6, image.width() - 6)
    return next(
        x for x in inside if any(image.pixelColor(x, y) != paper for y in range(5, image.height() - 5))
    )


def test_the_unit_of_an_empty_field_stands_where_a_hint_begins(qtbot: QtBot, qapp: QApplication) -> None:
    apply(qapp, "light")
    page = bed(qtbot)
    page.first.show_unit("kg")
    page.second.show_unit("kg")
    page.first.show_entry(EntryScreen("kg", EntryState.PROPOSED))
    page.second.setFocus()
    settle()
    hint = first_ink(page.first)
    page.first.setFocus()
    page.second.show_entry(EntryScreen())
    settle()
    assert abs(first_ink(page.second) - hint) <= 1
