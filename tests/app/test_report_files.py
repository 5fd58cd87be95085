"""The pages as files, and the command that writes them."""

from __future__ import annotations

import json
import os
import stat
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from app import cli
from app.report.files import NotPrinted, report_files
from tests.app.report_examples import HANDOUT, REPORT

DAY = date(2026, 11, 21)


def test_the_files_are_named_by_day_and_never_by_patient_for_their_owner_only(tmp_path: Path) -> None:
    paths = report_files(tmp_path / "new", DAY, REPORT, HANDOUT)
    assert [p.name for p in paths] == [
        "sagittal-clinician-2026-11-21.pdf",
        "sagittal-handout-2026-11-21.pdf",
        "sagittal-handout-2026-11-21.html",
    ]
    if os.name == "posix":
        assert {stat.S_IMODE(p.stat().st_mode) for p in paths} == {0o600}
    assert sorted(tmp_path.joinpath("new").iterdir()) == sorted(paths)


def test_another_patients_pages_of_the_same_day_are_never_overwritten(tmp_path: Path) -> None:
    first, *_ = report_files(tmp_path, DAY, REPORT, HANDOUT)
    before = first.read_bytes()
    again, *_ = report_files(tmp_path, DAY, REPORT, HANDOUT)
    other, *_ = report_files(tmp_path, DAY, REPORT, HANDOUT, paper="letter")
    assert again == first
    assert other.name == "sagittal-clinician-2026-11-21 (2).pdf"
    assert first.read_bytes() == before


def test_a_folder_that_cannot_be_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    with pytest.raises(NotPrinted, match="could not be written"):
        report_files(taken, DAY, REPORT, HANDOUT)
    assert list(tmp_path.iterdir()) == [taken]


def document(folder: Path, **more: object) -> Path:
    path = folder / "exam.json"
    path.write_text(json.dumps({"format": "sagittal-exam", "version": 1, **more}), "utf-8")
    return path


@pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("letter", 612)])
def test_the_command_writes_both_pages_as_drafts_and_prints_where(
    paper: str, width: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    status = cli.main(["report", str(document(tmp_path)), "--out", str(out), "--paper", paper])
    assert status == 0
    paths = capsys.readouterr().out.splitlines()
    assert [Path(p).parent for p in paths] == [out, out, out]
    assert "DRAFT until signed" in Path(paths[2]).read_text("utf-8")
    for path in paths[:2]:
        first = PdfReader(path).pages[0]
        assert int(first.mediabox.width) == width
        assert "DRAFT until signed" in first.extract_text()
        assert "not recorded" in first.extract_text().lower()


def test_a_document_that_can_be_evaluated_can_be_printed(tmp_path: Path) -> None:
    marked = document(tmp_path)
    marked.write_bytes(b"\xef\xbb\xbf" + marked.read_bytes())
    assert cli.main(["report", str(marked), "--out", str(tmp_path / "o")]) == 0


def test_a_bad_document_or_folder_is_one_line_and_status_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    good = str(document(tmp_path))
    unknown = tmp_path / "unknown.json"
    unknown.write_text('{"format": "sagittal-exam", "version": 1, "name": "x"}')
    binary = tmp_path / "binary"
    binary.write_bytes(b"\xff\xfe\x00")
    for arguments in (
        ["report", str(unknown), "--out", str(tmp_path / "o")],
        ["report", str(binary), "--out", str(tmp_path / "o")],
        ["report", str(tmp_path / "absent.json"), "--out", str(tmp_path / "o")],
        ["report", good, "--out", str(taken)],
    ):
        assert cli.main(arguments) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert len(told.err.splitlines()) == 1
    assert not (tmp_path / "o").exists()
