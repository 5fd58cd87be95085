"""A plain table of every value, for who wants the numbers, and for screen readers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.screens.progress import TableLine
from resources.tongue import tr
from ui.keys import chord
from ui.theme import theme

_HEADS = (
    tr("Test"),
    tr("Side"),
    tr("Date"),
    tr("Value"),
    tr("Change, within one method"),
    tr("Method"),
    tr("Examiner"),
)
_WIDE = (180, 60, 110, 80, 360, 330, 130)
_WALKS = ("↑", "↓", "←", "→", "PgUp", "PgDn", "Home", "End")


class ValueTable(QTableWidget):
    """The arrows walk its cells; every other key is the page's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._room = 0
        super().__init__(0, len(_HEADS), parent)
        self.setHorizontalHeaderLabels(_HEADS)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.setAccessibleName(tr("Every value"))
        self.setCornerButtonEnabled(False)

    def show_lines(self, lines: Sequence[TableLine]) -> None:
        self._dress()
        self.setRowCount(len(lines))
        for n, line in enumerate(lines):
            cells = (line.test, line.side, line.date, line.value, line.verdict, line.method, line.examiner)
            for column, text in enumerate(cells):
                self.setItem(n, column, QTableWidgetItem(text))
        self._measure()
        if lines:
            self.setCurrentCell(0, 0)

    def _dress(self) -> None:
        """The look in force; the application's sheet has no table of this kind."""
        colours = theme().colours
        self.setStyleSheet(
            f"QTableView {{ background: {colours['surface']}; border: 1px solid {colours['line']};"
            f" font-size: {theme().px(14)}px; outline: none; }}"
            f"QTableView::item {{ padding: 3px 8px; border-bottom: 1px solid {colours['line']}; }}"
            f"QTableView::item:selected {{ background: {colours['accent-soft']}; color: {colours['ink']}; }}"
            f"QHeaderView::section {{ background: {colours['surface']}; color: {colours['ink3']}; border: 0;"
            f" border-bottom: 1px solid {colours['line2']}; padding: 5px 11px;"
            f" font-size: {theme().px(13)}px; }}"
        )
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        for column in range(len(_HEADS)):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)

    def _measure(self) -> None:
        """Columns share the width by what they hold; rows grow with their words."""
        room = self._room = self.viewport().width()
        for column, wide in enumerate(_WIDE):
            self.setColumnWidth(column, round(room * wide / sum(_WIDE)))
        self.resizeRowsToContents()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        if self.viewport().width() != self._room:
            # Of a long history there are thousands of rows to measure.
            self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if chord(event) in _WALKS:
            super().keyPressEvent(event)
        else:
            event.ignore()
