"""Several parts in one place, one of them seen; it is no higher than it is given."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget


class Turned(QStackedWidget):
    """Qt would make the page as high as the highest of them would like to be at this width."""

    def hasHeightForWidth(self) -> bool:
        return False
