"""The picture on the stage: the drawn patient, the repetition and the time, PRACTICE across its corner."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.figures.shapes import Box
from resources.tongue import tr
from ui.painting import Drawing
from ui.spoken import Role
from ui.theme import Theme, theme

PRACTICE = tr("PRACTICE")
_AIR = 14
_HEAD, _FOOT = 48, 30
_SIGN = 22
_FAINT = 0.45
"""How much of its ink the word in the corner has: read at a glance, and never in the way."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One moment on the stage, as it is painted."""

    drawings: tuple[Drawing, ...] = ()
    """The patient, and with two of them the good example second; or the good example alone."""
    captions: tuple[str, ...] = ()
    """Under each drawing, where it has to be said which is which."""
    repetition: str = ""
    time: str = ""
    view: str = ""
    speed: str = ""
    heard: str = ""
    playing: bool = False


class StagePicture(QWidget):
    """Nothing in it is in words that would give a fault away: its spoken name is the stage's to say."""

    clicked = Signal()
    spoken_role = Role.Animation

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Shown()
        self._said = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def shown(self) -> Shown:
        return self._shown

    def show_moment(self, shown: Shown) -> None:
        if shown != self._shown:
            self._shown = shown
            self.update()

    def say(self, said: str) -> None:
        """What a screen reader is told when it asks; it asks by itself only when the focus comes."""
        self._said = said

    def spoken(self) -> str:
        return self._said

    def sizeHint(self) -> QSize:
        return QSize(520, 470)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, 220)

    def figure_place(self) -> QRectF:
        """Where the patient is drawn: the place that its box is fitted into."""
        return self.places()[0]

    def places(self) -> tuple[QRectF, ...]:
        """One place a drawing: beside each other, or one above the other where that leaves both larger."""
        look = theme()
        room = QRectF(self.rect()).adjusted(6, look.px(_HEAD), -6, -look.px(_FOOT))
        if len(self._shown.drawings) < 2:
            return (room,)
        under = look.px(20)
        beside = QRectF(room.left(), room.top(), room.width() / 2 - 4, room.height() - under)
        above = QRectF(room.left(), room.top(), room.width(), room.height() / 2 - under)
        box = self._shown.drawings[0].picture.box
        if _scale(box, beside) >= _scale(box, above):
            return beside, beside.translated(room.width() / 2 + 4, 0)
        return above, above.translated(0, room.height() / 2)

    def cut(self) -> list[str]:
        """Words that would run into each other, or out of the frame."""
        look, shown = theme(), self._shown
        wide = self.width() - 2 * _AIR
        body, small = look.font("caption-strong"), look.font("small")
        head = (
            max(_wide(body, shown.repetition), _wide(body, shown.time))
            + _AIR
            + _wide(_mark_font(look), PRACTICE)
        )
        foot = _wide(small, shown.view) + _AIR + _wide(small, shown.speed) + _SIGN + 6
        lines = [(shown.repetition, head), (shown.view, foot), (shown.heard, self._heard_width(look))]
        return [words for words, needs in lines if words and needs > wide]

    def paintEvent(self, event: QPaintEvent) -> None:
        look, shown = theme(), self._shown
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(self.rect()), look.colour("surface"))
        paint_mark(painter, self, look)
        for drawing, place in zip(shown.drawings, self.places(), strict=False):
            drawing.paint(painter, place, look)
        self._paint_captions(painter, look)
        self._paint_corners(painter, look)
        if shown.heard:
            self._paint_heard(painter, look)
        paint_frame(painter, self, look)
        painter.end()

    def _paint_captions(self, painter: QPainter, look: Theme) -> None:
        shown = self._shown
        if not shown.captions:
            return
        painter.setFont(look.font("small-strong"))
        painter.setPen(look.colour("ink2"))
        pairs = zip(shown.captions, shown.drawings, self.places(), strict=False)
        for words, drawing, place in pairs:
            under = place.bottom() - drawing.picture.box.fitted(place.width(), place.height()).below
            if len(shown.drawings) < 2:
                under = min(under, place.bottom() - look.px(20))
            line = QRectF(place.left(), under, place.width(), look.px(20))
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_corners(self, painter: QPainter, look: Theme) -> None:
        shown, line = self._shown, look.px(19)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        place = QRectF(_AIR, _AIR - 2, self.width() - 2 * _AIR, line)
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font("caption-strong"))
        if shown.repetition:
            painter.drawText(place, left, shown.repetition)
            place.translate(0, line)
        painter.setFont(look.font("caption"))
        painter.drawText(place, left, shown.time)
        foot = QRectF(_AIR, self.height() - look.px(_FOOT), self.width() - 2 * _AIR, look.px(_FOOT) - 4)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("ink3"))
        painter.drawText(foot, left, shown.view)
        if shown.drawings:
            self._paint_sign(painter, QRectF(foot.right() - _SIGN, foot.center().y() - 11, _SIGN, _SIGN))
            foot.setRight(foot.right() - _SIGN - 6)
            painter.setPen(look.colour("ink2"))
            painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown.speed)

    def _paint_sign(self, painter: QPainter, sign: QRectF) -> None:
        """Two bars while it plays, a triangle while it is still."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("ink3"))
        inside = sign.adjusted(6, 5, -6, -5)
        if self._shown.playing:
            bar = QRectF(inside.left(), inside.top(), inside.width() * 0.36, inside.height())
            painter.drawRect(bar)
            painter.drawRect(bar.translated(inside.width() - bar.width(), 0))
        else:
            tip = QPointF(inside.right() + 1, inside.center().y())
            painter.drawPolygon(QPolygonF([inside.topLeft(), tip, inside.bottomLeft()]))

    def _heard_width(self, look: Theme) -> float:
        return _wide(look.font("strong"), self._shown.heard) + 2 * _AIR

    def _paint_heard(self, painter: QPainter, look: Theme) -> None:
        """What the patient says, in a balloon over the foot."""
        wide, high = self._heard_width(look), look.px(34)
        place = QRectF((self.width() - wide) / 2, self.height() - look.px(_FOOT) - high - 4, wide, high)
        painter.setPen(QPen(look.colour("accent"), 1.5))
        painter.setBrush(look.colour("accent-soft"))
        painter.drawRoundedRect(place, high / 2, high / 2)
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font("strong"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._shown.heard)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.clicked.emit()


def paint_mark(painter: QPainter, on: QWidget, look: Theme) -> None:
    """That no patient is real, across the upper right corner."""
    tint = look.colour("line2")
    tint.setAlphaF(_FAINT)
    painter.setFont(_mark_font(look))
    painter.setPen(tint)
    place = QRectF(_AIR, _AIR - 4, on.width() - 2 * _AIR, look.px(38))
    painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, PRACTICE)


def mark_size(look: Theme) -> QSize:
    """The room that the word needs where it stands alone."""
    wide = round(_wide(_mark_font(look), PRACTICE))
    return QSize(wide + 2 * _AIR + 2, look.px(38) + _AIR)


def paint_frame(painter: QPainter, on: QWidget, look: Theme) -> None:
    """A thin line round it, and a thick one while it has the focus."""
    room = QRectF(on.rect())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if on.hasFocus():
        painter.setPen(QPen(look.colour("accent"), 3))
        painter.drawRect(room.adjusted(1.5, 1.5, -1.5, -1.5))
    else:
        painter.setPen(QPen(look.colour("line2"), 1))
        painter.drawRect(room.adjusted(0.5, 0.5, -0.5, -0.5))


def _scale(box: Box, place: QRectF) -> float:
    return box.fitted(place.width(), place.height()).scale


def _wide(font: QFont, words: str) -> float:
    return QFontMetricsF(font).horizontalAdvance(words)


def _mark_font(look: Theme) -> QFont:
    font = look.font("score-small")
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 2.5)
    return font
