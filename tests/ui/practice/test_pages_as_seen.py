"""Every page and sheet of the practice: said in the language and not cut, named, and the caret seen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.clock import SteppedClock
from tests.ui.caret_line import unmarked
from tests.ui.hitting import too_small
from tests.ui.listening import stop_of
from tests.ui.practice.tour import places
from tests.ui.test_focus import out_of_sight
from tests.ui.test_names import nameless, twins
from ui.practice.window import PAGES, PracticeWindow

CARET = ("start", "case lateral_step_down", "block", "progress", "stations", "sign_off")
"""Where the caret is followed through every stop: each stop is painted twice, and other cases are alike."""
ROOT = Path(__file__).parents[3]


def test_every_page_is_said_in_the_language_and_nothing_of_it_is_cut() -> None:
    walk = subprocess.run(
        [sys.executable, "-m", "tests.ui.practice.pseudo_practice"],
        cwd=ROOT,
        env={**os.environ, "SAGITTAL_LANGUAGE": "pseudo", "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
    )
    assert walk.returncode == 0, walk.stderr[-4000:]
    found = json.loads(walk.stdout)
    assert {place: seen["cut"] for place, seen in found.items() if seen["cut"]} == {}
    assert {place: seen["english"] for place, seen in found.items() if seen["english"]} == {}
    assert [page for page in PAGES if not any(place.startswith(page) for place in found)] == []


def test_every_part_has_a_name_of_its_own_can_be_hit_and_shows_the_caret(
    practice: PracticeWindow, learners_clock: SteppedClock
) -> None:
    """One walk asks all of it, because a page takes long to come to."""
    amiss: dict[str, list[str]] = {}
    for place in places(practice, learners_clock):
        focus = QApplication.focusWidget()
        assert focus is not None, place
        assert stop_of(focus).name, place
        sheet = practice._open.sheet
        found = [*nameless(practice), *twins(sheet or practice), *too_small(practice)]
        if place in CARET:
            found += unmarked(practice)
            found += out_of_sight(practice)
        if found:
            amiss[place] = found
        focus.setFocus()
    assert amiss == {}
