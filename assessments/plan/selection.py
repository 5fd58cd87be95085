"""What may go on the home sheet and what is proposed, from class, findings and cautions."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from assessments.language.conventions import conventions
from assessments.language.value import PlanItem, Prescription
from assessments.plan.circumstances import (
    Examined,
    cautions,
    counted_class,
    high_distress,
    high_symptoms,
    plan_kind,
    present,
    runs,
    weaker_side,
)
from assessments.plan.library import Exercise, Task, daily_tasks, library
from resources.tongue import inside, tr

PHASES = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Offer:
    """One exercise the clinician may put on the sheet, with the finding it answers and its starting dose.

    `proposed` items stand on the sheet at first; `tick` items go on it only when the clinician ticks them,
    for the reason in `why_tick`.
    """

    exercise: Exercise
    item: PlanItem
    why: str
    proposed: bool
    tick: bool
    why_tick: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An exercise that findings or class would bring and a caution keeps off, with the caution in words.

    `instead` is the version that takes its place, where there is one.
    """

    exercise: Exercise
    words: str
    instead: Exercise | None = None


def options(examined: Examined, phase: int) -> tuple[Offer, ...]:
    """Everything that may go on the sheet in this phase, what is proposed first."""
    sheet = {item.exercise: item for item in proposed(examined, phase).items}
    codes = [*sheet, *(code for code in _candidates(examined, phase) if code not in sheet)]
    surgery = "RF36" in cautions(examined)
    unmatched = plan_kind(examined) == "clinician_selects"
    offers = []
    for code in codes:
        exercise = library()[code]
        item = sheet.get(code) or _item(examined, exercise, phase)
        if item is None or _barred(examined, exercise):
            continue
        reason = tr("Only within the surgeon's limits") if surgery else ""
        if unmatched and exercise.hip:
            reason = reason or tr("Secondary target: the findings do not match the pain")
        offers.append(Offer(exercise, item, why(examined, item.finding), code in sheet, bool(reason), reason))
    return tuple(offers)


def proposed(examined: Examined, phase: int) -> Prescription:
    """The sheet as the program would begin it; empty where no plan is to be given."""
    kind = plan_kind(examined)
    if phase not in PHASES:
        raise ValueError(f"there is no phase {phase}")
    # After surgery only the surgeon's limits decide, and the program does not know them.
    if kind == "none" or "RF36" in cautions(examined):
        return Prescription(phase, ())
    if kind == "advice_only":
        codes = ["WALK"]
    elif high_symptoms(examined):
        codes = ["EASE-BACK", *_gentle(examined, phase), "WALK"]
    elif kind == "clinician_selects":
        codes = ["TRUNK", "DAILY", "WALK"]
    else:
        codes = _by_class(examined, phase)
    items = [
        item
        for code in dict.fromkeys(_version(examined, code) for code in codes)
        if code and (item := _item(examined, library()[code], phase)) is not None
    ]
    return Prescription(phase, tuple(items[: int(conventions()["PLAN_MOST"])]))


def left_out(examined: Examined, phase: int) -> tuple[LeftOut, ...]:
    """What would be on offer in this phase and is kept off by a caution."""
    if plan_kind(examined) == "none":
        return ()
    found = []
    for code in _unsifted(examined, phase):
        exercise, instead = library()[code], _version(examined, code)
        words = _barred(examined, exercise) if phase in exercise.doses else ""
        if words:
            found.append(LeftOut(exercise, words, library()[instead] if instead else None))
    return tuple(found)


def left_out_words(examined: Examined, phase: int) -> tuple[str, ...]:
    """A sentence for each caution with what it keeps off, and why nothing is proposed after surgery."""
    by_caution: dict[str, list[str]] = {}
    for out in left_out(examined, phase):
        name = out.exercise.name
        if out.instead:
            name = tr("{exercise} (instead: {other})", exercise=name, other=out.instead.name)
        by_caution.setdefault(out.words, []).append(name)
    found = [
        tr("{caution}. Left out: {exercises}.", caution=words, exercises=", ".join(names))
        for words, names in by_caution.items()
    ]
    return (*((surgery,) if (surgery := after_surgery(examined)) else ()), *found)


def after_surgery(examined: Examined) -> str:
    """Why nothing is proposed after surgery; "" without it, or where no plan is given at all."""
    if plan_kind(examined) == "none" or "RF36" not in cautions(examined):
        return ""
    return tr(
        "Nothing is proposed after hip or spine surgery: only the surgeon's limits decide. "
        "Add what they allow."
    )


