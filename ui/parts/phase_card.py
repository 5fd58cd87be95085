"""One phase of the plan: its name, its usual weeks, and what decides that it begins."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.screens.state import State
from resources.tongue import tr
from ui.parts.key_cap import KeyCap
from ui.parts.look import set_look, set_words, words
from ui.parts.state_icon import StateIcon
from ui.theme import theme

ROOM_FOR_WHEN = 1.0
"""Above this text size the card holds its name and weeks; what decides stands under the sheet."""


class PhaseCard(QPushButton):
    """Its digit is its key; clicking emits `clicked`."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = number
        self._needed = 0
        self._icon = StateIcon(size=16)
        self._name = words("", "strong", wrap=True)
        self._when = words("", "caption", "ink2", wrap=True)
        labels = QVBoxLayout()
        labels.setSpacing(0)
        labels.addWidget(self._name)
        labels.addWidget(self._when)
        labels.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(labels, 1)
        row.addWidget(KeyCap(str(number)), 0, Qt.AlignmentFlag.AlignTop)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_phase(self, name: str, weeks: str, when: str, now: bool, enabled: bool) -> None:
        self._icon.show_state(State.NOW if now else State.TO_DO)
        roomy = theme().text_size <= ROOM_FOR_WHEN
        set_words(
            self._name,
            tr("Phase {number}  {weeks}", number=self.number, weeks=weeks)
            if roomy
            else tr("Phase {number}", number=self.number),
        )
        set_words(self._when, (f"{name}: {when}" if when else name) if roomy else weeks)
        self._grow()
        set_look(self, "look", "card-now" if now else "card")
        self.setEnabled(enabled)
        self.setAccessibleName(
            tr(
                "Phase {number}, {weeks}, {name}. {when}",
                number=self.number,
                weeks=weeks,
                name=name,
                when=when,
            )
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        """Higher only where a long language takes more lines."""
        inside = self.layout()
        assert inside is not None
        needed = inside.totalHeightForWidth(self.width())
        if needed != self._needed:
            self._needed = needed
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(200, max(64, theme().px(64), self._needed))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())
