import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.faults import AlreadyOpen, DiskFull, Fault, NewerDatabase
from app.log import KeptLog, log_file, read_line
from app.places import Places
from tests.ui.looking import settle
from ui.faults import (
    ALREADY_OPEN,
    BROKEN,
    CANNOT_OPEN,
    NEWER,
    SAID_OFTEN,
    Alarm,
    LastWords,
    guarded,
    watch_toolkit,
)


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Places]:
    """A folder whose log is kept."""
    with KeptLog(Places(tmp_path)):
        yield Places(tmp_path)


def logged(places: Places) -> str:
    return log_file(places).read_text("ascii") if log_file(places).exists() else ""


def test_a_folder_that_cannot_be_opened_is_told_and_ends_with_its_own_code(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> int:
        raise DiskFull

    assert guarded(refuse, stay=False) == CANNOT_OPEN
    assert "The disk is full" in capsys.readouterr().err


def test_each_end_has_its_own_number(qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    def ends_with(fault: Fault) -> int:
        def refuse() -> int:
            raise fault

        return guarded(refuse, stay=False)

    assert ends_with(AlreadyOpen(4711)) == ALREADY_OPEN == 4
    assert ends_with(NewerDatabase()) == NEWER == 5
    assert ends_with(DiskFull()) == CANNOT_OPEN == 3
    assert (
        "Already open on this computer (process 4711). Close it or restart the computer."
        in capsys.readouterr().err
    )


def test_a_mistake_at_the_start_is_noted_without_what_was_said(
    qtbot: QtBot, places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> int:
        raise KeyError("ACOSTA")

    assert guarded(fail, stay=False) == BROKEN
    assert "A report without patient data was written: logs/sagittal.log." in capsys.readouterr().err
    assert '"error": "builtins.KeyError"' in logged(places)
    assert "tests/ui/test_faults.py:" in logged(places)
    assert "ACOSTA" not in logged(places)


def test_what_the_toolkit_says_is_noted_without_its_words(qtbot: QtBot, places: Places) -> None:
    watch_toolkit()
    before = qInstallMessageHandler(None)
    for _ in range(100):
        before(QtMsgType.QtWarningMsg, None, "cannot open ACOSTA.png")
    lines = [read_line(line) for line in logged(places).splitlines()]
    assert [line and (line["code"], line["severity"]) for line in lines] == [
        ("said by the toolkit", "warning")
    ] * SAID_OFTEN


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
    assert guarded(refuse) == CANNOT_OPEN
    assert seen == ["Sagittal cannot open its data"]


def test_a_failure_on_another_thread_is_told_on_the_main_one(qtbot: QtBot) -> None:
    def last_words() -> list[LastWords]:
        windows = QApplication.topLevelWidgets()
        return [window for window in windows if isinstance(window, LastWords) and window.isVisible()]

    alarm = Alarm()
    thread = threading.Thread(target=lambda: alarm.caught(ValueError("x")))
    thread.start()
    thread.join()
    assert last_words() == []
    settle()
    assert len(last_words()) == 1
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
    guarded(refuse)
    settle()
    heard: list[bool] = []
    QTimer.singleShot(1, lambda: heard.append(True))
    qtbot.waitUntil(lambda: heard == [True], timeout=1000)
