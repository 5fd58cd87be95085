"""The perfect observer: what is true of a simulated patient, in the answers that the exam itself takes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType

from app.practice.clamshell_trial import observed_trial
from app.practice.observing import observing
from app.practice.truth import Case, Faults, Lifts, Opening, StepDown, Strength, Thigh, Truth
from assessments.language.answers import Answers
from assessments.language.catalogue import assessment
from assessments.language.protocol import Chosen, Counted, Kind, Measured, Scale, Ticked
from assessments.language.value import ALL, Choice, Choices, NotDone, Quantity, Ref, Side, Value
from assessments.lateral_step_down.protocol import REPETITIONS, USUAL_STEPS
from assessments.safety.items import asked
from assessments.safety.protocol import limp_is_asked, pregnancy_is_asked

PATTERNS = ("lumbar_extension", "rotation", "lateral_shift", "knee_flexion")
"""What is scored of each lift; a pelvis that tips forward arches the back and counts as that."""
ITEMS = ("arm", "trunk", "pelvis", "knee", "steady")

Kept = tuple[Ref, Value]


def observe(truth: Truth) -> Answers:
    """Every answer that somebody without error would record. What the patient does not know is absent."""
    person = Answers(truth.person)
    entries = dict(_intake(truth))
    entries |= dict(_safety(truth, person))
    for assessment_id, reason in truth.not_done.items():
        entries[Ref(assessment_id, ALL)] = NotDone(reason)
    for side, lifts in truth.lifts.items():
        entries |= dict(_lifts(side, lifts))
    if truth.lifts and truth.better_when_held != "not_done":
        entries[Ref("prone_hip_extension", "better_when_stabilised")] = Choice(truth.better_when_held)
    for side, thigh in truth.thighs.items():
        entries |= dict(_thigh(side, thigh))
    for side, opening in truth.openings.items():
        entries |= dict(_opening(side, opening))
    for movement, strength in truth.strength.items():
        entries |= dict(_strength(movement, strength))
    for side, step in truth.steps.items():
        entries |= dict(_step_down(side, step))
    return Answers(truth.person, MappingProxyType(entries))


def key(case: Case) -> Answers:
    """The answers that a case is marked by."""
    return observe(case.truth)


def seen(amount: float) -> str:
    """What a share of a fault is called in a lift: none, slight or clear."""
    shares = observing()
    return "clear" if amount >= shares.clear else "slight" if amount >= shares.slight else "none"


def pattern(faults: Faults, name: str) -> float:
    """The share of one pattern of a lift, 0 to 1."""
    if name == "lumbar_extension":
        return max(faults.get("lumbar_extension", 0.0), faults.get("anterior_tilt", 0.0))
    return faults.get(name, 0.0)


def points(repetitions: tuple[Faults, ...], item: str) -> str:
    """The points of one step-down item over all repetitions: seen on any of them scores."""
    seen_from = observing().seen

    def shown(*codes: str) -> bool:
        return any(faults.get(code, 0.0) >= seen_from for faults in repetitions for code in codes)

    match item:
        case "knee":
            return "2" if shown("knee_2") else "1" if shown("knee_1") else "0"
        case "pelvis":
            return "1" if shown("pelvis", "pelvis_turns") else "0"
        case _:
            return "1" if shown(item) else "0"


def value_of(kind: Kind, given: str | tuple[str, ...] | int) -> Value:
    """An answer of a case file as the step of the exam keeps it."""
    match kind:
        case Ticked():
            return Choices((given,) if isinstance(given, str) else tuple(str(code) for code in _many(given)))
        case Measured(unit=unit) | Counted(unit=unit):
            return Quantity(Decimal(str(given)), unit)
        case Scale():
            return Quantity(Decimal(str(given)), "")
        case Chosen():
            return Choice(str(given))
        case _:
            raise KeyError(f"nothing of a case is kept as {type(kind).__name__}")


def _many(given: str | tuple[str, ...] | int) -> tuple[str, ...]:
    return given if isinstance(given, tuple) else (str(given),)


def _intake(truth: Truth) -> Iterator[Kept]:
    protocol = assessment("intake").protocol
    for step, given in truth.story.history.items():
        yield Ref("intake", step), value_of(protocol.step(step).kind, given)
    yield Ref("intake", "height"), Quantity(truth.height_cm, "cm")
    yield Ref("intake", "mass"), Quantity(truth.mass_kg, "kg")


def _safety(truth: Truth, person: Answers) -> Iterator[Kept]:
    story = truth.story
    for item in asked():
        ref = Ref("safety", item.code)
        if item.code in story.unknown:
            continue
        if item.code.endswith("_features"):
            if item.code != "RF30_features" or "RF30" in story.yes:
                yield ref, Quantity(Decimal(story.features.get(item.code, 0)), "features")
        elif (item.code == "RF12" and not limp_is_asked(person)) or (
            item.code == "RF35" and not pregnancy_is_asked(person)
        ):
            continue
        else:
            yield ref, Choice("yes" if item.code in story.yes else "no")


def _lifts(side: Side, lifts: Lifts) -> Iterator[Kept]:
    test = "prone_hip_extension"
    yield Ref(test, "passive_extension", side), Choice("yes")
    for trial, faults in enumerate(lifts.lifts, 1):
        for name in PATTERNS:
            yield Ref(test, name, side, trial), Choice(seen(pattern(faults, name)))
    if lifts.stopped_by:
        yield Ref(test, "stopped_by", side), Choice(lifts.stopped_by)
    yield Ref(test, "familiar_pain", side), Choice("yes" if lifts.familiar_pain else "no")
    yield Ref(test, "pain", side), Quantity(Decimal(lifts.pain), "")


def _thigh(side: Side, thigh: Thigh) -> Iterator[Kept]:
    yield Ref("thomas", "method"), Choice("inclinometer")
    yield Ref("thomas", "hip_angle", side, 1), Quantity(thigh.hip, "deg")
    yield Ref("thomas", "knee_angle", side), Quantity(thigh.knee, "deg")
    yield Ref("thomas", "pelvis_controlled", side), Choice("yes" if thigh.pelvis_held else "no")
    drifts = thigh.drift >= observing().drift
    yield Ref("thomas", "abduction_drift", side), Choice("yes" if drifts else "no")


def _opening(side: Side, opening: Opening) -> Iterator[Kept]:
    trial = observed_trial(opening)
    yield Ref("clamshell", "mode", side), Choice("repetitions")
    yield Ref("clamshell", "repetitions", side), Quantity(Decimal(trial.valid), "repetitions")
    yield Ref("clamshell", "seconds", side), Quantity(trial.seconds, "s")
    yield Ref("clamshell", "stop_reason", side), Choice(trial.stop_reason)
    yield Ref("clamshell", "corrections", side), Quantity(Decimal(trial.corrections), "")
    yield Ref("clamshell", "pain_before", side), Quantity(Decimal(opening.pain_before), "")
    yield Ref("clamshell", "pain_peak", side), Quantity(Decimal(opening.pain_peak), "")
    yield Ref("clamshell", "limiter", side), Choice(opening.limiter)


def _strength(movement: str, strength: Strength) -> Iterator[Kept]:
    test = "hip_strength"
    yield Ref(test, f"{movement}_method"), Choice("dynamometer")
    yield Ref(test, f"{movement}_summary"), Choice("max")
    yield Ref(test, f"{movement}_both_low"), Choice("yes" if strength.both_low else "no")
    for side, trials in strength.trials.items():
        for trial, push in enumerate(trials, 1):
            yield Ref(test, f"{movement}_force", side, trial), Quantity(push.newtons, "N")
            yield Ref(test, f"{movement}_valid", side, trial), Choice(push.valid)
        yield Ref(test, f"{movement}_pain", side), Quantity(Decimal(strength.pain[side]), "")


def _step_down(side: Side, step: StepDown) -> Iterator[Kept]:
    test = "lateral_step_down"
    yield Ref(test, "step_height"), Quantity(Decimal(USUAL_STEPS[0]), "cm")
    if step.repetitions:
        # As an exam document keeps it: each item once for the whole side.
        for item in ITEMS:
            yield Ref(test, item, side, 1), Choice(points(step.repetitions, item))
    done = min(len(step.repetitions), REPETITIONS)
    yield Ref(test, "repetitions_done", side), Quantity(Decimal(done), "")
    if step.stopped_by:
        yield Ref(test, "stopped_by", side), Choice(step.stopped_by)
    yield Ref(test, "familiar_pain", side), Choice("yes" if step.familiar_pain else "no")
