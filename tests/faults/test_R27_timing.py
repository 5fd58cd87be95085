"""Nobody learns from the wait who works here: an unknown user costs the work of a wrong passphrase."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import pytest

from app.vault.cost import STRONG, Cost
from app.vault.keyring import Keyring, new_keyring, open_with_passphrase
from tests.faults.trials import report, trials

ROOT = Path(__file__).parents[2]
SHEET = "5B11-D8Z6-B1Y3-FDAR-R2M8-TBZ5-JVJ3"
SHORT = 5
BAR_MILLISECONDS = 10

SIGNING_IN = """
import sys
from app.vault.keyring import open_with_passphrase, read_keyring

def most_memory():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))

keyring = read_keyring(sys.stdin.read())
before = most_memory()
assert open_with_passphrase(keyring, sys.argv[1], "not the passphrase of anybody") is None
print(most_memory() - before)
"""


@pytest.mark.parametrize("login", ["rosei", "nobody"])
def test_R27_an_unknown_user_costs_as_much_memory_as_a_known_one(login: str) -> None:
    """A derivation that is really done fills its 128 MiB; a derivation left out would fill none."""
    keyring, *_ = new_keyring("rosei", "four grey herons at dawn", SHEET, Cost(131072, 1, 1))

    done = subprocess.run(
        [sys.executable, "-c", SIGNING_IN, login],
        cwd=ROOT,
        input=keyring.text(),
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    assert 120_000 < int(done.stdout) < 150_000


def test_R27_a_known_and_an_unknown_user_wait_equally_long() -> None:
    keyring, *_ = new_keyring("rosei", "four grey herons at dawn", SHEET, STRONG)
    times = trials(short=SHORT, full=200)
    waits: dict[str, list[float]] = {"rosei": [], "nobody": []}
    chance = random.Random(27)
    for _ in range(times):
        # In any order: what else the computer does must not always fall on the same one of the two.
        for login in chance.sample(sorted(waits), 2):
            waits[login].append(milliseconds(keyring, login))
    known, unknown = median(waits["rosei"]), median(waits["nobody"])
    apart = abs(known - unknown)
    failures = int(times > SHORT and apart >= BAR_MILLISECONDS)
    report(
        "R27",
        f"wrong passphrase, user known and unknown: medians {known:.1f} and {unknown:.1f} ms, "
        f"{apart:.1f} ms apart, bar {BAR_MILLISECONDS} ms",
        times,
        failures,
    )

    # A few tries on a busy computer prove nothing about time: only the full form holds them to the bar.
    assert failures == 0


def milliseconds(keyring: Keyring, login: str) -> float:
    start = time.perf_counter()
    assert open_with_passphrase(keyring, login, "not the passphrase of anybody") is None
    return (time.perf_counter() - start) * 1000
