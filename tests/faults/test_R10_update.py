"""The plug is pulled while a record is brought up to date: it is the old one whole or the new one whole."""

from __future__ import annotations

import random
import shutil
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.clock import SystemClock
from app.faults import Fault, UpdateFailed
from app.patients import Patient
from app.places import Places
from app.store.engine import connect, connect_plain, make_engine
from app.store.updating import SCRIPTS, ForeignKeysOn, Steps, migrate
from tests.clinics import open_clinic
from tests.faults import updater
from tests.faults.desk import desk
from tests.faults.trials import report, trials

FIRST_RELEASE = Path(__file__).parents[1] / "databases" / "v1.sqlite3"

NEXT_STEP = """
import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("patients", recreate="always") as table:
        table.add_column(sa.Column("town", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("exams", recreate="always") as table:
        table.add_column(sa.Column("room", sa.String(), nullable=False, server_default=""))
"""

TIMES = 100
"""So many times the released file's patient, with all of its exams: an update long enough to be killed in."""

_MORE = (
    "INSERT INTO patients SELECT id || {n}, family_name, given_name, born, sex, record_number || {n}, phone, "
    "height_cm, mass_kg, language, demonstration, search FROM patients WHERE id = '{id}'",
    "INSERT INTO exams SELECT id || {n}, patient_id || {n}, number, started_at, phase, class_code, "
    "signed_at, signed_by FROM exams WHERE patient_id = '{id}'",
    "INSERT INTO events SELECT NULL, exam_id || {n}, number, kind, ref, body FROM events WHERE exam_id IN "
    "(SELECT id FROM exams WHERE patient_id = '{id}')",
    "INSERT INTO scores SELECT NULL, exam_id || {n}, position, code, name, side, amount, unit, words, "
    "category, method, protocol_version, rules_version, examiner, at FROM scores WHERE exam_id IN "
    "(SELECT id FROM exams WHERE patient_id = '{id}')",
)


@pytest.fixture(scope="module")
def first_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic's folder as the first release left it when it was killed, rows waiting in the log."""
    base = tmp_path_factory.mktemp("first release")
    live, left = Places(base / "live"), Places(base / "left")
    live.root.mkdir()
    left.root.mkdir()
    shutil.copyfile(FIRST_RELEASE, live.plain)
    with closing(connect_plain(live.plain)) as connection:
        (id,) = connection.execute("SELECT id FROM patients").fetchall()[0]
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        connection.execute("BEGIN IMMEDIATE")
        for n in range(TIMES):
            for statement in _MORE:
                connection.execute(statement.format(n=n, id=id))
        connection.execute("COMMIT")
        for file in live.root.glob(f"{live.plain.name}*"):
            shutil.copyfile(file, left.root / file.name)
    return left.root


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A clinic of this release with many patients, and the key of its database."""
    folder = tmp_path_factory.mktemp("clinic") / "data"
    with open_clinic(folder, SystemClock()) as workstation:
        for n in range(TIMES):
            patient = workstation.patients.add(Patient(family_name=f"Acosta {n}", given_name="Elena"))
            workstation.start_exam(patient.id, "B. Lee")
        return folder, workstation.unlocked.database_key


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The steps as the next release will have them: today's, and one that copies two tables."""
    folder = tmp_path_factory.mktemp("next release") / "migrations"
    shutil.copytree(SCRIPTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "v0004.py").write_text(NEXT_STEP, encoding="utf-8")
    return folder


def test_R10_taking_the_first_release_over_loses_nothing_to_a_kill(
    first_release: Path, tmp_path: Path
) -> None:
    before = Places(first_release)
    with closing(connect_plain(_copied(before.plain, tmp_path / "before"))) as connection:
        wanted = updater.rows(connection)

    outcomes = _killed(
        first_release,
        tmp_path,
        "first\t{}",
        trials(10, 200),
        lambda left: updater.not_taken_over(left, wanted),
    )
    _tell("the first release's plain record taken over and encrypted", outcomes)


