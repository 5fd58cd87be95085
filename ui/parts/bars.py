"""So many of so many, as filled bars beside the word that says the same."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import theme

_WIDE, _HIGH, _GAP = 20, 10, 3


class Bars(QWidget):
    """Decorative: the word beside it carries the meaning. With none filled it is hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filled, self._all = 0, 3
        self.setFixedSize(self.sizeHint())

    def show_bars(self, filled: int, all: int) -> None:
        self._filled, self._all = filled, all
        self.setVisible(filled > 0)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._all * (_WIDE + _GAP), 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        accent = theme().colour("accent")
        painter.setPen(QPen(accent, 1))
        for n in range(self._all):
            bar = QRectF(n * (_WIDE + _GAP) + 0.5, 4.5, _WIDE - 1, _HIGH)
            painter.setBrush(accent if n < self._filled else theme().colour("surface"))
            painter.drawRect(bar)
        painter.end()
