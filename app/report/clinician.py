"""The clinician report: what was found, what it amounts to, why, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from app.dates import write_date
from app.evaluation import Evaluation
from app.history import History
from app.patients import Patient
from app.report.changes import Past, column, errors, since_last, sources, trends
from app.report.document import (
    CONVENTION,
    Boxed,
    Fact,
    Heading,
    Icon,
    NewPage,
    Numbered,
    Paragraph,
    Points,
    ReportDocument,
    ResultRow,
    Results,
    Rows,
    Run,
    Section,
    Words,
    said,
    strong,
)
from app.report.referral import overrides, referral_note, signature, state
from app.report.wording import MARK, amount, asked, born, moment, name_of, recorded, running, side_name
from app.results import ResultRow as Tested
from app.results import result_rows
from app.settings import Settings
from assessments.classification.labels import FIXED_LINE, labels
from assessments.language.catalogue import catalogue
from assessments.language.citations import citations
from assessments.language.completeness import open_refs, started
from assessments.language.conventions import Rule, conventions
from assessments.language.exam import Exam, Phase
from assessments.language.finding import Measure
from assessments.language.outcome import Classification, Flip, Reason
from assessments.language.value import NotDone, Prescription, Ref, Side, Value

MOST_FLIPS = 3
"""In the box; all of them stand on the page of the decision path."""

SAFETY_WORDS = {
    "R1": "Refer now",
    "R2": "Refer urgently",
    "incomplete": "Not complete",
    "out_of_scope": "Out of scope",
    "hold": "Hold",
    "caution": "Caution",
    "clear": "Clear",
}

_NO_NORM = (
    "No published norm, cut-off, reliability or change error exists for clamshell endurance; "
    "its limit is a convention."
)
_NOT_MEAN = "no test here measures muscle activation or shows the cause of pain."

_RULES = {
    "thomas": ("THOMAS_",),
    "prone_hip_extension": ("PHE_",),
    "clamshell": ("CLAM_",),
    "hip_strength": ("ASYM_", "MMT_", "PAIN_INHIB", "TRIAL_", "LEVER_"),
    "lateral_step_down": ("STEP_",),
    "intake": ("DIR_", "AGREE_", "AGE_", "PAIN_HIGH", "SPA_", "STENOSIS_"),
}
"""By which assessment a rule of the conventions is used, from the beginning of its code."""


def clinician_report(
    patient: Patient,
    exam: Exam,
    evaluation: Evaluation,
    flips: tuple[Flip, ...],
    history: History,
    prescription: Prescription | None,
    settings: Settings,
    visit: int = 1,
) -> ReportDocument:
    """The whole report; when the safety screen ended the exam, the referral note and nothing else."""
    if evaluation.safety.result in ("R1", "R2"):
        return referral_note(patient, exam, evaluation, settings, visit)
    past = Past(history, exam.started.at, exam.started.by)
    return ReportDocument(
        title="Hip and low back examination",
        subtitle=_subtitle(exam, settings, visit),
        identity=_identity(patient, exam, evaluation),
        sections=(
            *_since_last(past, evaluation),
            _class_box(evaluation.classification, flips),
            *_decision(exam, evaluation),
            *_findings(past, exam, evaluation),
            *_not_done(exam, evaluation),
            *_safety(exam, evaluation),
            *_plan(exam, evaluation, prescription),
            *_addenda(exam),
            signature(exam, settings),
            NewPage(),
            *_path(evaluation.classification, flips),
            *_conventions(exam),
            *_references(past, exam, evaluation),
        ),
        state=state(exam),
        running=running(patient, evaluation.rules_version),
        mark=MARK if patient.demonstration else "",
        author=exam.signed.by if exam.signed else settings.clinician_name,
    )


def _subtitle(exam: Exam, settings: Settings, visit: int) -> str:
    clinic = f"{settings.clinic_name}. " if settings.clinic_name else ""
    return f"{clinic}Exam {visit}, begun {moment(exam.started.at)} by {exam.started.by or 'not recorded'}"


def _identity(patient: Patient, exam: Exam, evaluation: Evaluation) -> tuple[Fact, ...]:
    side = Ref("intake", "pain_side")
    person = exam.person
    age = "" if patient.born or person.age_years is None else f" ({person.age_years} y)"
    return (
        Fact("Patient", name_of(patient)),
        Fact("Born", born(patient, exam.started.at.date()) + age),
        Fact("Sex", (patient.sex or person.sex or "not recorded").replace("_", " ").capitalize()),
        Fact("No.", patient.record_number or "Not recorded"),
        Fact("Pain side", recorded(side, exam.entries.get(side)).capitalize()),
        Fact("Safety screen", SAFETY_WORDS[evaluation.safety.result]),
    )


def _since_last(past: Past, evaluation: Evaluation) -> Iterator[Section]:
    if past.visits:
        yield Heading(f"Since last visit, {write_date(past.visits[-1])}")
        yield Rows(since_last(past, evaluation))


def _class_box(found: Classification, flips: tuple[Flip, ...]) -> Section:
    line: Words
    if found.agreement:
        line = (
            Run(f"Agreement {found.agreement}: ", strong=True),
            Run(f"{len(found.supports)} for, {len(found.contradictions)} against. "),
            Run(f"Status {found.status}. {found.laterality} ".replace("  ", " ")),
            CONVENTION,
        )
    else:
        line = (Run(f"Status {found.status}. "), CONVENTION)
    could = tuple(said(f"Could still be: {labels()[c].label}") for c in found.could_be)
    left = (_reasons(found.supports, Icon.PLUS, "Supports"), _reasons(found.modifiers, Icon.DOT, "Modifiers"))
    middle = (
        _reasons(found.contradictions, Icon.MINUS, "Contradicts"),
        _reasons(found.missing, Icon.MISSING, "Missing"),
        Points(could, Icon.MISSING) if could else None,
    )
    near = sorted(
        (f for f in flips if f.ref.assessment != "safety"), key=lambda f: f.ref.assessment == "intake"
    )
    changes = [said(_flip(f)) for f in near[:MOST_FLIPS]]
    if len(near) > MOST_FLIPS:
        changes.append(said(f"{len(near) - MOST_FLIPS} more under “What would change the class”"))
    right = (Points(tuple(changes), Icon.CHANGE, "What would change it") if changes else None,)
    columns = tuple(
        shown for column_ in (left, middle, right) if (shown := tuple(g for g in column_ if g is not None))
    )
    consistent = found.plan in ("offered", "withheld") or found.agreement is not None
    return Boxed("Findings are consistent with" if consistent else "Result", found.label, line, columns)


def _reasons(reasons: tuple[Reason, ...], icon: Icon, title: str) -> Points | None:
    return Points(tuple(said(r.words) for r in reasons), icon, title) if reasons else None


def _flip(flip: Flip) -> str:
    return f"{flip.what}, {flip.then} instead of {flip.now}: {flip.label}"


def _decision(exam: Exam, evaluation: Evaluation) -> Iterator[Section]:
    """The clinician's own word on the class, an override with both classes, and the fixed line."""
    answers = exam.answers
    event = exam.recorded.get(Ref("review", "decision"))
    by = f" {event.by}, {moment(event.at)}." if event else ""
    match answers.choice("review", "decision"):
        case "accept":
            yield Paragraph((*strong("Class accepted as shown."), Run(by)))
        case "override":
            code = answers.choice("review", "override_class") or ""
            other = labels()[code].label if code in labels() else "not recorded"
            reason = answers.text("review", "override_reason") or "not recorded"
            words = f"{other}. Reason: {reason}. The program's own result stays above.{by}"
            yield Paragraph((*strong("Clinician's class: "), Run(words)))
        case "no_class":
            yield Paragraph((*strong("The clinician gives no class."), Run(by)))
    if evaluation.classification.closest_idea:
        words = f"Closest published idea: {evaluation.classification.closest_idea}"
        yield Paragraph(said(words), small=True)
    yield Paragraph(said(FIXED_LINE))


