"""The pages of an exam as it stands: the clinician's report, or the patient's page, as a PDF in memory."""

from __future__ import annotations

from app.evaluation import Evaluation
from app.examination import Examination
from app.report.clinician import clinician_report
from app.report.document import HandoutDocument
from app.report.handout import handout
from app.report.home_page import handout_pdf
from app.report.paper import PAPERS
from app.report.pdf import report_pdf
from app.settings import Settings
from app.workstation import Workstation
from assessments.language.outcome import Flip
from assessments.language.value import Prescription, Ref

PRESCRIPTION = Ref("plan", "prescription")


def prescribed(examination: Examination) -> Prescription | None:
    """The plan as recorded; None before the clinician has settled one."""
    value = examination.exam.entries.get(PRESCRIPTION)
    return value if isinstance(value, Prescription) else None


def report_page(
    examination: Examination, evaluation: Evaluation, flips: tuple[Flip, ...], workstation: Workstation
) -> bytes:
    """The clinician's report; after a referral, the referral note."""
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
    )
    return report_pdf(document, PAPERS[settings.paper])


def home_document(
    examination: Examination, evaluation: Evaluation, plan: Prescription | None, settings: Settings
) -> HandoutDocument:
    """The patient's page as data, with a plan that need not be recorded yet."""
    return handout(examination.patient, examination.exam, evaluation, plan, settings)


def home_page(
    examination: Examination, evaluation: Evaluation, plan: Prescription | None, settings: Settings
) -> bytes:
    """The patient's page, on the clinic's paper."""
    return handout_pdf(home_document(examination, evaluation, plan, settings), PAPERS[settings.paper])
