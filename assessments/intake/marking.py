"""What a mark on the body chart says besides itself: the sites, and the side of the pain.

Marks, sites and side are three answers that never contradict each other. Marking a region ticks its site, and
unticking a site takes the marks in it away; a site may be ticked without a mark, and then lies anywhere. The
side follows the marks until somebody chooses another one that the marks allow. What changes together is one
stroke, so that undo takes it back together.
"""

from __future__ import annotations

from collections.abc import Iterable

from assessments.intake.protocol import ID
from assessments.intake.sites import REGIONS, SITES, region
from assessments.language.answers import Answers
from assessments.language.value import Choice, Choices, Ref, Side, Value
from resources.tongue import tr

MAP, SITE, SIDE = Ref(ID, "pain_map"), Ref(ID, "pain_sites"), Ref(ID, "pain_side")

Stroke = tuple[tuple[Ref, Value | None], ...]
"""Answers to keep together, what was done first; None takes one away."""


def marking(answers: Answers, codes: Iterable[str]) -> Stroke:
    """What is kept when these regions are marked and no others."""
    before, marks = marks_of(answers), _ordered(codes)
    gone = {region(code).site for code in before} - _sites(marks)
    ticked = (set(_ticked(answers)) - gone) | _sites(marks)
    return _stroke(answers, marks, ticked, (MAP, SITE, SIDE))


def ticking(answers: Answers, sites: Value | None) -> Stroke:
    """What is kept when the sites are ticked by their keys, cleared, or not asked for a reason."""
    codes = set(sites.codes) if isinstance(sites, Choices) else set()
    marks = tuple(code for code in marks_of(answers) if region(code).site in codes)
    return ((SITE, sites), *(_stroke(answers, marks, codes, (MAP, SIDE)) if marks_of(answers) else ()))


def side_fits(answers: Answers, side: str) -> bool:
    """Whether the marks allow that answer to "side of the pain"."""
    return _fits(side, marks_of(answers), bool(unmarked(answers)))


def marks_of(answers: Answers) -> tuple[str, ...]:
    """The codes of the marked regions in the chart's order, without any that the chart does not know."""
    return _ordered(answers.choices(ID, "pain_map") or ())


def marks_words(marks: Iterable[str]) -> str:
    """What is marked, as it stands alone: "Right low back, right buttock"."""
    words = ", ".join(region(code).words for code in _ordered(marks))
    return words[:1].upper() + words[1:] if words else tr("Nothing is marked")


def unmarked(answers: Answers) -> set[str]:
    """The sites that were ticked and have no mark: nobody said where in them it hurts."""
    return _unmarked(marks_of(answers), set(_ticked(answers)))


def side_of(marks: Iterable[str]) -> str | None:
    """Where the marks lie: "right", "left", "both", "central" for the middle alone; None without marks.

    A mark in the middle belongs to no side, so beside one on the right it leaves the pain on the right.
    """
    sides = {region(code).side for code in marks}
    match (Side.RIGHT in sides, Side.LEFT in sides):
        case (True, True):
            return "both"
        case (True, False):
            return "right"
        case (False, True):
            return "left"
        case _:
            return "central" if sides else None


def _stroke(answers: Answers, marks: tuple[str, ...], ticked: set[str], places: tuple[Ref, ...]) -> Stroke:
    side = _side(answers, marks, bool(_unmarked(marks, ticked)))
    values: dict[Ref, Value | None] = {
        MAP: Choices(marks) if marks else None,
        SITE: Choices(tuple(site.code for site in SITES if site.code in ticked)) if ticked else None,
        SIDE: side,
    }
    return tuple((ref, values[ref]) for ref in places if values[ref] != answers.entries.get(ref))


def _side(answers: Answers, marks: tuple[str, ...], elsewhere: bool) -> Value | None:
    """The side after this stroke; `elsewhere` when a site without a mark stays ticked."""
    before, value = side_of(marks_of(answers)), answers.entries.get(SIDE)
    now, then = (value.code if isinstance(value, Choice) else None), side_of(marks)
    if marks == marks_of(answers) and (now is None or _fits(now, marks, elsewhere)):
        return value
    if now is None:
        return Choice(then) if then else value
    if then is None:
        return None if now == before and not elsewhere else value
    if now != before:
        if elsewhere:
            return Choice(_together(now, then))
        if _fits(now, marks, elsewhere):
            return value
    return Choice(then)


def _fits(side: str, marks: Iterable[str], elsewhere: bool) -> bool:
    sides = {region(code).side for code in marks}
    if elsewhere or not sides:
        return True
    wanted = {"right": {Side.RIGHT}, "left": {Side.LEFT}, "both": {Side.RIGHT, Side.LEFT}}
    return wanted.get(side, {None}) <= sides


def _together(one: str, other: str) -> str:
    """The side of two pains: the middle adds nothing to a side."""
    lateral = {side for side in (one, other) if side != "central"}
    return "central" if not lateral else lateral.pop() if len(lateral) == 1 else "both"


def _unmarked(marks: Iterable[str], ticked: set[str]) -> set[str]:
    return ticked - _sites(marks)


def _sites(marks: Iterable[str]) -> set[str]:
    return {region(code).site for code in marks}


def _ticked(answers: Answers) -> tuple[str, ...]:
    return answers.choices(ID, "pain_sites") or ()


def _ordered(codes: Iterable[str]) -> tuple[str, ...]:
    wanted = set(codes)
    return tuple(one.code for one in REGIONS if one.code in wanted)
