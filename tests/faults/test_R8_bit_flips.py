"""A disk that changes one bit by itself: the record says so when it is opened."""

from __future__ import annotations

import random
from collections import Counter
from decimal import Decimal
from pathlib import Path

from app.clock import SystemClock
from app.patients import Patient
from app.places import Places
from app.store.state import State, look
from assessments.language.value import Quantity, Ref
from tests.clinics import open_clinic
from tests.faults.trials import report, trials

SALT = 16
"""Bytes at the file's beginning that are not read at all: the keyring has them, and they hold nothing."""


def test_R8_no_bit_turns_over_unnoticed(tmp_path: Path) -> None:
    with open_clinic(tmp_path, SystemClock()) as workstation:
        for number in range(20):
            workstation.patients.add(Patient(family_name=f"Acosta {number}", given_name="Elena"))
        examination = workstation.start_exam(workstation.patients.find("Acosta 7")[0].id, "B. Lee")
        for trial in range(30):
            examination.record(Ref("intake", "pain_now", None, trial), Quantity(Decimal(1), "", "1"))
        key, anchor = workstation.unlocked.database_key, workstation.anchor()
    file = Places(tmp_path).database
    sound = file.read_bytes()
    chance = random.Random(8)

    found: Counter[State] = Counter()
    flips = trials(40, 2000)
    for _ in range(flips):
        place, bit = chance.randrange(SALT, len(sound)), chance.randrange(8)
        flipped = bytearray(sound)
        flipped[place] ^= 1 << bit
        file.write_bytes(flipped)
        found[look(file, key, anchor)] += 1

    unnoticed = found.pop(State.OK, 0)
    report("R8", "one bit of the data file turned over: noticed when the file is opened", flips, unnoticed)
    assert unnoticed == 0
    assert set(found) <= {State.DAMAGED}
