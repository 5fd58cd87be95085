"""Whatever is typed into any field stands on paper as it was typed, and does nothing there."""

from __future__ import annotations

import ast
import re
import socket
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import Phase as Hypothesising
from hypothesis import strategies as st
from PIL import Image

from app.patients import LONGEST
from app.report.making import NotMade
from app.report.text import MOST, clean
from tests.faults.filled import (
    FIELDS,
    KINDS,
    SHORT,
    SHORT_KINDS,
    UNTYPED,
    Read,
    pages,
    read_back,
    where_printed,
)
from tests.faults.paper import live, sheets
from tests.faults.trials import report, trials

ROOT = Path(__file__).parents[2]
TOGETHER = 4
"""Texts on lines of their own in a note that only the long report prints."""
SHARES = 4

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


def test_every_field_that_is_typed_is_printed_somewhere() -> None:
    nowhere = {name for name, kinds in where_printed().items() if not kinds}
    assert nowhere <= UNTYPED
    assert {name for name in SHORT if not set(SHORT_KINDS) & set(where_printed()[name])} <= UNTYPED


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
    rounds = min(trials(3, len(bad)), len(bad))
    kinds = KINDS if rounds == len(bad) else ("report", *SHORT_KINDS)
    failures: list[str] = []
    for turn in range(rounds):
        texts = {name: [bad[(turn + at * 5) % len(bad)]] for at, name in enumerate(FIELDS)}
        texts |= {name: [texts[name][0][:LONGEST]] for name in SHORT}
        failures += broken(texts, kinds)[1]
    words = f"{len(bad)} strings that look like markup, in {len(FIELDS)} fields of all pages"
    report("R23", words, rounds * len(FIELDS), len(failures))
    told(failures)
    assert asked == []


@pytest.mark.parametrize("share", range(SHARES))
def test_R23_any_text_in_any_field_is_read_back_as_it_was_typed(share: int) -> None:
    """In full every text goes into every field. What is one line gets a text to itself; the notes of the long
    report get several, which are read back each by itself."""
    turns = trials(TOGETHER * SHARES, 2_000)
    texts = any_texts(max(turns, 400))
    read: Counter[Read] = Counter()
    failures: list[str] = []
    for start in range(share * TOGETHER, turns, SHARES * TOGETHER):
        together = [
            [texts[(turn + 71 * at) % len(texts)] for at in range(len(FIELDS))]
            for turn in range(start, min(start + TOGETHER, turns))
        ]
        for alone in together:
            found, bad = broken({name: [alone[at]] for at, name in enumerate(FIELDS)}, SHORT_KINDS)
            read.update(found)
            failures += bad
        notes = {
            name: [each[at] for each in together][: 1 if name in SHORT else TOGETHER]
            for at, name in enumerate(FIELDS)
        }
        found, bad = broken(notes, ("report",))
        read.update(found)
        failures += bad
    for how in (Read.IN_ORDER, Read.LETTERS, Read.CUT):
        report("R23", f"{turns:,} turns of any text through {len(FIELDS)} fields: {how.value}", read[how])
    report(
        "R23",
        f"{turns:,} turns of any text: anything raised, live or lost",
        sum(read.values()),
        len(failures),
    )
    told(failures)


@cache
def any_texts(count: int) -> list[str]:
    """The same in every run and every share: what failed once is found again."""
    found: dict[str, None] = {}

    @settings(
        max_examples=count,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Hypothesising.generate],
    )
    @given(st.lists(st.text(st.characters(exclude_categories=()), min_size=1, max_size=60), min_size=1))
    def collect(texts: list[str]) -> None:
        found.update(dict.fromkeys(texts))

    collect()
    assert len(found) >= count
    return list(found)[:count]


def broken(texts: Mapping[str, Sequence[str]], kinds: Sequence[str]) -> tuple[Counter[Read], list[str]]:
    """How the texts of each field were read back from these pages, and each promise that was not kept."""
    try:
        made_of = pages({name: "\n".join(several) for name, several in texts.items()}, kinds)
    except NotMade as why:
        return Counter(), [f"not made: {why.__context__!r} of {dict(texts)!a}"]
    found = read_back(texts, made_of)
    lost = [f"lost: {name} on the {kind}: {text!a}" for kind, name, text, how in found if how is Read.LOST]
    alive = [f"live: {what} on the {kind}" for kind, pdf in made_of.items() for what in live(pdf)]
    return Counter(how for *_, how in found), alive + lost


def told(failures: list[str]) -> None:
    """The first few in plain words: thousands of letters around them would hide them."""
    if failures:
        first = "\n".join(failure[:600] for failure in failures[:10])
        pytest.fail(f"{len(failures)} promises not kept:\n{first}", pytrace=False)


def test_an_examiner_is_looked_for_only_beside_an_override_that_says_something() -> None:
    texts = {name: ["" if "override" in name else name] for name in FIELDS}
    texts["urgent override"] = ["\x1f\u2003"]
    assert broken(texts, ("referral",))[1] == []


def test_a_given_name_that_takes_the_whole_line_ends_it_before_the_family_name() -> None:
    texts = {name: [name] for name in FIELDS} | {"given_name": ["x" * LONGEST], "family_name": ["<onDraw/>"]}
    read, failures = broken(texts, ("home", "referral"))
    assert failures == []
    assert read[Read.CUT] > 0


def test_a_note_that_goes_on_overleaf_is_read_in_its_order() -> None:
    note = [" ".join(f"word{part}{n}" for n in range(350)) for part in "ab"]
    texts = {name: note if name == "goal" else [name] for name in FIELDS}
    made_of = pages({name: "\n".join(several) for name, several in texts.items()}, ("report",))
    read = "".join(sheets(made_of["report"]))
    assert [part for part in note if "".join(part.split()) not in read] != []
    assert broken(texts, ("report",))[1] == []


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
                case ast.Call(func=ast.Attribute(attr="bookmarkPage")) if module.name == "text.py":
                    pass  # the door's own: its key is made of numbers, see `outlined`
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
