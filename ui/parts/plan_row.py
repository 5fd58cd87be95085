"""One item of the home sheet: its number, what it is, why it is there, and its dose."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from resources.tongue import tr
from ui.parts.look import frame, set_look, set_words, words
from ui.spoken import announce


class PlanItemRow(QFrame):
    """Chosen by click or by the page's arrows; shown with a strong edge while it is."""

    chosen = Signal(int)

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._now = False
        self.setProperty("look", "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name = words("", "section")
        self._why = words("", "caption", "ink2", wrap=True)
        self._position = words("", "caption", "ink3")
        self._dose = words("", "strong", wrap=True)
        self._sides = words("", "caption", "ink3", wrap=True)
        digit = words(str(number), "name", "ink2")
        digit.setFixedWidth(30)
        left = QVBoxLayout()
        left.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._name)
        head.addWidget(self._position, 1, Qt.AlignmentFlag.AlignBottom)
        left.addLayout(head)
        left.addWidget(self._why)
        dose = frame("sunken")
        right = QVBoxLayout(dose)
        right.setContentsMargins(12, 4, 12, 4)
        right.setSpacing(1)
        right.addWidget(self._dose)
        right.addWidget(self._sides)
        dose.setFixedWidth(230)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 12, 5)
        row.setSpacing(12)
        row.addWidget(digit, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(left, 1)
        row.addWidget(dose, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_item(self, name: str, why: str, dose: str, sides: str, position: str, now: bool) -> None:
        set_words(self._name, name)
        set_words(self._why, tr("Why: {why}", why=why))
        set_words(self._dose, dose)
        set_words(self._sides, sides)
        self._sides.setVisible(bool(sides))
        set_words(self._position, position.lower())
        set_look(self, "look", "card-now" if now else "card")
        self.setAccessibleName(
            tr(
                "{number}. {exercise}, {dose}, {sides}. Why: {why}",
                number=self._number,
                exercise=name,
                dose=dose,
                sides=sides,
                why=why,
            )
        )
        if now and not self._now:
            announce(self, self.accessibleName())
        self._now = now

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self._number - 1)
        super().mousePressEvent(event)
