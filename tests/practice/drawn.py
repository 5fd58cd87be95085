"""What the tests of the cases ask of a drawing: how far a fault lies from where it begins to be seen."""

from __future__ import annotations

from collections.abc import Iterator

from app.practice.observing import observing
from app.practice.truth import Case

UNMISTAKABLE = 0.06
"""A share nearer than this to where a fault begins to be seen can be called either way by eye."""
Fault = tuple[str, str, float, float]


def faults(case: Case) -> Iterator[Fault]:
    """Every fault there is: the test, its code, its share, and the share from which on it counts.

    A repetition of the clamshell counts from any share on; it is drawn as the step-down is.
    """
    seen = observing()
    for lifts in case.truth.lifts.values():
        for one in lifts.lifts:
            yield from (("prone_hip_extension", code, share, seen.clear) for code, share in one.items())
    for step in case.truth.steps.values():
        for one in step.repetitions:
            yield from (("lateral_step_down", code, share, seen.seen) for code, share in one.items())
    for opening in case.truth.openings.values():
        for one in opening.repetitions:
            yield from (("clamshell", code, share, seen.seen) for code, share in one.items())
    for thigh in case.truth.thighs.values():
        yield "thomas", "thigh_drifts_out", thigh.drift, seen.drift


def mistakable(case: Case) -> list[str]:
    """The faults that lie too near to a limit to be called one way, and angles too near to a cut-off."""
    found = []
    for test, code, share, limit in faults(case):
        limits = (limit, observing().slight) if test == "prone_hip_extension" else (limit,)
        if any(abs(share - it) < UNMISTAKABLE - 1e-9 for it in limits):
            found.append(f"{test} {code} {share}")
    for thigh in case.truth.thighs.values():
        if abs(thigh.hip) <= 1 or abs(thigh.knee - 67) <= 1:
            found.append(f"thomas {thigh.hip} {thigh.knee}")
    return found
