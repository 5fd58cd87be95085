"""An exam with any text in every field that takes one: its pages, and which texts are read back from them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from app.evaluation import evaluate
from app.exchange.exam_document import read_document
from app.flips import flips
from app.history import History
from app.report.clinician import clinician_report
from app.report.document import HandoutDocument, ReportDocument
from app.report.handout import handout
from app.report.making import made
from app.report.paper import PAPERS
from app.report.text import clean
from app.settings import Settings
from assessments.language.answers import Answers
from assessments.language.exam import Amended, Exam, Phase, Recorded, Signed, Version
from assessments.language.outcome import Flip
from assessments.language.value import ALL, Choice, NotDone, Prescription, Ref, Side, Text, Value
from assessments.plan.selection import proposed
from tests.app.test_report_composed import BEGAN, ELENA, drafted, told
from tests.faults.paper import drawn, sheets

ROOT = Path(__file__).parents[2]

NOTES = {
    "goal": Ref("intake", "goal"),
    "device": Ref("hip_strength", "device"),
    "serial": Ref("hip_strength", "serial"),
    "instrument": Ref("thomas", "instrument"),
    "stretch": Ref("thomas", "stretch_site", Side.RIGHT),
    "band": Ref("clamshell", "band"),
    "safety note": Ref("safety", "RF01_note"),
    "urgent override": Ref("safety", "override_R2"),
    "hold override": Ref("safety", "override_HOLD"),
    "class override": Ref("review", "override_reason"),
    "review note": Ref("review", "note"),
    "plan note": Ref("plan", "note"),
    "next visit": Ref("plan", "next_visit"),
}
PATIENT = ("family_name", "given_name", "record_number", "phone", "language")
CLINIC_FIELDS = ("clinic_name", "clinic_phone", "clinician_name", "clinician_licence")
EXAM = ("examiner", "signer", "licence", "not done", "amended", "home item")
FIELDS = (*PATIENT, *CLINIC_FIELDS, *NOTES, *EXAM)
SHORT = (*PATIENT, *CLINIC_FIELDS, "examiner", "signer", "licence")
"""Names and numbers, which have a line to themselves; all else takes a note of 5,000 letters."""
KINDS = ("report", "home", "referral", "draft report", "draft referral")
SHORT_KINDS = ("home", "referral", "draft referral")
"""One page each; between them they print every field that is a name or a number."""
UNTYPED = {"language", "serial", "stretch", "review note", "plan note"}
"""Kept, and printed on neither page, or as part of a value that the page words itself."""


@dataclass(frozen=True)
class Examined:
    """An exam without a word in it, and what was made of it once for all."""

    answers: Answers
    flips: tuple[Flip, ...]
    plan: Prescription


@cache
def examined(fired: str) -> Examined:
    """The example with every test done; or one that a safety item ended."""
    answers = told(fired=fired) if fired else example()
    return Examined(answers, flips(answers), proposed(evaluate(answers), 1))


def example() -> Answers:
    read = read_document((ROOT / "resources" / "examples" / "exam.json").read_text("utf-8"))
    assert isinstance(read, Answers)
    return read


def pages(texts: Mapping[str, str], kinds: Iterable[str] = KINDS) -> dict[str, bytes]:
    """The pages of a person with these texts in every field."""
    patient = replace(
        ELENA,
        family_name=texts["family_name"],
        given_name=texts["given_name"],
        record_number=texts["record_number"],
        phone=texts["phone"],
        language=texts["language"],
    )
    clinic = Settings(**{name: texts[name] for name in CLINIC_FIELDS})  # type: ignore[arg-type]
    anchor = "Record 12 · 9f3a01bc"

    def reported(fired: str, draft: bool) -> ReportDocument:
        whole = examined(fired)
        exam = exam_with(whole.answers, texts)
        exam = drafted_again(exam) if draft else exam
        plan = None if fired else planned(texts)
        return clinician_report(
            patient, exam, evaluate(exam.answers), whole.flips, History(), plan, clinic, 2, anchor
        )

    def home() -> HandoutDocument:
        exam = drafted_again(exam_with(examined("").answers, texts))
        return handout(patient, exam, evaluate(exam.answers), planned(texts), clinic, anchor)

    makers = {
        "report": lambda: reported("", draft=False),
        "home": home,
        "referral": lambda: reported("RF01", draft=False),
        "draft report": lambda: reported("", draft=True),
        "draft referral": lambda: reported("RF01", draft=True),
    }
    return {kind: made(makers[kind](), PAPERS["a4"]) for kind in kinds}


def drafted_again(exam: Exam) -> Exam:
    return replace(exam, phase=Phase.EXAMINING, versions=(), amended=None)


def planned(texts: Mapping[str, str]) -> Prescription:
    plan = examined("").plan
    first, *others = plan.items
    return replace(plan, items=(replace(first, note=texts["home item"]), *others))


def exam_with(answers: Answers, texts: Mapping[str, str]) -> Exam:
    """Signed, amended and signed again, with a class of the clinician's own."""
    entries: dict[Ref, Value] = {**answers.entries, **{ref: Text(texts[name]) for name, ref in NOTES.items()}}
    entries |= {
        Ref("review", "decision"): Choice("override"),
        Ref("review", "override_class"): Choice("EXT-CTRL"),
        Ref("lateral_step_down", ALL, Side.LEFT): NotDone("other", texts["not done"]),
    }
    sign = Signed(90, BEGAN + timedelta(minutes=33), texts["signer"], texts["licence"], answers.person)
    amended = Amended(91, BEGAN + timedelta(hours=1), texts["signer"], texts["amended"])
    recorded = MappingProxyType(
        {
            ref: Recorded(i, BEGAN, texts["examiner"], ref, value)
            for i, (ref, value) in enumerate(entries.items())
        }
    )
    before = MappingProxyType({**entries, NOTES["goal"]: Text("before")})
    versions = (
        Version(sign, before, recorded),
        Version(replace(sign, number=92), entries, recorded, texts["amended"]),
    )
    return replace(
        drafted(Answers(answers.person, MappingProxyType(entries))),
        phase=Phase.SIGNED,
        started=replace(drafted(answers).started, by=texts["examiner"]),
        recorded=recorded,
        versions=versions,
        amended=amended,
    )


