"""What is done behind the desk: no key waits for it, and what came of it is seen."""

from __future__ import annotations

import resource
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.anchors import find_anchor
from app.audit import Act
from app.backups.kept import find_backups
from app.backups.kinds import Kind
from app.clock import SteppedClock
from app.door import Door
from app.faults import Damaged, Fault
from app.patients import Patient
from app.places import Places
from app.screens.health import backup_notices
from app.store.audit import Wanted, entries
from app.store.engine import connect
from app.upkeep import at_exit
from app.vault.cost import QUICK
from app.workstation import Workstation
from tests.clinics import LOGIN, PASSPHRASE, open_clinic
from tests.ui.desks import NOW
from ui.door.sign_in import SignIn
from ui.upkeep import StillBusy, Upkeep
from ui.workday import Workday

FULL = 10_000
"""Milliseconds a test waits at most."""


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(NOW)


@pytest.fixture
def station(tmp_path: Path, clock: SteppedClock) -> Iterator[Workstation]:
    with open_clinic(Places(tmp_path / "data"), clock) as opened:
        yield opened


@pytest.fixture
def upkeep(station: Workstation) -> Iterator[Upkeep]:
    made = Upkeep(station)
    yield made
    made.close()


@pytest.fixture
def settled(upkeep: Upkeep, qtbot: QtBot) -> Callable[[Callable[[], object]], None]:
    """Do something, and wait until what it began behind the desk is told."""

    def act(begin: Callable[[], object]) -> None:
        with qtbot.waitSignal(upkeep.told, timeout=FULL):
            begin()

    return act


def start(upkeep: Upkeep, idle: bool = False) -> Callable[[], None]:
    return lambda: upkeep.start(lambda: idle)


def kinds(station: Workstation) -> list[Kind]:
    return [backup.manifest.kind for backup in station.backups.kept()]


def acts(station: Workstation) -> list[str]:
    with station.database.reading() as session:
        return [row.act for row in entries(session, Wanted(), most=50)]


def notices(upkeep: Upkeep, station: Workstation) -> list[tuple[str, str]]:
    found = backup_notices(upkeep.standing, upkeep.kept, station.clock.now())
    return [(notice.state.value, notice.words) for notice in found]


def enter_something(station: Workstation) -> None:
    station.patients.add(Patient(family_name="Acosta", given_name="Elena"))


