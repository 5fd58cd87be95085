"""`sagittal evaluate` as it is run: what it prints where, and how it ends."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.cli import main

ROOT = Path(__file__).parents[2]
CASES = [
    json.loads(line)["document"]
    for line in (ROOT / "tests" / "cases" / "worked-cases.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.json"
    path.write_text(json.dumps(CASES[0], indent=2), "utf-8")
    return path


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    document = json.loads(json.dumps(CASES[0]))
    document["tests"]["thomas"]["right"]["hip_angle_deg"] = 99
    document["safety"]["RF99"] = "no"
    path = tmp_path / "faulty.json"
    path.write_text(json.dumps(document), "utf-8")
    return path


def lines(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


def test_one_file_prints_one_object_with_its_keys_in_order(
    good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", str(good)]) == 0
    printed = capsys.readouterr()
    (found,) = lines(printed.out)
    assert printed.err == ""
    assert list(found) == [
        "class",
        "status",
        "could_be",
        "agreement",
        "supports",
        "contradictions",
        "modifiers",
        "plan",
        "direction",
        "weight_bearing",
        "safety",
        "findings",
        "asymmetry",
        "missing",
        "rules_version",
    ]
    assert found["findings"]["HFL"] == {"value": "present", "side": "both", "near_cutoff": "no"}
    assert found["findings"]["FPC"] == {"value": "absent", "side": "none", "near_cutoff": "no", "grade": None}
    assert found["asymmetry"]["extension"] == {"percent": 1.0, "weaker": "left", "grade": "within"}
    assert found["safety"] == {"result": "clear", "fired": []}
    assert found["weight_bearing"] == "yes"


def test_a_faulty_file_prints_nothing_and_says_every_fault_on_standard_error(
    faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", str(faulty)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    first, second = printed.err.splitlines()
    assert first.startswith("$.safety.RF99: found an unknown key; allowed: RF01")
    assert second == "$.tests.thomas.right.hip_angle_deg: found 99; allowed: a whole number from -40 to 60"


def test_among_several_files_a_faulty_one_keeps_its_place(
    good: Path, faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", str(good), str(faulty), str(good)]) == 2
    first, second, third = lines(capsys.readouterr().out)
    assert first["class"] == third["class"] == "EXT-MOB"
    assert len(second["error"]) == 2


def test_standard_input_holds_one_document_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "\n".join([json.dumps(CASES[0]), "", "{}", json.dumps(CASES[2])]) + "\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert main(["evaluate", "-"]) == 2
    first, second, third = lines(capsys.readouterr().out)
    assert (first["class"], third["class"]) == ("EXT-MOB", "EXT-CTRL")
    assert second["error"][0] == '$.format: found nothing; allowed: "sagittal-exam"'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe{\x00", "not UTF-8"),
        (b"", "not JSON"),
        (b'{"format": "sagittal-exam"', "not JSON"),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(
    content: bytes, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "odd.json"
    path.write_bytes(content)
    assert main(["evaluate", str(path)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("$: found")
    assert words in line


@pytest.mark.parametrize("place", ["$", "$.history.pain_sites"])
def test_a_document_of_a_hundred_thousand_faults_is_answered(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = ", ".join(f'"k{n}": 1' for n in range(100_000))
    items = ", ".join(f'"s{n}"' for n in range(100_000))
    start = '{"format": "sagittal-exam", "version": 1, '
    path = tmp_path / "long.json"
    history = '"history": {"pain_sites": [' + items + "]}}"
    path.write_text(start + (keys + ', "k1": 2}' if place == "$" else history), "utf-8")
    assert main(["evaluate", str(path)]) == 2
    assert len(capsys.readouterr().err.splitlines()) >= 100_000


def test_a_missing_file_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(tmp_path / "none.json")]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("none.json: No such file or directory")


def test_a_byte_order_mark_is_let_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "marked.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(CASES[0]).encode())
    assert main(["evaluate", str(path)]) == 0


def test_the_limp_question_left_out_of_an_adults_document_is_unanswered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = json.loads(json.dumps(CASES[0]))
    del document["safety"]["RF12"]
    path = tmp_path / "exam.json"
    path.write_text(json.dumps(document), "utf-8")
    main(["evaluate", str(path)])
    (found,) = lines(capsys.readouterr().out)
    assert (found["class"], found["missing"]) == ("N0", ["RF12"])


def test_a_reader_that_closes_early_meets_no_complaint(good: Path) -> None:
    command = [sys.executable, "-m", "app.cli", "evaluate", *[str(good)] * 40]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""


def test_a_place_that_takes_no_more_output_is_one_clear_line(good: Path) -> None:
    if sys.platform != "linux":
        return  # Nowhere else is there a device that is always full.
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "app.cli", "evaluate", str(good)]
        ended = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)
    assert ended.stderr.decode() == "The output could not be written: no space left on device.\n"
    assert ended.returncode == 2


def test_input_that_was_closed_is_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["evaluate", "-"]) == 2
    assert lines(capsys.readouterr().out) == [{"error": ["-: there is no input to read"]}]


def test_the_command_needs_no_window() -> None:
    code = (
        "import sys, app.cli, app.commands.evaluate; sys.exit(any('PySide6' in name for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
