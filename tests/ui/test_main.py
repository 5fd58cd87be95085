import os
import subprocess
import sys
from pathlib import Path

from app.clock import SystemClock
from app.places import Places
from tests.clinics import open_clinic


def open_in(folder: Path) -> subprocess.CompletedProcess[str]:
    """The whole program, started as a person would and closed as soon as it stands."""
    return subprocess.run(
        [sys.executable, "-m", "ui.main", "--data-dir", str(folder), "--quit-after-open"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_program_opens_the_set_up_in_an_empty_folder_and_writes_no_record(tmp_path: Path) -> None:
    done = open_in(tmp_path / "data")
    assert done.returncode == 0, done.stderr
    assert not Places(tmp_path / "data").database.exists()
    assert not Places(tmp_path / "data").keyring.exists()


def test_the_program_opens_the_sign_in_of_a_clinic_and_closes_cleanly(tmp_path: Path) -> None:
    open_clinic(tmp_path / "data", SystemClock()).close()
    before = Places(tmp_path / "data").keyring.read_bytes()
    done = open_in(tmp_path / "data")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert Places(tmp_path / "data").keyring.read_bytes() == before


def test_a_second_start_ends_with_a_sentence_while_the_first_holds_the_folder(tmp_path: Path) -> None:
    with open_clinic(tmp_path / "data", SystemClock()):
        done = open_in(tmp_path / "data")
    assert done.returncode == 4
    assert "Already open on this computer (process " in done.stderr
    assert "Traceback" not in done.stderr


def test_a_new_record_is_refused_in_a_synchronised_folder(tmp_path: Path) -> None:
    done = open_in(tmp_path / "Dropbox" / "Sagittal")
    assert done.returncode == 3
    assert "Choose a folder that is not synchronised; live files are damaged by sync." in done.stderr
    assert not (tmp_path / "Dropbox").exists()
