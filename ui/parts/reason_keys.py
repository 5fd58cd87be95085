"""Why a trial ended: each reason with its digit, the one a rule calls for marked, the chosen one filled."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.screens.clamshell_reasons import ReasonLine, ReasonsCard
from resources.tongue import tr
from ui.theme import theme

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ReasonKeys(QWidget):
    """Clicking a reason is pressing its digit."""

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screen = ReasonsCard("", False, ())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_reasons(self, screen: ReasonsCard) -> None:
        if screen != self._screen:
            self._screen = screen
            chosen = next((line.words for line in screen.lines if line.chosen), tr("not given"))
            self.setAccessibleName(f"{screen.heading} {chosen}")
            self.setMaximumHeight(theme().px(30) * len(screen.lines))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(230, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(200, theme().px(20) * len(self._screen.lines))

    def cut(self) -> list[str]:
        plain = QFontMetricsF(theme().font("guide"))
        room = self.width() - theme().px(20) - 13
        return [line.words for line in self._screen.lines if plain.horizontalAdvance(line.words) > room]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number, line in enumerate(self._screen.lines):
            if self._box(number).contains(event.position()):
                self.pressed.emit(line.key)

    def _box(self, number: int) -> QRectF:
        high = min(self.height() / max(len(self._screen.lines), 1), float(theme().px(30)))
        return QRectF(0, number * high, self.width(), high)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, line in enumerate(self._screen.lines):
            self._paint(painter, line, self._box(number))
        painter.end()

    def _paint(self, painter: QPainter, line: ReasonLine, box: QRectF) -> None:
        look = theme()
        row = box.adjusted(0.5, 1.5, -0.5, -1.5)
        if line.chosen or line.proposed:
            dashed = Qt.PenStyle.SolidLine if line.chosen else Qt.PenStyle.DashLine
            painter.setPen(QPen(look.colour("accent"), 1, dashed))
            painter.setBrush(look.colour("accent" if line.chosen else "accent-soft"))
            painter.drawRoundedRect(row, 5, 5)
        high = min(float(look.px(20)), row.height() - 2)
        cap = QRectF(4, row.center().y() - high / 2, look.px(20), high)
        ink = look.colour("on-accent" if line.chosen else "ink")
        painter.setBrush(Qt.BrushStyle.NoBrush if line.chosen else look.colour("surface"))
        painter.setPen(QPen(look.colour("on-accent" if line.chosen else "line2"), 1))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(ink)
        painter.setFont(look.font("small-strong"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, line.key)
        painter.setFont(look.font("guide-strong" if line.chosen or line.proposed else "guide"))
        painter.drawText(QRectF(cap.right() + 9, box.top(), box.width(), box.height()), _LEFT, line.words)
