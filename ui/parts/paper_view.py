"""One page of a PDF, painted once at the size it is shown."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.themes import palette
from ui.spoken import Role
from ui.theme import theme


class PaperView(QWidget):
    """Shows the first page of the PDF it is given, fitted to its width and height."""

    spoken_role = Role.Document

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._content = b""
        self._image: QImage | None = None
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def pages(self) -> int:
        """How many pages the PDF has; 0 before one is shown."""
        return self._document.pageCount() if self._content else 0

    def show_pdf(self, content: bytes) -> None:
        if content == self._content:
            return
        self._content = content
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._image = None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(394, 557)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 320)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._image = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        sheet = self._sheet()
        painter.fillRect(sheet, QColor(palette("print")["surface"]))
        if self.pages:
            ratio = self.devicePixelRatioF()
            size = QSize(round(sheet.width() * ratio), round(sheet.height() * ratio))
            if self._image is None or self._image.size() != size:
                self._image = self._document.render(0, size)
            painter.drawImage(sheet, self._image)
        painter.setPen(QPen(look.colour("line2"), 1))
        painter.drawRect(sheet.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _sheet(self) -> QRectF:
        """Where the page lies: as large as fits, at the top, in the middle."""
        page = self._document.pagePointSize(0) if self.pages else None
        wide, high = (page.width(), page.height()) if page else (210.0, 297.0)
        scale = min(self.width() / wide, self.height() / high)
        return QRectF((self.width() - wide * scale) / 2, 0, wide * scale, high * scale)
