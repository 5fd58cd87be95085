"""Names of files and cells of tables made of what anybody may type."""

from __future__ import annotations

import csv
import errno
import os
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.csv_text import cell, csv_text
from app.file_names import NotSaved, exam_file, free_name, free_names, safe_name, save_private
from tests.faults.trials import report, trials

HOSTILE = (
    "CON", "con", "nul.txt", "PRN ", "AUX.", "COM1", "COM¹.pdf", "LPT9.x.y", "lpt0", "CONIN$",
    "..", ".", "../../etc/passwd", "..\\..\\Windows\\win.ini", "/etc/passwd", "C:\\autoexec.bat", "a:b",
    "name.", "name ", "  . . ", "", "\x00", "a\x00b", "line\nbreak\ttab", "\u202egpj.exe", "\u2066a\u2069",
    "a⁄b∕c／d＼e", "x" * 500, "é" * 200, "😀" * 60, '<b>|"?*', "\ud800half",
)  # fmt: skip
DEVICES = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"} | {
    f"{port}{n}" for port in ("COM", "LPT") for n in "0123456789¹²³"
}


@contextmanager
def reported(words: str, count: int) -> Iterator[None]:
    """Said whether it held or not; the search stops at the first text that breaks the promise."""
    failures = 1
    try:
        yield
        failures = 0
    finally:
        report("R25", words, count, failures)


def faults_of(name: str, folder: Path, most: int = 81) -> list[str]:
    """What Windows, macOS or Linux would refuse in this name, or what leads out of the folder."""
    found = []
    if len(name.encode()) > most:
        found.append("long")
    if any(c in '<>:"/\\|?*' or unicodedata.category(c)[0] == "C" for c in name):
        found.append("characters")
    if not name or name != name.strip(" .") or name in (".", ".."):
        found.append("ends")
    if name.split(".")[0].rstrip().upper() in DEVICES:
        found.append("device")
    if (folder / name).resolve().parent != folder.resolve():
        found.append("outside")
    return found


def test_R25_a_hostile_name_becomes_one_plain_file_in_the_chosen_folder(tmp_path: Path) -> None:
    assert len(HOSTILE) == 32
    bad = {repr(text): found for text in HOSTILE if (found := faults_of(safe_name(text), tmp_path))}
    for text in HOSTILE:
        file = free_name(tmp_path, f"{safe_name(text)}.pdf")
        save_private(file, b"page")
        if file.parent != tmp_path or file.read_bytes() != b"page":
            bad[repr(text)] = ["not written"]
    report("R25", "Hostile file names, each written", len(HOSTILE), len(bad))
    assert bad == {}
    assert len(list(tmp_path.iterdir())) == len(HOSTILE)


def test_R25_any_text_at_all_becomes_one_plain_file_name(tmp_path: Path) -> None:
    count = trials(100, 2_000)

    @settings(max_examples=count, deadline=None)
    @given(st.text(alphabet=st.characters(exclude_categories=()), max_size=300), st.integers(1, 200))
    @example("CON.😀", 3)
    def one(text: str, limit: int) -> None:
        assert faults_of(safe_name(text), tmp_path) == []
        assert len(safe_name(text, limit).encode()) <= max(limit + 1, len("unnamed"))
        assert faults_of(exam_file("exam", text, "2026-10-01"), tmp_path, 85) == []
        assert exam_file("exam", text, "2026-10-01").endswith("2026-10-01.pdf")

    with reported("File names of any text", count):
        one()


def test_the_file_of_an_exam_is_named_by_record_and_day() -> None:
    assert exam_file("exam", "SG-0412", "2026-10-01") == "exam_SG-0412_2026-10-01.pdf"
    assert exam_file("exam", " 12 / 3 ", "2026-10-01") == "exam_12-_-3_2026-10-01.pdf"
    assert exam_file("home", "", "2026-10-01") == "home_2026-10-01.pdf"


def test_a_name_that_is_taken_gets_a_number_and_a_pair_the_same_one(tmp_path: Path) -> None:
    (tmp_path / "exam.pdf").write_bytes(b"another's")
    assert free_name(tmp_path, "exam.pdf") == tmp_path / "exam (2).pdf"
    (tmp_path / "exam (2).pdf").write_bytes(b"another's")
    assert free_names(tmp_path, ["exam.pdf", "home.pdf"]) == ["exam (3).pdf", "home (3).pdf"]
    assert free_name(tmp_path, "../../exam.pdf").parent == tmp_path


