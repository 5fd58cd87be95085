"""What stands beside a difference: its measurement error, and what the trials themselves ask for."""

from __future__ import annotations

from assessments.hip_strength.limb import limb, method
from assessments.hip_strength.movements import MOVEMENTS
from assessments.hip_strength.scoring import asymmetry, error
from assessments.language.answers import Answers
from assessments.language.conventions import conventions
from assessments.language.reading import number
from assessments.language.value import SIDES, Side
from resources.tongue import tr

ERROR_SOURCE = tr(
    "Error source: a single-tester laboratory figure (Thorborg 2010). Yours is probably larger."
)

BOTH_LOW = tr(
    "Both sides low? Equal sides can both be weak. No norm fits this person and test, so you decide."
)

_SCORED = 3


def beyond_error(answers: Answers, movement: str) -> bool | None:
    """Whether the sides differ by more than the error and by more than each side's own trials scatter.

    None where there is no per cent to judge, manual grades included.
    """
    percent = asymmetry(answers, movement).percent
    if percent is None:
        return None
    right, left = (limb(answers, movement, side) for side in SIDES)
    if right.force is None or left.force is None or percent <= error(movement):
        return False
    scatter = max((it.scatter for it in (right, left) if it.scatter is not None), default=None)
    return scatter is None or abs(right.force - left.force) > scatter


def error_words(answers: Answers, movement: str) -> str:
    """The difference beside its measurement error; empty where there is no per cent."""
    percent = asymmetry(answers, movement).percent
    if percent is None:
        return ""
    bound = error(movement)
    if beyond_error(answers, movement):
        rules = conventions()
        return tr(
            "A {percent} % difference is larger than the error of this test ({bound} %). Side "
            "differences up to {low:.0f} to {high:.0f} % are on record in healthy adults (Bohannon 1999).",
            percent=percent,
            bound=bound,
            low=rules["SIDES_NORMAL_LOW"],
            high=rules["SIDES_NORMAL_HIGH"],
        )
    if percent > bound:
        return tr(
            "A {percent} % difference is larger than the error of this test ({bound} %), but not "
            "than the spread of the trials on one side.",
            percent=percent,
            bound=bound,
        )
    return tr(
        "A {percent} % difference cannot be told from error on this test ({bound} %).",
        percent=percent,
        bound=bound,
    )


def another_trial(answers: Answers, movement: str, side: Side) -> bool:
    """Whether a fourth trial is asked: three are recorded and the best two valid ones do not agree."""
    it = limb(answers, movement, side)
    if it.tried != _SCORED:
        return False
    apart = it.best_two_apart
    return len(it.valid) < 2 or (apart is not None and apart > conventions()["TRIAL_SPREAD"])


def notes(answers: Answers) -> tuple[str, ...]:
    """Every recorded difference beside its error, and what the trials ask, each with its movement."""
    return tuple(
        f"{movement.name}: {words}"
        for movement in MOVEMENTS.values()
        for words in (error_words(answers, movement.code), *warnings(answers, movement.code))
        if words
    )


def warnings(answers: Answers, movement: str) -> tuple[str, ...]:
    """What the recorded trials and levers ask the examiner to look at again."""
    if method(answers, movement) == "manual":
        return ()
    rules = conventions()
    found = []
    for side in SIDES:
        if another_trial(answers, movement, side):
            name = side.heading
            if len(limb(answers, movement, side).valid) < 2:
                found.append(tr("{side}: fewer than two valid trials. One more trial.", side=name))
            else:
                spread = number(rules["TRIAL_SPREAD"])
                found.append(
                    tr(
                        "{side}: the best two trials differ by more than {spread} %. One more trial.",
                        side=name,
                        spread=spread,
                    )
                )
    right, left = (limb(answers, movement, side).lever for side in SIDES)
    if right is not None and left is not None and abs(right - left) > rules["LEVER_SPREAD"]:
        apart = number(rules["LEVER_SPREAD"] * 100)
        found.append(
            tr(
                "Lever arms R {right} m and L {left} m are more than {apart} cm apart. "
                "The forces are not from the same test.",
                right=number(right),
                left=number(left),
                apart=apart,
            )
        )
    result = asymmetry(answers, movement)
    if result.weaker and limb(answers, movement, result.weaker).pain is None and result.grade != "within":
        found.append(
            tr("Pain on the weaker side is not recorded, so pain cannot be ruled out as the reason.")
        )
    return tuple(found)
