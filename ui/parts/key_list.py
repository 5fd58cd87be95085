"""Keys and what they do, in groups of two columns, painted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.key_lines import KeyGroup, KeyLine
from ui.spoken import Role, SpokenCell
from ui.theme import Theme, theme

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_CENTRE = Qt.AlignmentFlag.AlignCenter
_GAP = 24
_BETWEEN_CAPS = 4


class KeyList(QWidget):
    """A key that does nothing now is told in a fainter tone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[KeyGroup, ...] = ()
        self._places: list[tuple[QRectF, KeyLine]] = []
        self._heads: list[tuple[QRectF, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_groups(self, groups: Sequence[KeyGroup]) -> None:
        self._groups = tuple(groups)
        self._lay_out()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(520, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._lay_out()

    def _lay_out(self) -> None:
        look = theme()
        wide = (self.width() - _GAP) / 2
        metrics = QFontMetrics(look.font("guide"))
        self._places, self._heads = [], []
        top = 0.0
        for group in self._groups:
            self._heads.append((QRectF(0, top, self.width(), look.px(30)), group.title))
            top += look.px(36)
            half = (len(group.lines) + 1) // 2
            pairs = list(zip(group.lines[:half], (*group.lines[half:], None), strict=False))
            for pair in pairs:
                tall = max(self._tall(metrics, line, wide, look) for line in pair if line is not None)
                for column, line in enumerate(pair):
                    if line is not None:
                        place = QRectF(column * (wide + _GAP), top, wide, tall)
                        self._places.append((place, line))
                top += tall
            top += look.px(14)
        self.setFixedHeight(round(max(top, 1)))
        self.updateGeometry()

    def _tall(self, metrics: QFontMetrics, line: KeyLine, wide: float, look: Theme) -> float:
        """As many lines as the words need beside the caps."""
        room = wide - self._caps_wide(look, line)
        needed = metrics.boundingRect(
            QRectF(0, 0, room, 1000).toRect(), Qt.TextFlag.TextWordWrap, line.words
        ).height()
        return max(float(look.px(30)), needed + 8.0)

    def _caps_wide(self, look: Theme, line: KeyLine) -> float:
        """Of all lines alike, so that the words stand under each other; more only where the caps need it."""
        return max(
            float(look.px(104)), sum(self._cap_wide(look, cap) + _BETWEEN_CAPS for cap in line.caps) + 6
        )

    def _cap_wide(self, look: Theme, cap: str) -> float:
        return max(look.px(24), QFontMetrics(look.font("small-strong")).horizontalAdvance(cap) + 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        seen = QRectF(event.rect())
        for place, title in self._heads:
            if place.intersects(seen):
                painter.setPen(look.colour("ink"))
                painter.setFont(look.font("strong"))
                painter.drawText(place, _LEFT, title)
                painter.fillRect(QRectF(0, place.bottom(), self.width(), 1), look.colour("line"))
        for place, line in self._places:
            if place.intersects(seen):
                self._paint_line(painter, look, place, line)
        painter.end()

    def _paint_line(self, painter: QPainter, look: Theme, place: QRectF, line: KeyLine) -> None:
        left, high = place.left(), float(look.px(22))
        painter.setFont(look.font("small-strong"))
        for cap in line.caps:
            box = QRectF(left, place.center().y() - high / 2, self._cap_wide(look, cap), high)
            painter.setPen(QPen(look.colour("line2"), 1))
            painter.setBrush(look.colour("surface"))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.fillRect(
                QRectF(box.left() + 3, box.bottom() - 1.5, box.width() - 6, 1.5), look.colour("line2")
            )
            painter.setPen(look.colour("ink" if line.works else "ink3"))
            painter.drawText(box, _CENTRE, cap)
            left += box.width() + _BETWEEN_CAPS
        painter.setFont(look.font("guide"))
        painter.setPen(look.colour("ink" if line.works else "ink3"))
        words = place.adjusted(self._caps_wide(look, line), 0, 0, 0)
        painter.drawText(words, _LEFT | Qt.TextFlag.TextWordWrap, line.words)

    # For whoever hears it

    def cells(self) -> tuple[SpokenCell, ...]:
        return tuple(
            SpokenCell(line.words, place, ", ".join(line.caps), role=Role.ListItem, pressed=False)
            for place, line in self._places
        )

    def cell_at_caret(self) -> int:
        return -1

    def spoken_group(self) -> str:
        return self.accessibleName()
