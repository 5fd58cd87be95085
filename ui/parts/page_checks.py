"""Whether the patient's page keeps its two promises: one sheet of paper, and words that are easily read."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.screens.state import State
from resources.tongue import tr
from ui.parts.look import set_words, words
from ui.parts.state_icon import StateIcon


class PageChecks(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        self._checks = [(StateIcon(size=16), words("", "caption", "ink2")) for _ in range(2)]
        for icon, label in self._checks:
            line.addWidget(icon)
            line.addWidget(label)
            line.addSpacing(12)
        line.addStretch(1)

    def show_checks(self, pages: int, grade: float, most: float) -> None:
        """`most` is the reading grade that the page may have."""
        fits = pages == 1
        shown = (
            (fits, tr("One page") if fits else tr("More than one page")),
            (grade <= most, tr("Reading grade {grade:.1f}", grade=max(grade, 0))),
        )
        for (icon, label), (good, text) in zip(self._checks, shown, strict=True):
            icon.show_state(State.DONE if good else State.CAUTION)
            set_words(label, text)
