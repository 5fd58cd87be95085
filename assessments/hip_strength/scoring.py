"""The two sides of a movement against each other: the difference, its error, and what is found."""

from __future__ import annotations

from decimal import Decimal

from assessments.hip_strength.limb import Limb, limb, method, not_done
from assessments.hip_strength.movements import MOVEMENTS
from assessments.hip_strength.protocol import ID
from assessments.language.answers import Answers
from assessments.language.conventions import conventions
from assessments.language.finding import Finding, Presence, SideResult, two_sides
from assessments.language.outcome import Asymmetry
from assessments.language.reading import number
from assessments.language.rounding import half_up
from assessments.language.value import SIDES, Side
from resources.tongue import inside, tr


def asymmetry(answers: Answers, movement: str) -> Asymmetry:
    """The difference between the sides, as (stronger - weaker) / stronger in per cent, or in manual grades.

    A missing side, or no force above zero, comes first; then both sides low; then a weaker side that hurts;
    then the difference itself. The per cent is rounded once, half up to one decimal, before it is compared.
    """
    limbs = {side: limb(answers, movement, side) for side in SIDES}
    match method(answers, movement):
        case "manual":
            return _by_grade(answers, movement, limbs)
        case None if any(it.tried or it.grade is not None for it in limbs.values()):
            words = tr("Both forces and manual grades are recorded: say which method counts.")
            return Asymmetry(movement, None, None, "invalid", words)
        case _:
            return _by_force(answers, movement, limbs)


def error(movement: str) -> Decimal:
    """The measurement error of one value, and of a difference between sides, in per cent."""
    return conventions()[MOVEMENTS[movement].error_rule]


def findings(answers: Answers) -> tuple[Finding, ...]:
    """The extensor and the abductor strength difference; the other movements feed no finding."""
    return tuple(_finding(answers, it.code, it.finding) for it in MOVEMENTS.values() if it.finding)


def side_words(answers: Answers, movement: str, side: Side) -> str:
    """What one side gave, in words: "132 N", "Grade 4.5", or why there is nothing."""
    it = limb(answers, movement, side)
    if method(answers, movement) == "manual":
        return tr("Grade {grade}", grade=number(it.grade)) if it.grade is not None else _gap(it)
    return f"{number(half_up(it.force, 1))} N" if it.force is not None else _gap(it)


def _by_force(answers: Answers, movement: str, limbs: dict[Side, Limb]) -> Asymmetry:
    forces = {side: it.force for side, it in limbs.items() if it.force is not None}
    if len(forces) < len(SIDES):
        grade = "invalid" if all(it.tried for it in limbs.values()) else "missing"
        return Asymmetry(movement, None, None, grade, _gaps(answers, movement, limbs))
    weak, strong = min(forces.values()), max(forces.values())
    if not strong:
        return Asymmetry(movement, None, None, "invalid", tr("No force above zero on either side."))
    percent = half_up(100 * (strong - weak) / strong, 1)
    weaker = None if weak == strong else min(SIDES, key=lambda side: forces[side])
    rules = conventions()
    grade = _graded(percent, rules["ASYM_POS"], rules["ASYM_BORD"])
    grade = _overruled(grade, _said_low(answers, movement), weaker, limbs)
    words = _percent_words(percent, error(movement), weaker, grade)
    return Asymmetry(movement, percent, weaker, grade, words)


def _by_grade(answers: Answers, movement: str, limbs: dict[Side, Limb]) -> Asymmetry:
    grades = {side: it.grade for side, it in limbs.items() if it.grade is not None}
    if len(grades) < len(SIDES):
        return Asymmetry(movement, None, None, "missing", _gaps(answers, movement, limbs))
    weak, strong = min(grades.values()), max(grades.values())
    weaker = None if weak == strong else min(SIDES, key=lambda side: grades[side])
    rules = conventions()
    grade = _graded(strong - weak, rules["MMT_POS"], rules["MMT_BORD"])
    low = _said_low(answers, movement) or strong <= rules["MMT_LOW"]
    grade = _overruled(grade, low, weaker, limbs)
    words = _grade_words(strong - weak, weaker, grade)
    return Asymmetry(movement, None, weaker, grade, words, strong - weak)


def _graded(difference: Decimal, positive: Decimal, borderline: Decimal) -> str:
    if difference >= positive:
        return "positive"
    return "borderline" if difference >= borderline else "within"


def _overruled(grade: str, low: bool, weaker: Side | None, limbs: dict[Side, Limb]) -> str:
    """Both sides low, then pain on the weaker side, come before the difference."""
    if low:
        return "bilateral"
    pain = limbs[weaker].pain if weaker else None
    if grade != "within" and pain is not None and pain >= conventions()["PAIN_INHIB"]:
        return "pain_inhibited"
    return grade


def _said_low(answers: Answers, movement: str) -> bool:
    return answers.choice(ID, f"{movement}_both_low") == "yes"


def _percent_words(percent: Decimal, error: Decimal, weaker: Side | None, grade: str) -> str:
    if weaker is None:
        return _judged(tr("No difference between the sides (error {error} %)", error=error), grade)
    difference = tr(
        "{side} weaker by {percent} % (error {error} %)", side=weaker.heading, percent=percent, error=error
    )
    return _judged(difference, grade)


def _grade_words(difference: Decimal, weaker: Side | None, grade: str) -> str:
    if weaker is None:
        return _judged(tr("The same grade on both sides"), grade)
    if difference == Decimal("0.5"):
        return _judged(tr("{side} weaker by half a grade", side=weaker.heading), grade)
    size = number(difference)
    if difference > 1:
        return _judged(tr("{side} weaker by {size} grades", side=weaker.heading, size=size), grade)
    return _judged(tr("{side} weaker by {size} grade", side=weaker.heading, size=size), grade)


def _judged(difference: str, grade: str) -> str:
    match grade:
        case "borderline":
            return tr("{difference}: borderline.", difference=difference)
        case "positive":
            return tr("{difference}: counts as a finding.", difference=difference)
        case "bilateral":
            return tr("{difference}; both sides low.", difference=difference)
        case "pain_inhibited":
            return tr(
                "{difference}, but that side hurts: strength unknown, held back by pain.",
                difference=difference,
            )
        case _:
            return f"{difference}."


def _gaps(answers: Answers, movement: str, limbs: dict[Side, Limb]) -> str:
    """Why there is nothing to compare, side by side; once when the whole movement was not done."""
    whole = not_done(answers, movement)
    if whole:
        return f"{whole}."
    manual = method(answers, movement) == "manual"
    return " ".join(
        f"{side.heading}: {inside(_gap(it))}."
        for side, it in limbs.items()
        if (it.grade if manual else it.force) is None
    )


def _gap(it: Limb) -> str:
    return it.reason or tr("Not recorded")


def _finding(answers: Answers, movement: str, code: str) -> Finding:
    result = asymmetry(answers, movement)
    match result.grade:
        case "positive":
            weak = {result.weaker: Presence.PRESENT}
            presences = tuple(weak.get(side, Presence.ABSENT) for side in SIDES)
        case "bilateral":
            presences = (Presence.PRESENT, Presence.PRESENT)
        case "within" | "borderline":
            presences = (Presence.ABSENT, Presence.ABSENT)
        case _:
            presences = (Presence.UNKNOWN, Presence.UNKNOWN)
    right, left = (
        SideResult(presence, side_words(answers, movement, side), result.words, grade=result.grade)
        for side, presence in zip(SIDES, presences, strict=True)
    )
    return two_sides(code, right, left, "bilateral" if result.grade == "bilateral" else None)
