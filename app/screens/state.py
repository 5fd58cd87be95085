"""How a signed exam stands in a list."""

from __future__ import annotations

from app.states import State as State
from resources.tongue import tr

_REFERRED = {
    "R1": (State.STOP, tr("Referred, emergency")),
    "R2": (State.STOP, tr("Referred, urgent")),
}


def signed_state(class_code: str | None, awaits_countersign: bool = False) -> tuple[State, str]:
    """How a signed exam stands in a list: one that the safety screen ended says so first."""
    if awaits_countersign and class_code not in _REFERRED:
        return State.CAUTION, tr("Awaiting countersign")
    return _REFERRED.get(class_code or "", (State.DONE, tr("Signed")))
