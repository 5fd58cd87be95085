"""One side of the Thomas test: the angle large, where it lies, its readings, the pelvis, the result."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.screens.entry import EntryScreen, EntryState
from app.screens.state import State
from app.screens.thomas import LENGTHS, SideFound, ThomasCard, being_typed
from assessments.language.protocol import Measured
from assessments.language.value import Ref, Side
from assessments.thomas.protocol import ID, PROTOCOL, TRIALS
from resources.tongue import tr
from ui.parts.angle_view import AngleView
from ui.parts.band_gauge import BandGauge
from ui.parts.choice_row import segments_of
from ui.parts.field import NumberField
from ui.parts.gate_check import GateCheck
from ui.parts.look import frame, rule, set_look, set_words, words
from ui.parts.segments import Segments
from ui.parts.side_head import SideHead
from ui.parts.state_icon import StateIcon
from ui.parts.tag import Tag
from ui.spoken import announce

_SHORT = {
    "trochanter_height": tr("Trochanter"),
    "epicondyle_height": tr("Outer knee"),
    "thigh_length": tr("Length"),
}
_TONES = {State.FINDING: "finding", State.NEAR: "finding", State.STOP: "stop", State.MISSING: "miss-text"}

Entry = NumberField | Segments


class ThomasCardView(QFrame):
    """Emits the place and the text typed there. A figure of the thigh has room above the gauge."""

    typed = Signal(object, str)
    asked = Signal(tuple)

    def __init__(self, side: Side, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.side = side
        self.setProperty("look", "card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.entries: dict[Ref, Entry] = {}
        self._lengths: QWidget | None = None
        self._angles: dict[int, QLabel] = {}
        self._shown: ThomasCard | None = None
        self._tags: tuple[tuple[str, tuple[str, ...]], ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 10)
        column.setSpacing(0)
        self._head = SideHead(side)
        column.addWidget(self._head)
        column.addSpacing(2)
        self.view = AngleView(side)
        column.addWidget(self.view, 1000)
        self.gauge = BandGauge()
        column.addWidget(self.gauge)
        column.addSpacing(8)
        self._room = QVBoxLayout()
        self._room.setSpacing(6)
        column.addLayout(self._room)
        column.addLayout(self._fields())
        column.addSpacing(6)
        column.addLayout(self._drift())
        self._complaint = words("", "small", "stop", wrap=True)
        self._complaint.hide()
        column.addWidget(self._complaint)
        column.addSpacing(8)
        self.gate = GateCheck(side.heading, "P")
        self.gate.typed.connect(lambda text: self.typed.emit(self.ref("pelvis_controlled"), text))
        column.addWidget(self.gate)
        column.addSpacing(6)
        self._also = words("", "caption", "ink2", wrap=True)
        column.addWidget(self._also)
        column.addStretch(1)
        column.addSpacing(6)
        column.addWidget(rule())
        column.addSpacing(6)
        column.addLayout(self._result())

    def ref(self, step: str, trial: int | None = None) -> Ref:
        return Ref(ID, step, self.side, trial)

    @property
    def first_field(self) -> QWidget:
        """Where the readings of this side begin."""
        lengths = self._lengths is not None and self._shown is not None and bool(self._shown.lengths)
        return self.entries[self.ref(LENGTHS[0] if lengths else "hip_angle", 1)]

    def _fields(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(9)
        self._readings = [
            _Labelled(tr("Reading {n}", n=n), self._number("hip_angle", n, 42)) for n in range(1, TRIALS + 1)
        ]
        self._knee = _Labelled(tr("Knee bend"), self._number("knee_angle", None, 42))
        for part in (*self._readings, self._knee):
            row.addWidget(part, 1)
        return row

    def _drift(self) -> QHBoxLayout:
        step = PROTOCOL.step("abduction_drift")
        kind = step.kind
        drift = Segments(f"{self._name}, {step.ask}", segments_of(getattr(kind, "options", ())), dense=True)
        drift.typed.connect(lambda text: self.typed.emit(self.ref("abduction_drift"), text))
        drift.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.entries[self.ref("abduction_drift")] = drift
        row = QHBoxLayout()
        row.setSpacing(5)
        row.addWidget(words(step.ask, "caption", "ink2"))
        row.addWidget(drift)
        row.addStretch(1)
        row.addWidget(words(tr("by"), "caption", "ink2"))
        out = self._number("abduction", None, 32)
        out.setFixedWidth(64)
        row.addWidget(out)
        return row

    def _result(self) -> QVBoxLayout:
        self._icon = StateIcon(size=20)
        self._found = words("", "result")
        self._tag_row = QHBoxLayout()
        self._tag_row.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._found)
        head.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(8)
        self._detail = words("", "caption", "ink2", wrap=True)
        below.addWidget(self._detail, 1)
        below.addLayout(self._tag_row)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(below)
        return column

    def _number(self, step: str, trial: int | None, height: int) -> NumberField:
        kind = PROTOCOL.step(step).kind
        assert isinstance(kind, Measured)
        unit = "°" if kind.unit == "deg" else kind.unit
        after = tuple(word for word in (kind.above, kind.below) if word)
        name = f"{self._name}, {PROTOCOL.step(step).ask}" + (f", {trial}" if trial else "")
        role = "value" if height > 32 else "strong"
        field = NumberField(name, unit, after=after, role=role, height=height)
        ref = self.ref(step, trial)
        field.typed.connect(lambda text: self.typed.emit(ref, text))
        if step in ("hip_angle", "knee_angle"):
            field.line.textEdited.connect(lambda text: self._preview(step, text))
        self.entries[ref] = field
        return field

    def _preview(self, step: str, typed: str) -> None:
        """The drawn leg follows the key; the number waits until the reading is taken."""
        if self._shown is not None:
            angle = being_typed(step, typed)
            hip, bend = (angle, None) if step == "hip_angle" else (None, angle)
            self.view.show_figure(self._shown.picture_of(hip, bend))

    @property
    def _name(self) -> str:
        return self.side.heading

    def _make_lengths(self) -> QWidget:
        """Made when the method is first chosen; most clinics never see it."""
        box = frame("plain")
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 2)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for place, step in enumerate(LENGTHS, start=1):
            grid.addWidget(words(_SHORT[step], "caption", "ink3"), 0, place)
            grid.setColumnStretch(place, 1)
        lines: list[QWidget] = []
        for trial in range(1, TRIALS + 1):
            grid.addWidget(words(str(trial), "caption", "ink3"), trial, 0)
            for place, step in enumerate(LENGTHS, start=1):
                field = self._number(step, trial, 28)
                grid.addWidget(field, trial, place)
                lines.append(field.line)
            self._angles[trial] = words("", "strong")
            self._angles[trial].setMinimumWidth(58)
            grid.addWidget(self._angles[trial], trial, len(LENGTHS) + 1)
        self._room.addWidget(box)
        angle = self.entries[self.ref("hip_angle", TRIALS)]
        before: QWidget = angle.line if isinstance(angle, NumberField) else angle
        for line in lines:
            QWidget.setTabOrder(before, line)
            before = line
        return box

    def walk(self) -> list[QWidget]:
        """The entries in the order they are walked; the drift comes before how far."""
        steps = [*((("hip_angle", n)) for n in range(1, TRIALS + 1)), ("knee_angle", None)]
        steps += [("abduction_drift", None), ("abduction", None)]
        found: list[QWidget] = []
        for step, trial in steps:
            entry = self.entries[self.ref(step, trial)]
            found.append(entry.line if isinstance(entry, NumberField) else entry)
        return [*found, self.gate]

    def show_card(self, card: ThomasCard, refused: dict[Ref, EntryScreen], locked: bool) -> None:
        self._shown = card
        self._head.show_note(card.note)
        self.view.show_angle(card.angle, card.direction or card.found.words, card.doubt)
        self.view.show_figure(card.picture)
        self.gauge.show_band(card.gauge)
        self._show_readings(card, refused)
        for step, screen in (
            ("knee_angle", card.knee),
            ("abduction_drift", card.drift),
            ("abduction", card.abduction),
        ):
            self._show_entry(self.ref(step), screen, refused)
        mine = [screen for ref, screen in refused.items() if ref.side is self.side]
        said = mine[-1].sentence if mine else ""
        set_words(self._complaint, said)
        self._complaint.setVisible(bool(said))
        self.gate.show_gate(card.gate.held, card.gate.words, card.gate.detail, locked)
        # A third row of lengths needs the room of a line that says nothing.
        self._also.setVisible(bool(card.also) or not card.lengths)
        set_words(self._also, card.also or tr("Groin pinch, thigh drop, rotation, end feel: not recorded"))
        set_look(self._also, "tone", "ink2" if card.also else "ink3")
        self._show_found(card.found)

    def _show_readings(self, card: ThomasCard, refused: dict[Ref, EntryScreen]) -> None:
        for n, box in enumerate(self._readings, start=1):
            box.setVisible(n <= len(card.readings))
            if n <= len(card.readings):
                self._show_entry(self.ref("hip_angle", n), card.readings[n - 1], refused)
        if card.lengths and self._lengths is None:
            self._lengths = self._make_lengths()
        if self._lengths is None:
            return
        self._lengths.setVisible(bool(card.lengths))
        self._knee.turn(beside=bool(card.lengths))
        for trial in range(1, TRIALS + 1):
            row = next((row for row in card.lengths if row.trial == trial), None)
            for n, step in enumerate(LENGTHS):
                entry = self.entries[self.ref(step, trial)]
                entry.setVisible(row is not None)
                if row is not None:
                    self._show_entry(self.ref(step, trial), row.entries[n], refused)
            set_words(self._angles[trial], row.angle if row else "")

    def _show_entry(self, ref: Ref, screen: EntryScreen, refused: dict[Ref, EntryScreen]) -> None:
        typed = refused.get(ref)
        # The sentence stands once, across the card: a field is too narrow for it.
        self.entries[ref].show_entry(
            screen if typed is None else EntryScreen(typed.text, EntryState.REFUSED, "")
        )

    def _show_found(self, found: SideFound) -> None:
        self._icon.show_state(found.state)
        set_words(self._found, found.words)
        set_look(self._found, "tone", _TONES.get(found.state, "ink"))
        set_words(self._detail, found.detail)
        if found.tags != self._tags:
            self._tags = found.tags
            while (item := self._tag_row.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
            for standing, cites in found.tags:
                tag = Tag(standing, cites)
                tag.asked.connect(self.asked)
                self._tag_row.addWidget(tag)
        said = f"{self._name}: {found.words}. {found.detail}"
        if said != self.accessibleName():
            if self.accessibleName():
                announce(self, said)
            self.setAccessibleName(said)


class _Labelled(QWidget):
    """A field under its name, or beside it where a row of its own is all the room there is."""

    def __init__(self, label: str, field: NumberField) -> None:
        super().__init__()
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)
        self._box.addWidget(words(label, "caption", "ink3"))
        self._box.addWidget(field)

    def turn(self, beside: bool) -> None:
        way = QBoxLayout.Direction
        self._box.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._box.setSpacing(8 if beside else 2)
