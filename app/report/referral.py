"""The referral note that ends an exam: what fired, what it makes one think of, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.evaluation import Evaluation
from app.patients import Patient
from app.report.document import (
    Boxed,
    Fact,
    Heading,
    Icon,
    Paragraph,
    Points,
    ReportDocument,
    Run,
    Section,
    Signature,
    label,
    said,
)
from app.report.wording import born, marks, moment, name_of, running, unbroken
from app.settings import Settings
from assessments.language.exam import Exam, Phase
from assessments.language.value import Ref, Text
from assessments.plan.education import emergency
from resources.tongue import tr, trn

_TITLES = {"R1": tr("Refer now: emergency"), "R2": tr("Refer urgently")}
_SHORT = 600
"""Characters of a note that has room in its box."""
_WORDS = {"R2": tr("Override of the urgent referral:"), "HOLD": tr("Override of the hold:")}


def referral_note(
    patient: Patient, exam: Exam, evaluation: Evaluation, settings: Settings, visit: int = 1, anchor: str = ""
) -> ReportDocument:
    """The note for whoever takes over; it prints at once, with answers still open."""
    result = evaluation.safety
    fired = [f for f in result.fired if f.result in ("R1", "R2")]
    subtitle = tr("Referral note. Exam {number}, {moment}", number=visit, moment=moment(exam.started.at))
    boxes = tuple(
        Boxed(
            tr("Thought of"),
            one.condition,
            (),
            (
                (Points((said(one.words), *_note(exam, one.code)), Icon.STOP, tr("What fired")),),
                (Points((said(one.action),), Icon.BOX, tr("Do now")),),
            ),
            heavy=one.result == "R1",
        )
        for one in fired
    )
    return ReportDocument(
        title=_TITLES.get(result.result, tr("Referral note")),
        subtitle=f"{settings.clinic_name}. {subtitle}" if settings.clinic_name else subtitle,
        identity=(
            Fact(tr("Patient"), name_of(patient)),
            Fact(tr("Born"), born(patient, exam.started.at.date())),
            Fact(tr("No."), patient.record_number or tr("Not recorded")),
            Fact(tr("Phone"), patient.phone or tr("Not recorded")),
        ),
        sections=(
            Paragraph(said(_count(len(fired), len(result.unanswered)))),
            *boxes,
            *_long_notes(exam, (one.code for one in fired)),
            *overrides(exam),
            Heading(tr("Told to the patient")),
            Points(tuple(said(line) for line in emergency().items), Icon.DOT, emergency().title),
            Paragraph(
                said(
                    tr(
                        "A reminder list, not triage: the clinician decides. No class and no exercises "
                        "are given."
                    )
                ),
                small=True,
            ),
            signature(exam, settings, tr("Call taken by, and when")),
        ),
        state=state(exam),
        name=name_of(patient),
        running=running(patient, evaluation.rules_version),
        number=patient.record_number,
        marks=marks(patient, exam),
        anchor=anchor,
        author=exam.signed.by if exam.signed else settings.clinician_name,
    )


def overrides(exam: Exam) -> Iterator[Section]:
    """A referral or a hold that a clinician went past: who, when and why."""
    for name, words in _WORDS.items():
        ref = Ref("safety", f"override_{name}")
        value, event = exam.entries.get(ref), exam.recorded.get(ref)
        if isinstance(value, Text) and value.text.strip():
            by = f"{event.by}, {moment(event.at)}" if event else tr("not recorded")
            yield Paragraph((*label(words), Run(f"{value.text} ({by})")))


def state(exam: Exam) -> str:
    """What the box at the top right says."""
    match exam.phase:
        case Phase.SIGNED if exam.signed is not None:
            signed = moment(exam.signed.at)
            if exam.awaits_countersign:
                return tr("Signed {moment}, AWAITING COUNTERSIGN", moment=signed)
            return tr("Signed {moment}", moment=signed)
        case Phase.AMENDING:
            return tr("DRAFT addendum until signed")
        case Phase.ABANDONED:
            return tr("ABANDONED, not scored")
        case Phase.VOIDED:
            return tr("VOIDED, counts nowhere")
        case _:
            return tr("DRAFT until signed")


def signature(exam: Exam, settings: Settings, note: str = "") -> Signature:
    """Who signed and when, or the lines to sign on."""
    decision = exam.answers.choice("review", "decision")
    said_of_class = {
        "accept": tr("Class accepted as shown"),
        "override": tr("Class changed by the clinician"),
    }
    note = note or said_of_class.get(decision or "", tr("Class: no decision recorded"))
    if exam.phase in (Phase.SIGNED, Phase.VOIDED) and exam.signed is not None:
        second = exam.versions[-1].countersigned
        if second is not None:
            who = _licensed(second.by, second.licence)
            note = f"{note}. {tr('Countersigned {moment} by {who}', moment=moment(second.at), who=who)}"
        return Signature(_licensed(exam.signed.by, exam.signed.licence), moment(exam.signed.at), note, True)
    name = settings.clinician_name or tr("Name and licence")
    words = tr("{name}. Signature", name=_licensed(name, settings.clinician_licence))
    return Signature(words, tr("Date and time"), note, False)


def _licensed(name: str, licence: str) -> str:
    return tr("{name}, licence {licence}", name=name, licence=licence) if licence else name


def _count(fired: int, unanswered: int) -> str:
    said = trn("{n} item fired. One is enough.", "{n} items fired. One is enough.", fired)
    if not unanswered:
        return said
    asked = trn(
        "{n} items were not asked; that does not delay this referral.",
        "{n} items were not asked; that does not delay this referral.",
        unanswered,
    )
    return f"{said} {asked}"


def _note(exam: Exam, code: str) -> tuple[tuple[Run, ...], ...]:
    """What stands in the box, which cannot go on overleaf."""
    text = _typed(exam, code)
    if len(text) > _SHORT:
        return (said(tr("The note stands below.")),)
    return ((*label(tr("Note:")), Run(text)),) if text else ()


def _long_notes(exam: Exam, codes: Iterable[str]) -> Iterator[Section]:
    for code in codes:
        if len(text := _typed(exam, code)) > _SHORT:
            yield Paragraph((*label(tr("Note to {code}:", code=code)), Run(text)))


def _typed(exam: Exam, code: str) -> str:
    value = exam.entries.get(Ref("safety", f"{code}_note"))
    return unbroken(value.text).strip() if isinstance(value, Text) else ""