def _findings(past: Past, exam: Exam, evaluation: Evaluation) -> Iterator[Section]:
    rows = tuple(_rows(past, exam, evaluation))
    days = [p.at for row in rows for t in row.trends for p in t.points]
    span = (min(days), max(days)) if days else None
    baseline = f"Since {write_date(past.visits[0])}*" if past.visits else "Since last visit"
    yield Heading("Findings, right then left")
    yield Results(rows, span, baseline)
    held = errors(past, evaluation)
    notes = f"* Error used. {'. '.join(held)}. Plots use true time spacing." if held else ""
    yield Paragraph(said(f"{notes} {_NO_NORM}".strip()), small=True)


def _rows(past: Past, exam: Exam, evaluation: Evaluation) -> Iterator[ResultRow]:
    """The six findings first, then whatever else was measured, both sides in one row."""
    shown: set[str] = set()
    for tested in result_rows(evaluation):
        measures = _measures_of(tested, evaluation)
        shown |= {m.code for m in measures} | {f"{m.code}.asymmetry" for m in measures}
        yield _row(past, exam, tested, measures)
    for code in dict.fromkeys(m.code for m in evaluation.measures if m.code not in shown):
        measures = tuple(m for m in evaluation.measures if m.code == code)
        if any(m.amount is not None or m.category is not None for m in measures):
            yield _other(past, exam, measures)


