"""What the learner scores, a line for each item; keys answer and the caret walks on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.practice.screens.case import ItemRow
from app.screens.entry import EntryScreen
from assessments.language.protocol import Chosen, Counted, Measured, Option
from assessments.language.units import unit_words
from assessments.language.value import Ref
from ui.keys import chord
from ui.parts.choice_row import segments_of
from ui.parts.field import NumberField
from ui.parts.look import frame, words
from ui.parts.segments import Segment, Segments
from ui.theme import theme

_BESIDE = 0.6
"""The share of a line that options may take beside their words; wider ones stand under them."""
_STAGE_KEYS = ("Space", "←", "→", "H", "V", "M")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class ItemList(QWidget):
    """Says what was typed where; the page decides what it means. The list scrolls where it is long, and the
    caret is always seen."""

    typed = Signal(object, str)
    """The `Ref` and the text."""
    reached = Signal(object)
    """The caret came to the item of this `Ref`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: dict[Ref, Segments | NumberField] = {}
        self._shown: tuple[tuple[Ref, str, str], ...] = ()
        self.stage_keys = True
        """Whether a patient moves beside it: then the keys of the stage are not an option's."""
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside: QWidget = frame("card")
        self._area.setWidget(self._inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def minimumSizeHint(self) -> QSize:
        """As wide as its longest answer: nothing of it is scrolled across."""
        inside = self._inside
        wide = inside.minimumSizeHint().width() + self._area.verticalScrollBar().sizeHint().width() + 4
        return QSize(wide, super().minimumSizeHint().height())

    def show_rows(self, rows: Sequence[ItemRow], entries: Mapping[Ref, EntryScreen]) -> None:
        """Another task builds the lines anew; the same one only shows what stands in its `entries`."""
        shown = tuple((row.ref, row.words, row.group) for row in rows)
        if shown != self._shown:
            self._shown = shown
            self._build(rows)
        for row in rows:
            self._entries[row.ref].show_entry(entries[row.ref])

    def go_to(self, ref: Ref) -> None:
        if ref in self._entries:
            self._entries[ref].setFocus(Qt.FocusReason.OtherFocusReason)

    def entry(self, ref: Ref) -> Segments | NumberField:
        return self._entries[ref]

    @property
    def at(self) -> Ref | None:
        """Where the caret is; None where it is elsewhere."""
        return next((ref for ref, entry in self._entries.items() if _has_caret(entry)), None)

    def walk(self, by: int) -> None:
        """The item after or before the one with the caret."""
        refs = list(self._entries)
        now = self.at
        if refs:
            place = refs.index(now) + by if now in refs else 0
            self.go_to(refs[max(0, min(len(refs) - 1, place))])

    def _build(self, rows: Sequence[ItemRow]) -> None:
        inside = frame("card")
        grid = QGridLayout(inside)
        grid.setContentsMargins(14, 10, 14, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        self._entries = {}
        line, group = 0, ""
        for row in rows:
            if row.group != group:
                group = row.group
                grid.addWidget(words(group, "caption-strong", "ink3", wrap=True), line, 0, 1, 2)
                line += 1
            entry = self._entry(row)
            self._entries[row.ref] = entry
            label = words(row.words, "body", wrap=True)
            if isinstance(entry, NumberField) or entry.sizeHint().width() <= self._room() * _BESIDE:
                entry.setFixedWidth(max(entry.sizeHint().width(), 130))
                grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignVCenter)
                grid.addWidget(entry, line, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            else:
                grid.addWidget(label, line, 0, 1, 2)
                line += 1
                grid.addWidget(entry, line, 0, 1, 2)
            line += 1
        grid.setRowStretch(line, 1)
        self._inside = inside
        self._area.setWidget(inside)
        inside.show()
        self.updateGeometry()

    def _entry(self, row: ItemRow) -> Segments | NumberField:
        entry: Segments | NumberField
        match row.kind:
            case Measured() as kind:
                after = tuple(w for w in (kind.above, kind.below, *(u for u, _ in kind.also_units)) if w)
                entry = NumberField(row.spoken, "°" if kind.unit == "deg" else kind.unit, after=after)
            case Counted(unit=unit):
                entry = NumberField(row.spoken, unit_words(unit))
            case Chosen(options):
                entry = Segments(row.spoken, _segments(options), moves_on=False, dense=len(options) > 9)
            case _:
                raise TypeError(f"no item is scored as {type(row.kind).__name__}")
        entry.typed.connect(partial(self._say, row.ref))
        (entry.line if isinstance(entry, NumberField) else entry).installEventFilter(self)
        return entry

    def _say(self, ref: Ref, typed: str) -> None:
        self.typed.emit(ref, typed)

    def _room(self) -> int:
        return max(self.width(), 380) - 40

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and self.at is not None:
            self._area.ensureWidgetVisible(self._entries[self.at], 10, theme().px(44))
            self.reached.emit(self.at)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            pressed = chord(event)
            if pressed in ("↑", "↓"):
                self.walk(1 if pressed == "↓" else -1)
                return True
            if self.stage_keys and pressed in _STAGE_KEYS and not _answers(watched, pressed):
                # They play and turn the patient beside the list: on to the page.
                event.ignore()
                return True
        return super().eventFilter(watched, event)


def _segments(options: Sequence[Option]) -> tuple[Segment, ...]:
    """More options than there are digits have letters."""
    if len(options) > 9:
        return tuple(
            Segment(one.code, one.words, letter) for one, letter in zip(options, _LETTERS, strict=False)
        )
    return segments_of(options)


def _answers(entry: QObject, pressed: str) -> bool:
    return isinstance(entry, Segments) and any(cell.key.upper() == pressed for cell in entry.cells())


def _has_caret(entry: Segments | NumberField) -> bool:
    part = entry.line if isinstance(entry, NumberField) else entry
    return part.hasFocus()
