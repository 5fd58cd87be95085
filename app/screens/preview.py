"""A page before it is printed: which one it is, how it stands, and under what name it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.dates import write_date
from app.evaluation import Evaluation
from app.file_names import exam_file
from app.report.referral import state as state_words
from app.screens.state import State
from app.settings import Paper, Settings
from assessments.language.exam import Exam, Phase
from resources.tongue import tr, trn

Kind = Literal["clinician", "handout", "referral"]

_TITLES: dict[Kind, tuple[str, str]] = {
    "clinician": (tr("Clinician's report"), tr("For the record and for colleagues.")),
    "handout": (tr("Patient's page"), tr("To take home.")),
    "referral": (tr("Referral note"), tr("For the doctor who sees the patient next.")),
}
_FILES: dict[Kind, str] = {"clinician": "exam", "handout": "home", "referral": "referral"}
_PAPERS: dict[Paper, str] = {"a4": "A4", "letter": tr("Letter")}


@dataclass(frozen=True, slots=True)
class PreviewScreen:
    """`about` says whom the page is for; `stands` whether it is signed, with what that means on paper.
    `other` is the page that F8 shows, `other_paper` the size that Z takes."""

    kind: Kind
    title: str
    about: str
    exam: str
    state: State
    stands: str
    means: str
    other: Kind
    other_title: str
    paper: str
    other_paper: Paper
    other_paper_name: str
    file_name: str


def preview_screen(
    exam: Exam, evaluation: Evaluation, number: int, settings: Settings, wanted: str, record: str = ""
) -> PreviewScreen:
    """The page `wanted`; where the safety screen ended the exam, the referral note is the report."""
    referred = evaluation.safety.result in ("R1", "R2")
    report: Kind = "referral" if referred else "clinician"
    kind: Kind = "handout" if wanted == "handout" else report
    other: Kind = report if kind == "handout" else "handout"
    title, about = _TITLES[kind]
    other_paper: Paper = "letter" if settings.paper == "a4" else "a4"
    signed = exam.phase is Phase.SIGNED
    day = exam.started.at.date()
    return PreviewScreen(
        kind=kind,
        title=title,
        about=about,
        exam=tr("Exam {number}, {day}", number=number, day=write_date(day)),
        state=State.DONE if signed and not exam.awaits_countersign else State.CAUTION,
        stands=_signed(exam) if signed else state_words(exam),
        means=_means(exam),
        other=other,
        other_title=_TITLES[other][0],
        paper=_PAPERS[settings.paper],
        other_paper=other_paper,
        other_paper_name=_PAPERS[other_paper],
        file_name=exam_file(_FILES[kind], record, day.isoformat()),
    )


def _means(exam: Exam) -> str:
    """What the paper will say of an exam that is not signed and done with."""
    if exam.awaits_countersign:
        return tr("It prints as it stands, and says on the page that it waits for a countersign.")
    if exam.phase is Phase.SIGNED:
        return ""
    if exam.phase is Phase.VOIDED:
        return tr("It prints as it stands, and says on the page that it is voided.")
    return tr("It prints as it stands, and says on the page that it is not signed.")


def _signed(exam: Exam) -> str:
    by = f", {exam.signed.by}" if exam.signed and exam.signed.by else ""
    return f"{state_words(exam)}{by}"


def pages_words(page: int, pages: int) -> str:
    """ "Page 1 of 2", with the first page as 1."""
    return tr("Page {page} of {pages}", page=page, pages=pages) if pages else ""


def printed_words(pages: int, title: str) -> str:
    """What was sent to the printer, in a sentence."""
    return trn(
        "{title}: {n} page sent to the printer.",
        "{title}: {n} pages sent to the printer.",
        pages,
        title=title,
    )


def saved_words(path: str, locked: bool) -> str:
    """Where the file is, and what protects it there."""
    if locked:
        return tr("Saved: {path}. Only its password protects this copy.", path=path)
    return tr(
        "Saved: {path}. This copy left the encrypted record: keep it where only you can read it.", path=path
    )
