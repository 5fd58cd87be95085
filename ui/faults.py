"""What happens when something goes wrong: a sentence for a disk that refuses, a clean end for our mistake."""

from __future__ import annotations

import platform
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.clock import SystemClock
from app.faults import Fault
from ui.parts.key_button import KeyButton
from ui.parts.look import frame, words

OURS = Path(__file__).parents[1]
"""The folder our own packages stand in; what lies outside it is not named in a report."""
BROKEN = 70
"""The exit code after a mistake in the program."""
CANNOT_OPEN = 3
"""The exit code when the data cannot be opened."""


class Alarm(QObject):
    """Takes every exception nobody caught, from any thread, to the main one, tells it once and ends."""

    _raised = Signal(str)

    def __init__(self, logs: Callable[[], Path | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._logs = logs
        self._told = False
        self._raised.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def watch(self) -> None:
        sys.excepthook = self._caught
        threading.excepthook = lambda args: self._caught(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(130)
            return
        self._raised.emit(report(kind, trace))

    @Slot(str)
    def _tell(self, text: str) -> None:
        if self._told:
            return
        self._told = True
        name = write_report(text, self._logs())
        said = "Sagittal has to close: a part of the program failed. Everything recorded so far is kept."
        then = "Open it again and resume the exam."
        if name:
            then += f" A report without patient data was written: {name}."
        closing = LastWords("Sagittal has to close", said, then)
        closing.closed.connect(lambda: QApplication.exit(BROKEN))
        for window in QApplication.topLevelWidgets():
            if window is not closing:
                window.hide()
        closing.show()
        self._closing = closing


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The class of the mistake, our own files and lines, and versions. Never the message and never a value:
    both may hold what a patient said."""
    lines = [
        f"{kind.__module__}.{kind.__qualname__}",
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, {platform.system()}",
    ]
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.is_relative_to(OURS) and "site-packages" not in path.relative_to(OURS).parts:
            where = path.relative_to(OURS).as_posix()
            lines.append(f"{where}:{trace.tb_lineno} {trace.tb_frame.f_code.co_name}")
        trace = trace.tb_next
    return "\n".join(lines) + "\n"


def write_report(text: str, logs: Path | None) -> str:
    """Put the report beside the data and return its name; "" where even that is refused."""
    if logs is None:
        return ""
    name = f"failure-{SystemClock().now():%Y%m%d-%H%M%S}.txt"
    try:
        (logs / name).write_text(text, "utf-8")
    except OSError:
        return ""
    return name


def guarded(act: Callable[[], int], logs: Callable[[], Path | None], stay: bool = True) -> int:
    """Run the program: what fails before there is a window is told in one, or without `stay` only said."""
    try:
        return act()
    except Fault as fault:
        return _last_window("Sagittal cannot open its data", fault.words, "", CANNOT_OPEN, stay)
    except Exception as error:
        name = write_report(report(type(error), error.__traceback__), logs())
        then = f"A report without patient data was written: {name}." if name else ""
        said = "Sagittal could not start: a part of the program failed. Nothing recorded was changed."
        return _last_window("Sagittal could not start", said, then, BROKEN, stay)


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
