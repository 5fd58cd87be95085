"""Who signs in here is looked after with the keyboard, and only by who may."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.access.person import NewPerson
from app.access.roles import Role
from app.access.session import Session
from app.workstation import Workstation
from tests.clinics import PASSPHRASE
from ui.pages.people import PeoplePage
from ui.window import Window

K = Qt.Key
THEIRS = "nine slow barges under rain"


@pytest.fixture
def page(window: Window) -> PeoplePage:
    window.go("people")
    assert isinstance(window.page, PeoplePage)
    return window.page


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, held)


def write(*texts: str) -> None:
    """Type into the field with the caret, then walk to the next."""
    for text in texts:
        focus = QApplication.focusWidget()
        assert isinstance(focus, QLineEdit)
        QTest.keyClicks(focus, text)
        press(K.Key_Tab)


def test_somebody_is_added_and_can_sign_in(page: PeoplePage, workstation: Workstation) -> None:
    press(K.Key_N)
    write("A. Brandt, PT", "PT 1200", "brandt")
    press(K.Key_1)
    press(K.Key_2)
    press(K.Key_Tab)
    write(THEIRS)
    QTest.keyClicks(QApplication.focusWidget(), THEIRS)
    press(K.Key_Return, Qt.KeyboardModifier.ControlModifier)

    added = workstation.people.who_opens("brandt", THEIRS)
    assert added is not None
    assert (added.name, added.licence, added.roles) == ("A. Brandt, PT", "PT 1200", {Role.RESIDENT})


def test_what_cannot_be_kept_is_said_at_its_field_and_nothing_typed_is_lost(
    page: PeoplePage, workstation: Workstation
) -> None:
    press(K.Key_N)
    write("A. Brandt, PT", "", "demo")
    press(K.Key_Tab)
    write("short")
    QTest.keyClicks(QApplication.focusWidget(), "short")
    press(K.Key_Return, Qt.KeyboardModifier.ControlModifier)

    sheet = page.window().findChildren(QLineEdit)
    said = {line.accessibleName(): line.accessibleDescription() for line in sheet if line.isVisible()}
    assert said["User name, small letters"] == "The user name demo already belongs to R. Osei, PT."
    assert said["New passphrase"].startswith("Too short: 5 of at least 15 characters.")
    assert len(workstation.people.all()) == 1


def test_two_passphrases_that_differ_are_not_kept(page: PeoplePage, workstation: Workstation) -> None:
    press(K.Key_O)
    write(PASSPHRASE, THEIRS)
    QTest.keyClicks(QApplication.focusWidget(), THEIRS + "y")
    press(K.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert QApplication.focusWidget().accessibleDescription() == (
        "The two are not the same. Type the passphrase once more."
    )
    assert workstation.people.who_opens("demo", PASSPHRASE) is not None


def test_ones_own_passphrase_is_changed_by_who_knows_it(page: PeoplePage, workstation: Workstation) -> None:
    press(K.Key_O)
    write(PASSPHRASE, THEIRS)
    QTest.keyClicks(QApplication.focusWidget(), THEIRS)
    press(K.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert workstation.people.who_opens("demo", THEIRS) is not None
    assert workstation.people.who_opens("demo", PASSPHRASE) is None


def test_who_leaves_signs_in_no_more_and_who_comes_back_does(
    page: PeoplePage, workstation: Workstation
) -> None:
    workstation.people.add(NewPerson("A. Brandt, PT", "", "brandt"), THEIRS)
    page.enter()
    press(K.Key_Up)
    press(K.Key_L)
    press(K.Key_Y)
    assert workstation.people.who_opens("brandt", THEIRS) is None

    page.setFocus()
    page.first().setFocus()
    press(K.Key_Down)
    press(K.Key_L)
    write("five tin kettles on the roof")
    QTest.keyClicks(QApplication.focusWidget(), "five tin kettles on the roof")
    press(K.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert workstation.people.who_opens("brandt", "five tin kettles on the roof") is not None


def test_who_may_not_change_people_sees_them_and_is_told_who_may(
    window: Window, workstation: Workstation
) -> None:
    person = replace(workstation.person, roles=frozenset({Role.RESIDENT}))
    workstation.take_seat(Session(person, person.roles))
    window.go("people")
    page = window.page
    assert isinstance(page, PeoplePage)

    hints = page.keys()
    assert [hint.words for hint in hints] == ["person", "own passphrase", "back"]
    assert page._why.text() == "Only a data manager may add or change people."
