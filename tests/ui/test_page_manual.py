from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.looking import cut_texts, settle
from ui.window import Window


def test_f1_on_the_start_page_opens_the_manual_and_escape_goes_back(window: Window, qtbot: QtBot) -> None:
    window.go("home")
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, Qt.Key.Key_F1)
    assert window.page_name == "manual"
    assert window.page is not None
    shown = [label.text() for label in window.page.findChildren(QLabel)]
    assert "What is kept, and when" in shown
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, Qt.Key.Key_Escape)
    assert window.page_name == "home"


def test_no_line_of_the_manual_is_cut(window: Window) -> None:
    window.go("manual")
    settle()
    assert cut_texts(window) == []
