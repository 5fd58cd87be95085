"""What stands under the sheet: what the re-test suggests, how running starts again, when to move on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.moving_on import MovingOn
from app.screens.state import State
from resources.tongue import tr
from ui.parts.look import set_words, words
from ui.parts.state_icon import StateIcon
from ui.parts.tag import Tag
from ui.theme import theme

ROOM_FOR_ALL = 1.0
"""Above this text size the rule for running stands only among the criteria, so that the page fits."""


class PlanNotes(QWidget):
    """Each is a convention and says so; one that does not apply takes no room."""

    asked = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(5)
        self._retest, self._running, self._gate = (self._note() for _ in range(3))

    def show_notes(self, found: MovingOn) -> None:
        _show(self._retest, tr("Re-test"), found.retest.words if found.retest else "")
        roomy = theme().text_size <= ROOM_FOR_ALL
        _show(self._running, tr("Return to running"), found.running if roomy else "")
        _show(self._gate, tr("To make an exercise harder"), found.gate)

    def _note(self) -> QLabel:
        note = QWidget()
        row = QHBoxLayout(note)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        label = words("", "caption", "ink2", wrap=True)
        tag = Tag("convention")
        tag.asked.connect(self.asked)
        row.addWidget(StateIcon(State.CHANGES, 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label, 1)
        row.addWidget(tag, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(note)
        return label


def _show(label: QLabel, title: str, text: str) -> None:
    set_words(label, f"{title}: {text[:1].lower()}{text[1:]}")
    note = label.parentWidget()
    assert note is not None
    note.setVisible(bool(text))
