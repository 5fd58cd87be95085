"""The sheet that lies over the work area: one at a time, the focus goes back when it closes."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui.parts.sheet import Sheet
from ui.theme import theme


class OpenSheet(QObject):
    """Pages keep the sheets they made; here is which of them is open, and where it stands."""

    gone = Signal()
    """It closed, and the focus is back where it was; on no part when that is not there any more."""

    def __init__(self, room: QWidget, work: QWidget) -> None:
        super().__init__(room)
        self._room = room
        self._work = work
        self._before: QWidget | None = None
        self.sheet: Sheet | None = None

    def lay(self, sheet: Sheet) -> None:
        self._before = QApplication.focusWidget()
        self.sheet = sheet
        if sheet.parent() is not self._room:
            sheet.setParent(self._room)
            sheet.gone.connect(self._went)
        sheet.show()
        sheet.raise_()
        self.place()
        (sheet.first or sheet).setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        if self.sheet is not None:
            self.sheet.close_sheet()

    def place(self) -> None:
        """Put it over the work area as it is now."""
        if self.sheet is None:
            return
        corner = self._work.mapTo(self._room, QPoint(0, 0))
        room = QSize(self._work.width() - 40, self._work.height() - 20)
        width, height = self._size(min(theme().px(620), room.width()), room)
        left = corner.x() + (self._work.width() - width) // 2
        self.sheet.setGeometry(left, corner.y() + 60 if height < 500 else corner.y() + 10, width, height)

    def _size(self, width: int, room: QSize) -> tuple[int, int]:
        """As wide as its longest line asks, and wider where it would not be whole in the height."""
        assert self.sheet is not None
        self.sheet.setMinimumWidth(0)
        self.sheet.setMaximumWidth(room.width())
        width = min(max(width, self.sheet.minimumSizeHint().width()), room.width())
        while True:
            self.sheet.setFixedWidth(width)
            self.sheet.adjustSize()
            height = max(self.sheet.heightForWidth(width), self.sheet.sizeHint().height())
            if height <= room.height() or width >= room.width():
                return width, min(height, room.height())
            width = min(width + theme().px(80), room.width())

    def _went(self) -> None:
        if self.sheet is None:
            return
        self.sheet = None
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            focus = QApplication.focusWidget()
            if focus is not None:
                focus.clearFocus()
        self.gone.emit()
