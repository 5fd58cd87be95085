"""A yes-or-no question in one line: not asked until a key is pressed, and not asked is never no."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.screens.state import State
from ui.keys import chord
from ui.parts.state_icon import paint_state
from ui.theme import Theme, theme

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class AnswerScreen:
    """`answer` is "yes", "no" or "" for not asked. `fired` paints the row as a stop; `barred` says why the
    question is not put to this person, such as "Not this age"."""

    number: str
    words: str
    answer: str = ""
    fired: bool = False
    caution: bool = False
    barred: str = ""
    noted: bool = False
    locked: bool = False


class AnswerRow(QWidget):
    """Y and N answer, Backspace takes the answer away, the arrows walk; emits "yes", "no" or ""."""

    typed = Signal(str)

    def __init__(self, screen: AnswerScreen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screen = screen
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def show_answer(self, screen: AnswerScreen) -> None:
        if screen != self._screen:
            self._screen = screen
            self._tell()
            self.update()

    @property
    def asked(self) -> bool:
        return bool(self._screen.answer or self._screen.barred)

    def cut(self) -> list[str]:
        """The question, when it does not fit its place in two lines."""
        place = self._words_place()
        font = self._words_font(place)
        flags = _LEFT | Qt.TextFlag.TextWordWrap
        box = QFontMetrics(font).boundingRect(place.toRect(), flags, self._screen.words)
        return [self._screen.words] if box.height() > self.height() or box.width() > place.width() + 1 else []

    def _tell(self) -> None:
        said = self._screen.barred or self._screen.answer or "not asked"
        self.setAccessibleName(f"{self._screen.number} {self._screen.words}: {said}")
        barred = bool(self._screen.barred)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if barred else Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        place = self._words_place()
        high = max(31, theme().px(31))
        if self.width() > 200:
            # A long question takes a second line, and the row its room.
            flags = _LEFT | Qt.TextFlag.TextWordWrap
            room = QRect(0, 0, int(place.width()), 400)
            box = QFontMetrics(self._words_font(place)).boundingRect(room, int(flags), self._screen.words)
            high = max(high, box.height() + 6)
        return QSize(396, high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = chord(event)
        if pressed in ("Y", "N") and not self._screen.locked:
            self.typed.emit("yes" if pressed == "Y" else "no")
            if self.hasFocus():
                self.focusNextPrevChild(True)
        elif pressed in ("Backspace", "Del") and not self._screen.locked:
            self.typed.emit("")
        elif pressed == "↓":
            self.focusNextPrevChild(True)
        elif pressed == "↑":
            self.focusNextPrevChild(False)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        yes, no = self._buttons()
        if self._screen.barred or self._screen.locked:
            return
        if yes.contains(event.position()):
            self.typed.emit("yes")
        elif no.contains(event.position()):
            self.typed.emit("no")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _buttons(self) -> tuple[QRectF, QRectF]:
        wide, high = max(38, theme().px(38)), max(25, theme().px(25))
        top = (self.height() - high) / 2
        return (
            QRectF(self.width() - 2 - 2 * wide, top, wide, high),
            QRectF(self.width() - 2 - wide, top, wide, high),
        )

    def _pill(self, look: Theme) -> QRectF:
        wide = QFontMetrics(look.font("small-strong")).horizontalAdvance("not asked") + 34.0
        return QRectF(
            self._buttons()[0].left() - 6 - wide, (self.height() - look.px(21)) / 2, wide, look.px(21)
        )

    def _words_place(self) -> QRectF:
        look = theme()
        left = 26.0
        if self._screen.barred:
            wide = QFontMetrics(look.font("small")).horizontalAdvance(self._screen.barred) + 20
            right = self.width() - wide - 8.0
        elif not self._screen.answer:
            right = self._pill(look).left() - 4
        else:
            right = self._buttons()[0].left() - (26 if self._screen.fired or self._screen.caution else 4)
        return QRectF(left, 0, right - left, self.height())

    def _words_font(self, place: QRectF) -> QFont:
        look = theme()
        role = "guide-strong" if self._screen.fired else "guide"
        font = look.font(role)
        if QFontMetrics(font).horizontalAdvance(self._screen.words) > place.width():
            font = look.font("small-strong" if self._screen.fired else "small")
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        look, screen = theme(), self._screen
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if screen.fired:
            painter.fillRect(self.rect(), look.colour("stop-soft"))
        elif self.hasFocus():
            painter.fillRect(self.rect(), look.colour("accent-soft"))
        painter.setPen(look.colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.setPen(look.colour("ink3"))
        painter.setFont(look.font("caption"))
        painter.drawText(QRectF(3, 0, 24, self.height()), _LEFT, screen.number)
        place = self._words_place()
        painter.setPen(look.colour("ink3" if screen.barred else "ink"))
        painter.setFont(self._words_font(place))
        painter.drawText(place, _LEFT | Qt.TextFlag.TextWordWrap, screen.words)
        if screen.barred:
            self._paint_barred(painter, look)
        else:
            self._paint_buttons(painter, look)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("accent"), 3))
            painter.drawRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))
        painter.end()

    def _paint_barred(self, painter: QPainter, look: Theme) -> None:
        font = look.font("small")
        wide = QFontMetrics(font).horizontalAdvance(self._screen.barred) + 18.0
        box = QRectF(self.width() - 2 - wide, (self.height() - look.px(24)) / 2, wide, look.px(24))
        painter.setPen(QPen(look.colour("line2"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(look.colour("surface"))
        painter.drawRect(box)
        painter.setPen(look.colour("ink2"))
        painter.setFont(font)
        painter.drawText(box, _CENTRE, self._screen.barred)

    def _paint_buttons(self, painter: QPainter, look: Theme) -> None:
        screen = self._screen
        yes, no = self._buttons()
        if not screen.answer:
            pill = self._pill(look)
            painter.setPen(QPen(look.colour("miss-border"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(look.colour("miss"))
            painter.drawRoundedRect(pill, 3, 3)
            paint_state(painter, QRectF(pill.left() + 6, pill.center().y() - 8, 16, 16), State.MISSING)
            painter.setPen(look.colour("miss-text"))
            painter.setFont(look.font("small-strong"))
            painter.drawText(pill.adjusted(27, 0, 0, 0), _LEFT, "not asked")
        elif screen.fired or screen.caution:
            state = State.STOP if screen.fired else State.CAUTION
            paint_state(painter, QRectF(yes.left() - 23, yes.center().y() - 8, 16, 16), state)
        for box, answer, words in ((yes, "yes", "Yes"), (no, "no", "No")):
            on = screen.answer == answer
            stop = on and answer == "yes" and screen.fired
            painter.setPen(QPen(look.colour("stop" if screen.fired else "line2"), 1))
            painter.setBrush(look.colour("stop" if stop else "ink2" if on else "surface"))
            painter.drawRect(box)
            painter.setPen(look.colour("on-stop" if stop else "surface" if on else "ink2"))
            painter.setFont(look.font("caption-strong" if on else "caption"))
            painter.drawText(box, _CENTRE, words)
        if screen.noted:
            painter.setPen(look.colour("ink3"))
            painter.setFont(look.font("small"))
            painter.drawText(QRectF(14, 0, 12, self.height()), _CENTRE, "✎")
