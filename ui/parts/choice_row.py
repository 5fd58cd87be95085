"""A question in a line with its options: one key answers and moves on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.screens.entry import EntryScreen, EntryState
from assessments.language.protocol import Option
from ui.parts.look import set_words, words
from ui.parts.segments import Segment, Segments
from ui.theme import theme


class QuestionRow(QWidget):
    """A label at the left, the options at the right, and the sentence about a refused answer after them."""

    typed = Signal(str)

    def __init__(self, label: str, entry: Segments, label_width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self._label = words(label, "body", wrap=True)
        # Shown by its place in the row; shown before it has one, it would be a window of its own.
        if not label:
            self._label.hide()
        self._label.setFixedWidth(label_width)
        self._sentence: QLabel | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 2, 0, 2)
        self._row.setSpacing(0)
        self._row.addWidget(self._label, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(entry, 1, Qt.AlignmentFlag.AlignVCenter)
        self.setFocusProxy(entry)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        entry.typed.connect(self.typed)

    def show_entry(self, screen: EntryScreen) -> None:
        self.entry.show_entry(screen)
        said = screen.sentence or (
            screen.text if screen.state in (EntryState.NOT_DONE, EntryState.BARRED) else ""
        )
        if said and self._sentence is None:
            self._sentence = words("", "small", "stop" if screen.sentence else "ink3", wrap=True)
            self._sentence.setMinimumWidth(theme().px(120))
            self._row.addSpacing(12)
            self._row.addWidget(self._sentence)
        if self._sentence is not None:
            set_words(self._sentence, said)
            self._sentence.setVisible(bool(said))

    def show_label(self, label: str) -> None:
        set_words(self._label, label)


class ChoiceRow(QuestionRow):
    """Exactly one of the options; an option without a key of its own gets its place as a digit."""

    def __init__(
        self, label: str, options: Sequence[Option], label_width: int = 250, parent: QWidget | None = None
    ) -> None:
        super().__init__(label, Segments(label, segments_of(options)), label_width, parent)


class TickRow(QuestionRow):
    """Any number of the options: a key ticks or unticks, Enter moves on, and Enter on none says none."""

    def __init__(
        self, label: str, options: Sequence[Option], label_width: int = 250, parent: QWidget | None = None
    ) -> None:
        super().__init__(label, Segments(label, segments_of(options), several=True), label_width, parent)


def segments_of(options: Sequence[Option]) -> tuple[Segment, ...]:
    """The options with a key each."""
    return tuple(
        Segment(option.code, option.words, option.key.upper() or (str(number) if number < 10 else ""))
        for number, option in enumerate(options, start=1)
    )
