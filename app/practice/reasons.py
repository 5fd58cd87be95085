"""Why the key of an item is what it is: the expert's words, or a sentence written from the truth."""

from __future__ import annotations

from collections.abc import Iterator

from app.evaluation import Evaluation, evaluate
from app.practice.interview import answer
from app.practice.observer import key
from app.practice.reasons_of_movement import lift, step_down
from app.practice.reasons_of_tests import clamshell, push, thigh
from app.practice.truth import Case
from assessments.classification.labels import labels
from assessments.hip_strength.movements import movement_of
from assessments.language.catalogue import assessment
from assessments.language.outcome import Reason, SafetyResult
from assessments.language.value import Ref
from assessments.safety.items import item
from resources.tongue import tr


def reason(case: Case, ref: Ref) -> str:
    """The case's own words for this item, or for it in all trials; else what the truth shows."""
    place = ".".join(part for part in (ref.assessment, ref.step, ref.side) if part)
    own = case.reasons.get(f"{place}.{ref.trial}") or case.reasons.get(place)
    return own or _written(case, ref)


def _written(case: Case, ref: Ref) -> str:
    truth, side = case.truth, ref.side
    if ref.assessment == "classification":
        return _of_the_class(case)
    if side is None or ref.assessment in ("intake", "safety"):
        return tr("The patient said: “{words}”", words=answer(case, ref))
    trial = ref.trial or 1
    match ref.assessment:
        case "lateral_step_down":
            return step_down(truth.steps[side], ref.step, side)
        case "thomas":
            return thigh(truth.thighs[side], ref.step)
        case "prone_hip_extension":
            return lift(truth.lifts[side], ref.step, trial)
        case "clamshell":
            return clamshell(truth.openings[side], ref.step)
        case "hip_strength" if movement := movement_of(ref.step):
            pushed = truth.strength[movement.code].trials[side][trial - 1]
            return push(pushed, ref.step.removeprefix(f"{movement.code}_"), movement.code, trial)
        case _:
            raise KeyError(ref.path)


def _of_the_class(case: Case) -> str:
    """The row of the table that holds, or what stopped before it."""
    result = evaluate(key(case))
    found, label = result.classification, labels()[case.class_code].label
    match case.class_code:
        case "R1" | "R2":
            fired = "; ".join(_fired(result.safety, case.class_code))
            return tr("{label}. What decides: {fired}.", label=label, fired=fired)
        case "N0":
            unsettled = "; ".join(item(code).ask for code in result.safety.unanswered)
            return tr("{label}. What nobody could settle: {unsettled}.", label=label, unsettled=unsettled)
        case "N1":
            missing = "; ".join(dict.fromkeys(_gap(one, result) for one in found.missing))
            return tr("{label}. What is missing: {missing}.", label=label, missing=missing)
        case "N2":
            return tr("{label}. {why}", label=label, why=result.safety.out_of_scope)
        case _:
            held = next(step for step in found.path if step.held)
            return tr(
                "{label}. Row {n} of the table holds: {condition}.",
                label=label,
                n=held.number,
                condition=held.condition,
            )


def _fired(safety: SafetyResult, strength: str) -> Iterator[str]:
    for one in safety.fired:
        if one.result == strength:
            yield one.words
            if one.code == "RF23":
                # Fragile bone alone is a caution: it is the new pain that makes it urgent.
                yield item("RF23M").ask


def _gap(one: Reason, result: Evaluation) -> str:
    """What is missing, as it is with a patient who was asked and tested."""
    place, _, rest = one.code.partition(".")
    if place == "history":
        question = assessment("intake").protocol.step(rest).ask
        return tr("{question}: the patient does not know", question=question)
    if place == "hip_strength":
        return result.asymmetry[rest.partition(".")[0]].words.rstrip(".")
    return one.words
