import json
from pathlib import Path

import pytest

from app import VERSION
from app.cli import main
from app.clock import SteppedClock
from app.log import Code, KeptLog, log_file, note
from app.places import Places
from app.store.state import State
from app.support import NotWritten, support_text, write_support
from app.uncaught import crash_file
from tests.clinics import open_clinic


def test_it_says_the_versions_and_how_the_folder_stands(places: Places, clock: SteppedClock) -> None:
    with open_clinic(places, clock):
        text = support_text(places, State.DAMAGED)
    assert text.startswith(
        "Sagittal support bundle. It holds no name, no answer and no key: read it before you send it.\n"
    )
    assert f"Sagittal {VERSION}\n" in text
    assert "SQLCipher 4." in text
    assert "state of the record: damaged\n" in text
    assert "keys: 2 slots\n" in text


def test_it_looks_at_a_folder_and_changes_nothing_in_it(tmp_path: Path) -> None:
    places = Places(tmp_path)
    places.keyring.write_bytes(b"\xff\x00 no keyring")
    assert "keys: no text\n" in support_text(places)
    places.keyring.write_text("{}")
    assert "keys: KeyringDamaged\n" in support_text(places)
    assert [file.name for file in tmp_path.iterdir()] == ["clinic.keys"]
    assert "keys: not there\n" in support_text(Places(tmp_path / "gone"))
    assert not (tmp_path / "gone").exists()


def test_of_the_log_only_what_the_log_wrote_comes_along(tmp_path: Path) -> None:
    places = Places(tmp_path)
    with KeptLog(places):
        note(Code.STARTED)
    with log_file(places).open("a") as file:
        file.write(json.dumps({"code": "started", "patient": "ACOSTA"}) + "\nACOSTA\n")
    text = support_text(places)
    assert '"code": "started"' in text
    assert "2 lines that are not the log's own were left out\n" in text
    assert "ACOSTA" not in text


def test_of_a_crash_the_lines_of_code_come_along_and_no_folder(tmp_path: Path) -> None:
    places = Places(tmp_path).prepare()
    crash_file(places).write_text(
        "Fatal Python error: Segmentation fault\n\nCurrent thread 0x00007f (most recent call first):\n"
        '  File "/srv/acosta/sagittal/ui/desk.py", line 120 in typed\n  ACOSTA\n'
    )
    text = support_text(places)
    assert text.endswith("CRASHES\nFatal Python error: Segmentation fault\n  desk.py:120 typed\n")
    assert "acosta" not in text.casefold()


def test_what_was_read_is_what_is_written(tmp_path: Path) -> None:
    target = tmp_path / "support.txt"
    write_support(Places(tmp_path), target, "as it was read\n")
    assert target.read_text() == "as it was read\n"
    assert target.stat().st_mode & 0o077 == 0


def test_a_place_that_refuses_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotWritten) as refused:
        write_support(Places(tmp_path), tmp_path / "gone" / "support.txt")
    assert refused.value.words == "The support bundle could not be written. Choose another place."


def test_the_command_prints_it_or_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, target = str(tmp_path / "data"), tmp_path / "support.txt"
    assert main(["support", "--data-dir", folder]) == 0
    printed = capsys.readouterr().out
    assert main(["support", "--data-dir", folder, "--out", str(target)]) == 0
    assert capsys.readouterr().out == f"Written to {target}. Read it before you send it.\n"
    assert target.read_text() == printed
    assert main(["support", "--data-dir", folder, "--out", str(tmp_path / "gone" / "x")]) == 2
    assert "The support bundle could not be written. Choose another place." in capsys.readouterr().err
