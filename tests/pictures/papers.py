"""Every page on paper as PDF, and as pictures in colour and in grey where pdftoppm is there."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from app.clock import SteppedClock
from app.evaluation import evaluate
from app.flips import flips
from app.printing import anchor_words, home_document, home_page, prescribed, report_page
from app.report.handout_html import handout_html
from app.report.paper import PAPERS
from app.report.recovery_sheet import recovery_sheet
from app.workstation import Workstation
from tests.clinics import RECOVERY_KEY, open_clinic
from tests.pictures.take import NOW, make_data

SHARPNESS = "90"
"""Pixels to an inch: an A4 page is as large as a screen."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", default="pictures")
    parser.add_argument("--data", type=Path, help="a demonstration that is there already; it is copied")
    asked = parser.parse_args()
    into = Path(asked.folder) / "paper"
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        if asked.data:
            shutil.copytree(asked.data, data)
        else:
            make_data(data)
        with open_clinic(data, SteppedClock(NOW)) as station:
            for name, content in papers(station):
                (into / name).write_bytes(content)
                print(into / name, flush=True)
    draw(into)
    return 0


def papers(station: Workstation) -> Iterator[tuple[str, bytes]]:
    """The report and the patient's page of every signed exam that differs, on both sizes of paper."""
    for paper in ("a4", "letter"):
        station.change_settings(replace(station.settings, paper=paper))
        for patient, _ in station.recent():
            head = next((head for head in station.exams_of(patient.id) if head.signed_at is not None), None)
            if head is None or (paper == "letter" and patient.given_name != "Anna"):
                continue
            exam = station.open_exam(head.id)
            evaluation = evaluate(exam.exam.answers)
            changes = flips(exam.exam.answers)
            name = f"{patient.given_name.lower()}-{paper}"
            yield f"report-{name}.pdf", report_page(exam, evaluation, changes, station)
            anchor = anchor_words(station)
            plan = prescribed(exam)
            yield f"handout-{name}.pdf", home_page(exam, evaluation, plan, station.settings, anchor)
            if paper == "a4":
                yield f"plain-{name}.pdf", report_page(exam, evaluation, changes, station, plain=True)
                document = home_document(exam, evaluation, plan, station.settings, anchor)
                yield f"handout-{name}.html", handout_html(document)
        sheet = recovery_sheet("Riverside Clinic", RECOVERY_KEY, NOW.date(), PAPERS[paper])
        yield f"recovery-sheet-{paper}.pdf", sheet


def draw(folder: Path) -> None:
    """Each page as PNG beside its PDF, in colour and as a copier without colour gives it."""
    if (pdftoppm := shutil.which("pdftoppm")) is None:
        print("There is no pdftoppm here, so that the pages stay PDFs.")
        return
    for pdf in sorted(folder.glob("*.pdf")):
        for grey in ((), ("-gray",)):
            into = pdf.with_name(f"{pdf.stem}{'-grey' if grey else ''}")
            subprocess.run([pdftoppm, "-r", SHARPNESS, "-png", *grey, pdf, into], check=True)


if __name__ == "__main__":
    sys.exit(main())
