"""The zoo of bad files: each is called what it is, and none is changed by being looked at."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from app.audit import Anchor
from app.clock import SystemClock
from app.door import CannotOpen
from app.patients import Patient
from app.places import Places
from app.store.engine import PAGE, connect
from app.store.state import State, look
from app.store.taking_over import take_over
from assessments.language.value import Quantity, Ref
from tests.clinics import open_clinic
from tests.faults.trials import report

ROOT = Path(__file__).parents[2]
FIRST_RELEASE = ROOT / "tests" / "databases" / "v1.sqlite3"


@dataclass(frozen=True)
class Zoo:
    """A clinic as a crash left it, with what was answered last still in its log, and what else is at hand."""

    crashed: Path
    closed: Path
    older: Path
    other: Path
    key: str
    anchor: Anchor


@dataclass(frozen=True)
class Cage:
    """One copy of the clinic's folder, to be damaged."""

    zoo: Zoo
    places: Places

    @property
    def file(self) -> Path:
        return self.places.database

    @property
    def log(self) -> Path:
        return self.file.with_name(self.file.name + "-wal")

    def put(self, content: bytes, at: int, file: Path | None = None) -> None:
        with (file or self.file).open("r+b") as opened:
            opened.seek(at)
            opened.write(content)

    def cut(self, length: int) -> None:
        with self.file.open("r+b") as opened:
            opened.truncate(length)

    def do(self, *statements: str) -> None:
        """With the right key, as a newer or another program might."""
        with closing(connect(self.file, self.zoo.key)) as connection:
            for statement in statements:
                connection.execute(statement).fetchall()

    def take_over_the_first_release(self) -> None:
        """A record without audit, and so without an anchor, in which nobody is entered yet."""
        (self.places.root / "set-up-unfinished").touch()
        self.file.unlink()
        self.places.anchor.unlink()
        shutil.copyfile(FIRST_RELEASE, self.places.plain)
        take_over(self.places.plain, self.file, self.zoo.key)

    def take(self, folder: Path, *names: str) -> None:
        for name in names or ("clinic.db",):
            shutil.copyfile(folder / name, self.places.root / name)


Damage = Callable[[Cage], object]
noise = random.Random(7)


def replaced(content: bytes) -> Damage:
    return lambda cage: cage.file.write_bytes(content)


CLOSED: dict[str, tuple[State, Damage]] = {
    "sound": (State.OK, lambda cage: None),
    "gone": (State.MISSING, lambda cage: os.unlink(cage.file)),
    "gone, its log left": (
        State.MISSING,
        lambda cage: (os.unlink(cage.file), cage.log.write_bytes(b"committed rows")),
    ),
    "emptied": (State.EMPTY_FILE, lambda cage: cage.cut(0)),
    "cut to a few bytes": (State.TRUNCATED, lambda cage: cage.cut(100)),
    "cut to a sector": (State.TRUNCATED, lambda cage: cage.cut(512)),
    "cut inside a page": (State.TRUNCATED, lambda cage: cage.cut(10 * PAGE + 17)),
    "cut between two pages": (State.DAMAGED, lambda cage: cage.cut(cage.file.stat().st_size - 4 * PAGE)),
    "cut to one page": (State.DAMAGED, lambda cage: cage.cut(PAGE)),
    "random bytes": (State.WRONG_FILE_OR_SALT, replaced(noise.randbytes(20 * PAGE))),
    "one page of random bytes": (State.WRONG_FILE_OR_SALT, replaced(noise.randbytes(PAGE))),
    "random bytes of an odd length": (State.TRUNCATED, replaced(noise.randbytes(5000))),
    "nothing but noughts": (State.WRONG_FILE_OR_SALT, replaced(bytes(20 * PAGE))),
    "a PDF": (State.WRONG_FILE_OR_SALT, replaced(b"%PDF-1.7\n".ljust(8 * PAGE, b"%"))),
    "a short PDF": (State.TRUNCATED, replaced(b"%PDF-1.7\nsomething else entirely")),
    "the first release's, not encrypted": (
        State.NOT_ENCRYPTED,
        lambda cage: shutil.copyfile(FIRST_RELEASE, cage.file),
    ),
    "another clinic's": (State.WRONG_FILE_OR_SALT, lambda cage: cage.take(cage.zoo.other)),
    "its salt lost": (State.OK, lambda cage: cage.put(noise.randbytes(16), 0)),
    "its first page damaged": (State.DAMAGED, lambda cage: cage.put(noise.randbytes(100), 200)),
    "its salt and first page lost": (State.DAMAGED, lambda cage: cage.put(noise.randbytes(PAGE), 0)),
    "an inner page damaged": (State.DAMAGED, lambda cage: cage.put(b"\0" * 16, 9 * PAGE + 77)),
    "an inner page taken from elsewhere in it": (
        State.DAMAGED,
        lambda cage: cage.put(cage.file.read_bytes()[3 * PAGE : 4 * PAGE], 12 * PAGE),
    ),
    "its last page damaged": (
        State.DAMAGED,
        lambda cage: cage.put(b"\0" * 16, cage.file.stat().st_size - 100),
    ),
    "something written behind its end": (
        State.TRUNCATED,
        lambda cage: cage.put(b"appended", cage.file.stat().st_size),
    ),
    "of another program, with our key": (
        State.NOT_OURS,
        lambda cage: cage.do("PRAGMA application_id = 1234"),
    ),
    "of a newer release": (State.NEWER_SCHEMA, lambda cage: cage.do("PRAGMA user_version = 999")),
    "of an older release": (State.NEEDS_UPDATE, lambda cage: cage.take_over_the_first_release()),
    "without its version": (State.UNKNOWN_SCHEMA, lambda cage: cage.do("DELETE FROM alembic_version")),
    "with two versions": (
        State.UNKNOWN_SCHEMA,
        lambda cage: cage.do("INSERT INTO alembic_version VALUES ('000b')"),
    ),
    "of a version nobody knows": (
        State.UNKNOWN_SCHEMA,
        lambda cage: cage.do("UPDATE alembic_version SET version_num = '999zzz'"),
    ),
    "without the table of versions": (
        State.UNKNOWN_SCHEMA,
        lambda cage: cage.do("DROP TABLE alembic_version"),
    ),
    "an older copy of it": (State.OLDER_COPY, lambda cage: cage.take(cage.zoo.older)),
    "an empty log beside it": (State.OK, lambda cage: cage.log.write_bytes(b"")),
    "a log that is none": (State.OK, lambda cage: cage.log.write_bytes(noise.randbytes(3 * PAGE))),
    "another clinic's log beside it": (
        State.DAMAGED,
        lambda cage: cage.take(cage.zoo.other, "clinic.db-wal"),
    ),
}
"""The clinic was closed: all of it lies in the one file."""

