"""Prints every page of the demonstration in the language in force, and says what is wrong on any of them.

    SAGITTAL_LANGUAGE=pseudo python -m tests.app.pseudo_paper

The language is chosen when the program is loaded, so this is a program of its own. It prints one JSON object:
for each document its number of `pages`, and its texts that were `cut`, lie `outside` the margins, run `over`
another or are `english`. With --folder it also keeps the PDFs. A4 is the narrower paper, on which lines are
cut first, and carries every document; Letter is the lower one and carries what has to stay on one sheet.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any

from app.clock import SteppedClock
from app.commands.figures import PAGE_COLUMNS
from app.demo import make_demonstration
from app.evaluation import evaluate, flips
from app.examination import Examination
from app.figures.contact_sheet import contact_pages
from app.figures.gallery import gallery
from app.figures.shapes import Text
from app.invented import RECOVERY_KEY, open_invented
from app.places import Places
from app.printing import anchor_words, home_document, prescribed
from app.report import text
from app.report.clinician import clinician_report
from app.report.document import HandoutDocument, ReportDocument
from app.report.home_page import MOST_ROWS, handout_pdf
from app.report.making import made
from app.report.paper import PAPERS, Paper
from app.report.pdf import PALE, report_pdf
from app.report.recovery_sheet import recovery_sheet
from app.report.sheet import room, sheet_pdf
from app.report.text import Piece
from app.workstation import Workstation
from assessments.classification.labels import labels
from assessments.language.citations import citations
from assessments.language.value import PlanItem
from assessments.plan.education import no_warning_signs, results_meaning
from assessments.plan.library import daily_tasks, library
from resources.themes import palette
from resources.tongue import tr

NOW = datetime(2026, 10, 16, 14, 15, tzinfo=timezone(timedelta(hours=1)))
ROOM = 1.5
"""Points by which ink may come near to other ink or pass a margin: less than a hair on paper."""

ON_A4_ALONE = ("planned report", "referred report", "figures")

DATA = re.compile(
    r"Demo|DEMO|Clinician|[Cc]linic|Riverside|Anna|Bruno|Carla|Diego|Edith|Finn|dynamometer|\bA\b|\bB\b|"
    r"\b(?:EXT|FLEX|MULTI|NONE|UNK|RF\d+\w*|[A-Z]\d+|cm|kg|Nm|GB|MB)\b|\b[0-9a-f]{8}\b|Sagittal|"
    r"(?:\b[^\W\d_]{1,2}\b\s*){7}"
)
"""What somebody typed, codes, symbols of units, the seal at the foot; the letters of seven days."""


@dataclass
class Sheet:
    """What was wrong with one document."""

    pages: int = 0
    cut: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    over: list[str] = field(default_factory=list)
    english: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ink:
    page: int
    left: float
    base: float
    right: float
    size: float
    words: str

    def over(self, other: Ink) -> bool:
        """Whether the two share more than a hair; what stands on one line after another does not."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        low, high = max(self.base, other.base), min(self.base + self.tall, other.base + other.tall)
        return self.page == other.page and wide > ROOM and high - low > ROOM

    @property
    def tall(self) -> float:
        """As high as a small letter, so that close lines are not taken for lines over each other."""
        return self.size * 0.55


class Printer:
    """Watches what is set and drawn."""

    def __init__(self) -> None:
        self.cut: list[str] = []
        self.drawn: dict[int, list[Ink]] = {}
        self._last = 0
        ellipsis, draw_piece = text._ellipsis, text._draw_piece

        def cutting(line: Any, size: float, width: float) -> Any:
            self.cut.append("".join(part for part, _ in line))
            return ellipsis(line, size, width)

        def drawing(canvas: Any, piece: Piece, x: float, y: float, size: float, tone: str) -> None:
            left, base = canvas.absolutePosition(x, y)
            # A picture is drawn in units of its own, so both corners are asked for.
            right, top = canvas.absolutePosition(x + piece.width, y + size)
            self._last = id(canvas)
            if tone != PALE and piece.text.strip():
                ink = Ink(canvas.getPageNumber(), left, base, right, top - base, piece.text)
                self.drawn.setdefault(self._last, []).append(ink)
            elif tone != PALE:
                ink = Ink(canvas.getPageNumber(), left, base, left, top - base, " ")
                self.drawn.setdefault(self._last, []).append(ink)
            draw_piece(canvas, piece, x, y, size, tone)

        text._ellipsis = cutting
        text._draw_piece = drawing

    def begin(self) -> None:
        self.cut.clear()
        self.drawn.clear()

    def found(self, paper: Paper, known: re.Pattern[str]) -> Sheet:
        """Of a document that was set twice, to count its pages, the last time counts."""
        inks = self.drawn.get(self._last, [])
        sheet = Sheet(max((ink.page for ink in inks), default=0), list(dict.fromkeys(self.cut)))
        printed = [ink for ink in inks if ink.words.strip()]
        for ink in printed:
            high = ink.base + ink.tall > paper.height - 6 or ink.base < paper.bottom - ROOM
            if ink.left < paper.left - ROOM or ink.right > paper.right + ROOM or high:
                sheet.outside.append(f"{ink.page}: {ink.words}")
        for page in range(1, sheet.pages + 1):
            on_it = sorted((ink for ink in printed if ink.page == page), key=lambda ink: ink.base)
            for n, one in enumerate(on_it):
                for other in on_it[n + 1 :]:
                    if other.base > one.base + one.tall:
                        break
                    if one.over(other):
                        sheet.over.append(f"{page}: {one.words} | {other.words}")
        sheet.english = list(english("".join(ink.words + _gap(ink) for ink in inks), known))
        return sheet