@contextmanager
def no_room(station: Workstation) -> Iterator[None]:
    """What is entered finds room on the disk; a copy of the whole record does not."""
    with closing(connect(station.places.database, station.unlocked.database_key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (station.places.database.stat().st_size // 2, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_the_first_backup_is_made_at_the_start(
    station: Workstation, upkeep: Upkeep, settled: Callable[..., None]
) -> None:
    settled(start(upkeep))

    assert kinds(station) == [Kind.DAILY]
    assert Act.BACKED_UP.value in acts(station)
    assert upkeep.standing.health.lines[0].words == "Backup verified 14:15"


def test_one_is_made_each_half_hour_in_which_something_was_entered(
    station: Workstation, upkeep: Upkeep, clock: SteppedClock, settled: Callable[..., None]
) -> None:
    settled(start(upkeep))
    clock.advance(31 * 60)
    settled(upkeep.look)
    assert kinds(station) == [Kind.DAILY]

    enter_something(station)
    settled(upkeep.look)

    assert kinds(station) == [Kind.REGULAR, Kind.DAILY]


def test_a_signed_exam_is_in_a_backup_at_once(
    station: Workstation, upkeep: Upkeep, clock: SteppedClock, settled: Callable[..., None]
) -> None:
    settled(start(upkeep))
    clock.advance(60)
    enter_something(station)

    settled(upkeep.after_signing)

    assert kinds(station) == [Kind.SIGNING, Kind.DAILY]


def test_at_the_end_of_the_day_only_what_was_entered_is_backed_up(
    station: Workstation, upkeep: Upkeep, clock: SteppedClock, settled: Callable[..., None]
) -> None:
    settled(start(upkeep))
    clock.advance(60)
    at_exit(station)
    assert kinds(station) == [Kind.DAILY]

    enter_something(station)
    at_exit(station)

    assert kinds(station) == [Kind.REGULAR, Kind.DAILY]


def test_a_backup_that_cannot_be_made_is_told_and_tried_again_in_five_minutes(
    station: Workstation, upkeep: Upkeep, clock: SteppedClock, settled: Callable[..., None]
) -> None:
    settled(start(upkeep))
    clock.advance(3600)
    enter_something(station)

    with no_room(station):
        settled(upkeep.look)
    said = "Backup NOT made: the disk does not answer or was taken out. Last good: 14:15"
    assert notices(upkeep, station) == [("caution", said)]
    assert Act.BACKUP_FAILED.value in acts(station)

    clock.advance(4 * 60)
    settled(upkeep.look)
    assert len(kinds(station)) == 1
    clock.advance(60)
    settled(upkeep.look)

    assert len(kinds(station)) == 2
    assert notices(upkeep, station) == []


def test_after_a_day_without_a_backup_the_banner_is_red(
    station: Workstation, upkeep: Upkeep, clock: SteppedClock, settled: Callable[..., None]
) -> None:
    settled(start(upkeep))
    enter_something(station)
    clock.advance(timedelta(hours=25).total_seconds())

    with no_room(station):
        settled(upkeep.look)

    ((state, said),) = notices(upkeep, station)
    assert state == "stop"
    assert said == (
        "Backup NOT made: the disk does not answer or was taken out. Last good: 16-Oct-2026, 14:15"
    )


def test_how_far_the_record_has_come_is_kept_outside_it_all_the_time(
    station: Workstation, upkeep: Upkeep, settled: Callable[..., None]
) -> None:
    settled(start(upkeep))
    enter_something(station)

    settled(upkeep.look)

    kept = find_anchor(station.places, station.unlocked.keyring.database_id)
    assert kept is not None
    assert (kept.seq, kept.mac) == (station.database.anchor().seq, station.database.anchor().mac)


def test_a_restore_is_tried_out_once_a_month_while_nobody_is_at_the_desk(
    station: Workstation, upkeep: Upkeep, settled: Callable[..., None]
) -> None:
    settled(start(upkeep))
    assert Act.REHEARSED.value not in acts(station)

    settled(start(upkeep, idle=True))
    settled(upkeep.look)

    assert acts(station).count(Act.REHEARSED.value) == 1


def test_a_newest_backup_that_cannot_be_restored_is_told(
    station: Workstation, upkeep: Upkeep, settled: Callable[..., None]
) -> None:
    settled(start(upkeep))
    (backup,) = station.backups.kept()
    content = bytearray(backup.database.read_bytes())
    content[5000] ^= 1
    backup.database.write_bytes(content)

    settled(start(upkeep, idle=True))

    assert notices(upkeep, station) == [
        (
            "caution",
            "The last try at a restore failed. "
            "This backup is damaged (E-BACKUP). Nothing was changed. Choose another backup.",
        )
    ]


def test_the_program_backs_up_when_it_is_opened_and_when_it_ends(
    tmp_path: Path, clock: SteppedClock, qtbot: QtBot
) -> None:
    places = Places(tmp_path / "clinic")
    open_clinic(places, clock).close()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    with Door(places, clock, QUICK) as door:
        day = Workday(app, door)
        qtbot.addWidget(day.entrance)
        day.begin()
        form = day.entrance.form
        assert isinstance(form, SignIn)
        form.asked.emit(LOGIN, PASSPHRASE)
        window = day.window
        assert window is not None
        qtbot.addWidget(window)
        station = window.workstation
        qtbot.waitUntil(lambda: len(find_backups(places.backups)) == 1, timeout=FULL)
        qtbot.waitUntil(lambda: not window.desk.upkeep.busy, timeout=FULL)
        clock.advance(60)
        enter_something(station)

        day.end()

    made = [backup.manifest for backup in find_backups(places.backups)]
    assert [manifest.kind for manifest in made] == [Kind.REGULAR, Kind.DAILY]
    assert made[0].contents.counts["patients"] == 1
    window.hide()


def test_the_window_is_drawn_while_something_is_done_behind_the_desk(upkeep: Upkeep, qtbot: QtBot) -> None:
    go_on, frames = threading.Event(), 0

    def frame() -> None:
        nonlocal frames
        frames += 1
        if frames == 20:
            go_on.set()

    timer = QTimer()
    timer.timeout.connect(frame)
    timer.start(5)
    with qtbot.waitSignal(upkeep.told, timeout=FULL):
        upkeep.run(lambda: go_on.wait(FULL / 1000), lambda _: None)
    timer.stop()

    assert frames >= 20


def test_one_thing_is_done_after_another_and_a_refusal_comes_back_to_who_asked(
    upkeep: Upkeep, qtbot: QtBot
) -> None:
    came: list[object] = []

    def refuse() -> object:
        raise Damaged

    upkeep.run(lambda: 1, came.append)
    upkeep.run(refuse, came.append)
    upkeep.run(lambda: 3, came.append)
    qtbot.waitUntil(lambda: len(came) == 3, timeout=FULL)

    assert came[0] == 1
    assert isinstance(came[1], Damaged)
    assert came[2] == 3


def test_closing_does_not_wait_for_ever_for_what_hangs(station: Workstation) -> None:
    upkeep, go_on = Upkeep(station, patience=0.1), threading.Event()
    upkeep.run(go_on.wait, lambda _: None)

    with pytest.raises(StillBusy) as refused:
        upkeep.settle()
    upkeep.close()

    assert refused.value.words == (
        "A backup is still being made. Wait a moment, then ask again. Nothing was changed."
    )
    assert not go_on.is_set()
    go_on.set()


def test_what_a_disk_answers_that_nobody_foresaw_ends_one_thing_only(
    station: Workstation, upkeep: Upkeep, settled: Callable[..., None], qtbot: QtBot
) -> None:
    came: list[object] = []

    def refuse() -> object:
        raise OSError(5, "Input/output error")

    upkeep.run(refuse, came.append)
    qtbot.waitUntil(lambda: len(came) == 1, timeout=FULL)
    settled(start(upkeep))

    assert isinstance(came[0], Fault)
    assert kinds(station) == [Kind.DAILY]


def test_closing_waits_for_what_is_under_way_and_begins_nothing_more(
    station: Workstation, upkeep: Upkeep
) -> None:
    done: list[str] = []
    begun = threading.Event()

    def work() -> None:
        begun.set()
        done.append("first")

    upkeep.run(work, lambda _: None)
    assert begun.wait(FULL / 1000)
    upkeep.close()
    upkeep.run(lambda: done.append("never"), lambda _: None)

    assert done == ["first"]
    assert not upkeep.busy
