"""One measure over the visits, small: points in true time, right and left, and what the change amounts to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.crowding import marks_for
from app.screens.patient import TrendCard, TrendLine
from assessments.language.value import Side
from ui.parts.state_icon import paint_state
from ui.theme import Theme, theme

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class TrendView(QWidget):
    """R round on a solid line, L square on a dashed one; a changed method breaks the line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = TrendCard("", "", ())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_trend(self, card: TrendCard) -> None:
        if card != self._card:
            self._card = card
            said = [f"{line.side.words} {line.last}" for line in card.lines]
            said += [words for _, words in card.verdicts]
            self.setAccessibleName(f"{card.name}, {card.about}: {'; '.join(said) or card.empty}")
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(190, theme().px(106) + 90)

    def minimumSizeHint(self) -> QSize:
        return QSize(150, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, card = theme(), self._card
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        wide = self.width() - 24.0
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font("strong"))
        painter.drawText(QRectF(12, look.px(8), wide, look.px(22)), _LEFT, card.name)
        painter.setPen(look.colour("ink3"))
        painter.setFont(look.font("caption"))
        painter.drawText(QRectF(12, look.px(28), wide, look.px(18)), _LEFT, card.about)
        top = float(look.px(52))
        plot = QRectF(12, top, wide * 0.6, self.height() - top - look.px(54))
        painter.fillRect(plot, look.colour("canvas"))
        self._paint_lines(painter, look, plot)
        if card.empty:
            painter.setPen(look.colour("ink3"))
            painter.setFont(look.font("caption"))
            place = QRectF(12, plot.bottom() + 6, wide, look.px(40))
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, card.empty)
        for n, (state, words) in enumerate(card.verdicts):
            y = plot.bottom() + look.px(8) + n * look.px(20)
            paint_state(painter, QRectF(12, y + 1, 15, 15), state)
            painter.setPen(look.colour("ink2"))
            painter.setFont(look.font("small"))
            room = wide - 20
            if painter.fontMetrics().horizontalAdvance(words) > room:
                # The verdict says more than how far it moved.
                words = f"{words[:1]} {words.rpartition(': ')[2]}"
            painter.drawText(QRectF(32, y, room, look.px(18)), _LEFT, words)
        painter.end()

    def _paint_lines(self, painter: QPainter, look: Theme, plot: QRectF) -> None:
        dots = [dot for line in self._card.lines for dot in line.dots]
        if not dots:
            return
        low, high = min(d.amount for d in dots), max(d.amount for d in dots)
        last = max(d.day for d in dots) or 1
        inner = plot.adjusted(9, 12, -9, -12)

        def at(day: int, amount: float) -> QPointF:
            up = 0.5 if high == low else (amount - low) / (high - low)
            return QPointF(inner.left() + inner.width() * day / last, inner.bottom() - inner.height() * up)

        days = sorted({dot.day for dot in dots})
        size = marks_for(days, inner.width() / last).size * 0.9
        ends: list[tuple[float, TrendLine]] = []
        for line in self._card.lines:
            colour = look.colour(line.side.value)
            pen = QPen(colour, 2 if size else 1.4)
            if line.side is Side.LEFT:
                pen.setDashPattern([3.5, 2])
            places = [at(dot.day, dot.amount) for dot in line.dots]
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for run in _runs(line, places):
                # As one line, so that its dashes go on over crowded visits.
                painter.drawPolyline(run)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            for n, place in enumerate(places):
                # Where marks are too many to be told apart, only the ends of a line have one.
                ends_here = n in (0, len(places) - 1) or line.dots[n].starts or line.dots[n + 1].starts
                if not size and not ends_here:
                    continue
                half = (size or 6.0) / 2
                if line.side is Side.RIGHT:
                    painter.drawEllipse(place, half, half)
                else:
                    painter.drawRect(QRectF(place.x() - half, place.y() - half, 2 * half, 2 * half))
            ends.append((places[-1].y(), line))
        self._paint_ends(painter, look, plot, sorted(ends, key=lambda end: end[0]))

    def _paint_ends(
        self, painter: QPainter, look: Theme, plot: QRectF, ends: list[tuple[float, TrendLine]]
    ) -> None:
        """The last values stand beside their points, moved apart where they would touch."""
        high = float(look.px(19))
        floor = plot.top() - 4
        for n, (y, line) in enumerate(ends):
            top = max(floor, min(y - high / 2, plot.bottom() - high * (len(ends) - n)))
            floor = top + high
            painter.setFont(look.font("guide-strong"))
            painter.setPen(look.colour(f"{line.side.value}-text"))
            letter = "R" if line.side is Side.RIGHT else "L"
            place = QRectF(plot.right() + 6, top, self.width() - plot.right() - 8, high)
            painter.drawText(place, _LEFT, f"{letter} {line.last}")


def _runs(line: TrendLine, places: Sequence[QPointF]) -> Iterator[list[QPointF]]:
    """The stretches between changes of method."""
    run: list[QPointF] = []
    for dot, place in zip(line.dots, places, strict=True):
        if dot.starts and run:
            yield run
            run = []
        run.append(place)
    yield run
