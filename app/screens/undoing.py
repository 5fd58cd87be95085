"""What undo and redo would change, by name: "Undo: left knee bend"."""

from __future__ import annotations

from collections.abc import Sequence

from app.report.wording import asked
from assessments.language.catalogue import catalogue
from assessments.language.protocol import Protocol
from assessments.language.value import ALL, Ref
from resources.tongue import inside, tr, trn


def undo_hint(stroke: Sequence[Ref]) -> str:
    """Beside the key, before it is pressed; empty when there is nothing to take back."""
    return tr("Undo: {what}", what=_of(stroke)) if stroke else ""


def taken_back(stroke: Sequence[Ref]) -> str:
    return tr("Taken back: {what}. Ctrl Y does it again.", what=_of(stroke))


def done_again(stroke: Sequence[Ref]) -> str:
    return tr("Done again: {what}. Ctrl Z takes it back.", what=_of(stroke))


def _of(stroke: Sequence[Ref]) -> str:
    """The first answer, and how many more. What a method proposes beside an answer is not what was meant."""
    first = next((ref for ref in stroke if not _of_method(ref)), stroke[0])
    more = len(stroke) - 1
    if not more:
        return place_name(first)
    return trn("{what} and {n} more", "{what} and {n} more", more, what=place_name(first))


def place_name(ref: Ref) -> str:
    """The place of an answer as it goes on in a sentence: "right extension: force, trial 2"."""
    protocol = _protocol(ref)
    if protocol is None:
        return inside(asked(ref))
    if ref.step == ALL:
        if ref.side is None:
            return tr("{test} not done", test=protocol.short_name)
        return tr("{test} not done, {side}", test=protocol.short_name, side=ref.side.words)
    what = inside(protocol.step(ref.step).ask)
    if ref.side is not None:
        what = tr("{side} {what}", side=ref.side.words, what=what)
    if ref.trial is None:
        return what
    match ref.assessment:
        case "thomas":
            return tr("{what}, reading {number}", what=what, number=ref.trial)
        case "prone_hip_extension":
            return tr("{what}, lift {number}", what=what, number=ref.trial)
        case "lateral_step_down":
            return tr("{what}, repetition {number}", what=what, number=ref.trial)
        case _:
            return tr("{what}, trial {number}", what=what, number=ref.trial)


def _of_method(ref: Ref) -> bool:
    protocol = _protocol(ref)
    return protocol is not None and ref.step != ALL and protocol.step(ref.step).method


def _protocol(ref: Ref) -> Protocol | None:
    return next((one.protocol for one in catalogue() if one.protocol.id == ref.assessment), None)
