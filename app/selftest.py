"""The installation's check of itself: every part it is shipped with is used once, with invented data."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from app.agreement.icc import icc
from app.agreement.ratings import table
from app.agreement.undefined import Estimate
from app.backups.kinds import Kind
from app.backups.making import make_backup
from app.clock import SystemClock
from app.evaluation import evaluate
from app.examination import Examination
from app.exchange.exam_document import Faults, read_document
from app.faults import Fault
from app.flips import flips
from app.invented import PASSPHRASE, open_invented
from app.patients import Patient
from app.places import Places
from app.report.clinician import clinician_report
from app.report.files import report_files
from app.report.fonts import FACES
from app.report.handout import handout
from app.store.engine import engine_versions
from app.vault.passphrases import check_passphrase
from app.workstation import Workstation
from assessments.language.answers import Answers
from assessments.language.catalogue import catalogue
from assessments.language.citations import citations
from assessments.language.conventions import conventions
from assessments.language.value import Choice, Ref
from assessments.plan.library import library
from assessments.plan.selection import proposed
from resources.tongue import tr

EXAMPLE_CLASS = "EXT-COMB"
"""What the example document amounts to, decided once by hand."""

_PATIENT = Patient(
    family_name="Example", given_name="Ann", born=date(1988, 1, 1), sex="female", demonstration=True
)

_BROKEN = (Fault, OSError, LookupError, ValueError, ImportError, AttributeError, RuntimeError)
"""What a missing file, a missing module or a broken one raises. Anything else is a mistake in the check."""

_NOT_EMBEDDABLE = 0x0002
"""The bit in a font's OS/2 table by which its maker forbids embedding."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing tried, and what came of it in words."""

    name: str
    passed: bool
    words: str


def self_test(data_dir: Path | None = None) -> list[Check]:
    """Every check in order; a failed one does not keep the next from being made.

    What is written goes to a folder of its own in `data_dir`, or among the temporary files, and is removed.
    """
    with TemporaryDirectory(prefix="sagittal-self-test-", dir=data_dir, ignore_cleanup_errors=True) as folder:
        return [
            _tried("assessments", _assessments),
            _tried("texts", _texts),
            _tried("fonts", _fonts),
            _tried("example", _example),
            _tried("statistics", _statistics),
            _tried("database", partial(_database, Path(folder) / "kept")),
            _tried("backup", partial(_backup, Path(folder) / "backed up")),
            _tried("reports", partial(_reports, Path(folder))),
        ]


def _tried(name: str, check: Callable[[], str]) -> Check:
    try:
        return Check(name, True, check())
    except Fault as fault:
        return Check(name, False, fault.words)
    except _BROKEN as error:
        return Check(name, False, f"{type(error).__name__}: {error}")


def _assessments() -> str:
    parts = catalogue()
    steps = sum(len(part.protocol.steps) for part in parts)
    _demand(
        len(parts) >= 7 and all(part.protocol.steps for part in parts), tr("a part of the exam is missing")
    )
    return tr("{parts} parts of the exam with {steps} steps", parts=len(parts), steps=steps)


def _texts() -> str:
    guides = [part.guide for part in catalogue() if part.guide.strip()]
    _demand(bool(guides and citations() and library()), tr("a text is empty"))
    rules = conventions().version
    return tr(
        "{guides} guides, {sources} sources, {exercises} exercises, rules {version}",
        guides=len(guides),
        sources=len(citations()),
        exercises=len(library()),
        version=rules,
    )


def _fonts() -> str:
    names = [name for face in FACES for name in (face.regular, face.bold) if name]
    for name in names:
        font = files("resources.fonts").joinpath(f"{name}.ttf").read_bytes()
        _demand(not _embedding(font) & _NOT_EMBEDDABLE, tr("{font} may not be embedded", font=name))
    return tr("{count} fonts, all may be embedded", count=len(names))


def _embedding(font: bytes) -> int:
    """The embedding rights that a TrueType font states about itself."""
    (tables,) = struct.unpack_from(">H", font, 4)
    for number in range(tables):
        tag, _, start, _ = struct.unpack_from(">4sLLL", font, 12 + 16 * number)
        if tag == b"OS/2":
            (rights,) = struct.unpack_from(">H", font, start + 8)
            return int(rights)
    raise ValueError("a font without its OS/2 table")


