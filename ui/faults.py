"""What happens when something goes wrong: a sentence for a disk that refuses, a clean end for our mistake."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.faults import AlreadyOpen, Fault, NewerDatabase
from app.log import Code, Severity, is_kept, note
from app.uncaught import watch_uncaught
from ui.parts.key_button import KeyButton
from ui.parts.look import frame, words

BROKEN = 70
"""The exit code after a mistake in the program."""
CANNOT_OPEN = 3
"""The exit code when the data cannot be opened."""
ALREADY_OPEN = 4
NEWER = 5
"""The exit code when a newer version wrote the data."""
SAID_OFTEN = 20
"""Lines of the toolkit that go into the log in one run; a widget that complains on every paint would drive
everything else out of it."""


class Alarm(QObject):
    """Takes every exception nobody caught, from any thread, to the main one, tells it once and ends."""

    _raised = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told = False
        self._raised.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def watch(self) -> None:
        watch_uncaught(self.caught)
        watch_toolkit()

    def caught(self, error: BaseException) -> None:
        """From any thread; what was in the error stays there."""
        if isinstance(error, KeyboardInterrupt):
            QApplication.exit(130)
            return
        self._raised.emit()

    @Slot()
    def _tell(self) -> None:
        if self._told:
            return
        self._told = True
        said = "Sagittal has to close: a part of the program failed. Everything recorded so far is kept."
        then = f"Open it again and resume the exam.{_written()}"
        closing = LastWords("Sagittal has to close", said, then)
        closing.closed.connect(lambda: QApplication.exit(BROKEN))
        for window in QApplication.topLevelWidgets():
            if window is not closing:
                window.hide()
        closing.show()
        self._closing = closing


def watch_toolkit() -> None:
    """Of what Qt says only how grave it is goes into the log: its words may hold a name or a path."""
    often = 0

    def said(kind: QtMsgType, _context: QMessageLogContext, _words: str) -> None:
        nonlocal often
        severity = _SEVERITY.get(kind)
        if severity is not None and (often < SAID_OFTEN or severity is Severity.FATAL):
            often += 1
            note(Code.QT, severity=severity)

    qInstallMessageHandler(said)


_SEVERITY = {
    QtMsgType.QtWarningMsg: Severity.WARNING,
    QtMsgType.QtCriticalMsg: Severity.CRITICAL,
    QtMsgType.QtFatalMsg: Severity.FATAL,
}


def guarded(act: Callable[[], int], stay: bool = True) -> int:
    """Run the program: what fails before there is a window is told in one, or without `stay` only said."""
    try:
        return act()
    except Fault as fault:
        note(Code.FAULT, error=fault)
        return _last_window("Sagittal cannot open its data", fault.words, "", exit_code(fault), stay)
    except Exception as error:
        note(Code.FAILED, error=error)
        said = "Sagittal could not start: a part of the program failed. Nothing recorded was changed."
        return _last_window("Sagittal could not start", said, _written().strip(), BROKEN, stay)


def exit_code(fault: Fault) -> int:
    """What whoever started the program is told by its end."""
    match fault:
        case AlreadyOpen():
            return ALREADY_OPEN
        case NewerDatabase():
            return NEWER
        case _:
            return CANNOT_OPEN


def _written() -> str:
    return " A report without patient data was written: logs/sagittal.log." if is_kept() else ""


def _last_window(title: str, said: str, then: str, code: int, stay: bool) -> int:
    print(f"{title}. {said} {then}".strip(), file=sys.stderr)
    if stay:
        window = LastWords(title, said, then)
        window.closed.connect(lambda: QApplication.exit(code))
        window.show()
        QApplication.exec()
    return code


class LastWords(QWidget):
    """A window that says what happened and what to do, with one key to close it."""

    closed = Signal()

    def __init__(self, title: str, said: str, then: str) -> None:
        super().__init__()
        # Whoever opened it ends the program with its own code; Qt's own farewell would race with that one.
        QApplication.setQuitOnLastWindowClosed(False)
        self.setObjectName("window")
        self.setWindowTitle(title)
        self.setMinimumWidth(620)
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 20, 24, 20)
        inside.setSpacing(12)
        inside.addWidget(words(title, "title", wrap=True))
        inside.addWidget(words(said, "body", wrap=True))
        if then:
            inside.addWidget(words(then, "body", "ink2", wrap=True))
        button = KeyButton("Close", "Enter", "primary")
        button.clicked.connect(self._close)
        button.setDefault(True)
        button.setAutoDefault(True)
        inside.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addWidget(card)
        self._button = button
        button.setFocus()

    def keyPressEvent(self, event: object) -> None:
        self._close()

    def closeEvent(self, event: object) -> None:
        self.closed.emit()

    def _close(self) -> None:
        self.close()
