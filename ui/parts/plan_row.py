"""One item of the home sheet: its number, its figure, what it is, why it is there, and its dose."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.screens.plan import PlanRow
from resources.tongue import tr
from ui.parts.key_cap import KeyCap
from ui.parts.look import frame, set_look, set_words, words
from ui.parts.picture_view import PictureView
from ui.spoken import announce
from ui.theme import theme

SHOW_KEY = "F"
"""Shows the figures of the chosen item large; printed under its number."""
_WIDE, _WIDEST, _LOW, _HIGHEST = 108, 168, 48, 132
"""Pixels: of the figure, and of the row, from little room to much."""
_FIGURE_SHARE = 0.155
"""Of the width of the row; a drawing choice."""


class _Figure(PictureView):
    """As high as the row is: in a row of words a figure takes what is left, and never asks for more."""

    def __init__(self) -> None:
        super().__init__(least=_WIDE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(_LOW)

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return QSize(_WIDE, _LOW)


class PlanItemRow(QFrame):
    """Chosen by click or by the page's arrows; shown with a strong edge while it is."""

    chosen = Signal(int)
    figure_pressed = Signal()
    """After `chosen`: the figure is asked for, large."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._now = False
        self.setProperty("look", "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._name = words("", "section")
        self._why = words("", "caption", "ink2", wrap=True)
        self._dose = words("", "strong", wrap=True)
        self._sides = words("", "caption", "ink3", wrap=True)
        digit = words(str(number), "name", "ink2")
        digit.setMinimumWidth(26)
        digit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._cap = KeyCap(SHOW_KEY)
        self._cap.hide()
        numbered = QVBoxLayout()
        numbered.setSpacing(2)
        numbered.addStretch(1)
        for each in (digit, self._cap):
            numbered.addWidget(each, 0, Qt.AlignmentFlag.AlignHCenter)
        numbered.addStretch(1)
        self._picture = _Figure()
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addStretch(1)
        left.addWidget(self._name)
        left.addWidget(self._why)
        left.addStretch(1)
        dose = frame("sunken")
        right = QVBoxLayout(dose)
        right.setContentsMargins(12, 4, 12, 4)
        right.setSpacing(1)
        right.addWidget(self._dose)
        right.addWidget(self._sides)
        dose.setFixedWidth(208)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 10, 3)
        row.setSpacing(10)
        row.addLayout(numbered)
        row.addWidget(self._picture)
        row.addLayout(left, 1)
        row.addWidget(dose, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_item(self, item: PlanRow, now: bool) -> None:
        name, why, dose, sides = item.name, item.why, item.dose, item.sides
        self._picture.show_picture(item.picture)
        set_words(self._name, name)
        set_words(self._why, tr("Why: {why}", why=why))
        set_words(self._dose, dose)
        set_words(self._sides, sides)
        self._sides.setVisible(bool(sides))
        set_look(self, "look", "card-now" if now else "card")
        self._cap.setVisible(now and item.picture is not None)
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
        self._keep_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = min(max(_WIDE, round(self.width() * _FIGURE_SHARE)), _WIDEST)
        if wide != self._picture.minimumWidth():
            self._picture.setFixedWidth(wide)
        self._keep_room()
        super().resizeEvent(event)

    def _keep_room(self) -> None:
        """Room to spare goes to the figures, up to here; words that need more always have it."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.setMaximumHeight(max(theme().px(_HIGHEST), layout.totalHeightForWidth(self.width())))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self._number - 1)
        if self._picture.geometry().contains(event.position().toPoint()):
            self.figure_pressed.emit()
        super().mousePressEvent(event)
