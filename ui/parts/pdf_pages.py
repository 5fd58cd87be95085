"""Every page of a PDF, one under the other, as it will print; grey bars stand there until it is made."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QStackedLayout, QWidget

from resources.tongue import trn
from ui.spoken import Role
from ui.theme import theme

_STEP = 1.2
_CLOSEST, _FARTHEST = 3.0, 0.4
_MARGIN = 16


class PdfPages(QWidget):
    """Made of bytes that are in memory only. The page that holds it answers the keys."""

    spoken_role = Role.Document

    turned = Signal(int)
    """The page now looked at, the first as 1."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._bars = _Bars()
        self._view = QPdfView(self)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setFrameShape(QPdfView.Shape.NoFrame)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.setPageSpacing(_MARGIN)
        self._view.setDocument(self.document)
        self._view.pageNavigator().currentPageChanged.connect(lambda page: self.turned.emit(page + 1))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._bars)
        self._stack.addWidget(self._view)

    @property
    def pages(self) -> int:
        return self.document.pageCount()

    @property
    def page(self) -> int:
        """The page looked at, the first as 1."""
        return self._view.pageNavigator().currentPage() + 1

    @property
    def zoom(self) -> float:
        """How large it is shown: 1.0 is the size on paper."""
        if self._view.zoomMode() is QPdfView.ZoomMode.Custom:
            return self._view.zoomFactor()
        return self._fitting()

    def wait(self) -> None:
        """Show grey bars where the page will stand."""
        self._stack.setCurrentWidget(self._bars)

    def show_pdf(self, content: bytes) -> None:
        """Show these pages from the first on."""
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self._colour()
        self._stack.setCurrentWidget(self._view)
        self._view.verticalScrollBar().setValue(0)
        self.setAccessibleName(trn("{name}, {n} page", "{name}, {n} pages", self.pages, name=self._name))
        self.setAccessibleDescription(self.text())
        self.turned.emit(self.page)

    def text(self) -> str:
        """The words of every page, for who listens instead of looking."""
        return "\n".join(self.document.getAllText(page).text() for page in range(self.pages))

    def show_name(self, name: str) -> None:
        self._name = name

    def turn(self, by: int) -> None:
        """To the top of a page before or after; past the first or the last, to the very edge."""
        to = self.page - 1 + by
        bar = self._view.verticalScrollBar()
        if 0 <= to < self.pages:
            self._view.pageNavigator().jump(to, QPointF(), 0)
        else:
            bar.setValue(bar.maximum() if by > 0 else 0)

    def move_on(self, down: bool) -> None:
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + (60 if down else -60))

    def larger(self, times: int) -> None:
        """Larger or smaller by so many steps."""
        zoom = max(_FARTHEST, min(_CLOSEST, self.zoom * _STEP**times))
        self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        self._view.setZoomFactor(zoom)

    def fit(self, whole: bool) -> None:
        """The whole page at once, or its full width."""
        mode = QPdfView.ZoomMode.FitInView if whole else QPdfView.ZoomMode.FitToWidth
        self._view.setZoomMode(mode)

    def _fitting(self) -> float:
        points = self.document.pagePointSize(0)
        if not self.pages or points.isEmpty():
            return 1.0
        dots = self.logicalDpiX() / 72
        margins = self._view.documentMargins()
        room = self._view.viewport().size()
        across = (room.width() - margins.left() - margins.right()) / (points.width() * dots)
        if self._view.zoomMode() is QPdfView.ZoomMode.FitToWidth:
            return across
        return min(across, (room.height() - _MARGIN) / (points.height() * dots))

    def _colour(self) -> None:
        """The ground behind the sheets, in the look in force."""
        palette = self._view.palette()
        for role in (QPalette.ColorRole.Dark, QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, theme().colour("sunken"))
        self._view.setPalette(palette)


class _Bars(QWidget):
    """Where the words of the page will stand."""

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("sunken"))
        sheet = QRectF(6, 6, self.width() - 12.0, self.height())
        painter.fillRect(sheet, look.colour("surface"))
        for line in range(int(sheet.height() // 34)):
            wide = (sheet.width() - 96) * (0.45 if line % 5 == 0 else 1.0 if line % 3 else 0.8)
            painter.fillRect(QRectF(54, 48 + line * 34, wide, 12), look.colour("sunken"))
        painter.end()
