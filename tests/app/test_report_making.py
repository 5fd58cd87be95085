"""A page before anybody gets it: read back, marked for what it is, and made plainly when it must."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.log import KeptLog, log_file
from app.patients import Patient
from app.places import Places
from app.report.locking import LONGEST, check_password, locked_pdf
from app.report.making import NotMade, made
from app.report.paper import PAPERS
from app.report.pdf import report_pdf
from app.report.read_back import NotAsMeant, read_back
from app.report.wording import marks
from assessments.language.exam import Countersigned, Phase
from tests.app.report_examples import HANDOUT, REPORT
from tests.app.test_report_composed import BEGAN, ELENA, drafted, report, signed, told

A4 = PAPERS["a4"]
ANCHOR = "Record 1234 · 9f3a01bc"


def text(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


@pytest.mark.parametrize("plain", [False, True])
def test_every_page_has_the_anchor_and_the_marks(plain: bool) -> None:
    waits = replace(REPORT, number="SG-0412", anchor=ANCHOR, marks=("AWAITING COUNTERSIGNATURE",))
    home = replace(HANDOUT, anchor=ANCHOR, marks=("VOIDED",))
    for page in text(made(waits, A4, plain)):
        assert ANCHOR in page
        assert page.count("AWAITING COUNTERSIGNATURE") >= 2
    for page in text(made(home, A4, plain)):
        assert ANCHOR in page
        assert page.count("VOIDED") >= 2


def test_a_residents_exam_is_marked_until_somebody_countersigns_it() -> None:
    exam = signed(told())
    version = replace(exam.versions[0], signed=replace(exam.versions[0].signed, countersign=True))
    waiting = replace(exam, versions=(version,))
    assert marks(ELENA, waiting) == ("AWAITING COUNTERSIGNATURE",)
    second = Countersigned(91, BEGAN + timedelta(hours=1), "B. Lee, PT", "40-1")
    done = replace(exam, versions=(replace(version, countersigned=second),))
    assert marks(ELENA, done) == ()
    pages = " ".join(text(made(report(told(), exam=done), A4)))
    assert "Countersigned 16-Oct-2026 15:18 by B. Lee, PT, licence 40-1" in " ".join(pages.split())


def test_a_voided_exam_says_so_across_the_page() -> None:
    assert marks(ELENA, replace(signed(told()), phase=Phase.VOIDED)) == ("VOIDED",)
    assert marks(Patient(demonstration=True), drafted(told())) == ("DEMONSTRATION, no real patient",)


def test_another_persons_page_a_missing_anchor_and_half_a_file_are_not_handed_out() -> None:
    pdf = report_pdf(replace(REPORT, anchor=ANCHOR), A4)
    assert read_back(pdf, "SG-0412", ANCHOR) == 2
    with pytest.raises(NotAsMeant, match="person"):
        read_back(pdf, "SG-0999", ANCHOR)
    with pytest.raises(NotAsMeant, match="person"):
        read_back(pdf, "SG-0412", "Record 1235 · 00000000")
    with pytest.raises(NotMade):
        made(replace(REPORT, number="SG-0999"), A4)


def test_a_report_that_cannot_be_made_is_a_sentence_and_a_class_in_the_log(tmp_path: Path) -> None:
    places = Places(tmp_path)
    with KeptLog(places), pytest.raises(NotMade) as told_:
        made(replace(REPORT, name="ZZCANARYZZ", number="ZZCANARYZZ-9"), A4)
    assert told_.value.words == (
        "The report could not be made (E-PDF-7). The exam is safe. Take the plain layout instead."
    )
    kept = log_file(places).read_text()
    assert json.loads(kept.splitlines()[0])["error"] == "app.report.read_back.NotAsMeant"
    assert "ZZCANARYZZ" not in kept


def test_the_plain_layout_has_every_word_of_the_report() -> None:
    pages = " ".join(" ".join(text(made(REPORT, A4, plain=True))).split())
    for words in ("Extension pattern, mobility and control deficit", "Author 21.", "hip rotation strength"):
        assert words in pages


def test_a_locked_page_opens_with_its_password_alone_and_promises_nothing_more() -> None:
    locked = locked_pdf(report_pdf(REPORT, A4), "clam shell 7 äpfel")
    assert b"/V 5" in locked
    assert b"/R 6" in locked
    assert b"ACOSTA" not in locked
    reader = PdfReader(BytesIO(locked))
    assert reader.decrypt("") == 0
    assert reader.decrypt("wrong") == 0
    assert reader.decrypt("clam shell 7 äpfel") != 0
    assert "ACOSTA" in reader.pages[0].extract_text()


@pytest.mark.parametrize(
    ("typed", "again", "words"),
    [
        ("short", "short", "The password needs at least 12 characters."),
        ("a" * (LONGEST + 1), "", "The password is too long. Take fewer characters."),
        ("twelve\x07letters", "", "A character in it cannot be typed everywhere. Take another."),
        ("twelve letters", "twelve lettres", "The two are not the same. Type it again."),
    ],
)
def test_a_password_that_would_not_do_is_refused_in_words(typed: str, again: str, words: str) -> None:
    complaint = check_password(typed, again)
    assert complaint is not None
    assert complaint.words == words


def test_a_password_typed_twice_alike_will_do() -> None:
    assert check_password("twelve letters", "twelve letters") is None
