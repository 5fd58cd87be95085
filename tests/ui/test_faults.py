import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.faults import DiskFull, Fault
from tests.ui.looking import settle
from ui.faults import BROKEN, CANNOT_OPEN, Alarm, LastWords, guarded, report, write_report


def break_with(secret: str) -> None:
    raise ValueError(f"cannot read {secret}")


def caught() -> str:
    try:
        break_with("ACOSTA, Elena")
    except ValueError as error:
        return report(type(error), error.__traceback__)
    raise AssertionError


def test_a_report_names_the_place_and_never_what_was_said() -> None:
    text = caught()
    assert "builtins.ValueError" in text
    assert "tests/ui/test_faults.py" in text
    assert "ACOSTA" not in text
    assert "cannot read" not in text


def test_a_report_lies_beside_the_data(tmp_path: Path) -> None:
    name = write_report("text", tmp_path)
    assert (tmp_path / name).read_text("utf-8") == "text"
    assert write_report("text", tmp_path / "gone") == ""


def test_a_folder_that_cannot_be_opened_is_told_and_ends_with_its_own_code(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> int:
        raise DiskFull

    assert guarded(refuse, lambda: None, stay=False) == CANNOT_OPEN
    assert "The disk is full" in capsys.readouterr().err


def test_a_mistake_at_the_start_leaves_a_report(qtbot: QtBot, tmp_path: Path) -> None:
    def fail() -> int:
        raise KeyError("ACOSTA")

    assert guarded(fail, lambda: tmp_path, stay=False) == BROKEN
    (left,) = tmp_path.iterdir()
    assert "ACOSTA" not in left.read_text("utf-8")


def test_the_last_window_waits_to_be_read(qtbot: QtBot) -> None:
    def refuse() -> int:
        raise Fault("The data folder cannot be written.")

    seen: list[str] = []

    def read_and_close() -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, LastWords) and window.isVisible():
                seen.append(window.windowTitle())
                window.close()

    QTimer.singleShot(100, read_and_close)
    assert guarded(refuse, lambda: None) == CANNOT_OPEN
    assert seen == ["Sagittal cannot open its data"]


def test_a_failure_on_another_thread_is_told_on_the_main_one(qtbot: QtBot, tmp_path: Path) -> None:
    alarm = Alarm(lambda: tmp_path)
    thread = threading.Thread(target=lambda: alarm._caught(ValueError, ValueError("x"), None))
    thread.start()
    thread.join()
    assert not any(tmp_path.iterdir())
    settle()
    assert any(tmp_path.iterdir())
    for window in QApplication.topLevelWidgets():
        if isinstance(window, LastWords):
            window.closed.disconnect()
            window.close()


def test_after_the_last_window_no_second_farewell_is_waiting(qtbot: QtBot) -> None:
    def refuse() -> int:
        raise Fault("The data folder cannot be written.")

    def read_and_close() -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, LastWords) and window.isVisible():
                window.close()

    QTimer.singleShot(50, read_and_close)
    guarded(refuse, lambda: None)
    settle()
    heard: list[bool] = []
    QTimer.singleShot(1, lambda: heard.append(True))
    qtbot.waitUntil(lambda: heard == [True], timeout=1000)
