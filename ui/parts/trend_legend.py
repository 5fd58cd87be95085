"""What the marks of the plots mean, in one line."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from assessments.language.value import Side
from resources.tongue import tr
from ui.parts.side_badge import paint_badge
from ui.theme import Theme, theme

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_WORDS = (
    ("right", tr("Right, line")),
    ("left", tr("Left, dashed")),
    ("person", tr("Patient's own score")),
    ("error", tr("95 % error of one value")),
    ("break", tr("Method changed")),
)
_ICON, _GAP = 20, 18


class TrendLegend(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Marks: {marks}", marks=", ".join(words for _, words in _WORDS)))

    def sizeHint(self) -> QSize:
        return QSize(round(self._ends()), theme().px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _ends(self) -> float:
        metrics = QFontMetricsF(theme().font("caption"))
        return sum(_ICON + 7 + metrics.horizontalAdvance(words) + _GAP for _, words in _WORDS)

    def cut(self) -> list[str]:
        """The line when it does not fit."""
        return [] if self._ends() - _GAP <= self.width() + 1 else [_WORDS[-1][1]]

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(look.font("caption"))
        x, top = 0.0, (self.height() - _ICON) / 2
        for kind, words in _WORDS:
            self._paint_mark(painter, look, kind, QRectF(x, top, _ICON, _ICON))
            painter.setPen(look.colour("ink2"))
            painter.setFont(look.font("caption"))
            wide = metrics.horizontalAdvance(words)
            painter.drawText(QRectF(x + _ICON + 7, 0, wide + 2, self.height()), _LEFT, words)
            x += _ICON + 7 + wide + _GAP
        painter.end()

    def _paint_mark(self, painter: QPainter, look: Theme, kind: str, box: QRectF) -> None:
        middle = box.center()
        match kind:
            case "right" | "left":
                paint_badge(painter, box, Side(kind))
            case "person":
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.colour("ink"))
                corners = [(0, -6), (6, 0), (0, 6), (-6, 0)]
                painter.drawPolygon([QPointF(middle.x() + dx, middle.y() + dy) for dx, dy in corners])
            case "error":
                painter.setPen(QPen(look.colour("ink2"), 1.5))
                painter.drawLine(QPointF(middle.x(), box.top() + 3), QPointF(middle.x(), box.bottom() - 3))
                for y in (box.top() + 3, box.bottom() - 3):
                    painter.drawLine(QPointF(middle.x() - 4, y), QPointF(middle.x() + 4, y))
            case _:
                pen = QPen(look.colour("ink2"), 1.5)
                pen.setDashPattern([2, 1.6])
                painter.setPen(pen)
                painter.drawLine(QPointF(middle.x(), box.top() + 1), QPointF(middle.x(), box.bottom() - 1))