def test_R10_an_update_by_the_next_release_loses_nothing_to_a_kill(
    clinic: tuple[Path, str], scripts: Path, tmp_path: Path
) -> None:
    folder, key = clinic
    with closing(connect(_copied(Places(folder).database, tmp_path / "before"), key)) as connection:
        wanted = updater.rows(connection)

    work = f"next\t{{}}\t{key}\t{scripts}"
    outcomes = _killed(
        folder, tmp_path, work, trials(10, 200), lambda left: updater.not_updated(left, key, scripts, wanted)
    )
    without = sum(times for found, times in outcomes.items() if "backup" in found)
    words = "the same: once the record is the new one, the old one lies in a verified backup that stays"
    report("R10", words, outcomes.total(), without)
    _tell("an encrypted record updated by steps that copy two tables", outcomes)


def test_R11_an_update_with_foreign_keys_on_is_refused_before_its_first_statement(
    clinic: tuple[Path, str], scripts: Path, tmp_path: Path
) -> None:
    folder, key = clinic
    file = _copied(Places(folder).database, tmp_path / "copy")
    engine = make_engine(file, key, foreign_keys=True)
    before = file.read_bytes()

    with pytest.raises(ForeignKeysOn), engine.begin() as connection:
        migrate(connection, Steps(scripts))
    engine.dispose()

    same = file.read_bytes() == before
    report("R11", "an update with foreign keys on: refused before its first statement", 1, int(not same))
    assert same


@pytest.mark.parametrize("deleted", ["patients", "exams", "events"])
def test_R11_an_update_that_loses_rows_is_undone_and_says_so(
    clinic: tuple[Path, str], scripts: Path, tmp_path: Path, deleted: str
) -> None:
    folder, key = clinic
    data = tmp_path / "data"
    shutil.copytree(folder, data)
    losing = tmp_path / "losing"
    shutil.copytree(scripts, losing, ignore=shutil.ignore_patterns("__pycache__"))
    step = losing / "versions" / "v0004.py"
    step.write_text(f'{NEXT_STEP}    op.execute("DELETE FROM {deleted} WHERE rowid % 7 = 0")\n', "utf-8")
    with closing(connect(Places(data).database, key)) as connection:
        wanted = updater.rows(connection)

    with pytest.raises((UpdateFailed, Fault)):
        updater.opened(data, key, losing)

    with closing(connect(Places(data).database, key)) as connection:
        found = updater.compared(connection, wanted)
        assert connection.execute("PRAGMA user_version").fetchall() == [(3,)]
    report("R11", "an update that loses rows: undone, the record as before", 1, int(bool(found)))
    assert found == ""


def _killed(
    before: Path, tmp_path: Path, work: str, wanted: int, wrong: Callable[[Path], str]
) -> Counter[str]:
    """What was found after so many kills that came inside the work; those that came too late do not count."""
    outcomes: Counter[str] = Counter()
    chance = random.Random(10)
    data = tmp_path / "data"
    with desk(Path(updater.__file__)) as opened:
        lasts = 0.0
        for _ in range(2):
            # The second time nothing is loaded any more: so long it takes.
            shutil.rmtree(data, ignore_errors=True)
            shutil.copytree(before, data)
            opened.begin(work.format(data))
            assert opened.hear() == "begun"
            began = time.monotonic()
            assert opened.hear() == "done"
            lasts = time.monotonic() - began
            opened.kill()
            opened.hear_all()
        while outcomes.total() < wanted:
            shutil.rmtree(data)
            shutil.copytree(before, data)
            opened.begin(work.format(data))
            assert opened.hear() == "begun"
            time.sleep(chance.random() * lasts)
            opened.kill()
            if opened.hear_all() == []:
                outcomes[wrong(data)] += 1
    return outcomes


def _tell(what: str, outcomes: Counter[str]) -> None:
    broken = Counter({found: times for found, times in outcomes.items() if found})
    report(
        "R10",
        f"killed inside the update ({what}): the old record whole or the new one, every row there",
        outcomes.total(),
        broken.total(),
    )
    assert broken == {}


def _copied(file: Path, folder: Path) -> Path:
    """The file with its log, to be read without touching the original."""
    folder.mkdir()
    for part in file.parent.glob(f"{file.name}*"):
        shutil.copyfile(part, folder / part.name)
    return folder / file.name
