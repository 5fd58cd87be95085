"""A restore stopped at each of its steps, and its completion stopped again: the old record or the new one."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.backups.kinds import Kind
from app.backups.making import make_backup
from app.backups.manifest import sha256
from app.backups.replacing import finish_replacement, replace_files
from app.backups.restoring import restore
from app.backups.rotating import rotate
from app.clock import SteppedClock
from app.disk import parts
from app.patients import Patient
from app.places import Places
from app.unlocked import Unlocked
from tests.clinics import open_clinic
from tests.faults.stopping import pulled
from tests.faults.trials import report, trials

FIRST, SECOND = 16, 30
"""Steps of an exchange at which it is stopped, and of its completion at the next start."""


def clock() -> SteppedClock:
    return SteppedClock(datetime(2026, 3, 2, 9, tzinfo=UTC), timedelta(seconds=5))


@dataclass(frozen=True)
class Prepared:
    """A record with rows in its log, as a crash leaves it, and another one staged to take its place."""

    folder: Path
    old: dict[str, str]
    new: dict[str, str]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    folder = tmp_path_factory.mktemp("prepared") / "data"
    with open_clinic(tmp_path_factory.mktemp("other"), clock()) as other:
        files = [other.places.database, other.places.keyring, other.places.anchor]
        other.anchor()
        with open_clinic(tmp_path_factory.mktemp("ours"), clock()) as ours:
            ours.patients.add(Patient(family_name="Acosta", born=date(1991, 8, 14), sex="female"))
            ours.anchor()
            shutil.copytree(ours.places.root, folder)
    incoming = Places(folder).incoming
    incoming.mkdir()
    for file in files:
        shutil.copy(file, incoming)
    assert parts(Places(folder).database)[1].stat().st_size > 0
    return Prepared(folder, held(folder), held(incoming))


def held(folder: Path) -> dict[str, str]:
    """The files of a record in that folder."""
    names = [part.name for part in parts(Places(folder).database)] + ["clinic.keys", "anchor.json"]
    return {name: sha256(folder / name) for name in names if (folder / name).exists()}


def exchange(places: Places) -> None:
    replace_files(places, "the clinic", "old")


def outcome(folder: Path, prepared: Prepared) -> str:
    """What is there once a start went through to its end; a mixture of two records is the word for it."""
    places = Places(folder)
    here = held(folder)
    aside = held(places.quarantine / "old") if (places.quarantine / "old").exists() else {}
    if places.incoming.exists():
        return "an exchange that was never finished"
    if here == prepared.old and not aside:
        return "old"
    if here == prepared.new and aside == prepared.old:
        return "new"
    return f"broken: {sorted(here)}, aside {sorted(aside)}"


def test_R14_an_exchange_stopped_twice_leaves_one_whole_record(prepared: Prepared, tmp_path: Path) -> None:
    cases = [(first, second) for first in range(1, FIRST + 1) for second in range(1, SECOND + 1)]
    wanted = trials(short=48, full=FIRST * SECOND)
    chosen = cases if wanted >= len(cases) else random.Random(14).sample(cases, wanted)
    every, outcomes = _steps_of(prepared, tmp_path / "count"), Counter[str]()
    for number, (first, second) in enumerate(chosen):
        folder = tmp_path / str(number)
        shutil.copytree(prepared.folder, folder)
        # The sixteen points lie evenly over all steps there are, the first and the last among them.
        with pulled(folder, 1 + (first - 1) * (every - 1) // (FIRST - 1)):
            exchange(Places(folder))
        with pulled(folder, second):
            finish_replacement(Places(folder))
        finish_replacement(Places(folder))
        outcomes[outcome(folder, prepared)] += 1
        shutil.rmtree(folder)
    broken = outcomes.total() - outcomes["old"] - outcomes["new"]
    words = f"stopped twice while files are exchanged ({outcomes['old']} old, {outcomes['new']} new whole)"
    report("R14", f"{words}: a mixture", outcomes.total(), broken)

    assert set(outcomes) == {"old", "new"}


def _steps_of(prepared: Prepared, folder: Path) -> int:
    shutil.copytree(prepared.folder, folder)
    with pulled(folder, at=10_000) as plug:
        exchange(Places(folder))
    assert outcome(folder, prepared) == "new"
    return plug.steps


Act = Callable[[Places, Unlocked, Path], object]


def _restore(places: Places, unlocked: Unlocked, backup: Path) -> object:
    return restore(places, unlocked, backup, unlocked, clock(), "RESTORE")


def _rotate(places: Places, unlocked: Unlocked, backup: Path) -> object:
    return rotate(places, unlocked, clock())


@pytest.mark.parametrize(("what", "act"), [("restore", _restore), ("change of keys", _rotate)])
def test_R14_stopped_at_any_step_the_clinic_opens_with_one_whole_record(
    what: str, act: Act, tmp_path: Path
) -> None:
    base = tmp_path / "base"
    with open_clinic(base, clock()) as opened:
        opened.patients.add(Patient(family_name="Acosta", born=date(1991, 8, 14), sex="female"))
        backup = make_backup(opened.places, opened.unlocked, clock(), Kind.DAILY).name
        opened.patients.add(Patient(family_name="Bakke", born=date(1991, 8, 14), sex="female"))
        unlocked = opened.unlocked
    most = _steps_in(base, tmp_path / "count", act, unlocked, backup)
    tried = min(trials(short=10, full=150), most)
    outcomes, chance = Counter[str](), random.Random(14)
    for at in sorted(chance.sample(range(1, most + 1), tried)):
        folder = tmp_path / str(at)
        shutil.copytree(base, folder)
        places = Places(folder)
        with pulled(folder, at):
            act(places, unlocked, places.backups / backup)
        with open_clinic(places, clock()) as opened:
            names = sorted(patient.family_name for patient in opened.patients.find(""))
            same = opened.unlocked.keys == unlocked.keys
            whole = opened.database.history_break() is None and not opened.warnings
            outcomes[f"{', '.join(names)}; keys {'as before' if same else 'new'}; {whole}"] += 1
        shutil.rmtree(folder)
    good = {
        "restore": {"Acosta; keys as before; True", "Acosta, Bakke; keys as before; True"},
        "change of keys": {"Acosta, Bakke; keys as before; True", "Acosta, Bakke; keys new; True"},
    }[what]
    broken = sum(times for words, times in outcomes.items() if words not in good)
    report("R14", f"stopped during a {what}, then started: neither the old nor the new record", tried, broken)

    assert set(outcomes) <= good


def _steps_in(base: Path, folder: Path, act: Act, unlocked: Unlocked, backup: str) -> int:
    shutil.copytree(base, folder)
    places = Places(folder)
    with pulled(folder, at=100_000) as plug:
        act(places, unlocked, places.backups / backup)
    return plug.steps
