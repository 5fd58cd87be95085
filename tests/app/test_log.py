import json
import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app import VERSION
from app.faults import DiskFull
from app.log import (
    FILES,
    LARGEST,
    About,
    Code,
    KeptLog,
    class_of,
    is_kept,
    log_file,
    log_files,
    note,
    read_line,
)
from app.places import Places

PERSON = "0b0e1c7e-5f3c-4f6e-9f0a-2d1c3b4a5968"


@pytest.fixture
def places(tmp_path: Path) -> Iterator[Places]:
    with KeptLog(Places(tmp_path)):
        yield Places(tmp_path)


def lines(places: Places) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in log_file(places).read_text("ascii").splitlines()]
    return [{name: value for name, value in line.items() if name not in {"at", "process"}} for line in found]


def test_a_line_says_what_happened_how_often_and_how_long(places: Places) -> None:
    note(Code.BACKUP_MADE, about=About.BACKUP, count=3, seconds=0.27649, person=PERSON)
    assert lines(places) == [
        {"code": "backup made", "person": PERSON, "about": "backup", "count": 3, "seconds": 0.276}
    ]


def test_the_start_says_which_version_it_was(places: Places) -> None:
    note(Code.STARTED)
    assert lines(places) == [{"code": "started", "version": VERSION}]


def test_of_an_error_its_class_and_place_are_kept_and_its_words_are_not(places: Places) -> None:
    try:
        raise ValueError("cannot read ACOSTA, Elena")
    except ValueError as error:
        note(Code.FAILED, error=error)
    (line,) = lines(places)
    (where,) = line.pop("where")
    assert line == {"code": "failed", "error": "builtins.ValueError"}
    assert where.startswith("tests/app/test_log.py:")
    assert "ACOSTA" not in log_file(places).read_text("ascii")


def test_of_a_fault_the_systems_own_name_for_it_is_kept(places: Places) -> None:
    try:
        try:
            raise OSError(28, "No space left on device", "exam_ACOSTA.pdf")
        except OSError as full:
            raise DiskFull from full
    except DiskFull as fault:
        note(Code.FAULT, error=fault)
    (line,) = lines(places)
    assert (line["error"], line["system"]) == ("app.faults.DiskFull", "ENOSPC")
    assert "ACOSTA" not in log_file(places).read_text("ascii")


def test_a_class_made_while_running_is_named_for_the_one_it_stands_on() -> None:
    assert class_of(type("ACOSTA", (KeyError,), {})) == "builtins.KeyError"
    assert class_of(DiskFull) == "app.faults.DiskFull"


@pytest.mark.parametrize("person", ["ACOSTA", "SG-0412", "rosei", "12345"])
def test_a_person_is_a_random_number_or_nobody(places: Places, person: str) -> None:
    with pytest.raises(LookupError, match=r"^The log takes no such person\.$"):
        note(Code.UNLOCKED, person=person)
    assert not log_file(places).exists()


def test_there_is_no_way_to_say_anything_else(places: Places) -> None:
    with pytest.raises(TypeError):
        note(Code.FAILED, words="ACOSTA")  # type: ignore[call-arg]
    with pytest.raises(LookupError):
        note(Code.FAILED, count="ACOSTA")  # type: ignore[arg-type]


def test_what_others_write_to_this_logger_leaves_only_that_it_was_there(places: Places) -> None:
    logging.getLogger("sagittal").error("ACOSTA %s", "Elena")
    logging.getLogger("sagittal.exam").error("ACOSTA", extra={"line": "ACOSTA"})
    logging.getLogger("alembic").error("ACOSTA")
    assert lines(places) == [{"code": "a line that is not ours"}] * 2


def test_the_log_is_five_files_of_two_megabytes_for_their_owner_alone(places: Places) -> None:
    for _ in range(6):
        note(Code.STARTED)
        with log_file(places).open("a") as file:
            file.write(f"{'x' * (LARGEST - 1)}\n")
    note(Code.ENDED)
    kept = log_files(places)
    assert len(kept) == FILES == 5
    assert kept[-1] == log_file(places)
    assert all(file.stat().st_mode & 0o077 == 0 for file in kept)


def test_before_there_is_a_data_folder_nothing_is_made(tmp_path: Path) -> None:
    places = Places(tmp_path / "data")
    with KeptLog(places):
        note(Code.STARTED)
        assert not places.root.exists()
        assert not is_kept()
        places.prepare()
        note(Code.OPENED)
        assert is_kept()
    assert lines(places) == [{"code": "record opened"}]


def test_a_disk_that_refuses_the_log_stops_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "logs").write_text("in the way")
    with KeptLog(Places(tmp_path)):
        note(Code.STARTED)
    assert capsys.readouterr().err == ""


def test_two_threads_do_not_cut_into_one_another(places: Places) -> None:
    threads = [
        threading.Thread(target=lambda: [note(Code.NOT_SAVED, count=n) for n in range(200)]) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(lines(places)) == 800


@pytest.mark.parametrize(
    "text",
    [
        "", "ACOSTA", "[]", '"ACOSTA"', '{"code": "ACOSTA"}', '{"code": "started", "name": "ACOSTA"}',
        '{"error": "ACOSTA, Elena"}', '{"where": ["/srv/ACOSTA/x.py:3"]}', '{"count": "ACOSTA"}',
        '{"seconds": true}', '{"at": "ACOSTA"}', "[" * 100_000, "\x00",
    ],
)  # fmt: skip
def test_what_the_log_did_not_write_is_not_read_as_a_line_of_it(text: str) -> None:
    assert read_line(text) is None


def test_what_it_wrote_is_read_back(places: Places) -> None:
    note(Code.UNLOCKED, person=PERSON, seconds=0.2)
    (text,) = log_file(places).read_text("ascii").splitlines()
    line = read_line(text)
    assert line is not None
    assert (line["code"], line["person"], line["seconds"]) == ("unlocked", PERSON, 0.2)
