"""The force of each push on the dynamometer: seconds across, newtons up, read where the caret stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from resources.tongue import tr
from ui.keys import KeyHint, act_on
from ui.practice.stage_keys import StageKeys
from ui.practice.stage_picture import paint_frame, paint_mark
from ui.spoken import Role, announce
from ui.theme import Theme, theme

Sample = tuple[float, float]
"""Seconds and newtons."""
_FAST = 10
_AIR, _UNDER = 14, 26
_STEPS = (10, 20, 25, 50, 100, 200, 250, 500, 1000)


@dataclass(frozen=True, slots=True)
class TrialTrace:
    """One push: "Right, trial 2", and what the device took down."""

    name: str
    samples: tuple[Sample, ...]

    @property
    def peak(self) -> Sample:
        return max(self.samples, key=lambda sample: sample[1])


class TracePlot(QWidget):
    """All trials have the same axes, so that their heights can be compared."""

    spoken_role = Role.Graphic
    pointed = Signal(float)
    """The second that was pointed at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trials: tuple[TrialTrace, ...] = ()
        self._number = self._caret = 0
        self._peak_shown = False
        self._said = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_trials(self, trials: Sequence[TrialTrace], number: int, caret: int, peak: bool) -> None:
        self._trials, self._number, self._caret, self._peak_shown = tuple(trials), number, caret, peak
        self.update()

    def say(self, said: str) -> None:
        self._said = said

    def spoken(self) -> str:
        return self._said

    def sizeHint(self) -> QSize:
        return QSize(520, 430)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, theme().px(220))

    def highest(self) -> int:
        """Newtons at the top line: a round number with room over the highest push."""
        most = max((trial.peak[1] for trial in self._trials), default=100.0) * 1.08
        return -(-int(most + 1) // self.step()) * self.step()

    def step(self) -> int:
        """Newtons from line to line: at most six of them."""
        most = max((trial.peak[1] for trial in self._trials), default=100.0) * 1.08
        return next(step for step in _STEPS if most / step <= 6)

    def lasting(self) -> float:
        return max((trial.samples[-1][0] for trial in self._trials), default=5.0)

    def room(self) -> QRectF:
        """Where the curve is."""
        look = theme()
        left = _AIR + QFontMetricsF(look.font("small")).horizontalAdvance(str(self.highest())) + 8
        top = look.px(92)
        return QRectF(left, top, self.width() - left - _AIR - 6, self.height() - top - look.px(_UNDER) - 18)

    def point(self, sample: Sample) -> QPointF:
        room = self.room()
        return QPointF(
            room.left() + room.width() * sample[0] / self.lasting(),
            room.bottom() - room.height() * sample[1] / self.highest(),
        )

    def cut(self) -> list[str]:
        look = theme()
        if not self._trials:
            return []
        head = QFontMetricsF(look.font("value")).horizontalAdvance(self._trials[self._number].name)
        return [self._trials[self._number].name] if head > self.width() - 2 * _AIR else []

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(self.rect()), look.colour("surface"))
        paint_mark(painter, self, look)
        if self._trials:
            self._paint_axes(painter, look)
            self._paint_curve(painter, look)
            self._paint_reading(painter, look)
        paint_frame(painter, self, look)
        painter.end()

    def _paint_axes(self, painter: QPainter, look: Theme) -> None:
        room, high = self.room(), look.px(18)
        painter.setFont(look.font("small"))
        for newtons in range(0, self.highest() + 1, self.step()):
            y = self.point((0.0, newtons)).y()
            painter.setPen(QPen(look.colour("line2" if newtons == 0 else "line"), 1))
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
            painter.setPen(look.colour("ink3"))
            place = QRectF(0, y - high / 2, room.left() - 6, high)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(newtons))
        for second in range(int(self.lasting()) + 1):
            x = self.point((second, 0.0)).x()
            painter.setPen(QPen(look.colour("line2"), 1))
            painter.drawLine(QPointF(x, room.bottom()), QPointF(x, room.bottom() + 4))
            painter.setPen(look.colour("ink3"))
            words = tr("{n} s", n=second) if second == int(self.lasting()) else str(second)
            place = QRectF(x - 30, room.bottom() + 5, 60, high)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
        painter.drawText(QPointF(_AIR, room.top() - 8), "N")

    def _paint_curve(self, painter: QPainter, look: Theme) -> None:
        trial = self._trials[self._number]
        pen = QPen(look.colour("ink"), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([self.point(sample) for sample in trial.samples]))
        if self._peak_shown:
            at = self.point(trial.peak)
            painter.setPen(QPen(look.colour("surface"), 1.5))
            painter.setBrush(look.colour("finding"))
            painter.drawPolygon(_diamond(at, 7))
            painter.setFont(look.font("strong"))
            painter.setPen(look.colour("finding"))
            words = tr("peak {force}", force=newtons_words(trial.peak[1]))
            wide = QFontMetricsF(look.font("strong")).horizontalAdvance(words)
            x = min(at.x() + 10, self.width() - _AIR - wide)
            painter.drawText(QPointF(x, at.y() - 10), words)

    def _paint_reading(self, painter: QPainter, look: Theme) -> None:
        trial, room = self._trials[self._number], self.room()
        sample = trial.samples[self._caret]
        at = self.point(sample)
        painter.setPen(QPen(look.colour("accent"), 2))
        painter.drawLine(QPointF(at.x(), room.top() - 4), QPointF(at.x(), room.bottom()))
        painter.setPen(QPen(look.colour("surface"), 2))
        painter.setBrush(look.colour("accent"))
        painter.drawEllipse(at, 6, 6)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(look.font("value"))
        painter.setPen(look.colour("ink"))
        painter.drawText(QRectF(_AIR, _AIR - 4, self.width() - 2 * _AIR, look.px(24)), left, trial.name)
        line = QRectF(_AIR, _AIR + look.px(22), self.width() - 2 * _AIR, look.px(36))
        painter.setFont(look.font("score-small"))
        painter.setPen(look.colour("accent"))
        force = newtons_words(sample[1])
        painter.drawText(line, left, force)
        line.setLeft(_AIR + QFontMetricsF(look.font("score-small")).horizontalAdvance(force) + 12)
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("ink2"))
        painter.drawText(line, left, tr("at {n} s", n=f"{sample[0]:.2f}"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._point(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._point(event)

    def _point(self, event: QMouseEvent) -> None:
        room = self.room()
        share = max(0.0, min(1.0, (event.position().x() - room.left()) / room.width()))
        self.pointed.emit(share * self.lasting())


class TraceView(QWidget):
    """The trials of one movement, one at a time. The caret begins at the first sample; the peak has a name
    only when it is allowed, after the commit."""

    keys_changed = Signal()
    """The words of a key are others now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trials: tuple[TrialTrace, ...] = ()
        self._number = self._caret = 0
        self._peak = False
        self.plot = TracePlot()
        self.row = StageKeys()
        self.setFocusProxy(self.plot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.plot, 1)
        column.addWidget(self.row)
        self.plot.pointed.connect(self._read_at)

    @property
    def reading(self) -> Sample | None:
        """Where the caret stands."""
        return self._trials[self._number].samples[self._caret] if self._trials else None

    @property
    def trial(self) -> int:
        """Which trial is shown, from 0."""
        return self._number

    def show_trials(self, trials: Sequence[TrialTrace], peak: bool = False) -> None:
        self._trials, self._number, self._caret, self._peak = tuple(trials), 0, 0, peak
        self._show()

    def allow_peak(self, allowed: bool) -> None:
        """After the commit the peak of each trial is marked."""
        if allowed != self._peak:
            self._peak = allowed
            self._show()

    def go_to(self, number: int) -> None:
        """To a trial by its number from 0; one that is not there changes nothing."""
        if 0 <= number < len(self._trials) and number != self._number:
            self._number, self._caret = number, 0
            self._show()
            announce(self.plot, self._spoken())

    def keys(self) -> tuple[KeyHint, ...]:
        if not self._trials:
            return ()
        hints = [
            KeyHint("←|→", tr("read the force")),
            KeyHint("←", act=lambda: self._move(-1)),
            KeyHint("→", act=lambda: self._move(1)),
            KeyHint("Shift ←", about=tr("ten samples back"), act=lambda: self._move(-_FAST)),
            KeyHint("Shift →", about=tr("ten samples on"), act=lambda: self._move(_FAST)),
            KeyHint("Home", about=tr("start of the push"), act=lambda: self._to(0)),
        ]
        if len(self._trials) > 1:
            hints += [
                KeyHint("PgUp|PgDn", tr("trial {n} of {all}", n=self._number + 1, all=len(self._trials))),
                KeyHint("PgUp", act=lambda: self.go_to(self._number - 1)),
                KeyHint("PgDn", act=lambda: self.go_to(self._number + 1)),
            ]
        return tuple(hints)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not act_on(event, self.keys()):
            super().keyPressEvent(event)

    def _move(self, samples: int) -> None:
        self._to(self._caret + samples)

    def _to(self, caret: int) -> None:
        self._caret = max(0, min(len(self._trials[self._number].samples) - 1, caret))
        self._show()
        announce(self.plot, self._reading_words())

    def _read_at(self, second: float) -> None:
        if self._trials:
            times = [time for time, _ in self._trials[self._number].samples]
            self._to(bisect_left(times, second))

    def _show(self) -> None:
        self.plot.show_trials(self._trials, self._number, self._caret, self._peak)
        self.plot.say(self._spoken())
        self.row.show_keys(self.keys())
        self.keys_changed.emit()

    def _spoken(self) -> str:
        if not self._trials:
            return ""
        return tr("{trial}: {reading}", trial=self._trials[self._number].name, reading=self._reading_words())

    def _reading_words(self) -> str:
        seconds, newtons = self._trials[self._number].samples[self._caret]
        return tr("{force} at {n} s", force=newtons_words(newtons), n=f"{seconds:.2f}")


def newtons_words(newtons: float) -> str:
    """As the device shows it."""
    return tr("{n} N", n=f"{newtons:.0f}")


def _diamond(at: QPointF, half: float) -> QPolygonF:
    return QPolygonF(
        [
            QPointF(at.x(), at.y() - half),
            QPointF(at.x() + half, at.y()),
            QPointF(at.x(), at.y() + half),
            QPointF(at.x() - half, at.y()),
        ]
    )
