"""What one side amounts to: a card with the side's colour at its edge, an icon, words and the rule."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.screens.state import State
from assessments.language.value import Side
from ui.parts.look import set_look, set_words, words
from ui.parts.state_icon import StateIcon
from ui.parts.tag import Tag
from ui.spoken import announce
from ui.theme import theme

_TONES = {State.FINDING: "finding", State.NEAR: "finding", State.STOP: "stop", State.MISSING: "miss-text"}


@dataclass(frozen=True, slots=True)
class ResultScreen:
    """`tags` are (standing, citation keys) of the rules the result was held against."""

    state: State
    words: str
    detail: str = ""
    tags: tuple[tuple[str, tuple[str, ...]], ...] = ()


class ResultCard(QFrame):
    """Shows the result of one side, or with no side of the pair; a pressed tag asks for its citations."""

    asked = Signal(tuple)

    def __init__(self, side: Side | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._screen: ResultScreen | None = None
        self.setProperty("look", "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._icon = StateIcon(size=20)
        self._words = words("", "result", wrap=True)
        self._detail = words("", "caption", "ink2", wrap=True)
        self._tags = QHBoxLayout()
        self._tags.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._words, 1)
        head.addLayout(self._tags)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 9, 12, 9)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self._detail)

    def show_result(self, screen: ResultScreen) -> None:
        if screen == self._screen:
            return
        if self._screen is None or self._screen.tags != screen.tags:
            self._show_tags(screen.tags)
        self._screen = screen
        self._icon.show_state(screen.state)
        set_words(self._words, screen.words)
        set_look(self._words, "tone", _TONES.get(screen.state, "ink"))
        set_words(self._detail, screen.detail)
        self._detail.setVisible(bool(screen.detail))
        side = f"{self._side.heading}: " if self._side else ""
        said = f"{side}{screen.words}. {screen.detail}"
        if self.accessibleName():
            announce(self, said)
        self.setAccessibleName(said)

    def _show_tags(self, tags: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
        while (item := self._tags.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for standing, cites in tags:
            tag = Tag(standing, cites)
            tag.asked.connect(self.asked)
            self._tags.addWidget(tag, 0, Qt.AlignmentFlag.AlignVCenter)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._side is not None:
            painter = QPainter(self)
            painter.fillRect(QRectF(0, 0, 4, self.height()), theme().colour(self._side.value))
            painter.end()
