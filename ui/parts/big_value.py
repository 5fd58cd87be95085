"""A value that is read from the couch: large, in a tone, with no more air round it than it needs."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.spoken import Role
from ui.theme import theme


class BigValue(QWidget):
    """As wide as its text; hidden while there is none. `high` is its height at text size 1."""

    spoken_role = Role.StaticText

    def __init__(self, role: str = "reading", high: int = 56, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role, self._high = role, high
        self._text, self._tone = "", "ink"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_value(self, text: str, tone: str = "ink") -> None:
        self.setVisible(bool(text))
        if (text, tone) != (self._text, self._tone):
            self._text, self._tone = text, tone
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme().font(self._role)).horizontalAdvance(self._text)
        return QSize(width + 2, theme().px(self._high))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setFont(look.font(self._role))
        painter.setPen(look.colour(self._tone))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._text)
        painter.end()
