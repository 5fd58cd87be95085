"""The card of the body chart: how to look at it, the chart itself, and in words what is marked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from resources.tongue import tr
from ui.parts.body_chart import BodyChart
from ui.parts.look import set_words, words


class ChartCard(QFrame):
    """The chart takes all the room that its words leave."""

    def __init__(self, heading: QLabel, chart: BodyChart) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._marked = words("", "guide", wrap=True)
        self._marked.setAlignment(Qt.AlignmentFlag.AlignTop)
        # Two lines always, so that the chart does not shrink under the finger that marks it.
        self._marked.setMinimumHeight(40)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 5, 8, 5)
        column.setSpacing(2)
        column.addWidget(heading)
        caption = tr("Front view: the patient's right is on your left.")
        column.addWidget(words(caption, "caption", "ink3", wrap=True))
        column.addWidget(chart, 1)
        column.addWidget(self._marked)

    def show_words(self, said: str) -> None:
        set_words(self._marked, said)
