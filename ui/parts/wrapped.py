"""What scrolls: wrapped words that need the height they have at their width."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

_NARROW = 180


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
