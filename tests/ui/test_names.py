"""Everything that can be reached or that means something has a name, on every page, sheet and door screen,
and can be hit: 24 by 24 pixels at least. One walk asks both, because a page takes long to come to."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.hitting import too_small
from tests.ui.listening import said, stop_of, stops
from tests.ui.looking import settle
from tests.ui.tour import FORMS, PAGES, SHEETS, come_to, nobody_chooses, sheets
from ui.door.entrance import Entrance
from ui.parts.state_icon import StateIcon
from ui.window import Window

DECORATIVE = frozenset({"Bars", "_Mark", "_Edged"})
"""Painted, and said in words beside it."""


def nameless(inside: QWidget) -> list[str]:
    """What can be reached, pressed, or is painted by ourselves, and says nothing of itself."""
    return [
        f"{type(part).__name__} in {type(part.parentWidget()).__name__}"
        for part in [inside, *inside.findChildren(QWidget)]
        if part.isVisible() and (reached(part) or painted(part)) and not name_of(part)
    ]


def reached(part: QWidget) -> bool:
    tab = bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus) and part.focusProxy() is None
    return tab or isinstance(part, QAbstractButton)


def painted(part: QWidget) -> bool:
    kind = type(part)
    if isinstance(part, StateIcon) and part.empty:
        return False
    ours = kind.__module__.startswith("ui.") and "paintEvent" in kind.__dict__
    return ours and kind.__name__ not in DECORATIVE


def name_of(part: QWidget) -> str:
    told = QAccessible.queryAccessibleInterface(part)
    return said(told, QAccessible.Text.Name) if told else ""


def twins(inside: QWidget) -> list[str]:
    """Stops that sound the same, so that nobody can tell where the caret is."""
    spoken = Counter(stop_of(part).spoken for part in stops(inside))
    return [words for words, times in spoken.items() if times > 1]


@pytest.mark.parametrize("page", PAGES)
def test_every_part_of_a_page_has_a_name_of_its_own_and_can_be_hit(toured: Window, page: str) -> None:
    come_to(toured, page)
    assert nameless(toured) == []
    assert twins(toured) == []
    assert too_small(toured) == []
    focus = QApplication.focusWidget()
    assert focus is not None
    assert stop_of(focus).name


@pytest.mark.parametrize("page", SHEETS)
def test_every_part_of_a_sheet_has_a_name_and_can_be_hit(
    toured: Window, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    nobody_chooses(monkeypatch)
    for keys, sheet in sheets(toured, page):
        assert name_of(sheet), keys
        assert nameless(sheet) == [], keys
        assert twins(sheet) == [], keys
        assert too_small(sheet) == [], keys


@pytest.mark.parametrize("form", FORMS)
def test_every_part_of_the_door_has_a_name_and_can_be_hit(qtbot: QtBot, form: str) -> None:
    entrance = Entrance()
    qtbot.addWidget(entrance)
    entrance.resize(1366, 768)
    entrance.show()
    made = FORMS[form]()
    entrance.put(made)
    settle()
    assert nameless(entrance) == []
    assert twins(made) == []
    assert too_small(entrance) == []