def _measures_of(tested: Tested, evaluation: Evaluation) -> tuple[Measure, ...]:
    found = [m for m in evaluation.measures if m.code in tested.measures]
    recorded_ = [m for m in found if m.amount is not None or m.category is not None]
    code = (recorded_ or found)[0].code if found else ""
    return tuple(m for m in found if m.code == code)


def _row(past: Past, exam: Exam, tested: Tested, measures: tuple[Measure, ...]) -> ResultRow:
    right, left = (
        next((amount(m) for m in measures if m.side is side), "no value") for side in (Side.RIGHT, Side.LEFT)
    )
    method = ", ".join(part for part in (tested.about.lower(), tested.method.lower()) if part)
    pair = len(tested.readings) == 1
    reading = tuple(f"{'' if pair else side_name(line.side)}{line.words}" for line in tested.readings)
    today = exam.started.at.date()
    compared = column(past, measures) if past.visits else ("First visit",)
    return ResultRow(tested.name, method, right, left, reading, trends(past, measures, today), compared)


def _other(past: Past, exam: Exam, measures: tuple[Measure, ...]) -> ResultRow:
    first = measures[0]
    values = {m.side: amount(m) for m in measures}
    today = exam.started.at.date()
    compared = column(past, measures) if past.visits else ("First visit",)
    method = ", ".join(w for _, w in first.method.parts if w != "not recorded").lower()
    reading = () if first.side is None else tuple(f"{side_name(m.side)}{m.words}" for m in measures)
    return ResultRow(
        first.name,
        method,
        "" if first.side is None else values.get(Side.RIGHT, "no value"),
        "" if first.side is None else values.get(Side.LEFT, "no value"),
        reading,
        trends(past, measures, today),
        compared,
        both=values[None] if first.side is None else "",
    )


def _not_done(exam: Exam, evaluation: Evaluation) -> Iterator[Section]:
    refused = [f"{asked(r)} ({_why(v)})" for r, v in sorted(exam.entries.items(), key=_place) if _skipped(v)]
    absent = [a.protocol.name for a in catalogue() if not started(a, exam.answers)]
    partly = [
        f"{a.protocol.name}, {len(open_refs(a, exam.answers))} required answers"
        for a in catalogue()
        if started(a, exam.answers) and open_refs(a, exam.answers)
    ]
    words = f"{'; '.join(refused)}." if refused else "nothing was left out with a reason."
    yield Paragraph((*strong("Not done: "), Run(words)))
    if absent or partly:
        yield Paragraph((*strong("Not recorded: "), Run(f"{'; '.join((*absent, *partly))}.")))
    yield Paragraph((*strong("What this does not mean: "), Run(_NOT_MEAN)))


def _skipped(value: Value) -> bool:
    return isinstance(value, NotDone)


def _why(value: Value) -> str:
    return (value.note or value.reason).replace("_", " ") if isinstance(value, NotDone) else ""


def _place(entry: tuple[Ref, Value]) -> tuple[int, str]:
    order = [a.protocol.id for a in catalogue()]
    ref = entry[0]
    return (order.index(ref.assessment) if ref.assessment in order else len(order), ref.path)


def _safety(exam: Exam, evaluation: Evaluation) -> Iterator[Section]:
    result = evaluation.safety
    words = SAFETY_WORDS[result.result]
    if result.unanswered:
        words += f", {len(result.unanswered)} not asked: {', '.join(result.unanswered)}"
    if result.out_of_scope:
        words += f". {result.out_of_scope}"
    yield Paragraph((*strong("Safety screen: "), Run(f"{words.rstrip('.')}.")))
    if result.fired:
        items = tuple(
            (Run(f"{f.words}. ", strong=True), Run(f"Thought of: {f.condition}. {f.action}"))
            for f in result.fired
        )
        yield Points(items, Icon.STOP)
    yield from overrides(exam)


