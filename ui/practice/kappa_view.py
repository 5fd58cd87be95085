"""The running agreement of a learner as a plot, drawn for the size it is shown at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.practice.kappa_plot import Goal, PlotPoint, kappa_picture
from ui.painting import Drawing
from ui.spoken import Role
from ui.theme import theme

_LETTERS = 12
_HIGH = 128


class KappaView(QWidget):
    """Its accessible name says the ends of the line and the last interval in words."""

    spoken_role = Role.Graphic

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reached: tuple[PlotPoint, ...] = ()
        self._goal: Goal | None = None
        self._drawn: tuple[object, ...] = ()
        self._drawing: Drawing | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_reached(self, reached: Sequence[PlotPoint], goal: Goal) -> None:
        self._reached, self._goal = tuple(reached), goal
        self.setAccessibleName(kappa_picture(self._reached, goal, 1, 1).words)
        self._drawing = None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, theme().px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, theme().px(100))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._goal is None:
            return
        measures = (self.width(), self.height(), theme().text_size)
        if self._drawing is None or measures != self._drawn:
            self._drawn = measures
            picture = kappa_picture(
                self._reached, self._goal, self.width(), self.height(), theme().px(_LETTERS)
            )
            self._drawing = Drawing(picture)
        painter = QPainter(self)
        self._drawing.paint(painter, QRectF(self.rect()), theme())
        painter.end()
