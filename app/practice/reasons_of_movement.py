"""What an expert says of a movement that was seen: in which lifts or repetitions, how much, where to look."""

from __future__ import annotations

from collections.abc import Sequence

from app.practice.observer import pattern, points, seen
from app.practice.observing import observing
from app.practice.truth import Lifts, StepDown
from assessments.language.value import Side
from resources.tongue import listed, tr, trn


def lift(lifts: Lifts, step: str, trial: int) -> str:
    """One pattern of one lift, and where to look for it."""
    faults = lifts.lifts[trial - 1]
    tips = faults.get("anterior_tilt", 0.0) > faults.get("lumbar_extension", 0.0)
    code = "anterior_tilt" if tips and step == "lumbar_extension" else step
    return _lifted(code, seen(pattern(faults, step)), trial)


def _lifted(code: str, grade: str, n: int) -> str:
    match code, grade:
        case "lumbar_extension", "clear":
            return tr("The low back hollows clearly in lift {n}. Watch it from the side.", n=n)
        case "lumbar_extension", "slight":
            return tr("The low back hollows a little in lift {n}: slight, and slight never counts.", n=n)
        case "lumbar_extension", _:
            return tr("The low back keeps its shape in lift {n}. Watch it from the side.", n=n)
        case "anterior_tilt", "clear":
            return tr("The pelvis tips forwards clearly in lift {n}. It counts as lumbar extension.", n=n)
        case "anterior_tilt", "slight":
            return tr("The pelvis tips forwards a little in lift {n}: slight, and slight never counts.", n=n)
        case "anterior_tilt", _:
            return tr("The pelvis hardly tips in lift {n}. Watch it from the side.", n=n)
        case "rotation", "clear":
            return tr(
                "The pelvis turns clearly in lift {n}: one side leaves the couch. Watch the feet end.", n=n
            )
        case "rotation", "slight":
            return tr("The pelvis turns a little in lift {n}: slight, and slight never counts.", n=n)
        case "rotation", _:
            return tr("Both sides of the pelvis stay level in lift {n}. Watch from the feet end.", n=n)
        case "lateral_shift", "clear":
            return tr("The back bends to the side clearly in lift {n}. Watch the spine from above.", n=n)
        case "lateral_shift", "slight":
            return tr(
                "The back bends to the side a little in lift {n}: slight, and slight never counts.", n=n
            )
        case "lateral_shift", _:
            return tr("The spine stays straight in lift {n}. Watch it from above.", n=n)
        case _, "clear":
            return tr("The knee bends clearly in lift {n}. It is noted and never scored.", n=n)
        case _, "slight":
            return tr("The knee bends a little in lift {n}. It is noted and never scored.", n=n)
        case _:
            return tr("The knee stays straight in lift {n}. Watch it from the side.", n=n)


def step_down(step: StepDown, item: str, side: Side) -> str:
    """One item over all repetitions of a side: seen on any of them scores."""
    match item:
        case "arm":
            return _arm(_shown(step, "arm"))
        case "trunk":
            return _trunk(_shown(step, "trunk"))
        case "pelvis":
            return _pelvis(_shown(step, "pelvis"), _shown(step, "pelvis_turns"), side.other)
        case "knee":
            return _knee(points(step.repetitions, "knee"), _shown(step, "knee_2"), _shown(step, "knee_1"))
        case _:
            return _steady(_shown(step, "steady"))


def _shown(step: StepDown, code: str) -> list[int]:
    seen_from = observing().seen
    return [n for n, faults in enumerate(step.repetitions, 1) if faults.get(code, 0.0) >= seen_from]


def _arm(on: list[int]) -> str:
    if on:
        return tr("A hand leaves the waist on {repetitions}. Watch both hands.", repetitions=repetitions(on))
    return tr("Both hands stay on the waist throughout.")


def _trunk(on: list[int]) -> str:
    if on:
        return tr(
            "The trunk leans on {repetitions}. Watch the breastbone against the upright.",
            repetitions=repetitions(on),
        )
    return tr("The trunk stays upright enough throughout: nothing to score.")


def _pelvis(drops: list[int], turns: list[int], free: Side) -> str:
    if drops and turns:
        return tr(
            "The {side} side of the pelvis drops on {dropping}, and the pelvis turns on {turning}. "
            "Watch the belt line.",
            side=free.words,
            dropping=repetitions(drops),
            turning=repetitions(turns),
        )
    if drops:
        return tr(
            "The {side} side of the pelvis drops on {repetitions}. Watch the belt line.",
            side=free.words,
            repetitions=repetitions(drops),
        )
    if turns:
        return tr(
            "The pelvis stays level and turns on {repetitions}. Watch the belt buckle.",
            repetitions=repetitions(turns),
        )
    return tr("The pelvis stays level and faces forwards throughout.")


def _knee(scored: str, past_the_foot: list[int], past_the_toe: list[int]) -> str:
    match scored:
        case "2":
            return tr(
                "The shin bump passes the inner border of the foot on {repetitions}: 2 points.",
                repetitions=repetitions(past_the_foot),
            )
        case "1":
            return tr(
                "The shin bump passes the second toe on {repetitions}, and never the inner border of the "
                "foot: 1 point.",
                repetitions=repetitions(past_the_toe),
            )
        case _:
            return tr("The shin bump stays over the second toe or outside it throughout.")


def _steady(on: list[int]) -> str:
    if on:
        return tr("The standing foot wavers on {repetitions}. Watch the ankle.", repetitions=repetitions(on))
    return tr("The standing foot stays quiet throughout.")


def repetitions(numbers: Sequence[int]) -> str:
    """In the middle of a sentence: "repetition 2", "repetitions 2, 3 and 4"."""
    shown = listed([str(n) for n in numbers])
    return trn("repetition {numbers}", "repetitions {numbers}", len(numbers), numbers=shown)