def _plan(exam: Exam, evaluation: Evaluation, prescription: Prescription | None) -> Iterator[Section]:
    next_visit = exam.answers.text("plan", "next_visit") or "not recorded"
    match evaluation.classification.plan:
        case "withheld":
            words = "withheld until the hold is cleared."
        case "none":
            words = "none for this result."
        case _ if prescription is None or not prescription.items:
            words = "no home items issued."
        case _:
            issued = write_date((exam.signed.at if exam.signed else exam.started.at).date())
            count = len(prescription.items)
            plural = "item" if count == 1 else "items"
            words = f"{count} home {plural}, phase {prescription.phase}, {issued}."
    yield Paragraph(
        (
            *strong("Plan issued: "),
            Run(f"{words} "),
            *strong("Next visit: "),
            Run(f"{_day(next_visit)}. "),
            *strong("Review: "),
            Run("pain, function, adherence, safety items at 2 to 3 weeks; positive tests at 6 weeks. "),
            CONVENTION,
        )
    )


def _day(text: str) -> str:
    try:
        return write_date(date.fromisoformat(text))
    except ValueError:
        return text


def _addenda(exam: Exam) -> Iterator[Section]:
    """Every change after the first signature: the old value beside the new, never in its place."""
    for before, after in zip(exam.versions, exam.versions[1:], strict=False):
        signed = after.signed
        yield Heading(f"Addendum, signed {moment(signed.at)} by {signed.by}")
        yield Paragraph((*strong("Reason: "), Run(after.reason or "not recorded")))
        yield Points(tuple(_differences(before.entries, after.entries)) or (said("Nothing was changed."),))
    if exam.phase is Phase.AMENDING and exam.amended is not None:
        yield Heading(f"Addendum open since {moment(exam.amended.at)}, not signed")
        yield Paragraph((*strong("Reason: "), Run(exam.amended.reason)))
        changed = tuple(_differences(exam.versions[-1].entries, exam.entries))
        yield Points(changed or (said("Nothing was changed yet."),))


def _differences(old: Mapping[Ref, Value], new: Mapping[Ref, Value]) -> Iterator[Words]:
    for ref in sorted(old.keys() | new.keys(), key=lambda r: r.path):
        was, now = old.get(ref), new.get(ref)
        if was != now:
            yield (
                Run(f"{asked(ref)}: ", strong=True),
                Run(f"signed as {recorded(ref, was)}, now {recorded(ref, now)}"),
            )


def _path(found: Classification, flips: tuple[Flip, ...]) -> Iterator[Section]:
    yield Heading("Decision path", tag=True)
    direction = found.direction
    yield Paragraph(
        said(
            f"Direction of provocation: {direction.code}, {direction.extension_items} extension and "
            f"{direction.flexion_items} flexion items worse. First row that holds decides."
        )
    )
    yield Rows(
        tuple(
            (f"{'✓' if step.held else '–'} {step.number}", said(f"{_opened(step.condition)}: {step.result}"))
            for step in found.path
        )
    )
    if flips:
        yield Heading("What would change the class")
        yield Paragraph(
            said("The smallest change of each single recorded input that changes it."), small=True
        )
        yield Points(tuple(said(_flip(f)) for f in flips), Icon.CHANGE)


def _opened(words: str) -> str:
    return words[:1].upper() + words[1:]


def _conventions(exam: Exam) -> Iterator[Section]:
    used = [r for r in _rules(exam) if r.standing == "convention"]
    yield Heading("Conventions used", tag=True)
    yield Paragraph(
        said(f"Rules version {conventions().version}. Each of these is ours, not published:"), small=True
    )
    yield Points(tuple(said(rule.words) for rule in used), paired=True)


def _rules(exam: Exam) -> tuple[Rule, ...]:
    parts = [
        start
        for one in catalogue()
        if started(one, exam.answers)
        for start in _RULES.get(one.protocol.id, ())
    ]
    return tuple(r for r in conventions().rules.values() if r.code.startswith(tuple(parts)))


def _references(past: Past, exam: Exam, evaluation: Evaluation) -> Iterator[Section]:
    keys: list[str] = [key for rule in _rules(exam) for key in rule.cites]
    keys += sources(past, evaluation)
    keys += [key for a in catalogue() if started(a, exam.answers) for key in a.protocol.sources]
    known = citations()
    yield Heading("References")
    yield Numbered(tuple(known[key].words for key in _once(keys) if key in known))


def _once(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