class Read(Enum):
    """How a text stands on a page."""

    IN_ORDER = "read back in order"
    LETTERS = "read back letter for letter: its script runs leftwards, or it goes on overleaf"
    CUT = "ended in an ellipsis where a line was full"
    LOST = "lost"


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", clean(text))


def leftwards(text: str) -> bool:
    return any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text)


@cache
def where_printed() -> dict[str, tuple[str, ...]]:
    """The pages on which each field is printed."""
    marks = {name: f"Zq{i:02}zq" for i, name in enumerate(FIELDS)}
    found = {kind: drawn(pdf) for kind, pdf in pages(marks).items()}
    return {
        name: tuple(kind for kind, text in found.items() if as_printed(name, mark, kind) in text)
        for name, mark in marks.items()
    }


def as_printed(name: str, text: str, kind: str) -> str:
    """A clinic writes the family name in capitals; the page to take home does not."""
    return squeezed(text.upper() if name == "family_name" and kind != "home" else text)


def read_back(
    texts: Mapping[str, Sequence[str]], made_of: Mapping[str, bytes]
) -> list[tuple[str, str, str, Read]]:
    """For each page, each field and each of the texts that stand in it, one to a line, how it was read."""
    found = []
    for kind, pdf in made_of.items():
        pages_read = sheets(pdf)
        read = "".join(pages_read)
        letters = Counter(read)
        for name, several in texts.items():
            wanted = [as_printed(name, text, kind) for text in several]
            if kind in where_printed()[name] and not unsaid(name, texts):
                cut = ends_early(before(name, texts, kind) + "".join(wanted), read)
                found += [(kind, name, text, how(text, pages_read, letters, cut)) for text in wanted if text]
    return found


def before(name: str, texts: Mapping[str, Sequence[str]], kind: str) -> str:
    """What stands before it in the same line: a name is two fields, and the first may take all the room."""
    if (name, kind) == ("family_name", "home"):
        return as_printed("given_name", texts["given_name"][0], kind)
    if name == "given_name" and kind != "home":
        family = as_printed("family_name", texts["family_name"][0], kind)
        return f"{family}," if family else ""
    return ""


def unsaid(name: str, texts: Mapping[str, Sequence[str]]) -> bool:
    """An examiner is named beside what he or she overrode, and an override without a word is none."""
    overrides = (texts["urgent override"], texts["hold override"])
    return name == "examiner" and not any(text.strip() for several in overrides for text in several)


def how(wanted: str, pages_read: Sequence[str], letters: Counter[str], cut: bool) -> Read:
    if wanted in "".join(pages_read) or overleaf(wanted, pages_read):
        return Read.IN_ORDER
    if (leftwards(wanted) or len(wanted) > 1_000) and not Counter(wanted) - letters:
        return Read.LETTERS
    return Read.CUT if cut else Read.LOST


def overleaf(wanted: str, pages_read: Sequence[str]) -> bool:
    """Whether it begins at the end of one page and goes on behind the head and foot of the next."""
    return any(
        page.endswith(wanted[:n]) and wanted[n:] in following
        for page, following in pairwise(pages_read)
        for n in range(1, len(wanted))
    )


def ends_early(wanted: str, read: str) -> bool:
    """Whether its beginning stands there, ended in "…": what has one line, and what a cell has room for."""
    if leftwards(wanted):
        return "…" in read
    return any(f"{wanted[:n]}…" in read for n in range(len(wanted), 0, -1))
