"""The cover over a desk: what is seen, what is kept, who may lift it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.audit import Act
from app.lock import GONE_AFTER, Reason
from app.store.audit import Wanted, entries
from assessments.language.protocol import Option
from assessments.language.value import Ref, Side
from assessments.thomas.protocol import ID
from tests.clinics import CLINICIAN, LOGIN, PASSPHRASE
from tests.ui.desks import (
    NOW,
    OTHER,
    OTHER_LOGIN,
    OTHER_PASSPHRASE,
    PATIENT,
    Desk,
    covers_all,
    seen,
    with_idle,
)
from tests.ui.hands import caret, press
from tests.ui.looking import assert_fits, settle
from ui.pages.clamshell import ClamshellPage
from ui.parts.sheet import ReasonSheet


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(tmp_path / "data", qtbot)
    yield made
    made.close()


def angle(desk: Desk) -> object:
    return desk.window.desk.exam.exam.answers.amount(ID, "hip_angle", Side.RIGHT, 1)


def to_angle(desk: Desk) -> None:
    desk.open_exam("thomas")
    assert desk.window.page is not None
    assert desk.window.page.focus_ref(Ref(ID, "hip_angle", Side.RIGHT, 1))


def acts(desk: Desk) -> list[str]:
    with desk.station.database.reading() as session:
        return [row.act for row in entries(session, Wanted(), most=50)]


def test_after_five_minutes_nothing_of_the_patient_is_seen(desk: Desk) -> None:
    desk.open_exam("thomas")
    assert PATIENT in seen(desk.window)

    desk.wait(300)
    settle()

    assert desk.covered
    assert covers_all(desk.window, desk.lock.entrance)
    assert desk.window.windowTitle() == "Sagittal"
    assert not any("Acosta" in text or "Elena" in text for text in seen(desk.window))


def test_the_clinic_may_set_another_time(desk: Desk) -> None:
    with_idle(desk.station, 1)
    desk.window.settle()

    desk.wait(60)

    assert desk.covered


@pytest.mark.parametrize("key", [Qt.Key.Key_L, Qt.Key.Key_U])
def test_a_key_covers_at_once_even_from_within_a_text_field(desk: Desk, key: Qt.Key) -> None:
    desk.lock.start()
    desk.window.go("patient_form")
    press(desk.window, "a")
    handle = desk.window.windowHandle()
    assert handle is not None

    QTest.keyClick(handle, key, Qt.KeyboardModifier.ControlModifier)

    assert desk.covered
    desk.unlock()
    assert QApplication.focusWidget().text() == "a"  # type: ignore[union-attr]


def test_a_key_covers_from_within_an_open_sheet(desk: Desk) -> None:
    desk.lock.start()
    desk.open_exam("thomas")
    sheet = ReasonSheet("Why not", [Option("pain", "Pain", "P")])
    desk.window.ask(sheet)
    handle = desk.window.windowHandle()
    assert handle is not None

    QTest.keyClick(handle, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    assert desk.covered
    assert not sheet.isVisible()


def test_a_number_that_was_being_typed_is_kept_and_the_caret_comes_back(desk: Desk) -> None:
    to_angle(desk)
    field = caret()
    press(desk.window, "1 2")

    desk.lock.cover(Reason.ASKED)
    assert angle(desk) == 12
    desk.unlock()

    assert caret() == field
    assert not desk.lock.entrance.isVisible()
    # Typing goes on behind what stands, as if nothing had been between.
    press(desk.window, "Backspace 3 Enter")
    assert angle(desk) == 13


def test_a_text_that_cannot_be_taken_stays_as_it_was_typed(desk: Desk) -> None:
    to_angle(desk)
    press(desk.window, "9 9 9")

    desk.lock.cover(Reason.ASKED)
    desk.unlock()

    assert angle(desk) is None
    assert QApplication.focusWidget().text() == "999"  # type: ignore[union-attr]


def test_a_note_that_was_being_typed_is_kept(desk: Desk) -> None:
    desk.window.go("patient_form")
    press(desk.window, "K a u r Enter S i m")

    desk.lock.cover(Reason.ASKED)
    desk.unlock()

    assert caret() == "Given name"
    press(desk.window, "Ctrl+Enter")
    assert [p.family_name.lower() for p in desk.station.patients.find("kaur")] == ["kaur"]


def test_an_open_sheet_is_hidden_and_open_again_with_its_text(desk: Desk) -> None:
    desk.open_exam("thomas")
    sheet = ReasonSheet("Why not", [Option("pain", "Pain", "P")], note_needed=True)
    desk.window.ask(sheet)
    press(desk.window, "p")
    QTest.keyClicks(sheet.note, "Mrs Acosta cried out")

    desk.lock.cover(Reason.ASKED)
    assert not sheet.isVisible()
    assert not any("Acosta" in text for text in seen(desk.window))
    desk.unlock()

    assert sheet.isVisible()
    assert sheet.note.toPlainText() == "Mrs Acosta cried out"
    assert QApplication.focusWidget() is sheet.note


def test_a_dialog_of_the_system_is_closed(desk: Desk, qtbot: QtBot) -> None:
    dialog = QDialog(desk.window)
    dialog.setModal(True)
    dialog.show()

    desk.lock.cover(Reason.ASKED)

    assert not dialog.isVisible()


def test_another_window_is_blinded_too(desk: Desk, qtbot: QtBot) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.resize(300, 200)
    other.show()

    desk.lock.cover(Reason.ASKED)
    settle()
    blind = next(child for child in other.children() if isinstance(child, QWidget))
    assert blind.isVisible()
    assert blind.size() == other.size()

    desk.unlock()
    assert not blind.isVisible()


def test_the_clipboard_is_emptied(desk: Desk) -> None:
    QApplication.clipboard().setText(PATIENT)

    desk.lock.cover(Reason.ASKED)

    assert QApplication.clipboard().text() == ""


def test_no_key_reaches_the_page_behind_the_cover(desk: Desk) -> None:
    to_angle(desk)
    desk.lock.cover(Reason.ASKED)

    press(desk.window, "Tab Tab Tab Tab Esc Ctrl+1 Ctrl+Enter")

    assert desk.window.page_name == "thomas"
    assert desk.covered
    assert desk.lock.entrance.isAncestorOf(QApplication.focusWidget())


def test_a_page_that_shows_itself_again_meanwhile_stays_hidden(desk: Desk) -> None:
    to_angle(desk)
    desk.lock.cover(Reason.ASKED)

    desk.window.desk.record(Ref(ID, "hip_angle", Side.RIGHT, 1), "7")
    desk.window.refresh()

    assert desk.covered


def test_a_wrong_passphrase_says_the_same_whoever_it_was(desk: Desk) -> None:
    desk.lock.cover(Reason.ASKED)

    for login in (LOGIN, "nobody"):
        desk.unlock(login, "not the passphrase")
        assert "User or passphrase not right." in seen(desk.window)
        assert desk.lock.form.passphrase.text() == ""
    assert desk.covered


def test_wrong_passphrases_make_the_next_one_wait_and_offer_the_recovery_key(desk: Desk) -> None:
    desk.lock.cover(Reason.ASKED)
    for _ in range(5):
        desk.clock.advance(31)
        desk.lock.form.show_waiting(desk.lock.form.shown)
        desk.unlock(passphrase="not the passphrase")
        desk.clock.advance(31)
        desk.lock._signing_in._count_down()

    assert desk.lock.form._recovery.isVisible()


def test_the_wait_holds_a_right_passphrase_off(desk: Desk) -> None:
    desk.lock.cover(Reason.ASKED)
    for _ in range(4):
        desk.unlock(passphrase="not the passphrase")
    assert "The next attempt is taken in 1 s." in seen(desk.window)

    desk.unlock()
    assert desk.covered

    desk.clock.advance(1)
    desk.lock._signing_in._count_down()
    press(desk.window, "Enter")
    assert not desk.lock.entrance.isVisible()


def test_caps_lock_is_told(desk: Desk) -> None:
    desk.lock.cover(Reason.ASKED)

    QTest.keyClick(desk.lock.form.passphrase.line, "f")
    assert "Caps Lock is on." not in seen(desk.window)
    QTest.sendKeyEvent(
        QTest.KeyAction.Click, desk.lock.form.passphrase.line, Qt.Key.Key_F, "F",
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip

    assert "Caps Lock is on." in seen(desk.window)


def test_the_passphrase_may_be_shown_and_pasted(desk: Desk) -> None:
    desk.lock.cover(Reason.ASKED)
    QApplication.clipboard().setText(PASSPHRASE)

    QTest.keyClick(desk.lock.form.passphrase.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert PASSPHRASE not in desk.lock.form.passphrase.line.displayText()
    press(desk.window, "Ctrl+h")
    assert desk.lock.form.passphrase.line.displayText() == PASSPHRASE

    press(desk.window, "Enter")
    assert not desk.lock.entrance.isVisible()
    assert desk.lock.form.passphrase.text() == ""


def test_cover_and_return_stand_in_the_record(desk: Desk) -> None:
    desk.lock.cover(Reason.ASKED)
    desk.unlock(passphrase="not the passphrase")
    desk.unlock()

    assert {Act.COVERED.value, Act.SIGNED_IN.value, Act.REFUSED_SIGN_IN.value} <= set(acts(desk)[:4])


# Another person


def test_another_clinician_takes_the_desk_and_sees_whose_draft_it_is(desk: Desk) -> None:
    to_angle(desk)
    press(desk.window, "1 2")
    desk.lock.cover(Reason.SWITCH)
    assert caret() == "User"

    desk.unlock(OTHER_LOGIN, OTHER_PASSPHRASE)

    assert desk.station.person.name == OTHER
    assert desk.window.page_name == "home"
    assert f"Draft of {CLINICIAN} on patient {PATIENT}" in seen(desk.window)
    assert desk.window.desk.examination is None


def test_the_draft_stays_with_the_one_who_began_it(desk: Desk) -> None:
    to_angle(desk)
    press(desk.window, "1 2")
    desk.lock.cover(Reason.SWITCH)
    desk.unlock(OTHER_LOGIN, OTHER_PASSPHRASE)

    (draft,) = desk.station.unfinished()
    exam = desk.station.open_exam(draft.id).exam

    assert {event.by for event in desk.station.open_exam(draft.id).exam.versions} <= {CLINICIAN}
    assert exam.answers.amount(ID, "hip_angle", Side.RIGHT, 1) == 12


def test_who_comes_back_is_at_the_same_field_of_the_same_exam(desk: Desk) -> None:
    to_angle(desk)
    field = caret()
    press(desk.window, "1 2")
    desk.lock.cover(Reason.SWITCH)
    desk.unlock(OTHER_LOGIN, OTHER_PASSPHRASE)

    desk.clock.advance(5)
    desk.lock.cover(Reason.SWITCH)
    desk.unlock()

    assert desk.station.person.name == CLINICIAN
    assert desk.window.page_name == "thomas"
    assert caret() == field
    assert angle(desk) == 12


def test_esc_leads_nobody_to_the_pages_of_the_one_before(desk: Desk) -> None:
    desk.window.go("patient", patient=desk.acosta.id)
    desk.lock.cover(Reason.SWITCH)
    desk.unlock(OTHER_LOGIN, OTHER_PASSPHRASE)

    press(desk.window, "Esc")

    assert desk.window.page_name == "home"


def test_an_unkept_form_is_as_it_was_when_its_clinician_comes_back(desk: Desk) -> None:
    desk.window.go("patient_form")
    press(desk.window, "K a u r Enter S i m")
    desk.lock.cover(Reason.SWITCH)
    desk.unlock(OTHER_LOGIN, OTHER_PASSPHRASE)
    desk.lock.cover(Reason.SWITCH)

    desk.unlock()

    assert desk.window.page_name == "patient_form"
    assert caret() == "Given name"
    press(desk.window, "Ctrl+Enter")
    assert [p.given_name.lower() for p in desk.station.patients.find("kaur")] == ["sim"]


# The keys go


def test_after_fifteen_minutes_behind_it_the_keys_go(desk: Desk) -> None:
    desk.lock.cover(Reason.ASKED)

    desk.wait(GONE_AFTER - 5)
    assert desk.gone == []
    desk.wait(5)

    assert desk.gone == [()]


def test_the_keys_stay_while_an_entry_is_on_no_disk(desk: Desk) -> None:
    desk.saved = False
    desk.lock.cover(Reason.ASKED)

    desk.wait(GONE_AFTER)
    assert desk.gone == []
    assert any("An entry is not saved yet" in text for text in seen(desk.window))

    desk.saved = True
    desk.wait(5)
    assert desk.gone == [()]


def test_the_recovery_key_is_asked_for_by_a_program_started_anew(desk: Desk) -> None:
    desk.lock.cover(Reason.ASKED)

    press(desk.window, "Ctrl+r")

    assert desk.gone == [("--recovery",)]


def test_a_laptop_that_slept_is_covered_at_the_first_look_and_its_keys_go(desk: Desk) -> None:
    desk.open_exam("thomas")
    desk.clock.set(NOW + timedelta(hours=12))

    desk.lock.look()
    assert desk.covered
    desk.wait(5)

    assert desk.gone == [()]


def test_a_minimised_window_is_covered_where_the_clinic_wants_it(desk: Desk) -> None:
    desk.lock.watch.minimised_counts = True

    desk.lock.watch._state_changed(Qt.WindowState.WindowMinimized)

    assert desk.covered


def test_the_cover_fits(desk: Desk) -> None:
    desk.lock.cover(Reason.ASKED)

    assert_fits(desk.window)


# A timed trial


def run_trial(desk: Desk) -> None:
    """The clamshell of the right side, started and counting."""
    desk.open_exam("clamshell")
    page = desk.window.page
    assert isinstance(page, ClamshellPage)
    page._trial.start(Side.RIGHT, "repetitions", desk.clock.monotonic())
    assert page.running()


def test_a_running_trial_is_not_covered_until_it_stops(desk: Desk) -> None:
    run_trial(desk)
    page = desk.window.page
    assert isinstance(page, ClamshellPage)

    desk.wait(400)
    assert not desk.lock.entrance.isVisible()

    page._trial.stop(desk.clock.monotonic())
    desk.wait(5)
    assert desk.covered


def test_a_trial_holds_the_cover_off_for_ten_minutes_at_most(desk: Desk) -> None:
    run_trial(desk)

    desk.wait(300 + 595)
    assert not desk.lock.entrance.isVisible()
    desk.wait(5)

    assert desk.covered


def test_who_asks_for_the_cover_has_it_during_a_trial_which_runs_on_behind_it(desk: Desk) -> None:
    run_trial(desk)
    page = desk.window.page
    assert page is not None

    desk.lock.cover(Reason.ASKED)
    assert desk.covered
    assert page.running()
    desk.unlock()

    assert page.running()


def test_nobody_else_takes_a_desk_with_a_trial_that_is_not_kept(desk: Desk) -> None:
    run_trial(desk)
    desk.lock.cover(Reason.SWITCH)

    desk.unlock(OTHER_LOGIN, OTHER_PASSPHRASE)

    assert desk.covered
    assert f"{CLINICIAN} has a trial here that is not saved yet. Only they can open this desk." in seen(
        desk.window
    )


def test_nobody_else_takes_a_desk_with_an_exam_that_is_not_saved(desk: Desk) -> None:
    desk.open_exam("intake")
    desk.saved = False
    desk.lock.cover(Reason.SWITCH)

    desk.unlock(OTHER_LOGIN, OTHER_PASSPHRASE)

    assert desk.covered
    assert f"{CLINICIAN} has an exam here that is not saved yet. Only they can open this desk." in seen(
        desk.window
    )
    assert desk.window.desk.examination is not None
    desk.unlock()
    assert not desk.covered


def test_closing_behind_the_cover_asks_nothing_that_nobody_sees(desk: Desk) -> None:
    run_trial(desk)
    desk.lock.cover(Reason.ASKED)

    desk.window.close()

    assert desk.window.isVisible()
    assert desk.covered
    assert any("An entry is not saved yet" in text for text in seen(desk.window))
    desk.unlock()
    assert desk.window._open.sheet is None


def test_closing_during_a_trial_asks_first(desk: Desk) -> None:
    run_trial(desk)

    desk.window.close()
    settle()
    assert desk.window.isVisible()
    assert "A trial is running: stop it first." in " ".join(seen(desk.window))
    press(desk.window, "S")
    assert desk.window.page is not None
    assert desk.window.page.running()

    desk.window.close()
    press(desk.window, "C")
    assert not desk.window.isVisible()
