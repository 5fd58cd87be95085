"""The walk through the exam: its stations in order of the patient's position, and the state of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.evaluation import Evaluation
from assessments.language.assessment import Assessment
from assessments.language.catalogue import catalogue
from assessments.language.completeness import open_refs, started
from assessments.language.exam import Exam, Phase
from assessments.language.value import Ref, Text, reason_words
from resources.tongue import tr


class StationState(StrEnum):
    DONE = "done"
    PARTLY = "partly"
    SKIPPED = "skipped"
    TO_DO = "todo"
    CAUTION = "caution"
    STOP = "stop"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Station:
    """One row of the rail: `line` is the second line under the name, `missing` how many answers are open."""

    id: str
    number: int
    name: str
    position: str
    line: str
    state: StationState
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Open:
    """One answer that signing waits for, with the words that name it and the station it belongs to."""

    station: str
    ref: Ref
    words: str


_ENDS = (("review", tr("Review")), ("plan", tr("Plan")))


def locked_by_safety(exam: Exam, evaluation: Evaluation) -> bool:
    """Whether the screen ended the exam: R1 always, R2 until a reason for going on is typed."""
    match evaluation.safety.result:
        case "R1":
            return True
        case "R2":
            return not overridden(exam, "R2")
        case _:
            return False


def overridden(exam: Exam, what: str) -> bool:
    """Whether a clinician typed a reason to go on in spite of R2 or HOLD. R1 has no such door."""
    reason = exam.entries.get(Ref("safety", f"override_{what}"))
    return isinstance(reason, Text) and bool(reason.text.strip())


def walk(exam: Exam, evaluation: Evaluation) -> tuple[Station, ...]:
    """Every station with its state, first to last."""
    locked = locked_by_safety(exam, evaluation)
    stations = [
        _station(number, assessment, exam, evaluation, locked)
        for number, assessment in enumerate(catalogue(), start=1)
    ]
    for number, (id, name) in enumerate(_ENDS, start=len(stations) + 1):
        stations.append(Station(id, number, name, "", *_end_state(id, exam, locked)))
    return tuple(stations)


def open_answers(exam: Exam, evaluation: Evaluation) -> tuple[Open, ...]:
    """What signing waits for: each is to be answered, or not done with a reason. Under a referral only the
    safety screen counts, and of that nothing once it has fired."""
    if locked_by_safety(exam, evaluation):
        return ()
    return tuple(
        Open(assessment.protocol.id, ref, _words(assessment, ref))
        for assessment in catalogue()
        for ref in open_refs(assessment, exam.answers)
    )


def _station(
    number: int, assessment: Assessment, exam: Exam, evaluation: Evaluation, locked: bool
) -> Station:
    protocol, answers = assessment.protocol, exam.answers
    line, state, missing = tr("To do"), StationState.TO_DO, 0
    skipped = answers.not_done(protocol.id)
    blocking = [caution for caution in assessment.cautions(answers) if caution.blocks]
    if protocol.id == "safety" and evaluation.safety.result in ("R1", "R2"):
        count = sum(fired.result == evaluation.safety.result for fired in evaluation.safety.fired)
        line, state = tr("{count} fired", count=count), StationState.STOP
    elif locked and protocol.id not in ("intake", "safety"):
        line, state = tr("Locked"), StationState.LOCKED
    elif skipped:
        line, state = (
            tr("Not done: {why}", why=skipped.note or reason_words(skipped.reason)),
            StationState.SKIPPED,
        )
    elif started(assessment, answers):
        missing = len(open_refs(assessment, answers))
        line = tr("{count} missing", count=missing) if missing else assessment.summary(answers)
        state = StationState.PARTLY if missing else StationState.DONE
    elif blocking:
        line, state = tr("Caution"), StationState.CAUTION
    return Station(protocol.id, number, protocol.short_name, protocol.position, line, state, missing)


def _end_state(id: str, exam: Exam, locked: bool) -> tuple[str, StationState]:
    if locked:
        return tr("Locked"), StationState.LOCKED
    if exam.phase is Phase.SIGNED:
        return tr("Signed"), StationState.DONE
    if exam.phase is Phase.VOIDED:
        return tr("Voided"), StationState.SKIPPED
    if id == "review" and Ref("review", "decision") in exam.entries:
        return tr("Decided"), StationState.DONE
    if id == "plan" and Ref("plan", "prescription") in exam.entries:
        return tr("Written"), StationState.DONE
    return tr("To do"), StationState.TO_DO


def _words(assessment: Assessment, ref: Ref) -> str:
    step = assessment.protocol.step(ref.step)
    side = f"{ref.side.heading}: " if ref.side else ""
    trial = f", {ref.trial}" if ref.trial else ""
    return f"{assessment.protocol.short_name}. {side}{step.ask}{trial}"
