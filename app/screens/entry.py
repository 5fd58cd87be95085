"""One entry as it is shown: what stands in it, how it stands, and the sentence under it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assessments.language.answers import Answers
from assessments.language.protocol import Kind, Measured, Scale
from assessments.language.reading import Reading, number, read
from assessments.language.value import Choice, Choices, NotDone, Quantity, Ref, Text, reason_words
from resources.tongue import tr


class EntryState(StrEnum):
    EMPTY = "empty"
    FILLED = "filled"
    MISSING = "missing"
    REFUSED = "refused"
    """What was typed was not taken, and stays to be mended."""
    ASKS = "asks"
    """Kept, but unusual: the sentence asks whether it is meant."""
    LOCKED = "locked"
    NOT_DONE = "not_done"
    BARRED = "barred"
    """Not asked of this person; the text says why."""
    PROPOSED = "proposed"
    """Known from before: shown, and recorded only when Enter confirms it; the sentence says from where."""


@dataclass(frozen=True, slots=True)
class EntryScreen:
    """`text` is what stands: for a number the number, for a choice its code, for ticks the codes."""

    text: str = ""
    state: EntryState = EntryState.EMPTY
    sentence: str = ""


def entry_screen(
    answers: Answers,
    ref: Ref,
    kind: Kind,
    *,
    missing: bool = False,
    locked: bool = False,
    known: EntryScreen | None = None,
) -> EntryScreen:
    """What stands at this place. `missing` marks an open entry that signing waits for; `known` is what is
    proposed while nothing stands."""
    value = answers.entries.get(ref)
    not_done = value if isinstance(value, NotDone) else answers.not_done(ref.assessment, ref.side)
    match value:
        case Quantity(amount, _, _):
            text = "T" if isinstance(kind, Scale) and amount == 10 else number(amount)
            reading = read(kind, number(amount)) if isinstance(kind, Measured) else None
            sentence = reading.warning if isinstance(reading, Reading) else ""
            state = EntryState.ASKS if sentence else EntryState.FILLED
        case Choice(code):
            text, state, sentence = code, EntryState.FILLED, ""
        case Choices(codes):
            text, state, sentence = " ".join(codes) or "-", EntryState.FILLED, ""
        case Text(typed):
            text, state, sentence = typed, EntryState.FILLED, ""
        case _:
            if not_done is not None:
                words = tr("Not done: {why}", why=not_done.note or reason_words(not_done.reason))
                return EntryScreen(words, EntryState.NOT_DONE)
            if known is not None and not locked:
                return known
            return EntryScreen("", EntryState.MISSING if missing else EntryState.EMPTY)
    return EntryScreen(text, EntryState.LOCKED if locked else state, sentence)
