"""The box beside the safety screen: a referral in red, otherwise what fired and what is not asked."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.screens.safety_box import Box, FiredLine, Task
from app.screens.state import State
from resources.tongue import tr
from ui.parts.key_cap import KeyCap
from ui.parts.look import frame, set_look, set_words, words
from ui.parts.state_icon import StateIcon, paint_state
from ui.parts.state_words import STATE_WORDS
from ui.parts.wrapped import Wrapped
from ui.theme import theme


class ReferBox(QWidget):
    """Shows a `Box`; when it holds more than there is room for, its inside scrolls, never the items."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box: Box | None = None
        self._frame = frame("card")
        self._head = _Head()
        self._scroll = _Inside()
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(3, 3, 3, 3)
        inside.setSpacing(0)
        inside.addWidget(self._head)
        inside.addWidget(self._scroll, 1)
        self._small = words("", "small", "ink3", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._frame)
        column.addWidget(self._small)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 240)

    def hasHeightForWidth(self) -> bool:
        # The page's height is that of its items.
        return False

    def read_on(self, down: bool) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + (1 if down else -1) * self._scroll.height() * 3 // 4)

    def show_box(self, box: Box) -> None:
        if box == self._box:
            return
        self._box = box
        set_look(self._frame, "look", "refer" if box.stops else "card")
        more = bool(box.fired or box.paragraphs or box.tasks or box.foot)
        self._head.show_head(box.state, box.title, box.about, box.stops, ruled=more)
        self._scroll.show_inside(_inside(box))
        # With nothing to add the box ends under its sentence.
        self._scroll.setVisible(more)
        set_words(self._small, box.small)
        self.setAccessibleName(f"{box.title}. {box.about}")


class _Inside(QScrollArea):
    """As high as what it holds, as long as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_inside(self, inside: QWidget) -> None:
        self.setWidget(inside)
        # Only polished labels know how high they are.
        for part in inside.findChildren(QWidget):
            part.ensurePolished()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        inside = self.widget()
        # Beside a scroll bar the words take more lines; with room for those no bar is needed.
        room = max(200, self.width() - self.verticalScrollBar().sizeHint().width())
        return QSize(240, inside.heightForWidth(room) if inside is not None else 80)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 80)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()


class _Head(QWidget):
    """Icon, title and one sentence; white on red for a referral."""

    def __init__(self) -> None:
        super().__init__()
        self._state = State.MISSING
        self._stops = self._ruled = False
        self._title = words("", "class", wrap=True)
        self._about = words("", "caption", "ink2", wrap=True)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(self._about)
        row = QHBoxLayout(self)
        row.setContentsMargins(52, 10, 14, 10)
        row.addLayout(column)

    def show_head(self, state: State, title: str, about: str, stops: bool, ruled: bool) -> None:
        self._state, self._stops, self._ruled = state, stops, ruled
        set_words(self._title, title)
        set_words(self._about, about)
        self.setAccessibleName(f"{STATE_WORDS[state]}: {title}. {about}")
        set_look(self._title, "tone", "on-stop" if stops else "ink")
        set_look(self._about, "tone", "on-stop" if stops else "ink2")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(14, 14, 26, 26)
        if not self._stops:
            paint_state(painter, place, self._state)
            if self._ruled:
                painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme().colour("line"))
            painter.end()
            return
        look = theme()
        round_top = QPainterPath()
        round_top.addRoundedRect(QRectF(0, 0, self.width(), self.height() + 6), 5, 5)
        painter.setClipRect(self.rect())
        painter.fillPath(round_top, look.colour("stop"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("on-stop"))
        painter.drawEllipse(place)
        painter.setPen(look.colour("stop"))
        painter.setFont(look.font("section"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "!")
        painter.end()


def _inside(box: Box) -> QWidget:
    inside = Wrapped()
    column = QVBoxLayout(inside)
    column.setContentsMargins(14, 10, 12, 10)
    column.setSpacing(3)
    if box.fired:
        column.addWidget(words(tr("What fired"), "strong"))
        for fired in box.fired:
            column.addLayout(_fired(fired))
        column.addSpacing(6)
    for paragraph in box.paragraphs:
        column.addWidget(words(paragraph.heading, "strong"))
        column.addWidget(words("\n".join(paragraph.lines), "guide", wrap=True))
        column.addSpacing(6)
    for task in box.tasks:
        column.addLayout(_task(task))
    column.addStretch(1)
    if box.foot:
        column.addWidget(_foot(box.foot, box.stops))
    return inside


def _fired(fired: FiredLine) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(_Number(fired.number, fired.stops), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(words(fired.words, "guide", wrap=True))
    if fired.note:
        column.addWidget(words(fired.note, "caption", "ink3", wrap=True))
    row.addLayout(column, 1)
    return row


def _task(task: Task) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(StateIcon(State.DONE if task.done else State.TO_DO, 18), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words(task.words, "guide", wrap=True), 1)
    if task.keys:
        row.addWidget(KeyCap(task.keys), 0, Qt.AlignmentFlag.AlignTop)
    return row


def _foot(text: str, locks: bool) -> QWidget:
    box = frame("sunken")
    row = QHBoxLayout(box)
    row.setContentsMargins(10, 8, 10, 8)
    row.setSpacing(10)
    if locks:
        row.addWidget(StateIcon(State.LOCKED, 18), 0, Qt.AlignmentFlag.AlignTop)
    said: QLabel = words(text, "caption-strong", wrap=True)
    row.addWidget(said, 1)
    return box


class _Number(QWidget):
    """The number of an item that fired: white on red for a referral, in a frame for a caution."""

    def __init__(self, number: str, stops: bool) -> None:
        super().__init__()
        self._number, self._stops = number, stops
        self.setFixedSize(24, max(22, theme().px(22)))
        self.setAccessibleName(tr("Item {number}", number=number))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("stop" if self._stops else "miss-border"))
        painter.setBrush(look.colour("stop" if self._stops else "miss"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(look.colour("on-stop" if self._stops else "miss-text"))
        painter.setFont(look.font("small-strong"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._number or "i")
        painter.end()
