"""The card of the body chart, and its place beside the questions that it helps to answer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from resources.tongue import tr
from ui.parts.body_chart import BodyChart
from ui.parts.look import set_words, words
from ui.theme import theme

LONG = 268
"""From this width of a usual row of options the words are long, or large: the chart gives way to them."""

_MARGIN = 8
_USUAL, _ROOMY = 1116, 1150
"""Widths of chart and questions: in a window of 1366, and from where the chart may have more of it."""
_CHART, _WIDE_CHART, _QUESTIONS = 337, 400, 774
_ANY = (1 << 24) - 1
"""As high as Qt lets a part be."""


class ChartCard(QFrame):
    """How to look at the chart, the chart itself, and in words what is marked."""

    def __init__(self, heading: QLabel, chart: BodyChart) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._chart = chart
        self._marked = words("", "guide", wrap=True)
        self._marked.setAlignment(Qt.AlignmentFlag.AlignTop)
        # Two lines always, so that the chart does not shrink under the finger that marks it.
        self._marked.setMinimumHeight(40)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 5, _MARGIN, 5)
        column.setSpacing(2)
        column.addWidget(heading)
        caption = tr("Front view: the patient's right is on your left.")
        column.addWidget(words(caption, "caption", "ink3", wrap=True))
        column.addWidget(chart, 1)
        column.addWidget(self._marked)
        self._column = column

    def show_words(self, said: str) -> None:
        set_words(self._marked, said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """No higher than its width can use: what is marked stands right under the feet."""
        super().resizeEvent(event)
        chart = self._chart.heightForWidth(self.width() - 2 * _MARGIN)
        beside = self._column.heightForWidth(self.width()) - self._chart.sizeHint().height()
        self._chart.setMaximumHeight(chart)
        self.setMaximumHeight(chart + beside)


class BesideChart(QWidget):
    """The chart at the left of all questions; where words are long, at the left of the lower ones only."""

    def __init__(self, card: ChartCard, upper: QWidget, lower: QWidget, usual: QWidget) -> None:
        super().__init__()
        self._left, self._upper, self._lower, self._usual = QWidget(), upper, lower, usual
        self._card = card
        held = QVBoxLayout(self._left)
        held.setContentsMargins(0, 0, 0, 0)
        held.addWidget(card, 1)
        held.addStretch()
        self._long: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(5)
        self._arrange()

    def _arrange(self) -> None:
        long = self._usual.sizeHint().width() > LONG * self.width() / _USUAL
        grid = self._grid
        if long is not self._long:
            self._long = long
            for part in (self._left, self._upper, self._lower):
                grid.removeWidget(part)
            grid.addWidget(self._upper, 0, 0 if long else 1, 1, 2 if long else 1)
            grid.addWidget(self._left, 1 if long else 0, 0, 1 if long else 2, 1)
            if long:
                grid.addWidget(self._lower, 1, 1, Qt.AlignmentFlag.AlignTop)
            else:
                grid.addWidget(self._lower, 1, 1)
            grid.setRowStretch(0, 0 if long else 1)
            grid.setRowStretch(1, 1 if long else 0)
        grid.setColumnStretch(0, _WIDE_CHART if self.width() > theme().px(_ROOMY) else _CHART)
        grid.setColumnStretch(1, _QUESTIONS)
        # The questions end where the chart's card does, which is no higher than its width can use; on a
        # narrow screen they need more than that.
        questions = self._upper.heightForWidth(self._upper.width()) + self._lower.sizeHint().height()
        high = max(self._card.maximumHeight(), questions + grid.verticalSpacing())
        self.setMaximumHeight(_ANY if long else high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()
