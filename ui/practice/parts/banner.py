"""The strip at the top of the practice: that nobody real is meant, what goes on, and who practises."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.screens.state import State
from resources.tongue import tr
from ui.parts.look import set_look, set_words, words
from ui.parts.state_icon import StateIcon
from ui.spoken import Role
from ui.theme import theme

PRACTICE = tr("PRACTICE, no real patient")
_FAINT = 0.2
"""How much of its ink the word behind a page has: seen in every look, and never in the way of words."""


class PracticeBanner(QFrame):
    """What goes on is the first to be cut where there is no room; that it is practice never is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._mark = StateIcon(State.CAUTION, 24)
        self._practice = words(PRACTICE, "name")
        self._place = CutLine()
        self._clock = StateIcon(size=18)
        self._timer = words("", "value")
        self._sign = StateIcon(size=18)
        self._kept = words("", "guide", "ink2")
        self._learner = words("", "guide-strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(12)
        row.addWidget(self._mark)
        row.addWidget(self._practice)
        row.addWidget(self._place, 1)
        for sign, label in ((self._clock, self._timer), (self._sign, self._kept)):
            pair = QHBoxLayout()
            pair.setSpacing(6)
            pair.addWidget(sign)
            pair.addWidget(label)
            row.addLayout(pair)
            row.addSpacing(6)
        row.addWidget(self._learner)
        self.show_timer("")
        self.show_kept("", None)

    def show_place(self, said: str) -> None:
        self._place.show_line(said)

    def show_learner(self, name: str) -> None:
        set_words(self._learner, name)
        self._learner.setVisible(bool(name))

    def show_timer(self, said: str, state: State | None = None) -> None:
        set_words(self._timer, said)
        set_look(self._timer, "tone", "stop" if state is State.STOP else "ink")
        self._clock.show_state(state)
        self._timer.setVisible(bool(said))
        self._clock.setVisible(bool(said) and state is not None)

    def show_kept(self, said: str, state: State | None) -> None:
        set_words(self._kept, said)
        set_look(self._kept, "tone", "stop" if state is State.STOP else "ink2")
        self._sign.show_state(state)
        self._kept.setVisible(bool(said))
        self._sign.setVisible(bool(said) and state is not None)


class CutLine(QLabel):
    """One line that ends in dots where there is no room for all of it; it is spoken whole."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "body")
        self.setProperty("tone", "ink3")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = ""

    def show_line(self, said: str) -> None:
        self._whole = said
        self.setAccessibleName(said)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = self.contentsRect().width()
        set_words(self, self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))


class Edge(QWidget):
    """The striped edge under the banner."""

    spoken_role = Role.Graphic

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(8)
        self.setAccessibleName(PRACTICE)

    def sizeHint(self) -> QSize:
        return QSize(200, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.colour("miss"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("miss-border"))
        high = self.height()
        for left in range(-high, self.width() + high, 24):
            corners = ((left, high), (left + high, 0), (left + high + 12, 0), (left + 12, high))
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        painter.end()


class Watermark(QWidget):
    """The word over a page without a stage, in its lower corner; nothing is pressed through it."""

    spoken_role = Role.Graphic

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setAccessibleName(tr("PRACTICE"))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.lower()

    def stand(self) -> None:
        page = self.parentWidget()
        if page is not None:
            self.setGeometry(page.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        font = look.font("timer")
        font.setLetterSpacing(font.SpacingType.PercentageSpacing, 115)
        painter.setFont(font)
        tint = look.colour("line2")
        tint.setAlphaF(_FAINT)
        painter.setPen(tint)
        corner = self.rect().adjusted(0, 0, -24, -6)
        painter.drawText(corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, tr("PRACTICE"))
        painter.end()
