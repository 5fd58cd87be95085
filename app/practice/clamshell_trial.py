"""A simulated clamshell trial as its examiner would have kept it, through the trial of the exam itself."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.practice.truth import Opening
from assessments.clamshell.trial import Fault, Trial

REPETITION = 2.0
"""Seconds: up on one beat and down on the next, at 60 a minute."""


@dataclass(frozen=True, slots=True)
class Observed:
    """What is kept of a trial; `begun` is how many repetitions were begun, the last of them included."""

    valid: int
    seconds: Decimal
    stop_reason: str
    corrections: int
    begun: int


def observed_trial(opening: Opening) -> Observed:
    """The trial marked by somebody who misses nothing. It ends where a rule of the test ends it, or after
    the last repetition for the reason that the case names; KeyError when it names none."""
    trial, now = Trial().start(0.0), 0.0
    for begun, faults in enumerate(opening.repetitions, 1):
        for fault in Fault:
            if faults.get(fault.value, 0.0) > 0.0:
                trial = trial.fault(fault, now)
        now += REPETITION
        reason = trial.suggested(now)
        if reason:
            return _ended(trial, now, reason, begun)
        if begun == opening.told_after:
            trial = trial.correct(now)
    if not opening.ends_by:
        raise KeyError("no rule ends this clamshell trial, and the case names no reason")
    return _ended(trial, now, opening.ends_by, len(opening.repetitions))


def _ended(trial: Trial, now: float, reason: str, begun: int) -> Observed:
    stopped = trial.stop(now)
    return Observed(stopped.valid(now), stopped.seconds(now), reason, len(stopped.corrections), begun)
