"""How a step, a finding or a change stands: one word, one shape, one colour."""

from __future__ import annotations

from enum import StrEnum

from resources.tongue import tr


class State(StrEnum):
    DONE = "done"
    NOW = "now"
    TO_DO = "to do"
    MISSING = "missing"
    FINDING = "finding"
    NEAR = "near cut-off"
    NEGATIVE = "negative"
    NOT_DONE = "not done"
    STOP = "stop"
    CAUTION = "caution"
    LOCKED = "locked"
    WITHIN = "within error"
    UNKNOWN = "error unknown"
    BETTER = "beyond error, better"
    WORSE = "beyond error, worse"
    SUPPORTS = "supports"
    AGAINST = "against"
    CHANGES = "would change it"
    SAVED = "saved"


_REFERRED = {
    "R1": (State.STOP, tr("Referred, emergency")),
    "R2": (State.STOP, tr("Referred, urgent")),
}


def signed_state(class_code: str | None, awaits_countersign: bool = False) -> tuple[State, str]:
    """How a signed exam stands in a list: one that the safety screen ended says so first."""
    if awaits_countersign and class_code not in _REFERRED:
        return State.CAUTION, tr("Awaiting countersign")
    return _REFERRED.get(class_code or "", (State.DONE, tr("Signed")))
