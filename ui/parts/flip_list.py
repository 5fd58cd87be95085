"""What would change the class, each change by its input."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.screens.review import MOST_FLIPS
from app.screens.state import State
from assessments.language.outcome import Flip
from resources.tongue import tr, trn
from ui.parts.look import words
from ui.parts.state_icon import StateIcon


class FlipList(QWidget):
    """What would change the class: the input, its value now, what it would be, and the class it becomes."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[object, ...] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(StateIcon(State.CHANGES, 18))
        head.addWidget(words(tr("What would change it"), "strong"))
        head.addStretch(1)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        column.addLayout(head)
        column.addLayout(self._lines)

    def show_flips(self, flips: tuple[Flip, ...] | None, safety: int) -> None:
        if (flips, safety) == self._shown:
            return
        self._shown = (flips, safety)
        while self._lines.count():
            item = self._lines.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for flip in (flips or ())[:MOST_FLIPS]:
            self._lines.addWidget(words(f"{flip.what}: {flip.now} → {flip.then}", "guide", wrap=True))
            self._lines.addWidget(words(flip.label, "guide-strong", "ink2", wrap=True))
        self._lines.addWidget(words(_rest(flips, safety), "caption", "ink3", wrap=True))


def _rest(flips: tuple[Flip, ...] | None, safety: int) -> str:
    if flips is None:
        return tr("Trying every single change…")
    parts = [] if flips else [tr("No single change of a test or of the history would")]
    if len(flips) > MOST_FLIPS:
        parts.append(tr("{more} more under W", more=len(flips) - MOST_FLIPS))
    if safety:
        parts.append(
            trn(
                "{n} safety answer would stop or change it",
                "{n} safety answers would stop or change it",
                safety,
            )
        )
    return ". ".join(parts)
