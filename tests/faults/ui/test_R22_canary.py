"""R22, the second half: a patient is driven through the whole program, and their name is found nowhere."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.backups.kinds import Kind
from app.backups.making import make_backup
from app.patients import Patient
from app.support import support_text
from assessments.language.value import Ref, Text
from tests.faults.trials import report
from tests.visits.clinic import ELENA, Clinic
from tests.visits.whole_exam import PAGES, accept_and_sign

CANARIES = ("ZZCANARYZZ", "ZZGIVENZZ", "ZZNUMBERZZ", "ZZPHONEZZ", "ZZNOTEZZ", "ZZREASONZZ")
PATIENT = replace(
    ELENA,
    family_name="ZZCANARYZZ",
    given_name="ZZGIVENZZ",
    record_number="ZZNUMBERZZ",
    phone="ZZPHONEZZ",
)
SHOWN = (
    "intake", "safety", "thomas", "review", "plan", "preview", "progress", "home", "patient", "audit",
    "people", "records", "settings", "manual",
)  # fmt: skip


@pytest.fixture
def around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Everything a program may write to by itself: home, settings, cache, temporary files."""
    for name, variable in {
        "home": "HOME",
        "config": "XDG_CONFIG_HOME",
        "cache": "XDG_CACHE_HOME",
        "share": "XDG_DATA_HOME",
        "run": "XDG_RUNTIME_DIR",
        "temporary": "TMPDIR",
    }.items():
        (tmp_path / name).mkdir(mode=0o700)
        monkeypatch.setenv(variable, str(tmp_path / name))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.chdir(tmp_path / "home")
    return tmp_path


@pytest.fixture
def clinic(around: Path, qtbot: QtBot) -> Iterator[Clinic]:
    opened = Clinic(around / "data", qtbot)
    opened.introduce()
    yield opened
    opened.shut()


def found(around: Path) -> list[str]:
    """Where a canary stands, in a file or in a name, in any writing of it."""
    writings = [
        canary.encode(coding) for canary in CANARIES for coding in ("utf-8", "utf-16-le", "utf-16-be")
    ]
    hits = []
    for path in around.rglob("*"):
        if any(canary.lower() in path.name.lower() for canary in CANARIES):
            hits.append(path.name)
        if path.is_file() and any(writing in path.read_bytes() for writing in writings):
            hits.append(str(path.relative_to(around)))
    return hits


def drive(clinic: Clinic, patient: Patient) -> None:
    """A whole exam by keyboard, a note and a reason, both pages, and every page that shows a patient."""
    kept = clinic.register(patient)
    clinic.clinician.press("Enter")
    for page in PAGES:
        page(clinic.clinician)
    clinic.window.desk.record_value(Ref("intake", "goal"), Text("ZZNOTEZZ climbs stairs"))
    accept_and_sign(clinic.clinician)
    for what in ("clinician", "handout"):
        assert clinic.printed(what)
    assert clinic.window.desk.amend("ZZREASONZZ read from the wrong side") is None
    for name in SHOWN:
        clinic.window.go(name, **({"patient": kept.id} if name in ("patient", "progress") else {}))
    clinic.window.go("home")
    clinic.clinician.type("ZZCANARYZZ")


def test_R22_a_patient_driven_through_the_program_is_found_in_no_file(clinic: Clinic, around: Path) -> None:
    drive(clinic, PATIENT)
    assert clinic.window.desk.saver.flush()
    while_open = found(around)
    make_backup(clinic.workstation.places, clinic.workstation.unlocked, clinic.clock, Kind.BY_HAND)
    told = support_text(clinic.workstation.places)
    title = clinic.window.windowTitle()
    clinic.power_cut()
    after_power_cut = found(around)
    clinic.open()
    clinic.window.go("home")

    assert clinic.workstation.patients.find("zzcanaryzz")
    hits = while_open + after_power_cut + found(around)
    looked = len(list(around.rglob("*")))
    report("R22", "files, names and settings looked through after a whole exam", looked, len(hits))
    assert hits == []
    assert not any(canary in told or canary in title for canary in CANARIES)


def test_R22_the_search_would_have_seen_it(clinic: Clinic, around: Path) -> None:
    (around / "temporary" / "left behind").write_text("ZZCANARYZZ", "utf-16-le")

    assert found(around) == [os.path.join("temporary", "left behind")]
