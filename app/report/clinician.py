"""The clinician report: what was found, what it amounts to, why, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from app.code_words import agreement_words, capital, sex_words, status_words
from app.dates import write_date
from app.evaluation import Evaluation
from app.history import History
from app.moving_on import MovingOn, moving_on, visit_days
from app.patients import Patient
from app.report.basis import conventions_used, nearest, path, references
from app.report.changes import Past, past_of, since_last
from app.report.document import (
    CONVENTION,
    Boxed,
    Fact,
    Heading,
    Icon,
    NewPage,
    Paragraph,
    Points,
    ReportDocument,
    Rows,
    Run,
    Section,
    Words,
    label,
    said,
    strong,
)
from app.report.findings import findings
from app.report.read_angles import read_angles
from app.report.referral import overrides, referral_note, signature, state
from app.report.told import told
from app.report.wording import asked, born, brief, marks, moment, name_of, recorded, running
from app.settings import Settings
from assessments.classification.labels import FIXED_LINE, labels
from assessments.language.catalogue import catalogue
from assessments.language.completeness import open_refs, started
from assessments.language.exam import Exam, Phase
from assessments.language.outcome import Classification, Flip, Reason
from assessments.language.value import NotDone, Prescription, Ref, Value, reason_words
from assessments.plan.circumstances import plan_kind
from assessments.plan.education import look_elsewhere, manual_therapy
from assessments.plan.selection import PHASES
from resources.tongue import inside, tr, trn

MOST_FLIPS = 3
"""In the box; all of them stand on the page of the decision path."""

MOST_OF_A_FLIP = 400
"""Letters: twice the longest there is, because the class that would follow is its last word."""

MOST_MISSING = 8

SAFETY_WORDS = {
    "R1": tr("Refer now"),
    "R2": tr("Refer urgently"),
    "incomplete": tr("Not complete"),
    "out_of_scope": tr("Out of scope"),
    "hold": tr("Hold"),
    "caution": tr("Caution"),
    "clear": tr("Clear"),
}

_NOT_MEAN = tr("no test here measures muscle activation or shows the cause of pain.")


def clinician_report(
    patient: Patient,
    exam: Exam,
    evaluation: Evaluation,
    flips: tuple[Flip, ...],
    history: History,
    prescription: Prescription | None,
    settings: Settings,
    visit: int = 1,
    anchor: str = "",
) -> ReportDocument:
    """The whole report; when the safety screen ended the exam, the referral note and nothing else."""
    if evaluation.safety.result in ("R1", "R2"):
        return referral_note(patient, exam, evaluation, settings, visit, anchor)
    past = past_of(history, exam, evaluation, visit)
    return ReportDocument(
        title=tr("Hip and low back examination"),
        subtitle=_subtitle(exam, settings, visit),
        identity=_identity(patient, exam, evaluation),
        sections=(
            *_since_last(past, evaluation),
            _class_box(evaluation.classification, flips),
            *_decision(exam, evaluation),
            *findings(past, exam, evaluation),
            *told(exam, read_angles(evaluation)),
            *_not_done(exam, evaluation),
            *_safety(exam, evaluation),
            *_plan(exam, evaluation, prescription),
            *_moving_on(moving_on(exam, evaluation, _phase(prescription), history, visit)),
            *_addenda(exam),
            signature(exam, settings),
            NewPage(),
            *path(evaluation.classification, flips, MOST_MISSING),
            *conventions_used(exam),
            *references(past, exam, evaluation),
        ),
        state=state(exam),
        name=name_of(patient),
        running=running(patient, evaluation.rules_version),
        number=patient.record_number,
        marks=marks(patient, exam),
        anchor=anchor,
        author=exam.signed.by if exam.signed else settings.clinician_name,
    )


def _subtitle(exam: Exam, settings: Settings, visit: int) -> str:
    words = tr(
        "Exam {number}, begun {moment} by {by}",
        number=visit,
        moment=moment(exam.started.at),
        by=exam.started.by or tr("not recorded"),
    )
    return f"{settings.clinic_name}. {words}" if settings.clinic_name else words


def _identity(patient: Patient, exam: Exam, evaluation: Evaluation) -> tuple[Fact, ...]:
    side = Ref("intake", "pain_side")
    person = exam.person
    day = born(patient, exam.started.at.date())
    if patient.born is None and person.age_years is not None:
        day = tr("{day} ({age} y)", day=day, age=person.age_years)
    return (
        Fact(tr("Patient"), name_of(patient)),
        Fact(tr("Born"), day),
        Fact(tr("Sex"), capital(sex_words(patient.sex or person.sex or "not_recorded"))),
        Fact(tr("No."), patient.record_number or tr("Not recorded")),
        Fact(tr("Pain side"), capital(recorded(side, exam.entries.get(side)))),
        Fact(tr("Safety screen"), SAFETY_WORDS[evaluation.safety.result]),
    )


def _since_last(past: Past, evaluation: Evaluation) -> Iterator[Section]:
    if past.visits:
        yield Heading(tr("Since last visit, {day}", day=write_date(past.visits[-1])))
        yield Rows(since_last(past, evaluation))


def _class_box(found: Classification, flips: tuple[Flip, ...]) -> Section:
    line: Words
    if found.agreement:
        line = (
            *label(tr("Agreement {agreement}:", agreement=agreement_words(found.agreement))),
            Run(
                tr(
                    "{supports} for, {against} against.",
                    supports=len(found.supports),
                    against=len(found.contradictions),
                )
            ),
            Run(" "),
            Run(tr("Status {status}.", status=status_words(found.status))),
            Run(f" {found.laterality} " if found.laterality else " "),
            CONVENTION,
        )
    else:
        line = (Run(tr("Status {status}.", status=status_words(found.status))), Run(" "), CONVENTION)
    could = tuple(said(tr("Could still be: {label}", label=labels()[c].label)) for c in found.could_be)
    left = (
        _reasons(found.supports, Icon.PLUS, tr("Supports")),
        _reasons(found.modifiers, Icon.DOT, tr("Modifiers")),
    )
    middle = (
        _reasons(found.contradictions, Icon.MINUS, tr("Contradicts")),
        _reasons(_shortened(found.missing), Icon.MISSING, tr("Missing")),
        Points(could, Icon.MISSING) if could else None,
    )
    near = nearest(flips)
    changes = [said(brief(f"{one.words}: {one.label}", MOST_OF_A_FLIP)) for one in near[:MOST_FLIPS]]
    if len(near) > MOST_FLIPS:
        changes.append(
            said(tr("{count} more under “What would change the class”", count=len(near) - MOST_FLIPS))
        )
    right = (Points(tuple(changes), Icon.CHANGE, tr("What would change it")) if changes else None,)
    columns = tuple(
        shown for column_ in (left, middle, right) if (shown := tuple(g for g in column_ if g is not None))
    )
    consistent = found.plan in ("offered", "withheld") or found.agreement is not None
    return Boxed(
        tr("Findings are consistent with") if consistent else tr("Result"), found.label, line, columns
    )


def _shortened(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """As many as the box has room for; all of them stand on the page of the decision path."""
    if len(reasons) <= MOST_MISSING:
        return reasons
    more = tr("{count} more under “Missing”", count=len(reasons) - MOST_MISSING)
    return (*reasons[:MOST_MISSING], Reason("", more))


def _reasons(reasons: tuple[Reason, ...], icon: Icon, title: str) -> Points | None:
    return Points(tuple(said(brief(r.words)) for r in reasons), icon, title) if reasons else None


def _decision(exam: Exam, evaluation: Evaluation) -> Iterator[Section]:
    """The clinician's own word on the class, an override with both classes, and the fixed line."""
    answers = exam.answers
    event = exam.recorded.get(Ref("review", "decision"))
    by = f" {event.by}, {moment(event.at)}." if event else ""
    match answers.choice("review", "decision"):
        case "accept":
            yield Paragraph((*strong(tr("Class accepted as shown.")), Run(by)))
        case "override":
            code = answers.choice("review", "override_class") or ""
            other = labels()[code].label if code in labels() else tr("not recorded")
            reason = answers.text("review", "override_reason") or tr("not recorded")
            words = tr(
                "{label}. Reason: {reason}. The program's own result stays above.", label=other, reason=reason
            )
            yield Paragraph((*label(tr("Clinician's class:")), Run(words), Run(by)))
        case "no_class":
            yield Paragraph((*strong(tr("The clinician gives no class.")), Run(by)))
    if evaluation.classification.closest_idea:
        words = tr("Closest published idea: {idea}", idea=evaluation.classification.closest_idea)
        yield Paragraph(said(words), small=True)
    yield Paragraph(said(FIXED_LINE))


