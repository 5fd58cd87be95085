"""Digits as large as the place allows, up to their role: read from the couch, not from the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.spoken import Role
from ui.theme import theme


class BigNumber(QWidget):
    """Shows digits, or a time such as "0:28". It does not grow with the text size, because it is
    readable across the room already; on a large screen the counting digits take more of the place."""

    spoken_role = Role.StaticText

    def __init__(self, name: str, role: str, low: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._role = role
        self._low = low
        self._most = 1.5 if role == "clock" else 1.0
        self._text = ""
        self._tone = "ink"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_number(self, text: str, tone: str = "ink") -> None:
        if (text, tone) != (self._text, self._tone):
            self._text, self._tone = text, tone
            self.setAccessibleName(f"{self._name}: {text}")
            self.update()

    def show_room(self, low: int) -> None:
        """The least height it may be given."""
        if low != self._low:
            self._low = low
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        # What it needs; it takes what is left.
        return QSize(120, self._low)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._low)

    def digits(self) -> int:
        """How high the digits stand now, in pixels."""
        return round(QFontMetricsF(self._font()).tightBoundingRect("0").height())

    def cut(self) -> list[str]:
        wide = QFontMetricsF(self._font()).horizontalAdvance(self._text)
        return [self._text] if wide > self.width() + 1 else []

    def _font(self) -> QFont:
        font = theme().font(self._role)
        size = round(font.pixelSize() / theme().text_size)
        font.setPixelSize(size)
        metrics = QFontMetricsF(font)
        # Two digits at least, so that the tenth repetition is no smaller than the ninth.
        wide = max(metrics.horizontalAdvance(self._text), metrics.horizontalAdvance("00"))
        high = metrics.tightBoundingRect("0").height() or 1.0
        font.setPixelSize(max(12, int(size * min(self._most, self.width() / wide, self.height() / high))))
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self._font()
        metrics = QFontMetricsF(font)
        digit = metrics.tightBoundingRect("0")
        left = (self.width() - metrics.horizontalAdvance(self._text)) / 2 if self._role == "clock" else 0.0
        painter.setFont(font)
        painter.setPen(theme().colour(self._tone))
        base = (self.height() - digit.height()) / 2 - digit.top()
        painter.drawText(QPointF(left, base), self._text)
        painter.end()
