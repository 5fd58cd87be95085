"""Where the caret is can always be seen: a line three pixels wide round it, never under the key bar."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.listening import stops
from tests.ui.looking import settle
from tests.ui.tour import FORMS, PAGES, SHEETS, come_to, nobody_chooses, sheets
from ui.door.entrance import Entrance
from ui.parts.body_chart import BodyChart
from ui.parts.key_bar import KeyBar
from ui.theme import apply, theme
from ui.window import Window

WIDE = 3
"""Pixels of the line (design 2.3)."""
LONG = 12
"""Pixels of it in one piece, so that a letter is not taken for it."""
LINES = ("accent", "ink", "stop")
"""The line itself; in ink round what is filled with the accent, in the stop colour round what was refused."""


def unmarked(inside: QWidget) -> list[str]:
    """The stops whose place no line shows. Round a region of the body it is not straight."""
    return [said(part) for part in stops(inside) if not has_line(part)]


def has_line(part: QWidget) -> bool:
    focus = QApplication.focusWidget()
    if focus is not None:
        focus.clearFocus()
    before = pixels(part)
    part.setFocus(Qt.FocusReason.TabFocusReason)
    after = pixels(part)
    if before.shape != after.shape:
        return False
    for token in LINES:
        colour = theme().colour(token)
        then, now = ((picture == colour.getRgb()[:3]).all(axis=2) for picture in (before, after))
        # What had the colour before, such as a ticked box, is no line of the caret.
        line = now & ~then
        if thick(line) or thick(line.T):
            return True
        if any(thick(b) and not thick(a) for a, b in ((then, now), (then.T, now.T))):
            return True
        if isinstance(part, BodyChart) and line.sum() > 2 * WIDE * LONG:
            return True
    return False


def thick(line: np.ndarray) -> bool:
    """Whether so many rows one under another are of the line, for long enough."""
    rows = line[:-2] & line[1:-1] & line[2:]
    return bool((rows.sum(axis=1) >= LONG).any())


def pixels(part: QWidget) -> np.ndarray:
    image = part.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    wide, high, line = image.width(), image.height(), image.bytesPerLine()
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(high, line)
    return flat[:, : wide * 3].reshape(high, wide, 3).copy()


def out_of_sight(window: QWidget) -> list[str]:
    """The stops of which some part is hidden when the caret comes to them."""
    bar = window.findChild(KeyBar)
    assert bar is not None
    foot = bar.mapTo(window, QPoint(0, 0)).y()
    found = []
    for part in stops(window):
        part.setFocus(Qt.FocusReason.TabFocusReason)
        place = QRect(part.mapTo(window, QPoint(0, 0)), part.size())
        seen = part.visibleRegion().boundingRect()
        whole = seen.height() >= min(part.height(), 300) and seen.width() >= part.width()
        if not whole or (place.bottom() > foot and not bar.isAncestorOf(part)):
            found.append(said(part))
    return found


def said(part: QWidget) -> str:
    return f"{type(part).__name__} {part.accessibleName()}".strip()


@pytest.mark.parametrize("page", PAGES)
def test_a_line_shows_where_the_caret_is_on_every_page(toured: Window, page: str) -> None:
    come_to(toured, page)
    assert unmarked(toured) == []


@pytest.mark.parametrize("page", PAGES)
def test_what_has_the_caret_is_seen_whole_and_above_the_key_bar(toured: Window, page: str) -> None:
    toured.resize(1366, 698)
    come_to(toured, page)
    assert out_of_sight(toured) == []


@pytest.mark.parametrize("look", ["dark", "light-contrast", "dark-contrast"])
def test_the_line_is_there_in_every_look(toured: Window, qapp: QApplication, look: str) -> None:
    apply(qapp, look)
    for page in ("settings", "safety", "prone_hip_extension", "review"):
        come_to(toured, page)
        assert unmarked(toured) == [], page


@pytest.mark.parametrize("page", SHEETS)
def test_on_every_sheet_the_caret_is_seen_and_goes_back_where_it_was(
    toured: Window, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    nobody_chooses(monkeypatch)
    for keys, sheet in sheets(toured, page):
        assert QApplication.focusWidget() in (*stops(sheet), sheet), keys
        assert unmarked(sheet) == [], keys
        sheet.close_sheet()
        settle()
        focus = QApplication.focusWidget()
        assert focus is not None, keys
        assert toured.page is not None
        assert toured.page is focus or toured.page.isAncestorOf(focus), keys


@pytest.mark.parametrize("form", FORMS)
def test_a_line_shows_where_the_caret_is_in_the_door(qtbot: QtBot, form: str) -> None:
    entrance = Entrance()
    qtbot.addWidget(entrance)
    entrance.resize(1366, 768)
    with qtbot.waitActive(entrance):
        entrance.show()
        entrance.activateWindow()
    made = FORMS[form]()
    entrance.put(made)
    settle()
    assert unmarked(made) == []
    assert out_of_sight(entrance) == []
