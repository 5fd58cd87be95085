"""From an empty folder, a passphrase or the recovery key to the open record: by keyboard, with real parts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.access.person import NewPerson
from app.audit import Act
from app.clock import SteppedClock
from app.door import Door, SetUp
from app.last_desk import find_last_desk
from app.places import Places
from app.screens.set_up import Step
from app.store.audit import Wanted, entries
from app.vault.cost import QUICK
from app.vault.keyring_file import find_keyring
from app.vault.recovery import written
from tests.ui.desks import NOW, seen
from tests.ui.hands import caret, press
from tests.ui.looking import cut_texts, outside, settle
from ui.door.entrance import Entrance
from ui.door.key_sheet import keep_sheet
from ui.door.recovery import NewPassphraseForm, RecoveryForm
from ui.door.set_up import SetUpForm
from ui.door.sign_in import SignIn
from ui.door.trouble import Trouble
from ui.theme import apply
from ui.workday import Workday

PASSPHRASE = "four brown herons wade home"
NEW = "seven quiet lamps under oak"
RECOVERY = written(bytes(range(16)))
ROOT = Path(__file__).parents[2]


class Start:
    """The program as it starts on a folder, up to the window and no further than its closing."""

    def __init__(self, folder: Path, qtbot: QtBot, locked: bool = False, recovery: bool = False) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply(app, "light", 1.0)
        self.clock = SteppedClock(NOW)
        self.door = Door(Places(folder), self.clock, QUICK)
        self.day = Workday(app, self.door, locked, recovery)
        self.entrance: Entrance = self.day.entrance
        qtbot.addWidget(self.entrance)
        with qtbot.waitActive(self.entrance):
            self.day.begin()
            self.entrance.activateWindow()
        settle()

    def write(self, text: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, text)

    def keys(self, keys: str) -> None:
        press(self.entrance, keys)

    def form(self) -> object:
        return self.entrance.form

    @property
    def said(self) -> str:
        return " ".join(seen(self.entrance))

    def close(self) -> None:
        self.day.end()
        self.door.close()
        if self.day.window is not None and isValid(self.day.window):
            self.day.window.hide()
            self.day.window.deleteLater()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def clinic(folder: Path) -> Path:
    """A clinic with one clinician, nobody at the desk."""
    with Door(Places(folder), SteppedClock(NOW), QUICK) as door:
        person = NewPerson("R. Osei, PT", "PT 4471", "rosei")
        door.set_up(SetUp("Riverside Clinic", person, PASSPHRASE, RECOVERY)).close()
    return folder


@pytest.fixture
def first(folder: Path, qtbot: QtBot) -> Iterator[Start]:
    started = Start(folder, qtbot)
    yield started
    started.close()


@pytest.fixture
def start(clinic: Path, qtbot: QtBot) -> Iterator[Start]:
    started = Start(clinic, qtbot)
    yield started
    started.close()


def fill_clinic(start: Start) -> None:
    for text in ("Riverside Clinic", "R. Osei, PT", "PT 4471"):
        start.write(text)
        start.keys("Enter")


def to_step(start: Start, step: Step) -> SetUpForm:
    form = start.form()
    assert isinstance(form, SetUpForm)
    fill_clinic(start)
    start.keys("Ctrl+Enter")
    if step is not Step.PASSPHRASE:
        start.write(PASSPHRASE)
        start.keys("Enter")
        start.write(PASSPHRASE)
        start.keys("Enter")
    if step is Step.TYPE_BACK:
        start.keys("Enter")
    assert form.setting.step is step
    return form


# The first day


def test_a_clinic_is_set_up_by_keyboard_alone(first: Start) -> None:
    form = to_step(first, Step.TYPE_BACK)
    key = form.setting.recovery_key

    first.write(key.replace("-", "").lower())
    first.keys("Ctrl+Enter")

    window = first.day.window
    assert window is not None
    assert window.page_name == "home"
    assert window.workstation.person.name == "R. Osei, PT"
    assert window.workstation.settings.clinic_name == "Riverside Clinic"
    assert not first.entrance.isVisible()
    assert find_last_desk(first.door.places).login == "rosei"


def test_it_takes_fewer_than_two_hundred_keys(first: Start) -> None:
    typed = "Riverside Clinic", "R. Osei, PT", "PT 4471", PASSPHRASE, PASSPHRASE, "0" * 28
    others = 3 + 1 + 2 + 1 + 1

    # At two keys a second, which is slow, that is well under two minutes.
    assert sum(map(len, typed)) + others < 2 * 120


def test_nothing_is_written_before_the_key_is_typed_back(first: Start) -> None:
    to_step(first, Step.TYPE_BACK)

    assert not first.door.places.database.exists()
    assert not first.door.places.keyring.exists()


def test_a_slip_in_the_recovery_key_is_told_by_its_group(first: Start) -> None:
    form = to_step(first, Step.TYPE_BACK)
    key = form.setting.recovery_key
    wrong = key[:15] + ("0" if key[15] != "0" else "1") + key[16:]

    first.write(wrong)
    first.keys("Ctrl+Enter")

    assert "Group 4 does not look right" in first.said
    assert first.day.window is None


def test_the_key_is_not_seen_while_it_is_typed_back(first: Start) -> None:
    form = to_step(first, Step.RECOVERY)
    group = form.setting.recovery_key.split("-")[3]
    assert group in first.said

    first.keys("Enter")

    assert group not in first.said


def test_esc_goes_back_and_forgets_nothing(first: Start) -> None:
    form = to_step(first, Step.RECOVERY)

    first.keys("Esc Esc")

    assert form.setting.step is Step.CLINIC
    assert form.fields["clinic_name"].text() == "Riverside Clinic"


def test_a_weak_passphrase_is_refused_with_its_reason(first: Start) -> None:
    form = to_step(first, Step.PASSPHRASE)

    first.write("riversideclinic")
    first.keys("Enter")

    assert "This is the user name or the name of the clinic, which others would try first." in first.said
    assert form.setting.step is Step.PASSPHRASE
    assert caret() == "Passphrase"


def test_the_recovery_sheet_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"

    said = keep_sheet(file, "Riverside Clinic", RECOVERY, NOW.date())

    assert said == (
        "The sheet is saved. Print it from there, then destroy the file: "
        "whoever finds it can open the records."
    )
    assert file.read_bytes().startswith(b"%PDF")
    assert file.stat().st_mode & 0o077 == 0


def test_a_sheet_that_cannot_be_saved_is_told(tmp_path: Path) -> None:
    said = keep_sheet(tmp_path / "no such folder" / "sheet.pdf", "Riverside Clinic", RECOVERY, NOW.date())

    assert said == "The sheet is NOT saved: no such file or directory. Choose another place, or print it."


def test_a_record_of_the_first_release_is_taken_over_with_its_words(folder: Path, qtbot: QtBot) -> None:
    folder.mkdir(mode=0o700)
    shutil.copy(ROOT / "tests" / "databases" / "v1.sqlite3", Places(folder).plain)
    started = Start(folder, qtbot)

    assert "This computer holds records of the first release, which are not encrypted." in started.said
    form = to_step(started, Step.TYPE_BACK)
    started.write(form.setting.recovery_key)
    started.keys("Ctrl+Enter")

    assert started.day.window is not None
    assert started.day.window.workstation.recent()
    assert not Places(folder).plain.exists()
    started.close()


# Signing in


def test_a_clinician_signs_in_and_is_named_the_next_time(start: Start, qtbot: QtBot) -> None:
    assert caret() == "User"
    start.write("rosei")
    start.keys("Enter")
    start.write(PASSPHRASE)
    start.keys("Enter")

    assert start.day.window is not None
    start.close()
    again = Start(start.door.places.root, qtbot)
    assert caret() == "Passphrase"
    assert isinstance(again.form(), SignIn)
    again.close()


def test_after_the_keys_were_gone_one_is_told_so(clinic: Path, qtbot: QtBot) -> None:
    started = Start(clinic, qtbot, locked=True)

    assert "The keys have left the memory. Your passphrase brings you back to where you were." in started.said
    started.close()


def test_wrong_passphrases_wait_across_a_restart(start: Start, qtbot: QtBot) -> None:
    start.write("rosei")
    start.keys("Enter")
    for _ in range(5):
        start.clock.advance(31)
        start.write("not the passphrase")
        form = start.form()
        assert isinstance(form, SignIn)
        start.day._way_in._signing_in._count_down()  # type: ignore[union-attr]
        start.keys("Enter")
    assert "Use the recovery key" in start.said
    start.close()

    again = Start(start.door.places.root, qtbot)

    assert "The next attempt is taken in 2 s." in again.said
    assert "Use the recovery key" in again.said
    again.close()


# The recovery key


def break_glass(start: Start, reason: str = "passphrase forgotten") -> None:
    start.keys("Ctrl+r")
    start.write(RECOVERY)
    start.keys("Enter")
    start.write(reason)
    start.keys("Enter Ctrl+Enter")


def test_a_mistyped_recovery_key_is_told_by_its_group_before_anything_is_tried(start: Start) -> None:
    start.keys("Ctrl+r")
    start.write(RECOVERY[:15] + ("0" if RECOVERY[15] != "0" else "1") + RECOVERY[16:])
    start.keys("Ctrl+Enter")

    assert "Group 4 does not look right" in start.said
    assert start.door.attempts.count() == 0


def test_the_recovery_key_asks_for_a_reason(start: Start) -> None:
    start.keys("Ctrl+r")
    start.write(RECOVERY)
    start.keys("Ctrl+Enter")

    assert "Say why the recovery key is used." in start.said
    assert isinstance(start.form(), RecoveryForm)


def test_the_key_of_another_clinic_opens_nothing(start: Start) -> None:
    start.keys("Ctrl+r")
    start.write(written(bytes(reversed(range(16)))))
    start.keys("Enter")
    start.write("passphrase forgotten")
    start.keys("Enter Ctrl+Enter")

    assert "This is not the recovery key of this clinic." in start.said


def test_a_forgotten_passphrase_is_replaced_and_no_data_is_lost(start: Start, qtbot: QtBot) -> None:
    before = start.door.places.database.stat().st_size
    break_glass(start)
    assert isinstance(start.form(), NewPassphraseForm)

    start.write(NEW)
    start.keys("Enter")
    start.write(NEW)
    start.keys("Enter")

    window = start.day.window
    assert window is not None
    assert window.workstation.person.login == "rosei"
    assert not any("Opened with the recovery key" in text for text in seen(window))
    assert window.workstation.settings.clinic_name == "Riverside Clinic"
    assert start.door.places.database.stat().st_size >= before
    with window.workstation.database.reading() as session:
        acts = [row.act for row in entries(session, Wanted(), most=20)]
    assert {Act.BREAK_GLASS.value, Act.PASSPHRASE_CHANGED.value} <= set(acts)
    start.close()
    again = Start(start.door.places.root, qtbot)
    again.write(NEW)
    again.keys("Enter")
    assert again.day.window is not None
    again.close()


def test_without_a_new_passphrase_a_red_line_stays_as_long_as_it_lasts(start: Start) -> None:
    break_glass(start, "R. Osei is ill")

    start.keys("Esc")

    window = start.day.window
    assert window is not None
    settle()
    assert (
        "Opened with the recovery key: R. Osei is ill. You may look, print and set a new passphrase. "
        "All of it stands in the record."
    ) in seen(window)


# Without keys


def test_missing_keys_are_told_and_looked_for_again(clinic: Path, qtbot: QtBot) -> None:
    places = Places(clinic)
    kept = places.keyring.read_bytes()
    for file in clinic.glob("clinic.keys*"):
        file.unlink()
    for file in clinic.glob("backups/*"):
        shutil.rmtree(file) if file.is_dir() else file.unlink()
    started = Start(clinic, qtbot)
    assert isinstance(started.form(), Trouble)
    assert "Key file missing (E-KEYS)." in started.said
    assert "Nothing was changed." in started.said

    places.keyring.write_bytes(kept)
    started.keys("3")

    assert isinstance(started.form(), SignIn)
    assert find_keyring(places).keyring.people
    started.close()


@pytest.mark.parametrize(("look", "size"), [("light", 1.0), ("dark", 1.3)])
@pytest.mark.parametrize(("width", "height"), [(1366, 698), (1920, 1010)])
def test_every_form_before_the_window_shows_all_of_its_words(
    clinic: Path, folder: Path, qtbot: QtBot, look: str, size: float, width: int, height: int
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    started = Start(clinic, qtbot)
    apply(app, look, size)
    started.entrance.showNormal()
    started.entrance.resize(width, height)
    for keys in ("", "Ctrl+r"):
        started.keys(keys)
        settle()
        assert cut_texts(started.entrance) == []
        assert outside(started.entrance) == []
    started.close()
