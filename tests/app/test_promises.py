"""What every connection promises is read back from it; one that answers otherwise opens nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from app.clock import SteppedClock
from app.faults import Fault
from app.patients import Patient
from app.places import Places
from app.store import engine
from app.store.engine import Mode, Raw, connect
from tests.clinics import open_clinic

WORDS = (
    "The data file cannot be opened safely (E-PRAGMA: {}). "
    "The data folder may lie on a disk that cannot promise to keep an entry, such as a network "
    "drive. Nothing was changed. Choose a folder on this computer."
)


class Deaf:
    """Opens real connections that stand at another value and do not hear the setting."""

    def __init__(self, pragma: str, instead: str) -> None:
        self._pragma = pragma
        self._instead = instead
        self.opened: list[Raw] = []

    def __call__(self, file: Path, key: str, mode: Mode = "rw") -> Raw:
        connection: Any = connect(file, key, mode)
        connection.execute(f"PRAGMA {self._pragma} = {self._instead}").fetchall()
        connection.set_authorizer(self._allow)
        self.opened.append(connection)
        return connection  # type: ignore[no-any-return]

    def _allow(self, action: int, name: str | None, value: str | None, *_: object) -> int:
        deaf = action == sqlcipher.SQLITE_PRAGMA and name == self._pragma and value is not None
        return int(sqlcipher.SQLITE_IGNORE if deaf else sqlcipher.SQLITE_OK)


@pytest.mark.parametrize(
    ("pragma", "instead"),
    [
        ("journal_mode", "DELETE"),
        ("synchronous", "NORMAL"),
        ("secure_delete", "OFF"),
        ("foreign_keys", "OFF"),
    ],
)
def test_a_connection_that_does_not_keep_a_promise_opens_nothing(
    places: Places, clock: SteppedClock, monkeypatch: pytest.MonkeyPatch, pragma: str, instead: str
) -> None:
    with open_clinic(places, clock) as workstation:
        workstation.patients.add(Patient(family_name="Acosta", given_name="Elena"))
        key = workstation.unlocked.database_key
    deaf = Deaf(pragma, instead)
    # A file that was changed to the other journal beforehand: that is no doing of the program.
    deaf(places.database, key).close()
    before = places.database.read_bytes()
    deaf.opened.clear()
    monkeypatch.setattr(engine, "connect", deaf)

    with pytest.raises(Fault) as refused:
        open_clinic(places, clock)

    assert refused.value.words == WORDS.format(pragma)
    assert places.database.read_bytes() == before
    assert deaf.opened
    for connection in deaf.opened:
        with pytest.raises(sqlcipher.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")
    monkeypatch.undo()
    with open_clinic(places, clock) as workstation:
        assert [patient.family_name for patient in workstation.patients.find("")] == ["Acosta"]


def test_every_promise_is_tried() -> None:
    assert set(engine._PROMISED) | {"foreign_keys"} == {
        "journal_mode", "synchronous", "secure_delete", "foreign_keys",
    }  # fmt: skip
