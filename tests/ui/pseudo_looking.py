"""What of a window is cut or was left in English, where every text is said in the pseudo language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTableView,
    QWidget,
)

from tests.ui.looking import cut_texts
from ui.parts.key_cap import KeyCap
from ui.parts.paper_view import PaperView
from ui.parts.pdf_pages import PdfPages

_KEYS = r"Ctrl|Alt|Shift|Tab|Enter|Esc|Space|Backspace|Del|PgUp|PgDn|Home|End|F\d+"
_UNITS = r"cm|kg|Nm|kgf|lbf|lb|min|ms|bpm|deg|MDC|SEM|ICC"
_DAYS = r"\d{1,2}-[A-Z][a-z]{2}-\d{4}|\d{1,2} [A-Z][a-z]{2}(?: \d{4})?"
_DATA = re.compile(rf"\b(?:{_DAYS})\b|\b(?:{_KEYS}|{_UNITS})\b|Sagittal|E-[A-Z]+|\b[0-9A-Z]{{4}}\b")
_ENGLISH = re.compile(r"[^\W\d_]*[aceinosuyzACEINOSUYZ][^\W\d_]+|[^\W\d_]+[aceinosuyzACEINOSUYZ][^\W\d_]*")
"""The pseudo language says each of these letters with an accent."""


class Painted:
    """Notes every text a part of ours paints itself, and which of them found no room."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.cut: list[str] = []
        self._draw: Callable[..., Any] = QPainter.drawText
        noting = self

        def draw(painter: QPainter, *given: Any) -> Any:
            noting._note(painter, given)
            return noting._draw(painter, *given)

        QPainter.drawText = draw  # type: ignore[method-assign,assignment]

    def forget(self) -> None:
        self.texts, self.cut = [], []

    def _note(self, painter: QPainter, given: tuple[Any, ...]) -> None:
        text = next((one for one in given if isinstance(one, str)), "")
        if not text:
            return
        self.texts.append(text)
        place = given[0]
        if isinstance(place, QRectF | QRect) and isinstance(given[1], int | Qt.AlignmentFlag | Qt.TextFlag):
            if not _has_room(painter, QRectF(place), int(given[1]), text):
                self.cut.append(text)
        elif isinstance(place, QPointF):
            self._note_point(painter, place, text)

    def _note_point(self, painter: QPainter, at: QPointF, text: str) -> None:
        device = painter.device()
        end = painter.transform().map(QPointF(at.x() + painter.fontMetrics().horizontalAdvance(text), at.y()))
        if device is not None and end.x() > device.width() + 1:
            self.cut.append(text)


def _has_room(painter: QPainter, place: QRectF, flags: int, text: str) -> bool:
    metrics = painter.fontMetrics()
    if flags & int(Qt.TextFlag.TextWordWrap):
        need = metrics.boundingRect(QRect(0, 0, int(place.width()) + 1, 10_000), flags, text)
        return need.height() <= place.height() + 3 and need.width() <= place.width() + 2
    wide = max(metrics.horizontalAdvance(line) for line in text.split("\n"))
    if flags & int(Qt.TextFlag.TextDontClip):
        device = painter.device()
        return device is None or wide <= device.width() + 1
    return wide <= place.width() + 1.5


def repaint(window: QWidget) -> None:
    """Everything that is seen is painted once more."""
    for part in (window, *window.findChildren(QWidget)):
        if part.isVisible():
            part.update()
    for _ in range(4):
        QApplication.processEvents()


def cut_in(window: QWidget, painted: Painted) -> list[str]:
    """Texts that do not fit, that end in dots, or that reach out of the page they stand on."""
    parts = _parts(window)
    elided = [
        text for text in (*painted.texts, *_shown(parts)) if text.rstrip().endswith("…") and "⟦" in text
    ]
    return sorted({*cut_texts(window), *painted.cut, *elided, *_outside(parts), *_sideways(parts)})


def english_in(window: QWidget, painted: Painted, data: Iterable[str]) -> list[str]:
    """Texts with a word that is neither in the pseudo language nor something somebody typed."""
    known = sorted({one for one in data if one}, key=len, reverse=True)
    parts = _parts(window)
    texts = {window.windowTitle(), *painted.texts, *_shown(parts), *_spoken(parts)}
    # Where a name is shortened in the middle its rest cannot be told from English; its part speaks it whole.
    whole = (text for text in texts if "…" not in text.removesuffix("…").removesuffix("…⟧"))
    return sorted(text for text in whole if _ENGLISH.search(_without(text, known)))


def _without(text: str, known: Iterable[str]) -> str:
    for one in known:
        text = text.replace(one, " ")
    return _DATA.sub(" ", text)


def _parts(window: QWidget) -> list[QWidget]:
    """What is seen, asked for once: a window holds many more."""
    seen = [part for part in (window, *window.findChildren(QWidget)) if part.isVisible()]
    return [part for part in seen if not isinstance(part, KeyCap)]


def _shown(parts: Iterable[QWidget]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, QLabel | QAbstractButton):
            yield part.text()
        elif isinstance(part, QLineEdit):
            yield part.placeholderText()
        elif isinstance(part, QTableView):
            yield from _cells(part)


def _spoken(parts: Iterable[QWidget]) -> Iterator[str]:
    for part in parts:
        yield part.accessibleName()
        # What a page of paper says is looked at where papers are made.
        if not isinstance(part, PdfPages | PaperView):
            yield part.accessibleDescription()
        if callable(cells := getattr(part, "cells", None)):
            for cell in cells():
                yield from (cell.name, cell.value)


def _cells(table: QTableView) -> Iterator[str]:
    model = table.model()
    for column in range(model.columnCount()):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(model.rowCount()):
            yield str(model.data(model.index(row, column)) or "")


def _outside(parts: Iterable[QWidget]) -> Iterator[str]:
    """Labels that reach beyond what holds them, other than down a page that scrolls."""
    for part in parts:
        holder = part.parentWidget()
        if isinstance(part, QLabel | QAbstractButton) and part.text() and holder is not None:
            place = part.geometry()
            if place.right() > holder.width() or place.bottom() > holder.height() + 1 or place.left() < 0:
                yield part.text()


def _sideways(parts: Iterable[QWidget]) -> Iterator[str]:
    """A page that has to be scrolled across."""
    for area in parts:
        if isinstance(area, QScrollArea) and area.horizontalScrollBar().maximum() > 0:
            yield f"{_name(area)} scrolls across by {area.horizontalScrollBar().maximum()}"


def _name(area: QAbstractScrollArea) -> str:
    inside = area.widget() if isinstance(area, QScrollArea) else None
    return type(inside or area).__name__
