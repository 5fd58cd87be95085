"""The stick is pulled out while the clinic works: a sentence says so, and nothing that was kept is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.backups.kept import find_backups
from app.clock import SystemClock
from app.disk import PARTIAL
from app.store.copying import verify_copy
from tests.clinics import open_clinic
from tests.faults.power import ROOT, build
from tests.faults.trials import report, trials

NOT_SAVED = (
    "The disk did not take the last entry: it is NOT saved. Everything saved before it is safe. "
    "Check the disk, then enter it again."
)
NOT_COPIED = (
    "Not copied to the second place: the disk does not answer or was taken out. "
    "The backup on this computer is whole."
)


@pytest.fixture(scope="module")
def pulled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = Path(__file__).parent / "shim" / "pulled.c"
    return build(source, tmp_path_factory.mktemp("shim"), "R6, the pulled stick,")


def worked(pulled: Path, stick: Path, *command: str) -> dict[str, Any]:
    """What the program said that had this folder on the stick."""
    flag = stick.with_name("the stick is out")
    flag.unlink(missing_ok=True)
    ran = subprocess.run(
        [sys.executable, "tests/faults/stick.py", *command],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "LD_PRELOAD": str(pulled),
            "PULLED_FOLDER": str(stick),
            "PULLED_FLAG": str(flag),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    said: dict[str, Any] = json.loads(ran.stdout)
    return said


@pytest.mark.parametrize("back", [True, False], ids=["put in again", "for good"])
def test_R6_the_data_folder_pulled_out_loses_nothing_that_was_kept(
    pulled: Path, tmp_path: Path, back: bool
) -> None:
    tries, wrong = trials(1, 20), []
    for number in range(tries):
        folder = tmp_path / str(number) / "data"
        folder.parent.mkdir()
        answers = 2 + number
        told = worked(pulled, folder, "record", str(folder), str(answers), *(["back"] if back else []))
        with open_clinic(folder, SystemClock()) as again:
            (head,) = again.unfinished()
            events = len(again.open_exam(head.id).events)
        # The exam's beginning and all answers; what was never said to be kept may be missing.
        least = answers + 1 if back else answers
        if told["said"] != NOT_SAVED or told["held"] != 1 or told["kept"] != least or events < least:
            wrong.append((told, events))
    how = "put in again" if back else "for good"
    report("R6", f"the data folder pulled out ({how}): said, and no kept answer lost", tries, len(wrong))
    assert wrong == []


def test_R6_the_second_place_pulled_out_is_said_and_leaves_no_bad_backup(
    pulled: Path, tmp_path: Path
) -> None:
    tries, wrong = trials(1, 20), []
    for number in range(tries):
        folder, stick = tmp_path / str(number) / "data", tmp_path / str(number) / "stick"
        stick.mkdir(parents=True)
        told = worked(pulled, stick, "second", str(folder), str(stick))
        copied = Path(told["copied"])
        with open_clinic(folder, SystemClock()) as again:
            names = sorted(patient.family_name for patient in again.patients.find(""))
            found = find_backups(copied.parent, again.unlocked.keys.backup)
            for backup in found:
                verify_copy(backup.database, again.unlocked.database_key, backup.manifest.contents)
        left = list(stick.rglob(f"*{PARTIAL}"))
        if told["said"] != NOT_COPIED or names != ["Acosta", "Berg"] or len(found) != 1 or left:
            wrong.append((told, names, len(found), left))
    report(
        "R6", "the second place pulled out: said, nothing lost, and copied when it is back", tries, len(wrong)
    )
    assert wrong == []
