"""The panel at the right: how to give the test, what it rests on, how it went last time."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.screens.guide import EvidenceLine, GuideLine, GuideScreen, GuideSection
from resources.tongue import tr
from ui.parts.key_cap import KeyCap
from ui.parts.look import frame, set_look, words
from ui.parts.tag import Tag

TABS = ((tr("Guide"), "F1"), (tr("Evidence"), "F2"), (tr("Last visit"), "F3"))


class GuidePanel(QFrame):
    """Three tabs; a page may put figures of its own on top of the first. Only this panel may scroll."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guide")
        self._screen = GuideScreen()
        self._figure: QWidget | None = None
        self._tab = 0
        self._tabs: list[QPushButton] = []
        self._boxes: list[QBoxLayout] = []
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 4, 0)
        row.setSpacing(2)
        for number, (name, key) in enumerate(TABS):
            row.addWidget(self._tab_button(number, name, key))
        row.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        line = frame("rule")
        line.setFixedHeight(1)
        column.addWidget(line)
        column.addWidget(self._scroll, 1)

    def show_guide(self, screen: GuideScreen, figure: QWidget | None = None) -> None:
        """Show this guide; `figure` stands above the words of the first tab."""
        if screen != self._screen or figure is not self._figure or self._scroll.widget() is None:
            if self._figure is not None and figure is not self._figure:
                # It belongs to its page: the panel must not take it along when it is built anew.
                self._figure.setParent(None)
            self._screen = screen
            self._figure = figure
            self._build()

    def show_tab(self, number: int) -> None:
        if number != self._tab:
            self._tab = number
            for n, button in enumerate(self._tabs):
                set_look(button, "look", "tab-on" if n == number else "tab")
                set_look(button, "role", "guide-strong" if n == number else "guide")
            self._build()

    @property
    def tab(self) -> int:
        return self._tab

    def read_on(self, down: bool) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + (1 if down else -1) * self._scroll.height() * 3 // 4)

    def _tab_button(self, number: int, name: str, key: str) -> QWidget:
        button = QPushButton(name)
        button.setProperty("look", "tab-on" if number == 0 else "tab")
        button.setProperty("role", "guide-strong" if number == 0 else "guide")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.chosen.emit(number))
        self._tabs.append(button)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(2, 2, 2, 0)
        row.setSpacing(2)
        row.addWidget(button)
        row.addWidget(KeyCap(key), 0, Qt.AlignmentFlag.AlignVCenter)
        self._boxes.append(row)
        return box

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The keys stand under the names where these leave no room beside them."""
        super().resizeEvent(event)
        for way in (QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom):
            for box in self._boxes:
                box.setDirection(way)
            if sum(box.totalSizeHint().width() + 2 for box in self._boxes) + 12 <= self.width():
                break

    def _build(self) -> None:
        if self._figure is not None:
            self._figure.setParent(None)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(4)
        match self._tab:
            case 0:
                if self._figure is not None:
                    column.addWidget(self._figure)
                    self._figure.show()
                for section in self._screen.sections:
                    _add_section(column, section)
                if not self._screen.sections and self._figure is None:
                    column.addWidget(words(tr("No guide for this page."), "guide", "ink3", wrap=True))
            case 1:
                for line in self._screen.evidence:
                    _add_evidence(column, line)
                if not self._screen.evidence:
                    column.addWidget(words(tr("Nothing here rests on a source."), "guide", "ink3", wrap=True))
            case _:
                for said in self._screen.last_visit:
                    column.addWidget(words(said, "guide", wrap=True))
                if not self._screen.last_visit:
                    first = tr("First visit: nothing to compare yet. Next time the last values stand here.")
                    column.addWidget(words(first, "guide", "ink3", wrap=True))
        column.addStretch(1)
        self._scroll.setWidget(inside)


def _add_section(column: QVBoxLayout, section: GuideSection) -> None:
    if section.heading:
        tone = "stop" if section.kind == "stop" else "ink3"
        column.addWidget(words(section.heading, "caption-strong", tone, wrap=True))
    target = column
    if section.kind != "plain":
        box = frame(section.kind)
        target = QVBoxLayout(box)
        target.setContentsMargins(12, 8, 10, 8)
        target.setSpacing(3)
        column.addWidget(box)
    for line in section.lines:
        _add_line(target, line, "body" if section.kind == "say" else "guide")
    column.addSpacing(6)


def _add_line(column: QVBoxLayout, line: GuideLine, role: str) -> None:
    text = words(line.words, role, wrap=True)
    if not line.bullet:
        column.addWidget(text)
        return
    row = QHBoxLayout()
    row.setSpacing(8)
    dot: QLabel = words("▪", role, "ink3")
    row.addWidget(dot, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(text, 1)
    column.addLayout(row)


def _add_evidence(column: QVBoxLayout, line: EvidenceLine) -> None:
    column.addWidget(words(line.words, "guide", wrap=True))
    row = QHBoxLayout()
    row.addWidget(Tag(line.standing))
    row.addStretch(1)
    column.addLayout(row)
    for source in line.sources:
        column.addWidget(words(source, "small", "ink3", wrap=True))
    column.addSpacing(8)