def test_a_saved_file_is_its_owners_alone_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "exam.pdf"
    file.write_bytes(b"old")
    file.chmod(0o644)
    save_private(file, b"new")
    assert file.read_bytes() == b"new"
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (OSError(errno.ENOSPC, "x"), "Not saved: the disk is full. Close the file or choose another name."),
        (
            OSError(errno.EACCES, "x"),
            "Not saved: that place may not be written. Close the file or choose another name.",
        ),
        (
            OSError(errno.EROFS, "x"),
            "Not saved: that place may not be written. Close the file or choose another name.",
        ),
        (
            FileNotFoundError(errno.ENOENT, "x"),
            "Not saved: that folder is not there. Close the file or choose another name.",
        ),
        (
            OSError(errno.ENAMETOOLONG, "x"),
            "Not saved: the name is too long. Close the file or choose another name.",
        ),
        (
            OSError(errno.EIO, "x"),
            "Not saved: the disk did not take it. Close the file or choose another name.",
        ),
    ],
)
def test_why_a_file_was_not_saved_is_said_without_its_name(why: OSError, words: str) -> None:
    assert NotSaved(why).words == words


@pytest.mark.parametrize("code", [5, 32, 33])
def test_a_file_open_in_another_program_is_said(code: int) -> None:
    why = PermissionError(errno.EACCES, "x")
    why.winerror = code  # type: ignore[attr-defined,unused-ignore]
    assert NotSaved(why).words == (
        "Not saved: the file is open in another program or may not be changed. "
        "Close the file or choose another name."
    )


def test_what_cannot_be_saved_leaves_what_was_there_and_no_half_file(tmp_path: Path) -> None:
    in_the_way = tmp_path / "exam.pdf"
    in_the_way.mkdir()
    (in_the_way / "kept").write_bytes(b"kept")
    with pytest.raises(NotSaved, match="Close the file or choose another name"):
        save_private(in_the_way, b"new")
    assert list(tmp_path.iterdir()) == [in_the_way]
    with pytest.raises(NotSaved, match="that folder is not there"):
        save_private(tmp_path / "nowhere" / "exam.pdf", b"new")
    assert not (tmp_path / "nowhere").exists()


CELLS = (
    "=1+1", "+1", "-1", "@SUM(A1)", "|cmd", "%0A", " =1", "\t=1", "\r=1", "\ttext", "\rtext", "＝1", "＋1",
    "－1", "＠x", "\u00a0=1", '=HYPERLINK("http://x","y")',
)  # fmt: skip
LIVE = tuple("=+-@|%＝＋－＠")


def opened(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_R25_no_text_is_a_formula_in_a_spreadsheet() -> None:
    assert len(CELLS) == 17
    rows = opened(csv_text([CELLS]))
    live = [text for text in rows[0] if not text.startswith("'")]
    report("R25", "Cells that begin as formulas", len(CELLS), len(live))
    assert live == []
    assert rows[0][0] == "'=1+1"


def test_R25_any_text_comes_back_as_it_was_and_is_never_live() -> None:
    count = trials(100, 2_000)

    @settings(max_examples=count, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.lists(st.text(max_size=60), min_size=1, max_size=4), st.sampled_from((*LIVE, "\t", "\r", " ", ""))
    )
    def one(texts: list[str], first: str) -> None:
        texts = [first + text for text in texts]
        (row,) = opened(csv_text([texts]))
        for text, read in zip(texts, row, strict=True):
            assert read.removeprefix("'") in (
                text.replace("\x00", ""),
                text.replace("\x00", "").removeprefix("'"),
            )
            assert not read.lstrip(" \t\r\n\u00a0\ufeff").startswith(LIVE)
            assert not read.startswith(("\t", "\r"))

    with reported("Cells of any text", count):
        one()


def test_R25_a_number_is_left_alone() -> None:
    count = trials(100, 2_000)

    @settings(max_examples=count, deadline=None)
    @given(st.one_of(st.integers(), st.floats(allow_nan=False), st.decimals(allow_nan=False)))
    def one(number: int | float | Decimal) -> None:
        assert cell(number) == number
        assert opened(csv_text([[number]])) == [[str(number)]]

    with reported("Numbers in cells", count):
        one()


def test_a_table_is_as_spreadsheets_read_it() -> None:
    assert csv_text([["Ł", -2.5, None, 'a "b"']]) == b'\xef\xbb\xbf"\xc5\x81","-2.5","","a ""b"""\r\n'
    assert csv_text([["\ud800"]]) == b'\xef\xbb\xbf"?"\r\n'
