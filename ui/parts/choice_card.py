"""A choice as a card: a ring until it is chosen, its words, what follows from it, and its key."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.screens.state import State
from resources.tongue import tr
from ui.parts.key_cap import KeyCap
from ui.parts.look import words
from ui.parts.state_icon import StateIcon
from ui.spoken import Role
from ui.theme import theme


class ChoiceCard(QPushButton):
    """Nothing is chosen until a key or a click does it; clicking emits `clicked`."""

    spoken_role = Role.RadioButton

    def __init__(self, text: str, about: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._chosen = False
        self._icon = StateIcon(State.TO_DO, 18)
        self._name = words(text, "guide-strong")
        self._about = words(about, "caption", "ink3")
        self._cap = KeyCap(key)
        labels = QVBoxLayout()
        labels.setSpacing(0)
        labels.addWidget(self._name)
        labels.addWidget(self._about)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(9, 4, 8, 4)
        row.setSpacing(7)
        row.addWidget(self._icon)
        row.addLayout(labels, 1)
        row.addWidget(self._cap)
        for n in range(row.count()):
            if (item := row.itemAt(n)) is not None and (part := item.widget()) is not None:
                part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setProperty("look", "card")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_choice(chosen=False, enabled=True)

    def show_choice(self, chosen: bool, enabled: bool) -> None:
        """Whether this one stands, and whether it can be chosen now."""
        self._chosen = chosen
        self._icon.show_state(State.DONE if chosen else State.TO_DO)
        self.setEnabled(enabled)
        self.setAccessibleName(f"{self._text}: {tr('chosen') if chosen else tr('not chosen')}")

    def spoken_chosen(self) -> bool:
        return self._chosen

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The second line goes where it has no room beside the key; then the spaces do."""
        super().resizeEvent(event)
        beside = self._icon.sizeHint().width() + self._cap.sizeHint().width()
        tight = self.width() < beside + self._name.sizeHint().width() + 17 + 14
        self._row.setSpacing(3 if tight else 7)
        self._row.setContentsMargins(*((4, 4, 4, 4) if tight else (9, 4, 8, 4)))
        self._about.setVisible(self.width() >= beside + self._about.sizeHint().width() + 17 + 14)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(56, theme().px(56)))

    def minimumSizeHint(self) -> QSize:
        parts = (self._icon, self._name, self._cap)
        needed = sum(part.sizeHint().width() for part in parts) + 14
        return QSize(max(120, needed), self.sizeHint().height())