def _not_done(exam: Exam, evaluation: Evaluation) -> Iterator[Section]:
    refused = [f"{asked(r)} ({_why(v)})" for r, v in sorted(exam.entries.items(), key=_place) if _skipped(v)]
    absent = [a.protocol.name for a in catalogue() if not started(a, exam.answers)]
    partly = [
        tr(
            "{name}, {count} required answers",
            name=a.protocol.name,
            count=len(open_refs(a, exam.answers)),
        )
        for a in catalogue()
        if started(a, exam.answers) and open_refs(a, exam.answers)
    ]
    # Each in a run of its own: a text that a person typed has its own limit at the door.
    left_out = [Run(f"{'; ' if i else ''}{words}") for i, words in enumerate(refused)]
    nothing = [Run(tr("nothing was left out with a reason"))]
    yield Paragraph((*label(tr("Not done:")), *(left_out or nothing), Run(".")))
    if absent or partly:
        yield Paragraph((*label(tr("Not recorded:")), Run(f"{'; '.join((*absent, *partly))}.")))
    yield Paragraph((*label(tr("What this does not mean:")), Run(_NOT_MEAN)))


def _skipped(value: Value) -> bool:
    return isinstance(value, NotDone)


def _why(value: Value) -> str:
    return value.note.strip() or reason_words(value.reason) if isinstance(value, NotDone) else ""


def _place(entry: tuple[Ref, Value]) -> tuple[int, str]:
    order = [a.protocol.id for a in catalogue()]
    ref = entry[0]
    return (order.index(ref.assessment) if ref.assessment in order else len(order), ref.path)


