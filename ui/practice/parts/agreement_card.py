"""Agreement so far, beside a case: kappa large, its run from case to case, and the items of this test."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.practice.screens.progress import ItemRow, ProgressScreen
from app.screens.state import State
from resources.tongue import tr
from ui.parts.look import frame, set_words, words
from ui.parts.state_icon import StateIcon
from ui.practice.kappa_view import KappaView
from ui.spoken import Role
from ui.theme import theme

_BARS, _FEW = 6, 3
"""Lines of the items."""
_LINE = 25
"""Pixels, at the smallest text."""
_NAMES = 0.42
"""Of the width, for the names."""


class AgreementCard(QWidget):
    """Few judgements are told in words, never as a bare number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._big = words("", "reading")
        self._lines = words("", "caption", "ink2", wrap=True)
        self._plot = KappaView()
        self._standing = words("", "caption", "ink3", wrap=True)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._big)
        top.addWidget(self._lines, 1)
        self._so_far = frame("card")
        inside = QVBoxLayout(self._so_far)
        inside.setContentsMargins(14, 10, 14, 12)
        inside.setSpacing(6)
        inside.addLayout(top)
        inside.addWidget(self._plot)
        inside.addWidget(self._standing)
        self._by_item = frame("card")
        self._bars = _Bars()
        self._next = words("", "caption", "ink2", wrap=True)
        items = QVBoxLayout(self._by_item)
        items.setContentsMargins(14, 10, 14, 12)
        items.setSpacing(6)
        items.addWidget(words(tr("By item"), "strong"))
        items.addWidget(self._bars)
        items.addWidget(self._next)
        apart = QHBoxLayout()
        apart.setSpacing(8)
        apart.addWidget(StateIcon(State.LOCKED, 16), 0, Qt.AlignmentFlag.AlignTop)
        apart.addWidget(
            words(
                tr("Practice lies in a file of its own. It never enters a patient's record or an export."),
                "caption", "ink3", wrap=True,
            ),
            1,
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(words(tr("Agreement so far"), "section"))
        column.addWidget(self._so_far)
        column.addWidget(self._by_item)
        column.addLayout(apart)
        column.addStretch(1)

    def show_few(self, few: bool) -> None:
        """Where the window is low, fewer items have room."""
        self._bars.show_most(_FEW if few else _BARS)

    def show_progress(self, screen: ProgressScreen, test: str) -> None:
        """`test` is the name of the test at hand: its items come first."""
        set_words(self._big, screen.big)
        self._big.setVisible(bool(screen.big))
        set_words(self._lines, screen.empty or "\n".join(screen.lines))
        self._plot.setVisible(any(point.kappa is not None for point in screen.points))
        self._plot.show_reached(screen.points, screen.goal)
        set_words(self._standing, screen.standing)
        self._standing.setVisible(bool(screen.standing))
        rows = sorted(screen.items, key=lambda row: row.test != test)[:_BARS]
        self._bars.show_rows(rows, test)
        set_words(self._next, tr("Next, by weakness: {items}", items=screen.next_up))
        self._next.setVisible(bool(screen.next_codes))
        self._by_item.setVisible(bool(rows))


class _Bars(QWidget):
    """One line an item: its name, how far its kappa goes, and the number, or that it is too few."""

    spoken_role = Role.Graphic

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[ItemRow, ...] = ()
        self._most = _BARS
        self._test = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[ItemRow], test: str) -> None:
        self._rows, self._test = tuple(rows), test
        self.setAccessibleName("; ".join(row.spoken for row in rows))
        self.updateGeometry()
        self.update()

    def show_most(self, most: int) -> None:
        if most != self._most:
            self._most = most
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, theme().px(_LINE) * sum(self._high(row) for row in self._seen()))

    def _name(self, row: ItemRow) -> str:
        return row.item if row.test == self._test else f"{row.test}: {row.item}"

    def _high(self, row: ItemRow) -> int:
        """Lines: a name that is longer than its column has its own above the figure."""
        name = QFontMetricsF(theme().font("guide"))
        if name.horizontalAdvance(self._name(row)) <= self._column(row) - 8:
            return 1
        room = QRectF(0, 0, self.width(), 10_000)
        need = name.boundingRect(room, _WRAPPED, self._name(row)).height()
        return 1 + ceil(need / theme().px(_LINE))

    def _column(self, row: ItemRow) -> float:
        """Where the figure begins."""
        if row.kappa is not None:
            return self.width() * _NAMES
        told = QFontMetricsF(theme().font("caption")).horizontalAdvance(_told(row))
        return max(0.0, min(self.width() * _NAMES, self.width() - told - 2))

    def _seen(self) -> Sequence[ItemRow]:
        """As many as the lines hold, and one whatever its name."""
        high, seen = 0, list[ItemRow]()
        for row in self._rows:
            high += self._high(row)
            if seen and high > self._most:
                break
            seen.append(row)
        return seen

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        high = look.px(_LINE)
        said = QFontMetricsF(look.font("caption-strong"))
        right = max(look.px(40), said.horizontalAdvance("0.00") + 8)
        top = -high
        for row in self._seen():
            top += high
            left, over = self._column(row), high * (self._high(row) - 1)
            painter.setFont(look.font("guide"))
            painter.setPen(look.colour("ink"))
            place = QRectF(0, top, self.width() if over else left - 8, over or high)
            painter.drawText(place, _WRAPPED if over else _LEFT, self._name(row))
            top += over
            if row.kappa is None:
                painter.setFont(look.font("caption"))
                painter.setPen(look.colour("ink2"))
                painter.drawText(QRectF(left, top, self.width() - left, high), _LEFT, _told(row))
                continue
            room = self.width() - left - right - 8
            bar = QRectF(left, top + high / 2 - 6, room * max(0.0, min(row.kappa, 1.0)), 12)
            if row.weakest:
                painter.setPen(QPen(look.colour("finding"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(bar.adjusted(1, 1, 0, -1))
            else:
                painter.fillRect(bar, look.colour("accent"))
            painter.setFont(look.font("caption-strong"))
            painter.setPen(look.colour("ink"))
            painter.drawText(QRectF(bar.right() + 8, top, right, high), _LEFT, row.kappa_words)
        painter.end()


def _told(row: ItemRow) -> str:
    return tr("agree {percent} of {n}", percent=row.percent, n=row.judged)


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_WRAPPED = _LEFT | Qt.TextFlag.TextWordWrap
