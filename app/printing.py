"""The pages of an exam as it stands: the clinician's report, or the patient's page, as a PDF in memory.

Each has at its foot how far the record had come: a page on paper proves later what stood in it that day.
"""

from __future__ import annotations

from app.evaluation import Evaluation
from app.examination import Examination
from app.report.clinician import clinician_report
from app.report.document import HandoutDocument
from app.report.handout import handout
from app.report.handout_html import handout_html
from app.report.making import made
from app.report.paper import PAPERS
from app.settings import Settings
from app.workstation import Workstation
from assessments.language.outcome import Flip
from assessments.language.value import Prescription, Ref
from resources.tongue import tr

PRESCRIPTION = Ref("plan", "prescription")


def prescribed(examination: Examination) -> Prescription | None:
    """The plan as recorded; None before the clinician has settled one."""
    value = examination.exam.entries.get(PRESCRIPTION)
    return value if isinstance(value, Prescription) else None


def report_page(
    examination: Examination,
    evaluation: Evaluation,
    flips: tuple[Flip, ...],
    workstation: Workstation,
    plain: bool = False,
) -> bytes:
    """The clinician's report; after a referral, the referral note. Raises `NotMade`."""
    settings = workstation.settings
    document = clinician_report(
        examination.patient,
        examination.exam,
        evaluation,
        flips,
        workstation.history(examination.patient.id),
        prescribed(examination),
        settings,
        examination.number,
        anchor_words(workstation),
    )
    return made(document, PAPERS[settings.paper], plain)


def anchor_words(workstation: Workstation) -> str:
    """ "Record 1234 · 9f3a01bc": the number of the last entry in the audit and the beginning of its seal."""
    try:
        anchor = workstation.anchor()
    except OSError:
        # A disk that refuses the copy beside the record does not keep a page from being printed.
        anchor = workstation.database.anchor()
    return tr("Record {printed}", printed=anchor.printed)


def home_document(
    examination: Examination,
    evaluation: Evaluation,
    plan: Prescription | None,
    settings: Settings,
    anchor: str = "",
) -> HandoutDocument:
    """The patient's page as data, with a plan that need not be recorded yet."""
    return handout(examination.patient, examination.exam, evaluation, plan, settings, anchor)


def home_page(
    examination: Examination,
    evaluation: Evaluation,
    plan: Prescription | None,
    settings: Settings,
    anchor: str = "",
    plain: bool = False,
) -> bytes:
    """The patient's page, on the clinic's paper; without an anchor only to look at. Raises `NotMade`."""
    document = home_document(examination, evaluation, plan, settings, anchor)
    return made(document, PAPERS[settings.paper], plain)


def home_web_page(
    examination: Examination, evaluation: Evaluation, plan: Prescription | None, workstation: Workstation
) -> bytes:
    """The patient's page as one web page, with the same words, the same plan and the same anchor."""
    anchor = anchor_words(workstation)
    return handout_html(home_document(examination, evaluation, plan, workstation.settings, anchor))
