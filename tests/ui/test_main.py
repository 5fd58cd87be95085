import os
import subprocess
import sys
from pathlib import Path


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


def test_the_program_opens_in_an_empty_folder_and_closes_cleanly(tmp_path: Path) -> None:
    done = open_in(tmp_path / "data")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "data" / "sagittal.sqlite3").exists()


def test_a_file_that_is_no_database_is_refused_with_words_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "sagittal.sqlite3"
    file.write_text("a letter to the bank " * 400)
    before = file.read_bytes()
    done = open_in(tmp_path)
    assert done.returncode == 3
    assert "Nothing was changed" in done.stderr or "damaged" in done.stderr
    assert "Traceback" not in done.stderr
    assert file.read_bytes() == before
