"""Every way the unknown findings could still turn out, and which of the gaps matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from assessments.classification.decision import CODES, Pattern, decide
from assessments.language.finding import Finding, Presence

ABSENT, PRESENT, MARKED = "absent", "present", "marked"


def states(finding: Finding) -> tuple[str, ...]:
    """What a finding may turn out to be, the most favourable first; one state when nothing is open.

    Moderate frontal-plane control from one side only may still turn out marked on the other, and so may a
    side whose open items leave both possible.
    """
    if finding.presence is Presence.ABSENT:
        return (ABSENT,)
    if finding.presence is Presence.PRESENT:
        return _present(finding)
    return (ABSENT, PRESENT, MARKED) if finding.code == "FPC" else (ABSENT, PRESENT)


def _present(finding: Finding) -> tuple[str, ...]:
    if finding.code != "FPC":
        return (PRESENT,)
    if finding.grade == "marked":
        return (MARKED,)
    open_side = any(
        result.presence is Presence.UNKNOWN or (result.presence is Presence.PRESENT and result.grade is None)
        for result in finding.by_side.values()
    )
    return (PRESENT, MARKED) if open_side else (PRESENT,)


def base(findings: Mapping[str, Finding]) -> Pattern:
    """The state with every unknown taken as absent."""
    return _pattern({code: states(findings[code])[0] for code in CODES})


def fillings(findings: Mapping[str, Finding]) -> Iterator[Pattern]:
    """Every state the six findings could still be in, the base first."""
    for ways in product(*(states(findings[code]) for code in CODES)):
        yield _pattern(dict(zip(CODES, ways, strict=True)))


def open_codes(findings: Mapping[str, Finding]) -> tuple[str, ...]:
    """The findings that could still turn out in more than one way."""
    return tuple(code for code in CODES if len(states(findings[code])) > 1)


def settling(findings: Mapping[str, Finding], direction: str, weight_bearing: str) -> tuple[str, ...]:
    """The open findings that matter: with the others somehow settled, this one still moves the class."""
    found = []
    for code in open_codes(findings):
        others = [c for c in CODES if c != code]
        for ways in product(*(states(findings[c]) for c in others)):
            settled = dict(zip(others, ways, strict=True))
            classes = {
                decide(_pattern({**settled, code: way}), direction, weight_bearing)
                for way in states(findings[code])
            }
            if len(classes) > 1:
                found.append(code)
                break
    return tuple(found)


def _pattern(ways: Mapping[str, str]) -> Pattern:
    present = frozenset(code for code, way in ways.items() if way != ABSENT)
    return Pattern(present, ways["FPC"] == MARKED)