def _example() -> str:
    evaluation = evaluate(_example_answers(), as_written=True)
    found = evaluation.classification.code
    _demand(
        found == EXAMPLE_CLASS,
        tr("the example gives {found}, not {wanted}", found=found, wanted=EXAMPLE_CLASS),
    )
    return tr("the example gives {found}, as it should", found=found)


def _statistics() -> str:
    """The published table of Shrout and Fleiss (1979): what counts agreement came along whole."""
    scores = ((9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7))
    found = icc(table(scores, 4))["2,1"]
    value = f"{found.value:.2f}" if isinstance(found, Estimate) else found.reason
    _demand(value == "0.29", tr("a published ICC of 0.29 comes out as {value}", value=value))
    return tr("a published ICC of {value}, as it should", value=value)


def _database(folder: Path) -> str:
    with _workstation(folder) as workstation:
        exam = _examined(workstation)
        kept = dict(exam.exam.entries)
    with _workstation(folder) as workstation:
        again = workstation.open_exam(exam.id)
        _demand(dict(again.exam.entries) == kept, tr("what was read back is not what was kept"))
        _demand(len(workstation.patients.find("Example")) == 1, tr("the patient is not found again"))
    return tr("made, {answers} answers kept and read back", answers=len(kept))


def _backup(folder: Path) -> str:
    weak, strong = check_passphrase("passwordpassword", ()), check_passphrase(PASSPHRASE, ())
    _demand(weak is not None and strong is None, tr("passphrases are not weighed"))
    with _workstation(folder) as workstation:
        _examined(workstation)
        made = make_backup(workstation.places, workstation.unlocked, workstation.clock, Kind.BY_HAND)
        _demand(made.database.is_file(), tr("a backup is not where it should be"))
    return tr(
        "encrypted by SQLCipher {version}, backed up and read back", version=engine_versions()["SQLCipher"]
    )


def _reports(folder: Path) -> str:
    with _workstation(folder / "reported") as workstation:
        exam = _examined(workstation)
        evaluation = evaluate(exam.exam.answers)
        plan = proposed(evaluation, phase=1)
        exam.record(Ref("plan", "prescription"), plan)
        exam.sign("Self-test", "none")
        history, settings = workstation.history(exam.patient.id), workstation.settings
        report = clinician_report(
            exam.patient, exam.exam, evaluation, flips(exam.exam.answers), history, plan, settings
        )
        page = handout(exam.patient, exam.exam, evaluation, plan, settings)
        day = exam.saved_at.date()
    sheets = []
    for paper in ("a4", "letter"):
        *pdfs, web = report_files(folder / paper, day, report, page, paper)
        _demand(web.read_bytes().endswith(b"</html>\n"), tr("{file} is not a web page", file=web.name))
        for path in pdfs:
            pdf = path.read_bytes()
            _demand(
                pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF"),
                tr("{file} is not a PDF", file=path.name),
            )
            _demand(b"/FontFile2" in pdf, tr("{file} has no embedded font", file=path.name))
            sheets.append(pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page "))
    _demand(sheets[1] == sheets[3] == 1, tr("the patient's page is not one page"))
    return tr(
        "clinician report of {pages} pages and home page of {sheets}, on A4 and Letter",
        pages=sheets[0],
        sheets=sheets[1],
    )


def _workstation(folder: Path) -> Workstation:
    return open_invented(Places(folder), SystemClock(), "Self-test")


def _examined(workstation: Workstation) -> Examination:
    """The example examined: an invented patient with every answer of the document, and the class accepted."""
    answers = _example_answers()
    patient = workstation.patients.add(_PATIENT)
    exam = workstation.start_exam(patient.id, "Self-test")
    exam.record_many([*answers.entries.items(), (Ref("review", "decision"), Choice("accept"))])
    return exam


def _example_answers() -> Answers:
    read = read_document(files("resources.examples").joinpath("exam.json").read_text("utf-8"))
    if isinstance(read, Faults):
        raise ValueError("; ".join(read.lines))
    return read


def _demand(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ValueError(otherwise)
