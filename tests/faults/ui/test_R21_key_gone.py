"""R21: behind the cover the keys leave the memory, and nothing of the record stays in it."""

from __future__ import annotations

import secrets
import subprocess
import sys
from datetime import date
from pathlib import Path

from app.access.person import NewPerson
from app.clock import SystemClock
from app.door import Door, SetUp
from app.patients import Patient
from app.places import Places
from app.vault.cost import QUICK
from app.vault.keyring import Opened, open_with_passphrase
from app.vault.keyring_file import find_keyring
from app.vault.recovery import new_recovery_key
from tests.faults.trials import report, trials
from tests.faults.ui.memory import copies

SCRIPT = Path(__file__).with_name("clinician.py")
WORDS = ("brown", "heron", "ladder", "violet", "oat", "harbour", "needle", "moss")


class Clinic:
    """A record with one patient whom nobody could be called by chance, and a passphrase of this run alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        chosen = " ".join(secrets.choice(WORDS) for _ in range(5))
        self.passphrase = f"{chosen} {secrets.token_hex(4)}"
        self.canary = f"ZZCANARYZZ{secrets.token_hex(6)}"
        with Door(Places(folder), SystemClock(), QUICK) as door:
            station = door.set_up(
                SetUp(
                    "Riverside Clinic", NewPerson("R. Osei, PT", "", "rosei"), self.passphrase,
                    new_recovery_key(),
                )
            )  # fmt: skip
            patient = Patient(family_name=self.canary, given_name="Elena", born=date(1980, 8, 14))
            self.patient = station.patients.add(patient).id
            station.close()

    def secrets(self) -> dict[str, bytes]:
        keyring = find_keyring(Places(self.folder)).keyring
        opened = open_with_passphrase(keyring, "rosei", self.passphrase)
        assert isinstance(opened, Opened)
        key = opened.keys.database(keyring.salt)
        return {
            "root key": opened.keys.root,
            "root key in hex": opened.keys.root.hex().encode(),
            "database key": bytes.fromhex(key[:64]),
            "database key in hex": key[:64].encode(),
            "passphrase": self.passphrase.encode(),
            "passphrase as Qt holds it": self.passphrase.encode("utf-16-le"),
            "patient": self.canary.encode(),
            "patient as Qt holds it": self.canary.encode("utf-16-le"),
            # As the strip at the top writes a family name.
            "patient in capitals": self.canary.upper().encode(),
        }


class Clinician:
    """The program at work, told line by line."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(SCRIPT), str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def tell(self, words: str) -> str:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{words}\n".encode())
        self.process.stdin.flush()
        return self.hear()

    def hear(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().decode().strip()

    def end(self) -> int:
        with self.process:
            assert self.process.stdin is not None
            self.process.stdin.write(b"end\n")
            self.process.stdin.flush()
            return self.process.wait(30)


def left_behind(folder: Path) -> tuple[bool, dict[str, int], str]:
    """Whether the search sees the secrets while they are there; what it finds after; where one comes back."""
    clinic = Clinic(folder)
    wanted = clinic.secrets()
    clinician = Clinician(folder)
    try:
        process = clinician.process.pid
        assert clinician.hear() == f"sign in {process}"
        assert clinician.tell(f"type rosei {clinic.passphrase}") == "typed"
        typed = copies(process, wanted)
        assert clinician.tell("enter") == "at home"
        assert clinician.tell(f"look {clinic.patient}") == "at patient"
        open_desk = copies(process, wanted)
        seen = (
            typed["passphrase as Qt holds it"] > 0
            and open_desk["root key"] > 0
            and open_desk["database key in hex"] > 0
            and open_desk["patient"] + open_desk["patient as Qt holds it"] > 0
        )
        # The same process goes on as another program.
        assert clinician.tell("leave") == f"sign in {process}"
        after = copies(process, wanted)
        assert clinician.tell(f"type rosei {clinic.passphrase}") == "typed"
        place = clinician.tell("enter")
        assert clinician.end() == 0
    finally:
        clinician.process.kill()
        clinician.process.wait()
    return seen, after, place


def test_R21_nothing_of_the_record_stays_in_the_memory(tmp_path: Path) -> None:
    times = trials(short=1, full=20)
    outcomes = [left_behind(tmp_path / str(n)) for n in range(times)]
    failures = sum(any(after.values()) for _, after, _ in outcomes)
    report(
        "R21",
        "keys gone: copies of root key, database key, passphrase and patient found by another process",
        times,
        failures,
    )

    assert all(seen for seen, _, _ in outcomes), "the search does not see what is there"
    assert [after for _, after, _ in outcomes if any(after.values())] == []
    assert {place for _, _, place in outcomes} == {"at patient"}
