"""`sagittal report`: both PDFs of an exam document, and the patient's page as a web page."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path

from app.clock import SystemClock
from app.evaluation import evaluate
from app.exchange.document_file import read_file
from app.exchange.exam_document import Faults
from app.faults import Fault
from app.flips import flips
from app.history import History
from app.patients import Patient
from app.report.clinician import clinician_report
from app.report.files import report_files
from app.report.handout import handout
from app.report.paper import PAPERS
from app.settings import Settings
from assessments.language.answers import Answers
from assessments.language.exam import Exam, Phase, Started
from assessments.plan.selection import proposed
from resources.tongue import tr

GOOD, FAULTY = 0, 2


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer the command."""
    parser = commands.add_parser(
        "report",
        help=tr("write the pages of an exam document"),
        description=tr(
            "Read an exam document and write the clinician report and the patient's page as PDFs, and the "
            "patient's page as a web page, all as drafts."
        ),
    )
    parser.add_argument("file", type=Path, metavar="FILE", help=tr("an exam document"))
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help=tr("the folder for the files"))
    parser.add_argument("--paper", choices=sorted(PAPERS), default="a4", help=tr("the size of the sheet"))
    parser.add_argument(
        "--colour", action="store_true", help=tr("draw the figures of the patient's page in colour")
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the paths; what could not be read or written is one line each on standard error."""
    answers = read_file(arguments.file)
    if isinstance(answers, Faults):
        print(*answers.lines, sep="\n", file=sys.stderr)
        return FAULTY
    try:
        paths = write(answers, arguments.out, arguments.paper, SystemClock().now(), arguments.colour)
    except Fault as fault:
        print(fault.words, file=sys.stderr)
        return FAULTY
    print(*paths, sep="\n")
    return GOOD


def write(
    answers: Answers, folder: Path, paper: str, now: datetime, colour: bool = False
) -> tuple[Path, Path, Path]:
    """The pages of a document, which holds no name and no signature; the plan is the one proposed."""
    evaluation = evaluate(answers, as_written=True)
    began = Started(1, now, "", evaluation.rules_version, {})
    exam = Exam(Phase.EXAMINING, began, answers.person, answers.entries)
    nobody, settings = Patient(), Settings(figures_in_colour=colour)
    plan = proposed(evaluation, 1)
    report = clinician_report(
        nobody, exam, evaluation, flips(answers, as_written=True), History(), plan, settings
    )
    page = handout(nobody, exam, evaluation, plan, settings)
    return report_files(folder, now.date(), report, page, paper)
