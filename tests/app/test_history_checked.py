"""How much of the history each start checks: the newest entries always, all of them once a week."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.audit import Act, Entry
from app.clock import SteppedClock
from app.looked_through import CHECKED_AT_START, CHECKED_WHOLE
from app.places import Places
from app.store.audit import Wanted, entries
from app.store.engine import connect
from app.workstation import Workstation
from tests.clinics import open_clinic

OLD = 3
"""The number of an entry that somebody changes."""


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data", tmp_path / "config")


@pytest.fixture
def clock() -> SteppedClock:
    """Stands still between visits: a thousand entries are to take no hours."""
    return SteppedClock(datetime(2026, 3, 2, 9, tzinfo=UTC))


def change(workstation: Workstation, seq: int) -> None:
    """Somebody with the key and another program."""
    with closing(connect(workstation.places.database, workstation.unlocked.database_key)) as connection:
        connection.execute("DROP TRIGGER audit_is_never_changed")
        connection.execute(f"UPDATE audit SET person = 'somebody' WHERE seq = {seq}")


def work(workstation: Workstation, acts: int) -> None:
    workstation.database.tell(*[Entry(Act.RECORD_OPENED, "patient:somebody")] * acts)


def checked_whole(workstation: Workstation) -> int:
    with workstation.database.reading() as session:
        return len(entries(session, Wanted(acts=(Act.HISTORY_CHECKED.value,))))


def sentence(seq: int) -> str:
    return f"Record history does not match from entry {seq}. Tell the data manager."


def test_an_old_break_is_not_seen_within_the_week_of_a_whole_check_and_named_after_it(
    places: Places, clock: SteppedClock
) -> None:
    open_clinic(places, clock).close()
    with open_clinic(places, clock) as workstation:
        assert checked_whole(workstation) == 1
        work(workstation, CHECKED_AT_START + 100)
        change(workstation, OLD)

    clock.set(clock.now() + CHECKED_WHOLE - timedelta(hours=1))
    with open_clinic(places, clock) as workstation:
        assert workstation.warnings == ()
        assert checked_whole(workstation) == 1

    clock.set(clock.now() + timedelta(hours=1))
    with open_clinic(places, clock) as workstation:
        assert workstation.warnings == (sentence(OLD),)


def test_a_break_among_the_newest_entries_is_named_at_the_next_start(
    places: Places, clock: SteppedClock
) -> None:
    open_clinic(places, clock).close()
    with open_clinic(places, clock) as workstation:
        work(workstation, CHECKED_AT_START + 100)
        newest = workstation.database.anchor().seq
        change(workstation, newest - CHECKED_AT_START // 2)

    with open_clinic(places, clock) as workstation:
        assert workstation.warnings == (sentence(newest - CHECKED_AT_START // 2),)


def test_a_broken_history_is_checked_whole_at_every_start_until_it_is_settled(
    places: Places, clock: SteppedClock
) -> None:
    """What does not match has not been checked: the week does not begin."""
    with open_clinic(places, clock) as workstation:
        work(workstation, CHECKED_AT_START + 100)
        change(workstation, OLD)

    for _ in range(2):
        with open_clinic(places, clock) as workstation:
            assert workstation.warnings == (sentence(OLD),)
            assert checked_whole(workstation) == 0
