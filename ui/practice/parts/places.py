"""The cases of a block in a strip: which are committed, which is at hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.practice.screens.case import Place
from app.screens.state import State
from resources.tongue import trn
from ui.spoken import Role
from ui.theme import theme

_GAP = 7


class Places(QWidget):
    spoken_role = Role.Graphic

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: tuple[Place, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_places(self, places: Sequence[Place]) -> None:
        self._places = tuple(places)
        done = sum(1 for place in places if place.state is State.DONE)
        now = next((place.words for place in places if place.state is State.NOW), "")
        said = trn("{n} case committed", "{n} cases committed", done)
        self.setAccessibleName(f"{now}; {said}")
        self.setVisible(len(places) > 1)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, theme().px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        count = max(10, len(self._places))
        wide = (self.width() - _GAP * (count - 1)) / count
        for number, place in enumerate(self._places):
            box = QRectF(number * (wide + _GAP), 0, wide, self.height())
            now, done = place.state is State.NOW, place.state is State.DONE
            fill = "accent-soft" if done else "surface" if now else "canvas"
            painter.setBrush(look.colour(fill))
            painter.setPen(QPen(look.colour("accent" if now else "line2"), 3 if now else 1))
            inset = 1.5 if now else 0.5
            painter.drawRect(box.adjusted(inset, inset, -inset, -inset))
            painter.setFont(look.font("guide" if place.state is State.TO_DO else "guide-strong"))
            painter.setPen(look.colour("ink2" if place.state is State.TO_DO else "ink"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(place.number))
        painter.end()
