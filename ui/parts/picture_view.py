"""A drawn figure on a page, with the same said in words for who cannot see it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.figures.shapes import Picture
from ui.painting import Drawing
from ui.spoken import Role
from ui.theme import theme


class PictureView(QWidget):
    """One picture, as large as its place allows; it grows as high as its own shape asks for.

    `least` is the width under which it is never made smaller.
    """

    spoken_role = Role.Graphic

    def __init__(self, least: int = 120, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = least
        self._drawing: Drawing | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def picture(self) -> Picture | None:
        return self._drawing.picture if self._drawing else None

    def show_picture(self, picture: Picture | None) -> None:
        """None leaves the place empty; the same picture again costs nothing."""
        if self._drawing and picture is self._drawing.picture:
            return
        before = self._drawing.picture.box if self._drawing else None
        self._drawing = Drawing(picture) if picture else None
        self._say()
        if (picture.box if picture else None) != before:
            self.updateGeometry()
        self.update()

    def _say(self) -> None:
        picture = self.picture
        self._say_words(picture.title if picture else "", picture.details if picture else "")

    def _say_words(self, title: str, details: str) -> None:
        # A screen reader is told of every change of a name, also of one to the same.
        if title != self.accessibleName():
            self.setAccessibleName(title)
        if details != self.accessibleDescription():
            self.setAccessibleDescription(details)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        picture = self.picture
        return round(width * picture.box.high / picture.box.wide) if picture else 0

    def sizeHint(self) -> QSize:
        return QSize(2 * self._least, self.heightForWidth(2 * self._least))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least, self.heightForWidth(self._least))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._drawing:
            painter = QPainter(self)
            self._drawing.paint(painter, QRectF(self.rect()), theme())
            painter.end()
