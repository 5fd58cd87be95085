"""Whatever is typed into any field stands on paper as it was typed, and does nothing there."""

from __future__ import annotations

import ast
import re
import socket
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import Phase as Hypothesising
from hypothesis import strategies as st
from PIL import Image

from app.evaluation import evaluate
from app.exchange.exam_document import read_document
from app.flips import flips
from app.history import History
from app.patients import LONGEST
from app.report.clinician import clinician_report
from app.report.document import HandoutDocument, ReportDocument
from app.report.handout import handout
from app.report.making import made
from app.report.paper import PAPERS
from app.report.text import MOST, clean
from app.settings import Settings
from assessments.language.answers import Answers
from assessments.language.exam import Amended, Exam, Phase, Recorded, Signed, Version
from assessments.language.outcome import Flip
from assessments.language.value import ALL, Choice, NotDone, Prescription, Ref, Side, Text, Value
from assessments.plan.selection import proposed
from tests.app.test_report_composed import BEGAN, ELENA, drafted, told
from tests.faults.paper import drawn, live
from tests.faults.trials import report, trials

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
UNTYPED = {"language", "serial", "stretch", "review note", "plan note"}
"""Kept, and printed on neither page, or as part of a value that the page words itself."""

BAD_NAMES = (
    "Smith <b", "O<b>Neil", "</b>x", "score <5", "Tom & Jerry", "AT&T &copy", "R&lt;D", "<foo>x</foo>",
    "<script>alert(1)</script>", '<?xml version="1.0"?>', "<!-- gone -->", "<evalString>1+1</evalString>",
    "<![CDATA[ lost ]]>", '<img src="{picture}"/>', '<img src="file://{picture}"/>',
    '<img src="/etc/passwd"/>', '<img src="file:///etc/passwd"/>', '<img src="{server}/leak"/>',
    '<a href="{server}/">x</a>', '<a href="javascript:alert(1)">x</a>', '<a href="file:///etc/passwd">x</a>',
    "<font color=\"__import__('os').system('x')\">x</font>", '<onDraw name="foo"/>',
    '<font name="NoSuchFace">x</font>', "nul\x00l", "bell\x07\x1b[31m", "half \ud800 letter",
    "{long}", "{words}", "\u202egpj.exe", "\u2066a\u2069\u2067b", '<link href="{server}">x</link>',
    "{server}/plain", "file://{picture}", '<para alignment="right">', "%s %(name)s {{0}} {{name}} $name",
)  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, list[str]]]:
    """A machine that would notice to be asked for a picture."""
    asked: list[str] = []
    listening = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        while True:
            try:
                caller, _ = listening.accept()
            except OSError:
                return
            with caller:
                asked.append("asked")

    threading.Thread(target=answer, daemon=True).start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}", asked
    listening.close()


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


def pages(texts: Mapping[str, str], kinds: int = 4) -> dict[str, bytes]:
    """The report and the page to take home of a person with these texts in every field; then the draft of
    the report and the referral note."""
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
    whole, referred = examined(""), examined("RF01")
    exam, note = exam_with(whole.answers, texts), exam_with(referred.answers, texts)
    evaluation = evaluate(exam.answers)
    first, *others = whole.plan.items
    plan = replace(whole.plan, items=(replace(first, note=texts["home item"]), *others))
    draft = replace(exam, phase=Phase.EXAMINING, versions=(), amended=None)
    documents: dict[str, ReportDocument | HandoutDocument] = {
        "report": clinician_report(
            patient, exam, evaluation, whole.flips, History(), plan, clinic, 2, anchor
        ),
        "home": handout(patient, draft, evaluation, plan, clinic, anchor),
        "referral": clinician_report(
            patient, note, evaluate(note.answers), referred.flips, History(), None, clinic, 2, anchor
        ),
        "draft": clinician_report(
            patient, draft, evaluation, whole.flips, History(), plan, clinic, 2, anchor
        ),
    }
    return {kind: made(document, PAPERS["a4"]) for kind, document in list(documents.items())[:kinds]}


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


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", clean(text))


def leftwards(text: str) -> bool:
    return any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text)


@cache
def where_printed() -> dict[str, tuple[str, ...]]:
    """On which of the three pages each field is printed."""
    marks = {name: f"Zq{i:02}zq" for i, name in enumerate(FIELDS)}
    found = {kind: drawn(pdf) for kind, pdf in pages(marks).items()}
    return {
        name: tuple(kind for kind, text in found.items() if as_printed(name, mark, kind) in text)
        for name, mark in marks.items()
    }


def as_printed(name: str, text: str, kind: str) -> str:
    """A clinic writes the family name in capitals; the page to take home does not."""
    return squeezed(text.upper() if name == "family_name" and kind != "home" else text)


def lost(texts: Mapping[str, str], made_of: Mapping[str, bytes]) -> list[str]:
    """The fields whose words cannot be read back from a page that prints them."""
    gone = []
    for kind, pdf in made_of.items():
        read = drawn(pdf)
        letters = Counter(read)
        for name, text in texts.items():
            wanted = as_printed(name, text, kind)
            if kind not in where_printed()[name] or not wanted:
                continue
            if leftwards(wanted) or len(wanted) > 1_000:  # goes on overleaf, past the foot of the page
                whole = not Counter(wanted) - letters or "…" in read
            else:
                whole = wanted in read or cut_short(wanted, read)
            if not whole:
                gone.append(f"{name} on the {kind}")
    return gone


