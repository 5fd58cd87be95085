"""PRACTICE in the corner of a patient who does not move, as it stands on the stage."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.practice.stage_picture import PRACTICE, mark_size, paint_mark
from ui.spoken import Role
from ui.theme import theme


class Mark(QWidget):
    """It is never scrolled away."""

    spoken_role = Role.Graphic

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(PRACTICE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return mark_size(theme())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, self, theme())
        painter.end()
