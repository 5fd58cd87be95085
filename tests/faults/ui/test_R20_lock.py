"""R20: the desk is covered in time whatever is going on at it, and nothing that was being typed is lost."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.lock import GONE_AFTER, LOOK_EVERY
from assessments.language.protocol import Option
from assessments.language.value import Quantity, Ref, Side, Text
from assessments.thomas.protocol import ID
from tests.disks import full_disk
from tests.faults.trials import report, trials
from tests.ui.desks import Desk
from ui.parts.sheet import ReasonSheet

ANGLE = Ref(ID, "hip_angle", Side.RIGHT, 1)
GOAL = Ref("intake", "goal")
LIMIT = 5 * 60


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(tmp_path / "data", qtbot)
    made.open_exam("thomas")
    yield made
    made.close()


def type_angle(desk: Desk, angle: int) -> QLineEdit:
    """The caret stands behind a number that nobody has handed over yet."""
    assert desk.window.page is not None
    assert desk.window.page.focus_ref(ANGLE)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, str(angle))
    desk.lock.idle.active()
    return field


def kept(desk: Desk) -> int | None:
    """The angle on the disk, read anew."""
    value = desk.station.open_exam(desk.window.desk.exam.id).exam.entries.get(ANGLE)
    return int(value.amount) if isinstance(value, Quantity) else None


def covered_in_time(desk: Desk) -> bool:
    """Covered neither before the limit nor more than one look after it."""
    desk.wait(LIMIT - LOOK_EVERY)
    early = desk.covered
    desk.wait(2 * LOOK_EVERY)
    return desk.covered and not early


def come_back(desk: Desk, field: QLineEdit) -> bool:
    """The passphrase opens it, and the caret is in the field."""
    desk.unlock()
    return not desk.lock.entrance.isVisible() and QApplication.focusWidget() is field


def slept(desk: Desk) -> bool:
    """The laptop was shut for half a day: the stopwatch stood still, the time of day did not."""
    desk.clock.set(desk.clock.now() + timedelta(hours=12))
    desk.lock.look()
    return desk.covered


def tried(id: str, words: str, desk: Desk, trial: Callable[[int], bool]) -> None:
    times = trials(short=5, full=50)
    # Never the same twice in a row: what stands already is not written again.
    failures = sum(not trial(n * 7 % 41 - 20) for n in range(times))
    report(id, words, times, failures)
    assert failures == 0


def test_R20_an_idle_desk_is_covered_and_the_number_being_typed_is_kept(desk: Desk) -> None:
    def trial(angle: int) -> bool:
        field = type_angle(desk, angle)
        return covered_in_time(desk) and kept(desk) == angle and come_back(desk, field)

    tried("R20", "idle with a number being typed: covered within 5 s of the limit, kept", desk, trial)


def test_R20_a_laptop_that_slept_is_covered_on_waking(desk: Desk) -> None:
    def trial(angle: int) -> bool:
        field = type_angle(desk, angle)
        return slept(desk) and kept(desk) == angle and come_back(desk, field)

    tried("R20", "asleep for 12 h with a number being typed: covered on waking, kept", desk, trial)


def test_R20_a_clock_set_back_covers_the_desk(desk: Desk) -> None:
    def trial(angle: int) -> bool:
        field = type_angle(desk, angle)
        desk.clock.set(desk.clock.now() - timedelta(hours=1))
        desk.lock.look()
        return desk.covered and kept(desk) == angle and come_back(desk, field)

    tried("R20", "clock set back by an hour: covered at the next look, kept", desk, trial)


def test_R20_an_open_sheet_is_hidden_and_comes_back_with_its_text(desk: Desk) -> None:
    sheet = ReasonSheet("Why not", [Option("pain", "Pain", "P")], note_needed=True)

    def trial(angle: int) -> bool:
        if not sheet.isVisible():
            desk.window.ask(sheet)
        sheet.note.setPlainText(f"ACOSTA, Elena said {angle}")
        sheet.note.setFocus()
        desk.lock.idle.active()
        in_time = covered_in_time(desk) and not sheet.isVisible()
        desk.unlock()
        there = sheet.isVisible() and sheet.note.toPlainText() == f"ACOSTA, Elena said {angle}"
        return in_time and there and QApplication.focusWidget() is sheet.note

    tried("R20", "a sheet open with a text begun: hidden in time, there again with its text", desk, trial)


def test_R20_a_number_that_cannot_be_taken_stays_in_its_field(desk: Desk) -> None:
    def trial(angle: int) -> bool:
        field = type_angle(desk, 900 + angle)
        return covered_in_time(desk) and come_back(desk, field) and field.text() == str(900 + angle)

    tried(
        "R20", "a number being typed that cannot be taken: covered in time, still in its field", desk, trial
    )


@pytest.mark.parametrize("sleeping", [False, True], ids=["idle", "asleep"])
def test_R20_a_disk_that_refuses_delays_no_cover_and_loses_nothing(desk: Desk, sleeping: bool) -> None:
    def trial(angle: int) -> bool:
        with full_disk(desk.station.database):
            # An answer too long for what is left of the disk stands before the number in the queue.
            desk.window.desk.record_value(GOAL, Text(f"walk {angle} " * 700))
            field = type_angle(desk, angle)
            in_time = slept(desk) if sleeping else covered_in_time(desk)
            desk.wait(GONE_AFTER + 2 * LOOK_EVERY)
            stays = desk.gone == [] and desk.covered
            back = come_back(desk, field)
            red = desk.window.unsaved.bar.isVisible()
            there = desk.window.desk.exam.exam.entries.get(ANGLE)
        desk.window.desk.saver.flush(5)
        same = isinstance(there, Quantity) and int(there.amount) == angle
        return in_time and stays and back and red and same and kept(desk) == angle

    words = "asleep" if sleeping else "idle"
    tried(
        "R20",
        f"{words} on a full disk: covered in time, key stays until saved, entry kept",
        desk,
        trial,
    )
