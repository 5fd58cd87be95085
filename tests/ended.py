"""What the end of a program or of a window leaves in Qt, taken away again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def an_end_does_not_outlive_its_test(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Where a test lets the program end, Qt remembers it, and no later test could wait for anything: it is
    forgotten by a loop that is run and left."""
    ended: list[int] = []
    leave = QApplication.exit

    def end(code: int = 0) -> None:
        ended.append(code)
        leave(code)

    monkeypatch.setattr(QApplication, "exit", staticmethod(end))
    yield
    app = QApplication.instance()
    if ended and isinstance(app, QApplication):
        QTimer.singleShot(0, app.quit)
        app.exec()


@pytest.fixture(autouse=True)
def what_was_closed_is_gone() -> Iterator[None]:
    """Outside a loop Qt keeps what is to be deleted, and each later test would restyle it with its own."""
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
