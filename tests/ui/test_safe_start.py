"""After two starts that stopped, the third leaves out what may have stopped them, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import SteppedClock
from app.door import Door
from app.places import Places
from app.starts import begin_start, start_was_good
from app.vault.cost import QUICK
from tests.clinics import LOGIN, PASSPHRASE, open_clinic
from tests.ui.desks import NOW, seen
from ui.door.sign_in import SignIn
from ui.window import Window
from ui.workday import Workday

SAID = (
    "The program stopped twice while it started: it opened in its first size and on the first page. "
    "The support bundle is on the page The record."
)


def test_the_third_start_after_two_that_stopped_is_a_safe_one(tmp_path: Path) -> None:
    places = Places(tmp_path)
    assert [begin_start(places) for _ in range(4)] == [False, False, True, True]

    start_was_good(places)

    assert begin_start(places) is False


def test_a_count_that_cannot_be_read_is_no_safe_start(tmp_path: Path) -> None:
    (tmp_path / "starts").write_bytes(b"\xff\xfe")

    assert begin_start(Places(tmp_path)) is False


@pytest.mark.parametrize("safe", [True, False])
def test_a_safe_start_opens_in_the_first_size_and_says_where_the_bundle_is(
    tmp_path: Path, qtbot: QtBot, safe: bool
) -> None:
    clock = SteppedClock(NOW)
    places = Places(tmp_path / "data")
    open_clinic(places, clock).close()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    with Door(places, clock, QUICK) as door:
        day = Workday(app, door, locked=True, safe=safe)
        qtbot.addWidget(day.entrance)
        day.begin()
        form = day.entrance.form
        assert isinstance(form, SignIn)
        form.asked.emit(LOGIN, PASSPHRASE)
        window = day.window
        assert isinstance(window, Window)
        qtbot.addWidget(window)

        assert window.isMaximized() is not safe
        assert (SAID in seen(window)) is safe
        assert window.page_name == "home"

        day.end()
        window.hide()
