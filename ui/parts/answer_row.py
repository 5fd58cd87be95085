"""A yes-or-no question in one line: not asked until a key is pressed, and not asked is never no."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
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
from resources.tongue import tr
from ui.keys import chord
from ui.parts.state_icon import paint_state
from ui.spoken import Role, SpokenCell
from ui.theme import Theme, theme

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_WHOLE = int(_LEFT) | int(Qt.TextFlag.TextDontClip)
_CENTRE = Qt.AlignmentFlag.AlignCenter
_SAID = (tr("Yes"), tr("No"))
_SPOKEN = {"yes": tr("yes"), "no": tr("no")}


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
    """Y and N answer, Backspace takes the answer away, the arrows walk; emits "yes", "no" or "".

    A row that waits is dashed yellow, with the icon of what is missing.
    """

    typed = Signal(str)

    def __init__(self, screen: AnswerScreen, *, moves_on: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screen = screen
        self._moves_on = moves_on
        self._high = 31
        # A row gives up a few pixels before a page begins to scroll.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._tell()

    def show_answer(self, screen: AnswerScreen) -> None:
        if screen != self._screen:
            self._screen = screen
            self._tell()
            self.updateGeometry()
            self.update()

    def show_high(self, high: int) -> None:
        """Stand this high where there is room."""
        if high != self._high:
            self._high = high
            self.updateGeometry()

    @property
    def asked(self) -> bool:
        return bool(self._screen.answer or self._screen.barred)

    def cut(self) -> list[str]:
        """The question, when it does not fit its place."""
        place = self._words_place()
        font, lines = self._words_lines(place)
        metrics = QFontMetrics(font)
        high = len(lines) * _pitch(font) > self.height()
        wide = any(metrics.horizontalAdvance(line) > place.width() + 1 for line in lines)
        return [self._screen.words] if high or wide else []

    def cells(self) -> tuple[SpokenCell, ...]:
        """The two buttons; the row itself is spoken when the caret comes to it."""
        if self._screen.barred:
            return ()
        yes, no = self._buttons()
        return tuple(
            SpokenCell(words, box, key=key, role=Role.RadioButton, chosen=self._screen.answer == answer)
            for words, box, key, answer in ((tr("Yes"), yes, "Y", "yes"), (tr("No"), no, "N", "no"))
        )

    def cell_at_caret(self) -> int:
        return -1

    def spoken_group(self) -> str:
        return self.accessibleName()

    def _tell(self) -> None:
        said = self._screen.barred or _SPOKEN.get(self._screen.answer, tr("not asked"))
        self.setAccessibleName(f"{self._screen.number} {self._screen.words}: {said}")
        barred = bool(self._screen.barred)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if barred else Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        return QSize(396, self._at_least(max(self._high, theme().px(31))))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self._at_least(max(27, theme().px(27))))

    def _at_least(self, high: int) -> int:
        """A long question takes a second line, and the row its room."""
        if self.width() <= 200:
            return high
        font, lines = self._words_lines(self._words_place())
        # Two lines want air, or the second stands on the rule below.
        air = 2 if len(lines) == 1 else 9
        return max(high, round(len(lines) * _pitch(font)) + air)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = chord(event)
        if pressed in ("Y", "N") and not self._screen.locked:
            self.typed.emit("yes" if pressed == "Y" else "no")
            if self._moves_on and self.hasFocus():
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

    def _buttons(self) -> tuple[QRectF, QRectF]:
        longest = max(map(QFontMetrics(theme().font("caption-strong")).horizontalAdvance, _SAID))
        wide, high = max(38, theme().px(38), longest + 10), max(25, theme().px(25))
        top = (self.height() - high) / 2
        return (
            QRectF(self.width() - 2 - 2 * wide, top, wide, high),
            QRectF(self.width() - 2 - wide, top, wide, high),
        )

    def _mark(self) -> QRectF:
        """Where the icon of the row's state stands, before the buttons."""
        return QRectF(self._buttons()[0].left() - 23, self.height() / 2 - 8, 16, 16)

    def _words_place(self) -> QRectF:
        look = theme()
        left = float(max(29, look.px(27)))
        if self._screen.barred:
            wide = QFontMetrics(look.font("small")).horizontalAdvance(self._screen.barred) + 20
            right = self.width() - wide - 8.0
        elif self._screen.fired or self._screen.caution or not self._screen.answer:
            right = self._mark().left() - 4
        else:
            right = self._buttons()[0].left() - 4
        return QRectF(left, 0, right - left, self.height())

    def _words_lines(self, place: QRectF) -> tuple[QFont, list[str]]:
        """The largest font in which the question stands in one line; the smallest, in two, if none does."""
        look, words = theme(), self._screen.words
        font = look.font("guide")
        for role in ("guide", "caption", "small"):
            font = look.font(f"{role}-strong" if self._screen.fired else role)
            if QFontMetrics(font).horizontalAdvance(words) <= place.width():
                return font, [words]
        return font, _broken(words, font, place.width())

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
        painter.drawText(QRectF(6, 0, 24, self.height()), _LEFT, screen.number)
        place = self._words_place()
        painter.setPen(look.colour("ink3" if screen.barred else "ink"))
        font, lines = self._words_lines(place)
        painter.setFont(font)
        top = (self.height() - len(lines) * _pitch(font)) / 2
        for number, line in enumerate(lines):
            painter.drawText(
                QRectF(place.left(), top + number * _pitch(font), place.width(), _pitch(font)), _WHOLE, line
            )
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
        self._paint_mark(painter)
        for box, answer, words in ((yes, "yes", tr("Yes")), (no, "no", tr("No"))):
            on = screen.answer == answer
            stop = on and answer == "yes" and screen.fired
            painter.setPen(self._edge(look))
            painter.setBrush(look.colour("stop" if stop else "ink2" if on else self._paper))
            painter.drawRect(box)
            painter.setPen(look.colour("on-stop" if stop else "surface" if on else "ink2"))
            painter.setFont(look.font("caption-strong" if on else "caption"))
            painter.drawText(box, _CENTRE, words)
        self._paint_note(painter, look)

    def _paint_mark(self, painter: QPainter) -> None:
        if not self._screen.answer:
            paint_state(painter, self._mark(), State.MISSING)
        elif self._screen.fired or self._screen.caution:
            paint_state(painter, self._mark(), State.STOP if self._screen.fired else State.CAUTION)

    def _edge(self, look: Theme) -> QPen:
        """The edge of the buttons: dashed while the item is not asked."""
        if not self._screen.answer:
            return QPen(look.colour("miss-border"), 1, Qt.PenStyle.DashLine)
        return QPen(look.colour("stop" if self._screen.fired else "line2"), 1)

    @property
    def _paper(self) -> str:
        return "surface" if self._screen.answer else "miss"

    def _paint_note(self, painter: QPainter, look: Theme) -> None:
        """A pen after the words, where something was noted."""
        if self._screen.noted:
            place = self._words_place()
            font, lines = self._words_lines(place)
            left = place.left() + QFontMetrics(font).horizontalAdvance(lines[-1]) + 4
            painter.setPen(look.colour("ink2"))
            painter.setFont(look.font("small"))
            painter.drawText(QRectF(left, 0, 16, self.height()), _LEFT, "✎")


def _pitch(font: QFont) -> float:
    """The step from line to line, closer than the font's own so that two lines stand in a row."""
    return font.pixelSize() * 1.18


def _broken(words: str, font: QFont, width: float) -> list[str]:
    metrics = QFontMetrics(font)
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