def complaints(examined: Examined, plan: Prescription) -> tuple[str, ...]:
    """What speaks against a sheet as the clinician has made it, in sentences; none when it may be printed."""
    rules, found = conventions(), []
    if plan.items and plan_kind(examined) == "none":
        found.append(tr("No exercise plan is given with this result."))
    if len(plan.items) > rules["PLAN_MOST"]:
        found.append(tr("The sheet holds at most {most} items.", most=rules["PLAN_MOST"]))
    exercises = [library()[item.exercise] for item in plan.items if item.exercise in library()]
    for item in plan.items:
        if item.exercise not in library():
            found.append(tr("{code} is not in the library.", code=item.exercise))
    for exercise in exercises:
        words = _barred(examined, exercise)
        if words:
            found.append(f"{exercise.clinical}: {inside(words)}.")
    hips = sum(exercise.hip for exercise in exercises)
    if plan_kind(examined) == "clinician_selects" and hips > rules["PLAN_TICKED"]:
        found.append(
            tr("At most {most} hip items: the findings do not match the pain.", most=rules["PLAN_TICKED"])
        )
    if plan_kind(examined) == "advice_only" and hips:
        found.append(tr("No hip item answers this result: no hip impairment was found."))
    if high_distress(examined) and sum(exercise.exercise for exercise in exercises) > rules["PLAN_PSYCH"]:
        found.append(tr("At most {most} exercises: the STarT Back group is high.", most=rules["PLAN_PSYCH"]))
    return tuple(found)


def proposed_tasks(examined: Examined) -> tuple[Task, ...]:
    """Three daily tasks, those named as worse first; bending leads where bending is what provokes."""
    worse = {
        step
        for task in daily_tasks().values()
        for step in task.answers
        if examined.answers.choice("intake", step) == "worse"
    }
    bends = counted_class(examined) == "UNM-FLEX"
    tasks = sorted(
        daily_tasks().values(),
        key=lambda task: (not (bends and task.code == "BEND_HIPS"), not worse & set(task.answers)),
    )
    return tuple(tasks[:3])


def why(examined: Examined, finding: str) -> str:
    """Why an item is there, in the words of the finding it answers."""
    found = examined.findings.get(finding)
    if found is None:
        return _BLOCKS.get(finding, finding)
    sides = [f"{side.words} {found.by_side[side].words}" for side in found.sides]
    words = "; ".join(sides) or finding
    return words[0].upper() + words[1:]


_BLOCKS = {
    "TRUNK": tr("Trunk work goes with every plan"),
    "DAILY": tr("Practising daily tasks differently matters as much as exercise"),
    "WALK": tr("Walking goes with every plan"),
    "EASE": tr("Symptoms are high: settle them first"),
    "RUN": tr("Running brings it on"),
}


def _by_class(examined: Examined, phase: int) -> list[str]:
    """Two hip items of the class's row (three where it mixes two families), then the blocks of every plan."""
    code = counted_class(examined) or ""
    # A small heel bridge is what stenosis features leave of the hip extension items.
    first = ["HEEL-BR"] if "RF32" in cautions(examined) else []
    row = first + _row("class", code, phase) + _wanted(examined, phase)
    hips = [c for c in dict.fromkeys(row) if _possible(examined, c, phase)]
    most = 3 if code == "MIX" and phase == 1 else 2
    if high_distress(examined):
        most = min(most, int(conventions()["PLAN_PSYCH"]))
    chosen = hips[:most]
    if phase == 3 and runs(examined) and not high_distress(examined):
        return [*chosen, "STEP-RATE", "DAILY", "WALK"]
    # The trunk row waits for phase 2, as the table has it, and for room on the sheet.
    trunk = ["TRUNK"] if phase == 2 and not high_distress(examined) else []
    return [*chosen, *trunk, "DAILY", "WALK"]


def _gentle(examined: Examined, phase: int) -> list[str]:
    """The one gentle item, for a finding where one is there and the class offers it, else for the trunk."""
    gentle = [code for code, exercise in library().items() if exercise.gentle and exercise.hip]
    if plan_kind(examined) == "offered":
        fitting = [code for code in gentle if _possible(examined, code, phase)]
        if fitting:
            return fitting[:1]
    return ["TRUNK"]


def _candidates(examined: Examined, phase: int) -> list[str]:
    kind = plan_kind(examined)
    if kind == "none":
        return []
    blocks = [code for code, exercise in library().items() if not exercise.hip and not exercise.version_of]
    if not high_symptoms(examined):
        blocks.remove("EASE-BACK")
    hips: list[str] = []
    if kind != "advice_only":
        hips = [*_row("class", counted_class(examined) or "", phase), *_wanted(examined, phase)]
    else:
        blocks = ["WALK", "DAILY", "TRUNK"]
    versions = [_version(examined, code) for code in (*hips, *blocks)]
    return [code for code in dict.fromkeys(versions) if code]


