"""Where the caret is can always be seen: a line three pixels wide round it, never under the key bar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.caret_line import said, unmarked
from tests.ui.listening import stops
from tests.ui.looking import settle
from tests.ui.tour import FORMS, PAGES, SHEETS, come_to, nobody_chooses, sheets
from ui.door.entrance import Entrance
from ui.parts.key_bar import KeyBar
from ui.window import Window


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


@pytest.mark.parametrize("page", PAGES)
def test_a_line_shows_where_the_caret_is_on_every_page(toured: Window, page: str) -> None:
    come_to(toured, page)
    assert unmarked(toured) == []


@pytest.mark.parametrize("page", PAGES)
def test_what_has_the_caret_is_seen_whole_and_above_the_key_bar(toured: Window, page: str) -> None:
    toured.resize(1366, 698)
    come_to(toured, page)
    assert out_of_sight(toured) == []


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
