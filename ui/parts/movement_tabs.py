"""The movements of a test as tabs: what each gave, and which one is here."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.screens.state import State
from app.screens.strength import MovementTab
from ui.parts.state_icon import paint_state
from ui.parts.state_words import STATE_WORDS
from ui.spoken import Role, SpokenCell
from ui.theme import theme

_ICON, _GAP = 34, 6
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class MovementTabs(QWidget):
    """Shares the width by the length of the names; a click emits the code, the keys belong to the page."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: tuple[MovementTab, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tabs(self, tabs: tuple[MovementTab, ...]) -> None:
        if tabs != self._tabs:
            self._tabs = tabs
            self.setAccessibleName(
                ". ".join(f"{tab.name}: {tab.line}, {STATE_WORDS[tab.state]}" for tab in tabs)
            )
            self.updateGeometry()
            self.update()

    def cells(self) -> tuple[SpokenCell, ...]:
        return tuple(
            SpokenCell(tab.name, box, f"{tab.line}, {STATE_WORDS[tab.state]}", role=Role.PageTab)
            for tab, box in zip(self._tabs, self._boxes(), strict=True)
        )

    def cell_at_caret(self) -> int:
        return -1

    def spoken_group(self) -> str:
        return self.accessibleName()

    def sizeHint(self) -> QSize:
        return QSize(700, max(42, theme().px(42)))

    def minimumSizeHint(self) -> QSize:
        """As wide as the names are, so that in a long language the guide gives its room away."""
        wanted = self._wanted()
        needed = sum(wanted) + _GAP * (len(wanted) - 1)
        return QSize(max(500, round(needed)), self.sizeHint().height())

    def cut(self) -> list[str]:
        """Names that do not fit their tab."""
        metrics = QFontMetrics(theme().font("caption-strong"))
        return [
            tab.name
            for tab, box in zip(self._tabs, self._boxes(), strict=True)
            if metrics.horizontalAdvance(tab.name) > box.width() - _ICON
        ]

    def _wanted(self) -> list[int]:
        metrics = QFontMetrics(theme().font("caption-strong"))
        return [_ICON + 8 + metrics.horizontalAdvance(tab.name) for tab in self._tabs]

    def _boxes(self) -> list[QRectF]:
        wanted = self._wanted()
        if not wanted:
            return []
        spare = (self.width() - sum(wanted) - _GAP * (len(wanted) - 1)) / len(wanted)
        boxes, x = [], 0.0
        for wide in wanted:
            boxes.append(QRectF(x, 0, wide + spare, self.height()))
            x += wide + spare + _GAP
        return boxes

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for tab, box in zip(self._tabs, self._boxes(), strict=True):
            if box.contains(event.position()):
                self.chosen.emit(tab.code)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for tab, box in zip(self._tabs, self._boxes(), strict=True):
            here = tab.state is State.NOW
            painter.setPen(QPen(look.colour("accent" if here else "line"), 3 if here else 1))
            painter.setBrush(look.colour("accent-soft" if here else "surface"))
            edge = 1.5 if here else 0.5
            painter.drawRoundedRect(box.adjusted(edge, edge, -edge, -edge), 6, 6)
            paint_state(painter, QRectF(box.left() + 9, box.center().y() - 9, 18, 18), tab.state)
            left, half = box.left() + _ICON, box.height() / 2
            painter.setPen(look.colour("ink"))
            painter.setFont(look.font("caption-strong"))
            painter.drawText(QRectF(left, box.top() + 3, box.width(), half), _LEFT, tab.name)
            painter.setPen(look.colour("ink2"))
            painter.setFont(look.font("small"))
            painter.drawText(QRectF(left, half - 2, box.width(), half), _LEFT, tab.line)
        painter.end()