def _unsifted(examined: Examined, phase: int) -> list[str]:
    """The hip items of class and findings, and the blocks of every plan, before any caution is asked."""
    hips: list[str] = []
    if plan_kind(examined) != "advice_only":
        hips = [*_row("class", counted_class(examined) or "", phase), *_wanted(examined, phase)]
    running = ["KNEE-DRIVE", "STEP-RATE"] if runs(examined) else []
    return list(dict.fromkeys([*hips, "TRUNK", *running]))


def _wanted(examined: Examined, phase: int) -> list[str]:
    codes: list[str] = []
    for finding in present(examined):
        codes += _row("finding", finding, phase)
    return list(dict.fromkeys(codes))


def _version(examined: Examined, code: str) -> str:
    """The exercise, or the version that takes its place in pregnancy; "" when a caution forbids both."""
    if not _barred(examined, library()[code]):
        return code
    for other in library().values():
        if other.version_of == code and not _barred(examined, other):
            return other.code
    return ""


def _possible(examined: Examined, code: str, phase: int) -> bool:
    version = _version(examined, code)
    return bool(version) and _item(examined, library()[version], phase) is not None


def _barred(examined: Examined, exercise: Exercise) -> str:
    """Why a caution forbids it, in words; "" when none does."""
    fired = cautions(examined)
    if "RF35" in fired and exercise.position not in ("side_lying", "standing"):
        return tr("Pregnancy: side-lying and standing versions only")
    for code in exercise.not_when:
        if code in fired:
            return _WHY_NOT[code]
    if "RUN" in exercise.needs and not runs(examined):
        return tr("Running items are for runners")
    return ""


_WHY_NOT = {
    "RF23": tr("Bone fragility: no loaded end-range bend or twist"),
    "RF25": tr("Bone stress injury in question: no step, no hop, no running"),
    "RF26": tr("Avascular necrosis in question: weight bearing protected"),
    "RF32": tr("Stenosis features: no hip extension to end range"),
    "RF35": tr("Pregnancy: not offered"),
    "RF37": tr("Fall risk: no single-leg or stepping work without support"),
}


def _item(examined: Examined, exercise: Exercise, phase: int) -> PlanItem | None:
    """The row of the sheet with the phase's starting dose; None where it has none or nothing to answer."""
    dose = exercise.doses.get(phase)
    finding = _answered(examined, exercise)
    if dose is None or finding is None:
        return None
    sides, first, note = _sides(examined, exercise, finding)
    if "RF32" in cautions(examined):
        note = " ".join(part for part in (note, _STENOSIS_NOTES.get(exercise.code, "")) if part)
    elif exercise.code == "WALK" and phase == 3 and counted_class(examined) == "EXT-MOB":
        note = _LONG_STRIDES
    return PlanItem(
        exercise.code, finding, dose.sets, dose.repetitions, dose.seconds, dose.frequency, sides, first, note
    )


_STENOSIS_NOTES = {
    "HEEL-BR": tr("Keep the lift small."),
    "WALK": tr("Rest when you need to. A bike is fine too."),
}
"""What the patient reads beside an item when stenosis features are there."""


_LONG_STRIDES = tr("Now try some longer steps.")
"""What the walk of a stiff hip adds in phase 3."""


def _answered(examined: Examined, exercise: Exercise) -> str | None:
    if not exercise.hip:
        return exercise.findings[0]
    there = present(examined)
    return next((finding for finding in exercise.findings if finding in there), None)


def _sides(examined: Examined, exercise: Exercise, finding: str) -> tuple[str, str, str]:
    """Which sides are trained, which comes first, and the extra round of a clearly weaker side."""
    if exercise.sides == "none" or finding not in examined.findings:
        return ("none", "", "")
    affected = examined.findings[finding].sides
    if exercise.sides == "affected" and len(affected) == 1:
        return (affected[0].value, "", "")
    weaker = weaker_side(examined, finding)
    if weaker is not None:
        return ("both", weaker.value, tr("One more round on the {side} side.", side=weaker.words))
    first = affected[0].value if len(affected) == 1 else ""
    return ("both", first, "")


def _row(kind: str, code: str, phase: int) -> list[str]:
    rows: Iterable[str] = _table()[kind].get(code, {}).get(str(phase), ())
    return list(rows)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("assessments.plan").joinpath("selection.toml").read_text("utf-8"))
