"""The states as they are spoken to somebody who does not see the signs."""

from __future__ import annotations

from app.screens.entry import EntryState
from app.screens.state import State
from resources.tongue import tr

STATE_WORDS = {
    State.DONE: tr("done"),
    State.NOW: tr("now"),
    State.TO_DO: tr("to do"),
    State.MISSING: tr("missing"),
    State.FINDING: tr("finding"),
    State.NEAR: tr("near cut-off"),
    State.NEGATIVE: tr("negative"),
    State.NOT_DONE: tr("not done"),
    State.STOP: tr("stop"),
    State.CAUTION: tr("caution"),
    State.LOCKED: tr("locked"),
    State.WITHIN: tr("within error"),
    State.UNKNOWN: tr("error unknown"),
    State.BETTER: tr("beyond error, better"),
    State.WORSE: tr("beyond error, worse"),
    State.SUPPORTS: tr("supports"),
    State.AGAINST: tr("against"),
    State.CHANGES: tr("would change it"),
    State.SAVED: tr("saved"),
}

ENTRY_WORDS = {
    EntryState.EMPTY: tr("empty"),
    EntryState.FILLED: tr("filled"),
    EntryState.MISSING: tr("missing"),
    EntryState.REFUSED: tr("refused"),
    EntryState.ASKS: tr("asks"),
    EntryState.LOCKED: tr("locked"),
    EntryState.NOT_DONE: tr("not done"),
    EntryState.BARRED: tr("barred"),
    EntryState.PROPOSED: tr("proposed"),
}
