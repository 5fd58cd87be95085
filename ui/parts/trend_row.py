"""One measure of the progress page: its name, its plot, and the verdict on each side."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.screens.progress import Judged, ProgressRow
from app.screens.state import State
from assessments.language.value import SIDES, Side
from ui.parts.look import rule, set_look, set_words, words
from ui.parts.side_badge import SideBadge
from ui.parts.state_icon import StateIcon
from ui.parts.trend_plot import TrendPlot
from ui.theme import theme

LABEL, VERDICT, GAP = 180, 344, 14
"""Room for the name at the left and the verdicts at the right, and between the columns."""
_LOUD = (State.BETTER, State.WORSE)


class TrendRow(QWidget):
    """The caret stands at its left edge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = False
        self._name = words("", "strong", wrap=True)
        self._about = words("", "caption", "ink3", wrap=True)
        label = QVBoxLayout()
        label.setContentsMargins(12, 8, 0, 2)
        label.setSpacing(2)
        label.addWidget(self._name)
        label.addWidget(self._about)
        label.addStretch(1)
        self._label = QWidget()
        self._label.setLayout(label)
        self.plot = TrendPlot()
        self._lines = [_VerdictLine(side) for side in (*SIDES, None)]
        verdicts = QVBoxLayout()
        verdicts.setContentsMargins(0, 4, 0, 2)
        verdicts.setSpacing(4)
        verdicts.addStretch(1)
        for line in self._lines:
            verdicts.addWidget(line)
        verdicts.addStretch(1)
        self._verdicts = QWidget()
        self._verdicts.setLayout(verdicts)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self._label)
        row.addWidget(self.plot, 1)
        row.addWidget(self._verdicts)
        column = QVBoxLayout(self)
        # The page gives the height: the layout's own reckoning would have every row scroll.
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(rule())
        column.addLayout(row, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_row(self, row: ProgressRow, days: tuple[float, ...], window: tuple[float, float]) -> None:
        look = theme()
        self._label.setFixedWidth(look.px(LABEL))
        self._verdicts.setFixedWidth(look.px(VERDICT))
        set_words(self._name, row.name)
        set_words(self._about, "\n".join(row.about))
        self.plot.show_trend(row.trend, days, window, row.spoken)
        found = {judged.side: judged for judged in row.verdicts}
        for line in self._lines:
            line.setVisible(line.side in found)
            if line.side in found:
                line.show_verdict(found[line.side])
                _reckon_anew(line)
        _reckon_anew(self._label)
        _reckon_anew(self._verdicts)
        self.setAccessibleName(row.spoken)

    @property
    def need(self) -> int:
        """The height its words and a readable plot need."""
        parts = ((self._label, theme().px(LABEL)), (self._verdicts, theme().px(VERDICT)))
        tall = [part.heightForWidth(wide) for part, wide in parts]
        return max(*tall, self.plot.minimumSizeHint().height()) + 1

    def sizeHint(self) -> QSize:
        return QSize(800, self.need)

    def hasHeightForWidth(self) -> bool:
        """Its width is given by the page, and `need` reckons with it; Qt's own sum is higher."""
        return False

    def show_caret(self, now: bool, day: float) -> None:
        """Whether the caret is in this row, and on the visit of which day."""
        self._now = now
        self.plot.show_caret(day, now)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._now:
            painter = QPainter(self)
            painter.fillRect(QRectF(0, 10, 4, self.height() - 16), theme().colour("accent"))
            painter.end()


def _reckon_anew(part: QWidget) -> None:
    """A layout inside a layout keeps the heights of the words before until the event loop comes to it."""
    layout = part.layout()
    assert layout is not None
    layout.activate()


class _VerdictLine(QWidget):
    """How far it moved and since when; below, what that amounts to."""

    def __init__(self, side: Side | None) -> None:
        super().__init__()
        self.side = side
        self._change = words("", "value")
        self._since = words("", "caption", "ink3", wrap=True)
        self._icon = StateIcon(size=16)
        self._words = words("", "guide", wrap=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        badge: QWidget = QWidget() if side is None else SideBadge(side, 20)
        badge.setFixedSize(20, 20)
        grid.addWidget(badge, 0, 0, Qt.AlignmentFlag.AlignTop)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self._change)
        top.addWidget(self._since, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(top, 0, 1, 1, 2)
        grid.addWidget(self._icon, 1, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._words, 1, 2)
        grid.setColumnStretch(2, 1)

    def show_verdict(self, judged: Judged) -> None:
        set_words(self._change, judged.change)
        self._change.setVisible(bool(judged.change))
        set_words(self._since, judged.since)
        self._icon.show_state(judged.state)
        set_words(self._words, judged.words)
        loud = judged.state in _LOUD
        set_look(self._words, "role", "guide-strong" if loud else "guide")
        tone = {State.BETTER: "accent", State.WORSE: "finding"}.get(judged.state, "ink2")
        set_look(self._words, "tone", tone)
