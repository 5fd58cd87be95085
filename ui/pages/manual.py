"""The manual: headings at the left to read on from, the text beside them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.screens.guide import GuideSection
from app.screens.manual import manual
from app.screens.tour import tour
from resources.tongue import tr
from ui.keys import KeyHint
from ui.page import Frame, Page
from ui.parts.look import frame as box
from ui.parts.look import words
from ui.parts.tour_sheet import TourSheet

_LINE = 760
"""Pixels: about ninety characters, beyond which a line is hard to come back from."""
_HEADING = 280


class ManualPage(Page):
    """Read only; arrows and page keys scroll, Esc goes back."""

    title = tr("Manual")

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 24)
        column.setSpacing(14)
        for section in manual():
            column.addWidget(_section(section))
        column.addStretch(1)
        inside.setMaximumWidth(_HEADING + 24 + _LINE)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(inside)
        self._area.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setProperty("look", "read")
        self._area.setAccessibleName(tr("Manual"))
        page = QVBoxLayout(self)
        page.setContentsMargins(32, 20, 32, 0)
        page.setSpacing(12)
        page.addWidget(words(tr("Manual"), "title"))
        page.addWidget(self._area, 1)

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("↑|↓", tr("scroll")),
            KeyHint("PgUp|PgDn", tr("page")),
            KeyHint("T", tr("the first look"), lambda: self.frame.ask(TourSheet(tour()))),
            KeyHint("Esc", tr("back"), right=True),
        )

    def first(self) -> QWidget:
        return self._area


def _section(section: GuideSection) -> QWidget:
    both = QWidget()
    beside = QHBoxLayout(both)
    beside.setContentsMargins(0, 0, 0, 0)
    beside.setSpacing(24)
    heading = words(section.heading, "section", wrap=True)
    heading.setFixedWidth(_HEADING)
    heading.setContentsMargins(0, 14, 0, 0)
    beside.addWidget(heading, 0, Qt.AlignmentFlag.AlignTop)
    card = box("card")
    beside.addWidget(card, 1)
    column = QVBoxLayout(card)
    column.setContentsMargins(20, 14, 20, 16)
    column.setSpacing(6)
    for line in section.lines:
        row = QHBoxLayout()
        row.setSpacing(8)
        if line.bullet:
            row.addWidget(words("•", "body", "ink3"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words(line.words, "body", wrap=True), 1)
        column.addLayout(row)
    return both


PAGE = ManualPage