CRASHED: dict[str, tuple[State, Damage]] = {
    "as the crash left it": (State.OK, lambda cage: None),
    "without its log": (State.OLDER_COPY, lambda cage: cage.log.unlink()),
    "its log emptied": (State.OLDER_COPY, lambda cage: cage.log.write_bytes(b"")),
    "its log damaged": (State.OLDER_COPY, lambda cage: cage.put(b"\0" * 16, 32 + 24 + 500, cage.log)),
    "an inner page damaged": (State.DAMAGED, lambda cage: cage.put(b"\0" * 16, 9 * PAGE + 77)),
    "of a newer release": (State.NEWER_SCHEMA, lambda cage: cage.do("PRAGMA user_version = 999")),
}
"""What was answered last lies in the log."""

ZOO = [(kind, True, *case) for kind, case in CLOSED.items()]
ZOO += [(kind, False, *case) for kind, case in CRASHED.items()]


@pytest.fixture(scope="module")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> Zoo:
    base = tmp_path_factory.mktemp("zoo")
    data = base / "data"
    with open_clinic(data, SystemClock()) as workstation:
        patient = workstation.patients.add(Patient(family_name="Acosta", given_name="Elena"))
        examination = workstation.start_exam(patient.id, "B. Lee")
        for number in range(30):
            examination.record(Ref("intake", "pain_now", None, number), Quantity(Decimal(1), "", "1"))
    shutil.copytree(data, base / "older")
    with open_clinic(data, SystemClock()) as workstation:
        workstation.patients.add(Patient(family_name="Berg", given_name="Nils"))
        anchor, key = workstation.anchor(), workstation.unlocked.database_key
        shutil.copytree(data, base / "crashed")
    # As it lies once the log was written back and the record closed; the anchor is the same.
    shutil.copytree(base / "crashed", base / "closed")
    with closing(connect(base / "closed" / "clinic.db", key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    with open_clinic(base / "other live", SystemClock()) as workstation:
        workstation.patients.add(Patient(family_name="Cole", given_name="Ida"))
        shutil.copytree(base / "other live", base / "other")
    return Zoo(base / "crashed", base / "closed", base / "older", base / "other", key, anchor)


@pytest.mark.parametrize(("kind", "closed", "state", "damage"), ZOO, ids=[f"{c}-{k}" for k, c, *_ in ZOO])
def test_R7_a_bad_file_is_called_what_it_is_and_stays_as_it_is(
    zoo: Zoo, tmp_path: Path, kind: str, closed: bool, state: State, damage: Damage
) -> None:
    cage = Cage(zoo, Places(tmp_path / "data"))
    shutil.copytree(zoo.closed if closed else zoo.crashed, cage.places.root)
    damage(cage)
    before = contents(cage.places.root)

    found = look(cage.file, zoo.key, zoo.anchor if cage.places.anchor.exists() else None)
    looked_at = contents(cage.places.root)
    refused = refused_by_the_door(cage.places)

    good = state in (State.OK, State.NEEDS_UPDATE)
    kept = good or record(contents(cage.places.root)) == record(before)
    right = found is state and looked_at == before and refused is (None if good else state) and kept
    report("R7", "bad files: each is called what it is, and not a byte of it is changed", 1, int(not right))
    assert (found, looked_at == before) == (state, True)
    assert (refused, kept) == (None if good else state, True)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def record(files: dict[str, bytes]) -> dict[str, bytes]:
    """The database and what lies beside it; the door itself keeps other files in the folder."""
    return {name: content for name, content in files.items() if name.startswith("clinic.db")}


def refused_by_the_door(places: Places) -> State | None:
    try:
        open_clinic(places, SystemClock()).close()
    except CannotOpen as refused:
        return refused.state
    return None
