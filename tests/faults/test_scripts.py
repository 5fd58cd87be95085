"""Names and notes in the scripts people write in: every letter there, or shown by its code."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files

import pytest
import uharfbuzz

from app.report.document import HandoutDocument, ReportDocument, Run
from app.report.fonts import has
from app.report.home_page import handout_pdf
from app.report.paper import PAPERS
from app.report.pdf import report_pdf
from app.report.plain import plain_pdf
from app.report.text import clean, lines
from tests.app.report_examples import HANDOUT, REPORT
from tests.faults.paper import drawn
from tests.faults.trials import report, trials

SETS = {
    "Latin": "Žofie Šťastná Łukasz Ørsted Gıñçoğlu ẞ",
    "Icelandic": "Þórður Æsa Guðmundsdóttir",
    "Greek": "Ελένη Παπαδοπούλου Ἀθηνᾶ",
    "Cyrillic": "Йосиф Щербаківський Ђорђе Ўзбек Қазақ",
    "Vietnamese": "Nguyễn Thị Phượng Đặng",
    "West African": "Ɓala Ŋɔŋ Ọláwálé Kɔ̀fí Ɛsɩ",
    "Georgian": "გიორგი ბერიძე ნინო",
    "Armenian": "Հայկ Պետրոսյան",
    "Hebrew": "שָׂרָה כהן-לוי",
    "Arabic": "محمد عبد الله الحسن",
    "Urdu": "محمّد علی جوہر ڈاکٹر ٹی بڑے",
    "Ethiopic": "አበበ ቢቂላ ወርቅነሽ",
    "Devanagari": "क्षत्रिय हिन्दी श्रीमती द्विवेदी",
    "Bengali": "রবীন্দ্রনাথ ঠাকুর ক্ষিতি",
    "Tamil": "தமிழ்ச்செல்வன் கௌரி ஸ்ரீ",
    "Thai": "สมชาย ก้อนทอง น้ำฝน",
    "Khmer": "សុខ ស្រីមុំ ព្រះ",
    "Burmese": "အောင်ဆန်း ကြည် ဒေါ်",
    "Chinese": "林小明 龍馬 张伟",
    "Japanese": "山田 たろう ミュージック",
    "Korean": "김철수 박영희",
    "Emoji": "Ann 😀 B",
    "Symbols": "± ≤ ≥ → ½ µ € № ™ ♀ ♂ ✓ ° ′ ″ −",
}
CODED = {"Emoji": "Ann [U+1F600] B"}
"""What no embedded face holds is shown by its code."""


def missing(text: str) -> list[str]:
    """The letters that the face they are set in has no shape for."""
    found = []
    for line in lines((Run(text), Run(text, strong=True)), 10, 500):
        for piece in line.pieces:
            found += [c for c in piece.text if c.strip() and not has(piece.face, c)]
            if piece.face.shaped:
                found += [piece.text for glyph in glyphs(piece.face.regular, piece.text) if glyph == 0]
    return found


def glyphs(face: str, text: str) -> list[int]:
    return [glyph for glyph, _ in shaped(face, text)]


def clusters(face: str, text: str) -> list[int]:
    """For each shape from left to right, which letter it begins with."""
    return [cluster for _, cluster in shaped(face, text)]


def shaped(face: str, text: str) -> list[tuple[int, int]]:
    font = uharfbuzz.Font(uharfbuzz.Face(files("resources").joinpath("fonts", f"{face}.ttf").read_bytes()))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    return [(info.codepoint, info.cluster) for info in buffer.glyph_infos]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def documents(name: str) -> tuple[ReportDocument, HandoutDocument]:
    patient, *others = REPORT.identity
    named = replace(REPORT, identity=(replace(patient, value=name), *others), name=name)
    return named, replace(HANDOUT, name=name)


def test_R24_every_script_is_printed_whole_or_shown_by_its_code() -> None:
    """In full each on all three pages; in short the long report is made with some that join their letters."""
    assert len(SETS) == 23
    long_pages = tuple(SETS) if trials(0, 1) else ("Arabic", "Devanagari", "Thai", "Japanese")
    failures = []
    for script, name in SETS.items():
        failures += [(script, letter) for letter in missing(name)]
        if clean(name) != CODED.get(script, name):
            failures.append((script, clean(name)))
        words = [squeezed(word) for word in clean(name).split()]
        long, home = documents(name)
        made = [handout_pdf(home, PAPERS["a4"]), plain_pdf(long, PAPERS["a4"])]
        if script in long_pages:
            made.append(report_pdf(long, PAPERS["a4"]))
        for read in map(drawn, made):
            failures += [(script, word) for word in words if not on_paper(word, read)]
    report("R24", "Scripts, each on three pages", len(SETS), len(failures))
    assert failures == []


def on_paper(word: str, read: str) -> bool:
    """The word as it is read; one that runs leftwards may stand in parts, such as on both sides of a dash."""
    return all(part in read for part in re.split("-", word))


@pytest.mark.parametrize("script", ["Arabic", "Hebrew", "Urdu"])
def test_words_that_run_leftwards_begin_at_the_right(script: str) -> None:
    """The first word of the name stands furthest to the right on the page."""
    name = SETS[script]
    (line,) = lines((Run(name),), 10, 500)
    pieces = [piece for piece in line.pieces if piece.face.shaped]
    assert all(piece.level % 2 for piece in pieces)
    assert name.startswith(pieces[-1].text.split()[0])
    leftmost = clusters(pieces[0].face.regular, pieces[0].text)[0]
    assert leftmost >= pieces[0].text.rfind(" ") + 1


def test_a_line_is_never_broken_inside_a_letter() -> None:
    for script in ("Devanagari", "Thai", "Khmer", "Burmese", "Bengali"):
        word = SETS[script].replace(" ", "") * 9
        for line in lines((Run(word),), 10, 120):
            start = line.pieces[0].text[0]
            assert re.match(r"\w", start) or start in "เแโใไ"
            assert not missing(line.pieces[0].text)
