"""What happens when something goes wrong: a sentence for a disk that refuses, a clean end for our mistake."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.faults import AlreadyOpen, Fault, NewerDatabase
from app.log import Code, Severity, is_kept, note
from app.uncaught import watch_uncaught
from resources.tongue import tr, trn
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


class Work(Protocol):
    """What goes on while the windows are open, as far as it outlives them."""

    def unsaved(self) -> int:
        """How many answers are not on the disk, after a moment's wait for it."""
        ...

    def save_exam_file(self) -> str:
        """Ask where to save the whole exam, encrypted; what came of it, or "" when nothing was chosen."""
        ...


class Alarm(QObject):
    """Takes every exception nobody caught, from any thread, to the main one, tells it once and ends."""

    _raised = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told = False
        self.work: Work | None = None
        """None until the program has started."""
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
        unsaved = self._unsaved()
        said = tr(
            "Sagittal has to close: a part of the program failed. {kept}",
            kept=kept_words(unsaved),
        )
        first = tr("Open it again and resume the exam.") if unsaved == 0 else _TO_FILE
        save = self.work.save_exam_file if self.work is not None and unsaved != 0 else None
        closing = LastWords(tr("Sagittal has to close"), said, f"{first} {_written()}".strip(), save)
        closing.closed.connect(lambda: QApplication.exit(BROKEN))
        for window in QApplication.topLevelWidgets():
            if window is not closing:
                window.hide()
        closing.show()
        self._closing = closing

    def _unsaved(self) -> int | None:
        """None when the part that failed is the one that would know."""
        try:
            return self.work.unsaved() if self.work is not None else 0
        except Exception as error:
            note(Code.FAILED, error=error)
            return None


_TO_FILE = tr(
    "Save this exam to USB (encrypted) before you close: Ctrl I on the start page takes it in again."
)


def kept_words(unsaved: int | None) -> str:
    match unsaved:
        case 0:
            return tr("Everything recorded so far is kept.")
        case None:
            return tr("Whether the last answers are saved is not known.")
        case _:
            return trn("The last answer is NOT saved.", "The last {n} answers are NOT saved.", unsaved)


def noted(act: Callable[[], object]) -> None:
    """Do that on the way out: what fails is noted and holds up nothing that comes after."""
    try:
        act()
    except Exception as error:
        note(Code.FAILED, error=error)


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


def guarded(act: Callable[[], int], stay: bool = True, began: Callable[[], bool] = lambda: False) -> int:
    """Run the program: what fails before there is a window is told in one, or without `stay` only said.
    Once it `began`, what fails is its end."""
    try:
        return act()
    except Fault as fault:
        note(Code.FAULT, error=fault)
        title = tr("Sagittal had to close") if began() else tr("Sagittal cannot open its data")
        return _last_window(title, fault.words, "", exit_code(fault), stay)
    except Exception as error:
        note(Code.FAILED, error=error)
        title = tr("Sagittal could not start")
        said = tr("Sagittal could not start: a part of the program failed. Nothing recorded was changed.")
        if began():
            title = tr("Sagittal had to close")
            said = tr(
                "Sagittal had to close: a part of the program failed. "
                "Every answer that was shown as saved is kept."
            )
        return _last_window(title, said, _written(), BROKEN, stay)


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
    return tr("A report without patient data was written: logs/sagittal.log.") if is_kept() else ""


def _last_window(title: str, said: str, then: str, code: int, stay: bool) -> int:
    print(f"{title}. {said} {then}".strip(), file=sys.stderr)
    if stay:
        window = LastWords(title, said, then)
        window.closed.connect(lambda: QApplication.exit(code))
        window.show()
        QApplication.exec()
    return code


class LastWords(QWidget):
    """A window that says what happened and what to do. Any key closes it, unless something can still be
    saved by `save`; then it stays for whoever chooses."""

    closed = Signal()

    def __init__(self, title: str, said: str, then: str, save: Callable[[], str] | None = None) -> None:
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
        self._save = save
        self._came = words("", "body", wrap=True)
        inside.addWidget(self._came)
        self._came.hide()
        keys = QHBoxLayout()
        keys.addStretch(1)
        close = KeyButton(tr("Close"), "Enter" if save is None else "C", "primary" if save is None else "")
        close.clicked.connect(self._close)
        keys.addWidget(close)
        first = close
        if save is not None:
            first = KeyButton(tr("Save this exam to USB"), "F", "primary")
            first.clicked.connect(self._save_first)
            keys.addWidget(first)
        first.setDefault(True)
        first.setAutoDefault(True)
        inside.addLayout(keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addWidget(card)
        first.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._save is None or event.key() == Qt.Key.Key_C:
            self._close()
        elif event.key() in (Qt.Key.Key_F, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._save_first()

    def _save_first(self) -> None:
        assert self._save is not None
        try:
            said = self._save()
        except Exception as error:
            note(Code.FAILED, error=error)
            said = tr(
                "A part of the program failed while saving. Look whether the file is there before you close."
            )
        if said:
            self._came.setText(said)
            self._came.show()

    def closeEvent(self, event: object) -> None:
        self.closed.emit()

    def _close(self) -> None:
        self.close()