def _gap(ink: Ink) -> str:
    return "" if ink.words in "⟦⟧" else " "


def english(words: str, known: re.Pattern[str]) -> Iterator[str]:
    """Every stretch outside the marks in which letters stand that nobody typed."""
    depth, stretch = 0, ""
    for character in [*words, "⟦"]:
        if character == "⟦":
            if not depth:
                left = DATA.sub(" ", known.sub(" ", stretch))
                if re.search(r"[^\W\d_]{2,}", left):
                    yield " ".join(left.split())
                stretch = ""
            depth += 1
        elif character == "⟧":
            depth -= 1
        elif not depth:
            stretch += character


def documents(station: Workstation) -> Iterator[tuple[str, ReportDocument | HandoutDocument]]:
    """The report and the patient's page of the fullest exam, of the longest plan and of a referral; then the
    longest plan that can be made."""
    exams = [
        (patient, station.open_exam(head.id))
        for patient in station.patients.find("")
        for head in station.exams_of(patient.id)[:1]
    ]
    chosen = {
        "fullest": max(exams, key=lambda one: len(one[1].exam.entries)),
        "planned": max(exams, key=lambda one: len(_items(one[1]))),
        "referred": next(one for one in exams if evaluate(one[1].exam.answers).safety.result in ("R1", "R2")),
    }
    seal = anchor_words(station)
    for name, (patient, examination) in chosen.items():
        exam, plan = examination.exam, prescribed(examination)
        evaluation = evaluate(exam.answers)
        home = home_document(examination, evaluation, plan, station.settings, seal)
        yield f"{name} home", home
        yield f"{name} report", clinician_report(
            patient, exam, evaluation, flips(exam.answers), station.history(patient.id), plan,
            station.settings, examination.number, seal,
        )  # fmt: skip
        if name == "planned":
            yield "longest home", _longest(home)


def _items(examination: Examination) -> tuple[PlanItem, ...]:
    plan = prescribed(examination)
    return plan.items if plan else ()


def _longest(page: HandoutDocument) -> HandoutDocument:
    """As many exercises as a plan may have, those of most words, with every part a page can have."""
    by_words = sorted(library().values(), key=lambda one: -len(one.how + one.cue + one.mistake))
    dose = max((row.dose for row in page.rows), key=lambda lines: sum(map(len, lines)))
    rows = [
        replace(page.rows[0], name=one.name, how=one.how, cue=one.cue, mistake=one.mistake, dose=dose)
        for one in by_words[:MOST_ROWS]
    ]
    tasks = sorted(daily_tasks().values(), key=lambda one: -len(one.how))[:3]
    found = (max((one.patient for one in labels().values()), key=len), results_meaning(), no_warning_signs())
    return replace(
        page,
        rows=tuple(rows),
        daily=tuple((task.name, task.how) for task in tasks),
        walking=library()["WALK"].how,
        found=found,
    )


def _laid_out(document: ReportDocument | HandoutDocument, paper: Paper) -> bytes:
    """Read back, as each page is before anybody gets it, on the narrower paper: the words are the same."""
    if paper.name == "a4":
        return made(document, paper)
    if isinstance(document, ReportDocument):
        return report_pdf(document, paper)
    return handout_pdf(document, paper)


def figures(paper: Paper) -> bytes:
    """The sheet of every figure without its lines; they are looked at elsewhere, its words here."""
    wide, high = room(paper)
    pages = (
        replace(page, shapes=tuple(shape for shape in page.shapes if isinstance(shape, Text)))
        for page in contact_pages(gallery(), PAGE_COLUMNS, high / wide)
    )
    return sheet_pdf(tuple(pages), tr("Figures"), paper, palette("light"))


def printed(folder: Path, data: Path | None, keep: Path | None) -> dict[str, Sheet]:
    places = Places(folder)
    if data is None:
        make_demonstration(places, SteppedClock(NOW))
    else:
        shutil.copytree(data, folder, dirs_exist_ok=True)
    printer, sheets = Printer(), {}
    sources = [r"\s*".join(map(re.escape, source.words.split())) for source in citations().values()]
    known = re.compile("|".join(sorted(sources, key=len, reverse=True)))
    with open_invented(places, SteppedClock(NOW)) as station:
        composed = list(documents(station))
    kinds: list[tuple[str, Callable[[Paper], bytes]]] = [
        ("recovery", partial(recovery_sheet, "Riverside Clinic", RECOVERY_KEY, NOW.date())),
        ("figures", figures),
    ]
    for name, document in composed:
        kinds.append((name, partial(_laid_out, document)))
        if name.startswith("fullest"):
            kinds.append((f"{name}, plain", partial(made, document, plain=True)))
    for name, make in kinds:
        for paper in PAPERS.values():
            if paper.name == "letter" and ("plain" in name or name in ON_A4_ALONE):
                continue
            printer.begin()
            pdf = make(paper)
            sheet = sheets[f"{name}, {paper.name}"] = printer.found(paper, known)
            if name == "figures":
                # A caption is broken without the printer's help.
                sheet.cut += [
                    ink.words for inks in printer.drawn.values() for ink in inks if "…" in ink.words
                ]
            if keep is not None:
                (keep / f"{name}, {paper.name}.pdf").write_bytes(pdf)
    return sheets


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--data", type=Path, help="a demonstration that is there already; it is copied")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = printed(Path(folder), asked.data, asked.folder)
    print(json.dumps({name: asdict(sheet) for name, sheet in found.items()}, ensure_ascii=False))


if __name__ == "__main__":
    main()
