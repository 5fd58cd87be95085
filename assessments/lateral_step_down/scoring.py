"""The step-down total of each side, 0 to 6, from its items, and whether it amounts to a finding."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from assessments.language.answers import Answers
from assessments.language.conventions import conventions
from assessments.language.finding import (
    Finding,
    Measure,
    Method,
    Presence,
    SideResult,
    category_words,
    two_sides,
)
from assessments.language.protocol import NOT_RECORDED, Chosen
from assessments.language.reading import number
from assessments.language.value import SIDES, Ref, Side
from assessments.lateral_step_down.protocol import CONTROL, ID, MARKS, MOST, PROTOCOL, REPETITIONS, most
from resources.tongue import inside, tr


@dataclass(frozen=True, slots=True)
class Score:
    """What a side may have scored: every total still possible, and what each makes of the finding.

    One total when all five items are settled or a total was given; more when items are open; none when
    nothing was recorded, or when items and total contradict each other. `blocked` says in words why nothing
    is to be made of it, whatever it is.
    """

    totals: tuple[int, ...]
    presence: Presence
    blocked: str = ""

    @property
    def total(self) -> int | None:
        """The total, when only one is possible."""
        return self.totals[0] if len(self.totals) == 1 else None


def findings(answers: Answers) -> tuple[Finding, ...]:
    """FPC: present on a side with enough points, some of them from trunk, pelvis or knee; "marked" when a
    present side has a poor total."""
    right, left = (side_result(answers, side) for side in SIDES)
    present = [result for result in (right, left) if result.presence is Presence.PRESENT]
    grade = "marked" if any(result.grade == "marked" for result in present) else "moderate"
    return (two_sides("FPC", right, left, grade if present else None),)


def side_result(answers: Answers, side: Side) -> SideResult:
    """One side of FPC. A side that is present has the grade "moderate" or "marked", or None while open items
    leave both possible."""
    found = score(answers, side)
    shown = spoken(found.totals)
    rules = conventions()
    if found.blocked:
        words = tr("{shown}, not scored", shown=shown) if found.totals else found.blocked
        return SideResult(Presence.UNKNOWN, words, found.blocked)
    if found.presence is Presence.UNKNOWN:
        return SideResult(
            Presence.UNKNOWN, tr("{shown}, items open", shown=shown), tr("Not every item was judged")
        )
    reason = rules.rules["STEP_FIND" if recorded(answers, side) else "STEP_TOTAL_ONLY"].words
    if found.presence is Presence.ABSENT:
        return SideResult(Presence.ABSENT, shown, reason)
    grades = {"marked" if total >= rules["STEP_MARKED"] else "moderate" for total in found.totals}
    grade = grades.pop() if len(grades) == 1 else None
    return SideResult(Presence.PRESENT, shown, reason, grade=grade, value=_points(found.totals))


def score(answers: Answers, side: Side) -> Score:
    """The score of one side. An open item is tried at every value it may have; where all agree, so does the
    side. A total alone needs more points, because arm and steadiness could be all of it."""
    if skipped := answers.not_done(ID, side):
        return Score((), Presence.UNKNOWN, skipped.words)
    blocked = _blocked(answers, side)
    typed = answers.amount(ID, "total", side)
    if not recorded(answers, side):
        if typed is None:
            return Score((), Presence.UNKNOWN, blocked or tr("Not recorded"))
        present = typed >= conventions()["STEP_TOTAL_ONLY"]
        return Score((int(typed),), _presence({present}, blocked), blocked)
    ways = [
        dict(zip(MARKS, points, strict=True))
        for points in product(*(item_points(answers, side, item) for item in MARKS))
    ]
    if typed is not None:
        ways = [way for way in ways if sum(way.values()) == typed]
        if not ways:
            return Score((), Presence.UNKNOWN, tr("The items do not make the total of {typed}", typed=typed))
    totals = tuple(sorted({sum(way.values()) for way in ways}))
    return Score(totals, _presence({_is_finding(way) for way in ways}, blocked), blocked)


def item_points(answers: Answers, side: Side, item: str) -> tuple[int, ...]:
    """What an item may score: the worst that was seen, alone when every repetition was judged.

    Items given once, as repetition 1 and nowhere after, stand for the whole test: so an exam document tells
    them. Otherwise each repetition up to the last one done has its own mark (up to all of them while nobody
    said how many were done), and one without leaves the item open from the worst seen to its most.
    """
    last = _last_judged(answers, side)
    if last > 1:
        done = answers.amount(ID, "repetitions_done", side)
        last = max(last, int(done)) if done is not None else REPETITIONS
    marks = [answers.choice(ID, item, side, trial) for trial in range(1, max(last, 1) + 1)]
    worst = max((int(mark) for mark in marks if mark is not None), default=0)
    return tuple(range(worst, most(item) + 1)) if None in marks else (worst,)


def recorded(answers: Answers, side: Side) -> bool:
    """Whether any item of that side was judged in any repetition."""
    return _last_judged(answers, side) > 0


def category(total: int) -> str:
    """ "good", "medium" or "poor"."""
    rules = conventions()
    if total >= rules["STEP_MARKED"]:
        return "poor"
    return "medium" if total >= rules["STEP_MEDIUM"] else "good"


def spoken(totals: tuple[int, ...]) -> str:
    """ "3 of 6, medium"; "2 to 4 of 6" while items are open."""
    if not totals:
        return tr("Not recorded")
    if len(totals) > 1:
        return _points(totals)
    return f"{_points(totals)}, {category_words(category(totals[0]))}"


def _points(totals: tuple[int, ...]) -> str:
    if len(totals) > 1:
        return tr("{least} to {largest} of {most}", least=totals[0], largest=totals[-1], most=MOST)
    return tr("{points} of {most}", points=totals[0], most=MOST)


def measures(answers: Answers) -> tuple[Measure, ...]:
    """The total of each side with its category; only the category may be compared."""
    under = method(answers)
    found = []
    for side in SIDES:
        result, side_score = side_result(answers, side), score(answers, side)
        total = None if side_score.blocked else side_score.total
        found.append(
            Measure(
                "lateral_step_down.total",
                tr("Step-down"),
                side,
                None if total is None else str(total),
                f"of {MOST}",
                result.words,
                None if total is None else category(total),
                under,
            )
        )
    return tuple(found)


def method(answers: Answers) -> Method:
    """The step, what was said and the shoes; another height is another test."""
    height = answers.amount(ID, "step_height")
    step_words = NOT_RECORDED if height is None else f"{number(height)} cm"
    parts = [(PROTOCOL.step("step_height").method_part, step_words)]
    for step in PROTOCOL.steps:
        if step.method and isinstance(step.kind, Chosen):
            parts.append((step.method_part, step.method_words(answers.choice(ID, step.id))))
    return Method(tuple(parts))


def summary(answers: Answers) -> str:
    """ "R 1, L 0 of 6"."""
    shown = ", ".join(f"{side.letter} {_short(answers, side)}" for side in SIDES)
    if not shown[-1].isdigit():
        return shown
    return tr("{points} of {most}", points=shown, most=MOST)


def excused(answers: Answers, ref: Ref) -> bool:
    """Whether a required answer is not waited for: the side was stopped, a total stands for the items, or
    the items were given once for the whole test. A side that fell short still waits for why it did."""
    if ref.side is None:
        return False
    if answers.choice(ID, "stopped_by", ref.side) is not None:
        return True
    if ref.step == "repetitions_done":
        return answers.amount(ID, "total", ref.side) is not None and not recorded(answers, ref.side)
    if ref.step not in MARKS or ref.trial is None:
        return False
    last = _last_judged(answers, ref.side)
    if last == 0:
        return answers.amount(ID, "total", ref.side) is not None
    return ref.trial > 1 and last == 1 and answers.amount(ID, "repetitions_done", ref.side) == REPETITIONS


def _blocked(answers: Answers, side: Side) -> str:
    rules = conventions()
    match answers.choice(ID, "stopped_by", side):
        case None:
            pass
        case "pain":
            return tr("Stopped by pain")
        case "patient":
            return tr("Stopped by the patient")
        case _:
            return tr("Stopped by the examiner")
    height = answers.amount(ID, "step_height")
    if height is not None and not rules["STEP_LOW"] <= height <= rules["STEP_HIGH"]:
        return tr("Step of {height} cm: not comparable, not scored", height=number(height))
    done = answers.amount(ID, "repetitions_done", side)
    if done is not None and done < REPETITIONS:
        return tr("{done} of {all} repetitions done", done=number(done), all=REPETITIONS)
    return ""


def _is_finding(points: dict[str, int]) -> bool:
    enough = sum(points.values()) >= conventions()["STEP_FIND"]
    return enough and sum(points[item] for item in CONTROL) >= 1


def _presence(ways: set[bool], blocked: str) -> Presence:
    if blocked or len(ways) != 1:
        return Presence.UNKNOWN
    return Presence.PRESENT if ways == {True} else Presence.ABSENT


def _last_judged(answers: Answers, side: Side) -> int:
    backwards = range(REPETITIONS, 0, -1)
    judged = (
        trial
        for trial in backwards
        if any(answers.choice(ID, item, side, trial) is not None for item in MARKS)
    )
    return next(judged, 0)


def _short(answers: Answers, side: Side) -> str:
    if answers.not_done(ID, side):
        return tr("not done")
    found = score(answers, side)
    if found.blocked:
        return tr("not scored") if found.totals or recorded(answers, side) else inside(found.blocked)
    if found.total is not None:
        return str(found.total)
    return tr("{least} to {largest}", least=found.totals[0], largest=found.totals[-1])