def cut_short(wanted: str, read: str) -> bool:
    """Whether its beginning stands there, ended in "…": what has one line, and what a cell has room for."""
    return any(f"{wanted[:n]}…" in read for n in range(len(wanted), 0, -1))


def test_every_field_that_is_typed_is_printed_somewhere() -> None:
    nowhere = {name for name, kinds in where_printed().items() if not kinds}
    assert nowhere <= UNTYPED


def test_R23_no_text_that_looks_like_markup_is_live_in_any_field(
    tmp_path: Path, server: tuple[str, list[str]]
) -> None:
    assert len(BAD_NAMES) == 36
    address, asked = server
    picture = tmp_path / "real.png"
    Image.new("RGB", (4, 4), "red").save(picture)
    bad = [
        pattern.format(picture=picture, server=address, long="x" * 5_000, words="word " * 1_000)
        for pattern in BAD_NAMES
    ]
    # In full every string goes into every field; in short each goes into some of them.
    rounds = trials(8, len(bad))
    failures = []
    for turn in range(rounds):
        texts = {
            name: bad[turn if rounds == len(bad) else (turn * 5 + at) % len(bad)]
            for at, name in enumerate(FIELDS)
        }
        texts |= {name: texts[name][:LONGEST] for name in SHORT}
        made_of = pages(texts, trials(2, 4))
        failures += [(turn, kind, alive) for kind, pdf in made_of.items() for alive in live(pdf)]
        failures += [(turn, gone, "lost") for gone in lost(texts, made_of)]
    words = f"{len(bad)} strings that look like markup, in {len(FIELDS)} fields of all pages"
    report("R23", words, rounds * len(FIELDS), len(failures))
    assert failures == []
    assert asked == []


def test_R23_any_text_in_any_field_is_read_back_as_it_was_typed() -> None:
    count = trials(15, 2_000)
    any_text = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)

    # A failing text is long to shrink and short to read.
    @settings(
        max_examples=count,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Hypothesising.generate],
    )
    @given(st.fixed_dictionaries(dict.fromkeys(FIELDS, any_text)))
    def one(texts: dict[str, str]) -> None:
        made_of = pages(texts, trials(2, 4))
        assert [alive for pdf in made_of.values() for alive in live(pdf)] == []
        assert lost(texts, made_of) == []

    one()
    report("R23", f"Any text in each of {len(FIELDS)} fields, all pages", count)


def test_a_million_letters_end_in_an_ellipsis() -> None:
    assert len(clean("x" * 1_000_000)) == MOST + 1
    assert clean("x" * 1_000_000).endswith("x…")


def test_what_steers_a_text_is_taken_out_and_what_a_name_needs_stays() -> None:
    assert clean("a\u202eb\u2066c\x00d\x07e\ud800f") == "abcdef"
    assert clean("e\u0301") == "é"
    assert clean("e\u200b\u0301") == "é"
    assert clean("\u0646\u200c\u0627") == "\u0646\u200c\u0627"
    assert clean("one\r\ntwo\u2028three\x0bfour") == "one\ntwo\nthree\nfour"


def test_nothing_but_the_door_for_text_reaches_the_page_engine() -> None:
    """The engine's Paragraph reads markup, and a string drawn by hand is not cleaned."""
    raw = {
        "drawString", "drawRightString", "drawCentredString", "drawAlignedString", "textLine", "textLines",
        "linkURL", "linkRect", "linkAbsolute", "bookmarkPage", "drawImage", "drawInlineImage", "doForm",
    }  # fmt: skip
    markup = {"Paragraph", "XPreformatted", "Preformatted", "Image", "Table", "LongTable", "ParagraphStyle"}
    found = []
    for module in sorted((ROOT / "app" / "report").glob("*.py")):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            match node:
                case ast.ImportFrom(module=str(source), names=names) if source.startswith("reportlab"):
                    found += [f"{module.name}: {n.name}" for n in names if n.name in markup]
                case ast.Call(func=ast.Attribute(attr=name)) if name in raw:
                    found.append(f"{module.name}: {name}")
                case ast.Call(func=ast.Attribute(attr="textOut")) if module.name != "text.py":
                    found.append(f"{module.name}: textOut")
    assert found == []


def test_a_text_is_never_made_into_markup_for_the_page_engine() -> None:
    made_markup = re.compile(r"(Paragraph|XPreformatted)\(\s*(f[\"']|[\"'][^\"']*[\"']\s*(%|\.format\())")
    modules = [p for top in ("app", "ui") for p in (ROOT / top).rglob("*.py")]
    assert [p.name for p in modules if made_markup.search(p.read_text("utf-8"))] == []


def test_no_page_and_no_link_is_opened_outside() -> None:
    """A PDF opened by another program would be a copy in a folder nobody empties."""
    outside = re.compile(
        r"openUrl|QDesktopServices|os\.startfile|webbrowser|xdg-open|setOpenExternalLinks\(True"
    )
    modules = [p for top in ("app", "ui") for p in (ROOT / top).rglob("*.py")]
    assert [p.name for p in modules if outside.search(p.read_text("utf-8"))] == []