def _safety(exam: Exam, evaluation: Evaluation) -> Iterator[Section]:
    result = evaluation.safety
    words = SAFETY_WORDS[result.result]
    if result.unanswered:
        words = tr(
            "{result}, {count} not asked: {items}",
            result=words,
            count=len(result.unanswered),
            items=", ".join(code.partition("_")[0] for code in result.unanswered),
        )
    if result.out_of_scope:
        words += f". {result.out_of_scope}"
    yield Paragraph((*label(tr("Safety screen:")), Run(f"{words.rstrip('.')}.")))
    if result.fired:
        items = tuple(
            (
                Run(f"{f.words}. ", strong=True),
                Run(tr("Thought of: {condition}. {action}", condition=f.condition, action=f.action)),
            )
            for f in result.fired
        )
        yield Points(items, Icon.STOP)
    yield from overrides(exam)


def _plan(exam: Exam, evaluation: Evaluation, prescription: Prescription | None) -> Iterator[Section]:
    next_visit = exam.answers.text("plan", "next_visit") or tr("not recorded")
    match plan_kind(evaluation):
        case "none" if evaluation.classification.plan == "withheld":
            words = tr("withheld until the hold is cleared.")
        case "none":
            words = tr("none for this result.")
        case _ if prescription is None or not prescription.items:
            words = tr("no home items.")
        case _:
            day = write_date(exam.signed.at.date()) if exam.signed else tr("not signed")
            words = trn(
                "{n} home item, phase {phase}, {day}.",
                "{n} home items, phase {phase}, {day}.",
                len(prescription.items),
                phase=prescription.phase,
                day=day,
            )
    if evaluation.classification.code == "CLEAR":
        words = f"{words} {tr('Look elsewhere: {where}.', where=', '.join(look_elsewhere()))}"
    elif evaluation.classification.plan == "offered":
        words += f" {manual_therapy()}"
    yield Paragraph(
        (
            *label(tr("Plan issued:") if exam.signed else tr("Plan proposed:")),
            Run(f"{words} "),
            *label(tr("Next visit:")),
            Run(f"{_day(next_visit)}."),
        )
    )


def _phase(prescription: Prescription | None) -> int:
    return prescription.phase if prescription else 1


def _moving_on(found: MovingOn) -> Iterator[Section]:
    """The re-test, what is left out, how running starts again, when the phase ends, and the next visits."""
    if found.retest:
        yield Paragraph((*label(tr("Re-test:")), Run(f"{found.retest.words} "), CONVENTION))
    if found.left_out:
        yield Paragraph((*label(tr("Kept off the sheet:")), Run(" ".join(found.left_out))))
    if found.running:
        yield Paragraph((*label(tr("Return to running:")), Run(f"{found.running} "), CONVENTION))
    if found.criteria:
        goals = found.phase == PHASES[-1]
        when = "; ".join(f"{one.name}: {one.words}" for one in found.criteria)
        end = tr("The goals") if goals else tr("To move on from phase {phase}", phase=found.phase)
        yield Paragraph(
            (
                *label(f"{end}:"),
                Run(
                    tr(
                        "{when}. Before an exercise is made harder: {gate}.",
                        when=when,
                        gate=inside(found.gate),
                    )
                ),
                Run(" "),
                CONVENTION,
            )
        )
    visits = "; ".join(f"{visit_days(one)}, {inside(one.words)}" for one in found.visits)
    yield Paragraph((*label(tr("Review:")), Run(f"{visits}. "), CONVENTION), small=True)


def _day(text: str) -> str:
    try:
        return write_date(date.fromisoformat(text))
    except ValueError:
        return text


def _addenda(exam: Exam) -> Iterator[Section]:
    """Every change after the first signature: the old value beside the new, never in its place."""
    for before, after in zip(exam.versions, exam.versions[1:], strict=False):
        signed = after.signed
        yield Heading(tr("Addendum, signed {moment} by {by}", moment=moment(signed.at), by=signed.by))
        yield Paragraph((*label(tr("Reason:")), Run(after.reason or tr("not recorded"))))
        yield Points(
            tuple(_differences(before.entries, after.entries)) or (said(tr("Nothing was changed.")),)
        )
    if exam.phase is Phase.AMENDING and exam.amended is not None:
        yield Heading(tr("Addendum open since {moment}, not signed", moment=moment(exam.amended.at)))
        yield Paragraph((*label(tr("Reason:")), Run(exam.amended.reason)))
        changed = tuple(_differences(exam.versions[-1].entries, exam.entries))
        yield Points(changed or (said(tr("Nothing was changed yet.")),))


def _differences(old: Mapping[Ref, Value], new: Mapping[Ref, Value]) -> Iterator[Words]:
    for ref in sorted(old.keys() | new.keys(), key=lambda r: r.path):
        was, now = old.get(ref), new.get(ref)
        if was != now:
            yield (
                Run(f"{asked(ref)}: ", strong=True),
                Run(tr("signed as {before}, now {now}", before=recorded(ref, was), now=recorded(ref, now))),
            )
