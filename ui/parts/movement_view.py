"""A drawn movement on a page: played there and back, or its start and its end beside each other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QFontMetricsF,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from app.figures.movement import there_and_back
from app.figures.shapes import Picture
from resources.tongue import tr
from ui.dress import keeps_still
from ui.painting import Drawing
from ui.parts.picture_view import PictureView
from ui.spoken import Role
from ui.theme import theme

FRAME = 16
"""Milliseconds from one picture to the next."""
ENDS = (tr("Start"), tr("End"))
SIGN = 22
"""Pixels of the sign in the corner that says whether it plays."""


class MovementView(PictureView):
    """`now` is an instant in seconds. It plays by itself when it is shown, unless nothing may move; Space or
    a click stills it and lets it go on. It runs only while it is seen, and however late a frame comes, the
    movement takes as long as its clock says.

    With `by_itself` False it moves only when it is asked to, once there and back; `key` is then the page's
    key for that.
    """

    spoken_role = Role.Animation

    def __init__(
        self,
        now: Callable[[], float],
        least: int = 120,
        by_itself: bool = True,
        key: str = "Space",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(least, parent)
        self._now = now
        self._by_itself = by_itself
        self._key = key
        self._picture_at: Callable[[float], Picture] | None = None
        self._words: Picture | None = None
        self._ends: tuple[Drawing, ...] = ()
        self._rest: Drawing | None = None
        self._way, self._hold = 1.0, 1.0
        self._frames: dict[int, Drawing] = {}
        self._asked: bool | None = None
        self._seen = False
        self._played = 0.0
        self._since = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME)
        self._timer.timeout.connect(self._step)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if by_itself else Qt.FocusPolicy.NoFocus)

    @property
    def playing(self) -> bool:
        return self._timer.isActive()

    def show_movement(
        self, picture_at: Callable[[float], Picture], words: str, way: float = 1.6, hold: float = 1.0
    ) -> None:
        """`picture_at` takes the part of the way, from 0 at the start to 1 at the end; its pictures have one
        frame, and `words` say all of it. `way` is how many seconds the movement takes, `hold` how many it
        rests: choices of drawing, unless a protocol says how fast."""
        start, end = picture_at(0.0), picture_at(1.0)
        self._picture_at, self._way, self._hold = picture_at, way, hold
        self._words = Picture((), start.box, words)
        self._ends = (Drawing(start), Drawing(end))
        self._frames.clear()
        self._played, self._since = 0.0, self._now()
        self._rest = None
        self.show_picture(start)
        self._run()

    def show_still(
        self, picture: Picture, picture_at: Callable[[float], Picture], way: float = 1.6, hold: float = 0.6
    ) -> None:
        """One still, marks and all, in whose place the movement plays when it is asked for."""
        if self._rest is not None and self._rest.picture is picture:
            return
        self._asked = False
        self._timer.stop()
        self._picture_at, self._way, self._hold = picture_at, way, hold
        self._words, self._ends = picture, ()
        self._frames.clear()
        self.show_picture(picture)
        self._rest = self._drawing
        self._run()

    @property
    def led(self) -> bool:
        """Whether it shows a moment that somebody else's clock asked for."""
        return self._rest is not None and self._drawing is not self._rest and not self.playing

    def show_part(self, part: float) -> None:
        """A moment of the movement, kept until the next one or `still`: for who has a clock of their own."""
        if self._picture_at is not None:
            self._asked = False
            self._timer.stop()
            self._show_frame(part)

    def play(self) -> None:
        """Also where nothing moves by itself: somebody asked for it."""
        self._asked = True
        if not self._by_itself:
            self._played, self._since = 0.0, self._now()
        self._run()

    def still(self) -> None:
        """Show the start and the end."""
        self._asked = False
        self._run()
        if self._rest is not None and self._drawing is not self._rest:
            self._drawing = self._rest
            self.update()

    def toggle(self) -> None:
        if self.playing:
            self.still()
        else:
            self.play()

    def _run(self) -> None:
        wanted = self._asked if self._asked is not None else self._by_itself and not keeps_still()
        runs = wanted and self._picture_at is not None and self._seen
        if runs and not self.playing:
            self._since = self._now()
            self._timer.start()
        elif self.playing and not runs:
            self._played += self._now() - self._since
            self._timer.stop()
        self._say()
        self.update()

    def _step(self) -> None:
        if self._picture_at is None:
            return
        seconds = self._played + self._now() - self._since
        if not self._by_itself and seconds >= 2 * self._way + self._hold:
            self.still()
        else:
            self._show_frame(there_and_back(seconds, self._way, self._hold, self._way, self._hold))

    def _show_frame(self, part: float) -> None:
        assert self._picture_at is not None
        count = max(round(self._way * 1000 / FRAME), 1)
        number = round(part * count)
        # There and back again the same pictures pass: each is drawn up once.
        if number not in self._frames:
            self._frames[number] = Drawing(self._picture_at(number / count))
        if self._drawing is not self._frames[number]:
            self._drawing = self._frames[number]
            self.update()

    def _say(self) -> None:
        if self._words is None:
            super()._say()
            return
        moving = (
            tr("It moves. {key} stills it.", key=self._key)
            if self.playing
            else tr("It is still. {key} plays it.", key=self._key)
        )
        self._say_words(self._words.title, f"{self._words.details} {moving}".strip())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._seen = True
        self._run()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._seen = False
        if self._by_itself:
            self._run()
        else:
            self.still()
        self._frames.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.toggle()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.toggle()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._ends:
            super().paintEvent(event)
            return
        look, room = theme(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.playing and self._drawing:
            self._drawing.paint(painter, room, look)
        else:
            self._paint_ends(painter, room)
        self._paint_sign(painter, room)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("accent"), 3))
            painter.drawRoundedRect(room.adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
        painter.end()

    def cut(self) -> list[str]:
        """The words under the ends, where they are wider than their end."""
        if not self._ends or self.playing:
            return []
        metrics = QFontMetricsF(theme().font("small"))
        place, _ = self._halves(QRectF(self.rect()), metrics.height())
        return [word for word in ENDS if metrics.horizontalAdvance(word) > place.width()]

    def _paint_ends(self, painter: QPainter, room: QRectF) -> None:
        look = theme()
        font = look.font("small")
        line = QFontMetricsF(font).height()
        box = self._ends[0].picture.box
        place, step = self._halves(room, line)
        painter.setFont(font)
        painter.setPen(look.colour("ink3"))
        for number, (drawing, word) in enumerate(zip(self._ends, ENDS, strict=True)):
            cell = place.translated(room.topLeft() + step * number)
            figure = cell.adjusted(0, 0, 0, -line)
            drawing.paint(painter, figure, look)
            foot = figure.bottom() - box.fitted(figure.width(), figure.height()).below
            under = QRectF(cell.left(), foot, cell.width(), line)
            painter.drawText(under, Qt.AlignmentFlag.AlignCenter, word)

    def _halves(self, room: QRectF, line: float) -> tuple[QRectF, QPointF]:
        """The room of the start, and from it to that of the end: beside or below it, whichever leaves both
        larger over their line of words."""
        box = self._ends[0].picture.box
        half = QRectF(0, 0, room.width() / 2, room.height())
        flat = QRectF(0, 0, room.width(), room.height() / 2)
        beside = box.fitted(half.width(), half.height() - line).scale
        above = box.fitted(flat.width(), flat.height() - line).scale
        if beside >= above:
            return half, QPointF(half.width(), 0)
        return flat, QPointF(0, flat.height())

    def _paint_sign(self, painter: QPainter, room: QRectF) -> None:
        """Two bars while it plays, a triangle while it is still."""
        look = theme()
        sign = QRectF(room.right() - SIGN - 4, room.top() + 4, SIGN, SIGN)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("surface"))
        painter.drawEllipse(sign)
        painter.setBrush(look.colour("ink3"))
        inside = sign.adjusted(7, 6, -7, -6)
        if self.playing:
            bar = QRectF(inside.left(), inside.top(), inside.width() * 0.36, inside.height())
            painter.drawRect(bar)
            painter.drawRect(bar.translated(inside.width() - bar.width(), 0))
        else:
            tip = QPointF(inside.right() + 1, inside.center().y())
            painter.drawPolygon(QPolygonF([inside.topLeft(), tip, inside.bottomLeft()]))
