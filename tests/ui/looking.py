"""Looking at a window as a reader does: is every word there, and is everything in its place."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)


def cut_texts(widget: QWidget) -> list[str]:
    """Texts of shown labels, buttons and painted parts that do not fit the place they have."""
    cut: list[str] = []
    for part in [widget, *widget.findChildren(QWidget)]:
        if not part.isVisible():
            continue
        if isinstance(part, QLineEdit | QPlainTextEdit):
            # Their `cut` is the clipboard's.
            continue
        if isinstance(part, QLabel | QPushButton):
            text = part.text()
            if text and not _fits(part, text):
                cut.append(text)
        elif callable(ask := getattr(part, "cut", None)) and type(part).__module__.startswith("ui."):
            cut += ask()
    return cut


def outside(widget: QWidget) -> list[str]:
    """Shown labels and buttons that reach beyond the widget."""
    room = widget.rect()
    return [
        part.text()
        for part in widget.findChildren(QLabel) + widget.findChildren(QPushButton)
        if part.isVisible()
        and part.text()
        and not room.adjusted(-1, -1, 1, 1).contains(part.rect().translated(part.mapTo(widget, QPoint(0, 0))))
    ]


def scrolls(window: QWidget) -> bool:
    """Whether the page in the middle has to be scrolled to be seen whole."""
    for area in window.findChildren(QScrollArea):
        if area.objectName() == "work" and area.isVisible():
            across, down = area.horizontalScrollBar(), area.verticalScrollBar()
            return across.maximum() > 0 or down.maximum() > 0
    return False


def settle() -> None:
    """Let the layout come to rest."""
    for _ in range(4):
        QApplication.processEvents()
    # A timer may have come last: what it changed is laid out too, and no other timer is let in.
    QApplication.sendPostedEvents()


def assert_fits(window: QWidget) -> None:
    """Nothing is cut and the page needs no scrolling."""
    settle()
    assert cut_texts(window) == []
    assert not scrolls(window)


def _fits(part: QLabel | QPushButton, text: str) -> bool:
    place = part.contentsRect()
    metrics = QFontMetrics(part.font())
    if isinstance(part, QLabel) and part.wordWrap():
        flags = int(Qt.TextFlag.TextWordWrap)
        need = metrics.boundingRect(0, 0, place.width(), 10_000, flags, text)
        return need.height() <= place.height() + 2 and need.width() <= place.width() + 1
    lines = text.split("\n")
    wide = max(metrics.horizontalAdvance(line) for line in lines)
    return wide <= place.width() + 1 and metrics.height() * len(lines) <= part.height() + 2
