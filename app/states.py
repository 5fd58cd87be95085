"""How a step, a finding or a change stands: one word, one shape, one colour."""

from __future__ import annotations

from enum import StrEnum


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
