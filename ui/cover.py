"""The curtain over everything that may show a patient: the window's room, and every other window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QStackedLayout, QToolTip, QWidget
from shiboken6 import isValid

TITLE = "Sagittal"
_MOST_DIALOGS = 20


class Cover:
    """What stands in the room is hidden, not painted over: nothing behind can be reached by the Tab key, by a
    screen reader or by a part that shows itself again meanwhile. Sheets belong to the room and stay open."""

    def __init__(self, window: QWidget, seen: QStackedLayout, room: QWidget) -> None:
        self._window = window
        self._seen = seen
        self._room = room
        self._title = TITLE
        self.before: QWidget | None = None
        """What had the caret, and how many characters stood behind it: a text that is taken may be written
        another way, such as 12 as +12."""
        self.caret = 0
        self._blinds: list[QWidget] = []
        self.drawn = False

    def draw(self, curtain: QWidget) -> None:
        """Take the caret out, so that what is typed is handed over; then close the curtain and empty the
        clipboard."""
        if self.drawn:
            return
        self._leave_field()
        self.drawn = True
        self._title = self._window.windowTitle()
        self._window.setWindowTitle(TITLE)
        if self._seen.indexOf(curtain) < 0:
            self._seen.addWidget(curtain)
        self._seen.setCurrentWidget(curtain)
        self._room.hide()
        self._close_dialogs()
        self._blind_windows()
        QToolTip.hideText()
        _empty_clipboard()

    def lift(self) -> None:
        """Show everything as it was, with the caret where it was."""
        if not self.drawn:
            return
        self.drawn = False
        self._window.setWindowTitle(self._title)
        self._seen.setCurrentWidget(self._room)
        self._room.show()
        for blind in self._blinds:
            if isValid(blind):
                blind.hide()
                blind.deleteLater()
        self._blinds.clear()

    def return_caret(self) -> None:
        """Put the caret back into the field it was taken from."""
        before, self.before = self.before, None
        if before is None or not isValid(before) or not before.isVisible():
            return
        before.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(before, QLineEdit):
            # A field selects all of its text on coming in; who goes on typing does not want that.
            put_caret(before, self.caret)

    def _leave_field(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        focus = QApplication.focusWidget()
        self.before = focus
        if focus is not None:
            self.caret = len(focus.text()) - focus.cursorPosition() if isinstance(focus, QLineEdit) else 0
            focus.clearFocus()

    def _close_dialogs(self) -> None:
        """The system's own windows, for a file name or a printer, end as by Esc: nothing is lost but the
        choice."""
        for _ in range(_MOST_DIALOGS):
            dialog = QApplication.activeModalWidget()
            if dialog is None:
                return
            if isinstance(dialog, QDialog):
                dialog.reject()
            else:
                dialog.hide()

    def _blind_windows(self) -> None:
        for window in QApplication.topLevelWidgets():
            if window is self._window or not window.isVisible():
                continue
            if isinstance(window, QDialog):
                window.reject()
                continue
            blind = QWidget(window)
            blind.setObjectName("window")
            blind.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            blind.setGeometry(window.rect())
            blind.show()
            blind.raise_()
            self._blinds.append(blind)


def put_caret(field: QLineEdit, behind: int) -> None:
    """With so many characters behind it."""
    field.setCursorPosition(max(0, len(field.text()) - behind))


def _empty_clipboard() -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    if clipboard.supportsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
