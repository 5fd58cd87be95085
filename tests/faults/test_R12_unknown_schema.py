"""A record of a newer release, or of no release at all: refused, and the file stays as it is."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from app import VERSION
from app.clock import SystemClock
from app.door import CannotOpen
from app.patients import Patient
from app.places import Places
from app.store.engine import connect
from tests.clinics import open_clinic
from tests.faults.trials import report

NEWER = (
    f"This file was made by a newer version of Sagittal. This is {VERSION}. Please update. "
    "Nothing was changed."
)
UNKNOWN = (
    "The data file stands at no version that Sagittal knows (E-SCHEMA). Nothing was changed. "
    "Save a support bundle and ask for help, or restore a backup."
)


@pytest.mark.parametrize("crashed", [False, True], ids=["closed", "crashed"])
@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("PRAGMA user_version = 999", NEWER),
        ("INSERT INTO alembic_version VALUES ('000b')", UNKNOWN),
        ("DELETE FROM alembic_version", UNKNOWN),
        ("UPDATE alembic_version SET version_num = '999zzz'", UNKNOWN),
        ("DROP TABLE alembic_version", UNKNOWN),
    ],
    ids=["newer", "two heads", "no head", "unknown head", "no table"],
)
def test_R12_an_unknown_schema_is_refused_and_the_file_stays_as_it_is(
    tmp_path: Path, statement: str, words: str, crashed: bool
) -> None:
    places = Places(tmp_path / "data")
    with open_clinic(tmp_path / "live", SystemClock()) as workstation:
        workstation.patients.add(Patient(family_name="Acosta", given_name="Elena"))
        file, key = workstation.places.database, workstation.unlocked.database_key
        if crashed:
            with closing(connect(file, key)) as connection:
                connection.execute(statement).fetchall()
            shutil.copytree(tmp_path / "live", places.root)
    if not crashed:
        shutil.copytree(tmp_path / "live", places.root)
        with closing(connect(places.database, key)) as connection:
            connection.execute(statement).fetchall()
    before = _hashes(places)

    with pytest.raises(CannotOpen) as refused:
        open_clinic(places, SystemClock())

    same = _hashes(places) == before
    report(
        "R12",
        "newer, two heads, none, unknown, no table of versions: refused, not a byte changed",
        1,
        int(not same),
    )
    assert refused.value.words == words
    assert same


def _hashes(places: Places) -> dict[str, str]:
    """Of the file and its log; the shared index beside them is made anew at every opening."""
    files = (f for f in places.root.glob("clinic.db*") if not f.name.endswith("-shm"))
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
