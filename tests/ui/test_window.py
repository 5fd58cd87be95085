from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessments.language.value import Ref
from tests.ui.looking import cut_texts, settle
from ui.theme import apply
from ui.window import Window


def test_ctrl_and_a_digit_goes_to_a_step(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("intake")
    qtbot.keyClick(exam_window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert exam_window.page_name == "thomas"
    qtbot.keyClick(exam_window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert exam_window.page_name == "prone_hip_extension"


def test_undo_reaches_the_exam_from_inside_a_field(exam_window: Window, qtbot: QtBot) -> None:
    exam_window.go("plain_check" if False else "thomas")
    ref = Ref("intake", "mass")
    exam_window.desk.record(ref, "68")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert ref not in exam_window.desk.exam.exam.entries
    assert exam_window.page_name == "intake"
