"""What scrolls: wrapped words that need the height they have at their width."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.theme import theme

_NARROW = 180
_LEAST, _USUAL = 120, 572


class Wrapped(QWidget):
    """A scrolled part is asked how high it must be, and would answer for a narrow column: the bar would say
    that there is more to read where there is none."""

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return super().minimumSizeHint()
        return QSize(_NARROW, layout.heightForWidth(max(_NARROW, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()


class ScrolledWords(QScrollArea):
    """As high as what stands in it, up to a bound; only what is higher is scrolled."""

    def __init__(self, inside: Wrapped, most: int) -> None:
        super().__init__()
        self._inside = inside
        self._most = most
        self.setWidgetResizable(True)
        self.setWidget(inside)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout, edges = self._inside.layout(), 2 * self.frameWidth()
        assert layout is not None
        room = width - edges
        high = layout.totalHeightForWidth(room) if layout.hasHeightForWidth() else layout.sizeHint().height()
        return max(_LEAST, min(high + edges, theme().px(self._most)))

    def sizeHint(self) -> QSize:
        # A sheet is at least so wide; for a narrower one the words would ask for more height.
        return QSize(theme().px(_USUAL), _LEAST)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), _LEAST)
