"""The first release's record becomes an encrypted one, and nothing plain is left of it."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from app.disk import parts
from app.faults import Damaged, NotOurs
from app.store.copying import contents, digest
from app.store.engine import connect, connect_plain
from app.store.schema import APPLICATION_ID
from app.store.taking_over import NotTakenOver, TwoRecords, finish_take_over, take_over
from tests.faults.stopping import pulled

RELEASED = Path(__file__).parents[1] / "databases" / "v1.sqlite3"
KEY = "5a" * 48
NAME = "Anna"


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    file = tmp_path / "data" / "sagittal.sqlite3"
    file.parent.mkdir()
    shutil.copy(RELEASED, file)
    return file


@pytest.fixture
def target(plain: Path) -> Path:
    return plain.with_name("clinic.db")


def readable(folder: Path) -> list[str]:
    """Files in which a name can be read."""
    return [f.name for f in folder.rglob("*") if f.is_file() and NAME.encode() in f.read_bytes()]


def told(file: Path, key: str) -> str:
    with closing(connect(file, key)) as opened:
        return digest(opened)


def told_plain(file: Path) -> str:
    with closing(connect_plain(file)) as opened:
        return digest(opened)


def test_every_row_is_taken_over_and_nothing_plain_is_left(plain: Path, target: Path) -> None:
    before = told_plain(plain)
    copies = plain.parent / "before-updates"
    copies.mkdir()
    shutil.copy(plain, copies / "sagittal-at-0001-1.sqlite3")
    assert readable(plain.parent)

    take_over(plain, target, KEY)

    assert told(target, KEY) == before
    assert [file.name for file in plain.parent.iterdir()] == ["clinic.db"]
    assert readable(plain.parent) == []


def test_the_header_says_whose_file_it_is(plain: Path, target: Path) -> None:
    take_over(plain, target, KEY)

    with closing(connect(target, KEY)) as opened:
        assert opened.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert contents(opened).counts["events"] == 15


def test_what_lies_beside_the_plain_file_comes_too(plain: Path, target: Path, tmp_path: Path) -> None:
    with closing(connect_plain(plain)) as opened:
        opened.execute("UPDATE patients SET phone = '555 0199'")
        crashed = tmp_path / "crashed"
        crashed.mkdir()
        for part in parts(plain):
            if part.exists():
                shutil.copy(part, crashed)

    take_over(crashed / plain.name, target, KEY)

    with closing(connect(target, KEY)) as taken:
        assert taken.execute("SELECT phone FROM patients").fetchall() == [("555 0199",)]
    assert list(crashed.iterdir()) == []


def test_a_record_that_is_still_open_in_the_first_release_waits(plain: Path, target: Path) -> None:
    with closing(connect_plain(plain)) as other:
        other.execute("SELECT * FROM patients").fetchall()
        with pytest.raises(NotTakenOver) as refused:
            take_over(plain, target, KEY)

    assert refused.value.words == (
        "Your records could not be encrypted yet: another program is using the data file. "
        "Nothing was changed. Put that right, then start again."
    )
    assert not target.exists()
    assert readable(plain.parent)


@pytest.mark.parametrize(
    ("content", "refused"),
    [(b"%PDF-1.7 nothing of ours", NotOurs), (RELEASED.read_bytes()[:8192], Damaged)],
)
def test_what_is_no_sound_record_stays_as_it_is(
    plain: Path, target: Path, content: bytes, refused: type[Exception]
) -> None:
    plain.write_bytes(content)

    with pytest.raises((refused, NotTakenOver)):
        take_over(plain, target, KEY)

    assert plain.read_bytes() == content
    assert not target.exists()


def test_another_record_beside_the_encrypted_one_is_never_destroyed(
    plain: Path, target: Path, tmp_path: Path
) -> None:
    shutil.copy(plain, tmp_path / "again")
    take_over(plain, target, KEY)
    shutil.copy(tmp_path / "again", plain)
    with closing(connect_plain(plain)) as opened:
        opened.execute("UPDATE patients SET phone = '1'")

    with pytest.raises(TwoRecords) as refused:
        take_over(plain, target, KEY)

    assert refused.value.words == (
        "Beside the data file clinic.db lies sagittal.sqlite3, and it holds other records. "
        "Nothing was changed. Move sagittal.sqlite3 to another folder, then start again."
    )
    assert plain.exists()


def test_stopped_at_any_step_the_next_start_does_the_rest(plain: Path, target: Path, tmp_path: Path) -> None:
    before, tried = told_plain(plain), 0
    while True:
        tried += 1
        folder = tmp_path / str(tried)
        shutil.copytree(plain.parent, folder)
        here, there = folder / plain.name, folder / target.name
        with pulled(folder, tried) as plug:
            take_over(here, there, KEY)
        # There is always a whole record: the plain one, or the encrypted one under its name.
        assert there.exists() or told_plain(here) == before
        finish_take_over(here, there)
        take_over(here, there, KEY)
        assert told(there, KEY) == before
        assert readable(folder) == []
        assert {file.name for file in folder.iterdir()} == {"clinic.db"}
        if plug.steps < tried:
            break
    assert tried > 10
