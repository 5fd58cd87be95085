"""What an expert says of what was read: the angle of a thigh, a trial to the beat, a push into the pad."""

from __future__ import annotations

from app.practice.clamshell_trial import Observed, observed_trial
from app.practice.observing import observing
from app.practice.reasons_of_movement import repetitions
from app.practice.truth import Opening, Push, Thigh
from assessments.clamshell.trial import Fault
from assessments.language.conventions import conventions
from assessments.language.reading import number
from assessments.thomas.scoring import horizontal
from resources.tongue import tr, trn


def thigh(hangs: Thigh, step: str) -> str:
    """The Thomas test of one side: the angle, the knee, the pelvis or the drift."""
    match step:
        case "hip_angle":
            return _hip(hangs)
        case "knee_angle":
            return _knee(hangs)
        case "pelvis_controlled" if hangs.pelvis_held:
            return tr("The back just touches the couch and the pelvis lies still: held.")
        case "pelvis_controlled":
            return tr("The low back arches off the couch while the thigh hangs: the pelvis is not held.")
        case _ if hangs.drift >= observing().drift:
            return tr("The thigh drifts out to the side as it hangs. Look from above.")
        case _:
            return tr("The thigh hangs in line with the body. Look from above.")


def _hip(hangs: Thigh) -> str:
    shown = horizontal(hangs.hip)
    if not hangs.pelvis_held:
        return tr(
            "The thigh hangs {angle}, and the arching back makes it hang lower than it lies.", angle=shown
        )
    rules = conventions()
    if abs(hangs.hip - rules["THOMAS_CUT"]) <= rules["THOMAS_NEAR"]:
        return tr(
            "The thigh hangs {angle} with the pelvis held: within {band}° of the cut-off.",
            angle=shown,
            band=number(rules["THOMAS_NEAR"]),
        )
    return tr("The thigh hangs {angle} with the pelvis held.", angle=shown)


def _knee(hangs: Thigh) -> str:
    limit = conventions()["THOMAS_KNEE"]
    if hangs.knee < limit:
        return tr(
            "The knee hangs bent to {knee}°, under {limit}°: a two-joint flexor holds it out.",
            knee=number(hangs.knee),
            limit=number(limit),
        )
    return tr("The knee hangs bent to {knee}°.", knee=number(hangs.knee))


def clamshell(opening: Opening, step: str) -> str:
    """How many repetitions count, or what ended the trial."""
    trial = observed_trial(opening)
    return _counted(opening, trial) if step == "repetitions" else _ended(opening, trial)


def _counted(opening: Opening, trial: Observed) -> str:
    faulty = sorted(number for fault in Fault for number in _with(opening, trial, fault))
    if not faulty:
        return trn("{n} repetition was done, and it counts.", "{n} repetitions, and all count.", trial.valid)
    return tr(
        "{begun} repetitions were begun and {valid} count: {faulty} did not.",
        begun=trial.begun,
        valid=trial.valid,
        faulty=repetitions(list(dict.fromkeys(faulty))),
    )


def _ended(opening: Opening, trial: Observed) -> str:
    fault = next((it for it in Fault if it.value == trial.stop_reason), None)
    faulty = repetitions(_with(opening, trial, fault)) if fault else ""
    match trial.stop_reason:
        case "target_missed":
            return tr(
                "The knee stays under the target on {faulty}: two in a row, after being told.", faulty=faulty
            )
        case "pelvis_roll":
            return tr("The pelvis rolls back on {faulty}: two in a row, after being told.", faulty=faulty)
        case "off_beat":
            return tr("The beat is lost on {faulty}: two in a row, after being told.", faulty=faulty)
        case "heels_apart":
            return tr("The heels come apart on {faulty}: twice altogether ends the trial.", faulty=faulty)
        case "pain":
            return tr(
                "Pain went from {before} to {peak} of 10: above {most}, or up by {rise}, ends the trial.",
                before=opening.pain_before,
                peak=opening.pain_peak,
                most=number(conventions()["CLAM_PAIN"]),
                rise=number(conventions()["CLAM_PAIN_RISE"]),
            )
        case "cramp":
            return tr("A cramp ended it after {n} repetitions, before any rule did.", n=trial.begun)
        case "patient":
            return tr("The patient wished to stop after {n} repetitions, before any rule did.", n=trial.begun)
        case "cap":
            return tr("The most repetitions were reached: the test ended, not the patient.")
        case _:
            return tr(
                "No rule ended it: after {n} repetitions the knee could not be lifted again.", n=trial.begun
            )


def _with(opening: Opening, trial: Observed, fault: Fault) -> list[int]:
    """The numbers of the repetitions, up to the last that was begun, that show the fault."""
    begun = opening.repetitions[: trial.begun]
    return [n for n, faults in enumerate(begun, 1) if faults.get(fault.value, 0.0) > 0.0]


def push(pushed: Push, step: str, movement: str, trial: int) -> str:
    """The peak of one strength trial, or what its trace and the body say of it."""
    peak = number(pushed.newtons)
    if step == "force":
        return tr("Trial {n} peaks at {peak} N: the highest point of the trace.", n=trial, peak=peak)
    match pushed.valid:
        case "yes":
            return tr("Trial {n}: the force rises smoothly and holds. It counts.", n=trial)
        case "jerked":
            return tr("Trial {n}: a spike stands before the plateau. The push was jerked.", n=trial)
        case "slipped":
            return tr("Trial {n}: the force breaks off and comes back. The pad slipped.", n=trial)
        case "painful":
            return tr("Trial {n}: the push breaks off early, and the patient says that it hurts.", n=trial)
        case _:
            return _out_of_position(movement, trial)


def _out_of_position(movement: str, trial: int) -> str:
    match movement:
        case "extension":
            return tr("Trial {n}: the back arches or the knee bends. Watch the body, not the trace.", n=trial)
        case "abduction":
            return tr("Trial {n}: the hip drifts forwards or the pelvis rolls. Watch the body.", n=trial)
        case _:
            return tr("Trial {n}: the body leaves its position. Watch the body, not the trace.", n=trial)
