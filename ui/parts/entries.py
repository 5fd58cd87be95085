"""The part for each kind of step; every part takes `show_entry` and emits `typed`."""

from __future__ import annotations

from typing import assert_never

from assessments.language.protocol import Chosen, Counted, Marked, Measured, Noted, Scale, Step, Ticked
from assessments.language.units import unit_words
from ui.parts.body_chart import BodyChart
from ui.parts.choice_row import segments_of
from ui.parts.field import NumberField
from ui.parts.scale_row import scale_cells
from ui.parts.segments import Segments
from ui.parts.text_field import NoteField

Entry = Segments | NumberField | NoteField | BodyChart


def entry_for(step: Step, spoken: str) -> Entry:
    """The bare entry, without a label beside it; `spoken` is its name for a screen reader."""
    match step.kind:
        case Measured() as kind:
            after = tuple(w for w in (kind.above, kind.below, *(u for u, _ in kind.also_units)) if w)
            return NumberField(spoken, "°" if kind.unit == "deg" else kind.unit, after=after)
        case Counted(_, _, unit):
            return NumberField(spoken, unit_words(unit))
        case Scale(low, high):
            return Segments(spoken, scale_cells(low, high), equal=30)
        case Chosen(options):
            return Segments(spoken, segments_of(options))
        case Ticked(options):
            return Segments(spoken, segments_of(options), several=True)
        case Marked(options):
            return BodyChart(spoken, options)
        case Noted():
            return NoteField(spoken, 2)
        case _:
            assert_never(step.kind)
