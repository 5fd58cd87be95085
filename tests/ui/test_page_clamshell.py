"""The clamshell by its keys: a hold is one stroke, a tap is none, and only the clock says how long it was."""

from __future__ import annotations

import sys
import wave
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from importlib.resources import files
from typing import Literal

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.clock import SteppedClock
from assessments.clamshell.protocol import NO_NORM
from assessments.language.value import Choice, NotDone, Quantity, Ref, Side, Value
from tests.ui.conftest import NOW
from tests.ui.looking import cut_texts, scrolls, settle
from ui.pages.clamshell import ClamshellPage
from ui.parts.metronome import Metronome
from ui.window import Window

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
PAD = Qt.KeyboardModifier.KeypadModifier
RIGHT, LEFT = Side.RIGHT, Side.LEFT


@pytest.fixture
def clock() -> SteppedClock:
    """Its own steps are too short to be seen in a trial."""
    return SteppedClock(NOW, timedelta(microseconds=1))


class Clinician:
    """Hands on the keys, and the time that passes between them."""

    def __init__(self, window: Window, clock: SteppedClock, qtbot: QtBot) -> None:
        self.window, self.clock, self.qtbot = window, clock, qtbot
        self.strokes = 0
        window.go("clamshell")
        settle()

    @property
    def page(self) -> ClamshellPage:
        page = self.window.page
        assert isinstance(page, ClamshellPage)
        return page

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.strokes += 1
        focus = QApplication.focusWidget()
        assert focus is not None
        self.qtbot.keyClick(focus, key, modifier)

    def hold(
        self,
        key: Qt.Key = K.Key_Space,
        seconds: float = 1.0,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        self.strokes += 1
        focus = QApplication.focusWidget()
        assert focus is not None
        self.qtbot.keyPress(focus, key, modifier)
        self.clock.advance(seconds)
        self.qtbot.keyRelease(focus, key, modifier)

    def trial(self, seconds: float) -> None:
        """From the key that starts it to the key that stops it."""
        self.hold()
        self.clock.advance(seconds - 1.0)
        self.hold()

    def value(self, step: str, side: Side | None = RIGHT, trial: int | None = None) -> Value | None:
        return self.window.desk.exam.exam.entries.get(Ref("clamshell", step, side, trial))

    def said(self) -> str:
        return self.window._bar._said.text() if self.window._bar._said is not None else ""


@pytest.fixture
def clinician(exam_window: Window, clock: SteppedClock, qtbot: QtBot) -> Clinician:
    return Clinician(exam_window, clock, qtbot)


def reps(count: int) -> Quantity:
    return Quantity(Decimal(count), "repetitions")


def seconds(text: str) -> Quantity:
    return Quantity(Decimal(text), "s")


def test_both_sides_and_on_to_the_review_take_seven_strokes(clinician: Clinician) -> None:
    clinician.trial(44.0)
    clinician.key(K.Key_9)
    clinician.clock.advance(180.0)
    clinician.trial(28.0)
    clinician.key(K.Key_2)
    clinician.key(K.Key_Return, CTRL)
    assert clinician.strokes == 7
    assert clinician.window.page_name == "review"
    assert clinician.value("repetitions") == reps(22)
    assert clinician.value("seconds") == seconds("44.0")
    assert clinician.value("stop_reason") == Choice("fatigue")
    assert clinician.value("repetitions", LEFT) == reps(14)
    assert clinician.value("stop_reason", LEFT) == Choice("pelvis_roll")


def test_the_instant_is_when_the_key_went_down_however_long_it_is_held(clinician: Clinician) -> None:
    clinician.hold(seconds=1.8)
    clinician.clock.advance(10.2)
    clinician.hold(seconds=2.5)
    assert clinician.value("seconds") == seconds("12.0")


def test_a_short_tap_does_nothing(clinician: Clinician) -> None:
    clinician.hold(seconds=0.6)
    assert clinician.page.stays() == ""
    clinician.hold()
    clinician.clock.advance(9.0)
    clinician.hold(seconds=0.9)
    assert clinician.page.stays() != ""
    assert clinician.value("seconds") is None


def test_a_key_that_repeats_itself_is_one_hold(clinician: Clinician) -> None:
    page = clinician.page
    clinician.qtbot.keyPress(page, K.Key_Space)
    for _ in range(5):
        clinician.clock.advance(0.2)
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
            again = QKeyEvent(kind, K.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True)
            QApplication.sendEvent(page, again)
    clinician.qtbot.keyRelease(page, K.Key_Space)
    assert page.stays() != ""


def test_the_hold_counts_without_letting_go(clinician: Clinician, qtbot: QtBot) -> None:
    qtbot.keyPress(clinician.page, K.Key_Space)
    clinician.clock.advance(1.0)
    qtbot.waitUntil(lambda: clinician.page.stays() != "")
    qtbot.keyRelease(clinician.page, K.Key_Space)
    assert clinician.page.stays() != ""


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(K.Key_Enter, PAD), (K.Key_PageDown, Qt.KeyboardModifier.NoModifier)],
    ids=["number pad", "presenter"],
)
def test_the_number_pad_and_a_presenter_start_and_stop(
    clinician: Clinician, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    clinician.hold(key, modifier=modifier)
    clinician.clock.advance(19.0)
    clinician.hold(key, modifier=modifier)
    assert clinician.value("repetitions") == reps(10)


def test_after_the_stop_it_ended_up_to_five_seconds_earlier(clinician: Clinician) -> None:
    clinician.trial(44.0)
    clinician.key(K.Key_Minus)
    clinician.key(K.Key_3)
    assert clinician.value("seconds") == seconds("41.0")
    assert clinician.value("repetitions") == reps(20)
    assert clinician.said() == "Right: 41 s, 20 valid"
    clinician.key(K.Key_9)
    assert clinician.value("stop_reason") == Choice("fatigue")
    clinician.key(K.Key_Minus)
    clinician.key(K.Key_1)
    assert clinician.value("seconds") == seconds("43.0")


def test_faults_are_not_counted_and_two_in_a_row_after_the_correction_propose_the_reason(
    clinician: Clinician,
) -> None:
    clinician.hold()
    clinician.clock.advance(9.0)
    clinician.key(K.Key_Period)
    clinician.key(K.Key_C)
    clinician.clock.advance(4.0)
    clinician.key(K.Key_R)
    clinician.clock.advance(2.0)
    clinician.key(K.Key_Period)
    clinician.clock.advance(2.0)
    clinician.hold()
    assert clinician.value("repetitions") == reps(6)
    assert clinician.value("corrections") == Quantity(Decimal(1), "")
    clinician.key(K.Key_Return)
    assert clinician.value("stop_reason") == Choice("pelvis_roll")


def test_a_fault_marked_by_mistake_is_taken_back(clinician: Clinician) -> None:
    clinician.hold()
    clinician.clock.advance(9.0)
    clinician.key(K.Key_H)
    clinician.key(K.Key_Backspace)
    clinician.clock.advance(10.0)
    clinician.hold()
    assert clinician.value("repetitions") == reps(10)


def test_effort_and_pain_are_one_digit_each(clinician: Clinician) -> None:
    clinician.key(K.Key_P)
    clinician.key(K.Key_2)
    assert clinician.value("pain_before") == Quantity(Decimal(2), "")
    clinician.hold()
    clinician.clock.advance(15.0)
    clinician.key(K.Key_E)
    clinician.key(K.Key_4)
    assert clinician.value("effort", RIGHT, 1) == Quantity(Decimal(4), "")
    clinician.clock.advance(15.0)
    clinician.key(K.Key_E)
    clinician.key(K.Key_T)
    assert clinician.value("effort", RIGHT, 2) == Quantity(Decimal(10), "")
    clinician.key(K.Key_P)
    clinician.key(K.Key_4)
    assert clinician.said() == "Pain ends the trial: hold Space to stop."
    clinician.hold()
    clinician.key(K.Key_Return)
    assert clinician.value("stop_reason") == Choice("pain")
    assert clinician.value("pain_peak") == Quantity(Decimal(4), "")
    assert clinician.value("effort", RIGHT, 1) == Quantity(Decimal(4), "")


def test_the_cap_stops_the_trial_and_proposes_itself(clinician: Clinician, qtbot: QtBot) -> None:
    clinician.hold()
    clinician.clock.advance(245.0)
    qtbot.waitUntil(lambda: clinician.page.stays() == "")
    assert clinician.value("repetitions") == reps(120)
    assert clinician.value("seconds") == seconds("240.0")
    assert clinician.value("stop_reason") is None
    clinician.key(K.Key_Return)
    assert clinician.value("stop_reason") == Choice("cap")


@pytest.mark.parametrize(
    "go",
    [
        lambda it: it.key(K.Key_Escape),
        lambda it: it.key(K.Key_1, CTRL),
        lambda it: it.key(K.Key_Return, CTRL),
        lambda it: it.window.go("thomas"),
    ],
    ids=["Esc", "Ctrl 1", "Ctrl Enter", "the rail"],
)
def test_a_running_trial_cannot_be_left(clinician: Clinician, go: Callable[[Clinician], None]) -> None:
    clinician.hold()
    go(clinician)
    assert clinician.window.page_name == "clamshell"
    assert clinician.said() == "A trial is running: stop it first."


def test_one_undo_takes_the_whole_trial_back_and_redo_brings_it(clinician: Clinician) -> None:
    clinician.trial(44.0)
    clinician.key(K.Key_Z, CTRL)
    assert clinician.value("repetitions") is None
    assert clinician.value("mode") is None
    clinician.key(K.Key_Y, CTRL)
    assert clinician.value("repetitions") == reps(22)
    assert clinician.value("seconds") == seconds("44.0")


def test_a_trial_done_again_asks_for_its_own_reason(clinician: Clinician) -> None:
    clinician.trial(20.0)
    clinician.key(K.Key_9)
    clinician.key(K.Key_Left)
    clinician.trial(30.0)
    assert clinician.value("repetitions") == reps(15)
    assert clinician.value("stop_reason") is None
    clinician.key(K.Key_Z, CTRL)
    assert clinician.value("repetitions") == reps(10)
    assert clinician.value("stop_reason") == Choice("fatigue")


def test_the_reason_comes_before_another_trial(clinician: Clinician) -> None:
    clinician.trial(20.0)
    clinician.hold()
    assert clinician.page.stays() == ""
    assert clinician.said().startswith("Say first why this trial ended.")


def test_the_less_sore_side_begins_and_the_running_side_has_the_room(
    exam_window: Window, clock: SteppedClock, qtbot: QtBot
) -> None:
    exam_window.desk.record_value(Ref("intake", "pain_side"), Choice("right"))
    clinician = Clinician(exam_window, clock, qtbot)
    page = clinician.page
    assert page.view.trial.side is LEFT
    assert page.view.trial.width() > page.view.other.width()
    assert page.view.trial.x() > page.view.small.x()
    clinician.trial(44.0)
    clinician.key(K.Key_9)
    settle()
    assert page.view.trial.side is RIGHT
    assert page.view.trial.x() < page.view.small.x()


def test_a_hold_is_another_test(clinician: Clinician) -> None:
    clinician.key(K.Key_H)
    clinician.trial(32.0)
    assert clinician.value("mode") == Choice("hold")
    assert clinician.value("seconds") == seconds("32.0")
    assert clinician.value("repetitions") is None
    clinician.key(K.Key_9)
    clinician.trial(30.0)
    assert clinician.value("mode", LEFT) == Choice("hold")


def test_a_result_can_be_typed_and_a_space_in_a_field_starts_nothing(
    clinician: Clinician, qtbot: QtBot
) -> None:
    clinician.key(K.Key_M)
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClicks(focus, "18")
    clinician.hold()
    clinician.key(K.Key_Return)
    assert clinician.page.stays() == ""
    assert clinician.value("repetitions") == reps(18)
    assert clinician.value("mode") == Choice("repetitions")
    clinician.key(K.Key_Escape)
    clinician.key(K.Key_7)
    assert clinician.value("stop_reason") == Choice("patient")


def test_a_trial_that_was_taken_back_cannot_be_made_shorter(clinician: Clinician) -> None:
    clinician.trial(44.0)
    clinician.key(K.Key_Z, CTRL)
    clinician.key(K.Key_Minus)
    clinician.key(K.Key_3)
    assert clinician.value("seconds") is None


def test_undo_in_a_running_trial_reaches_no_other_page(clinician: Clinician) -> None:
    mass = Ref("intake", "mass")
    clinician.window.desk.record(mass, "68")
    clinician.hold()
    clinician.key(K.Key_Z, CTRL)
    assert mass in clinician.window.desk.exam.exam.entries
    assert clinician.page.stays() != ""


def test_a_typed_result_outside_its_limits_stays_with_its_sentence(
    clinician: Clinician, qtbot: QtBot
) -> None:
    clinician.key(K.Key_M)
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClicks(focus, "121")
    clinician.key(K.Key_Return)
    assert clinician.value("repetitions") is None
    assert QApplication.focusWidget() is focus


def test_target_and_band_are_typed_once_for_both_sides(clinician: Clinician, qtbot: QtBot) -> None:
    clinician.key(K.Key_T)
    for text in ("18", "none"):
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClicks(focus, text)
        clinician.key(K.Key_Return)
    clinician.key(K.Key_Return)
    assert clinician.value("target_height", None) == Quantity(Decimal(18), "cm")
    assert clinician.value("band", None) is not None


def test_a_side_is_left_out_with_its_reason(clinician: Clinician) -> None:
    clinician.key(K.Key_X)
    clinician.key(K.Key_2)
    clinician.key(K.Key_1)
    clinician.key(K.Key_Return)
    entries = clinician.window.desk.exam.exam.entries
    assert isinstance(entries.get(Ref("clamshell", "*", RIGHT)), NotDone)
    assert clinician.page.side() is LEFT


def test_the_beat_is_seen_where_there_is_no_sound(
    clinician: Clinician, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    clinician.hold()
    strip = clinician.page.view.trial.strip
    qtbot.waitUntil(lambda: strip.lit == 0)
    clinician.clock.advance(1.0)
    qtbot.waitUntil(lambda: strip.lit == 1)
    clinician.clock.advance(7.0)
    qtbot.waitUntil(lambda: strip.lit == 0)
    settle()
    assert "no sound on this computer: follow the strip" in clinician.page.view.trial._sound.text()


def test_a_computer_without_sound_is_asked_once_and_stays_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    metronome = Metronome()
    assert not metronome.silent
    metronome.sound(1)
    metronome.sound(2)
    assert metronome.silent


def test_up_and_down_are_two_short_tones() -> None:
    tones = []
    for name in ("up", "down"):
        with wave.open(str(files("resources").joinpath("sounds", f"{name}.wav")), "rb") as tone:
            assert tone.getnchannels() == 1
            assert tone.getnframes() / tone.getframerate() < 0.1
            tones.append(tone.readframes(tone.getnframes()))
    assert tones[0] != tones[1]


@pytest.mark.parametrize(
    ("size", "text"),
    [
        ((1366, 768), "100"),
        ((1366, 698), "100"),
        ((1366, 768), "115"),
        ((1366, 768), "130"),
        ((1920, 1080), "130"),
    ],
)
def test_every_state_fits_the_screen(
    clinician: Clinician, size: tuple[int, int], text: Literal["100", "115", "130"]
) -> None:
    window = clinician.window
    workstation = window.workstation
    workstation.change_settings(replace(workstation.settings, text_size=text))
    window.settle()
    window.resize(*size)
    settle()
    page = clinician.page
    assert_fits_here(window, page)
    clinician.hold()
    clinician.clock.advance(28.0)
    clinician.key(K.Key_R)
    assert_fits_here(window, page)
    clinician.hold()
    assert_fits_here(window, page)
    clinician.key(K.Key_9)
    assert_fits_here(window, page)
    clinician.trial(44.0)
    clinician.key(K.Key_2)
    assert_fits_here(window, page)


def assert_fits_here(window: Window, page: ClamshellPage) -> None:
    settle()
    assert cut_texts(page) == []
    assert not scrolls(window)


def test_that_no_norm_exists_stands_on_the_page(clinician: Clinician) -> None:
    shown = [label.text() for label in clinician.page.findChildren(QLabel) if label.isVisible()]
    assert NO_NORM in shown


def test_the_digits_are_readable_across_the_room(clinician: Clinician) -> None:
    clinician.hold()
    clinician.clock.advance(28.0)
    settle()
    assert clinician.page.view.trial.count.digits() >= 140
    assert clinician.page.view.trial.count.cut() == []


def test_the_drawn_knee_opens_and_closes_with_the_beat_and_rests_when_the_trial_ends(
    clinician: Clinician, qtbot: QtBot
) -> None:
    mover = clinician.page.figures.mover
    assert mover is not None
    qtbot.waitUntil(lambda: mover.picture is not None)
    still = mover.picture
    clinician.hold()
    clinician.clock.advance(0.9)
    qtbot.waitUntil(lambda: mover.led)
    assert clinician.page._trial.lifted == 1.0
    clinician.clock.advance(0.9)
    assert clinician.page._trial.lifted == 0.0
    clinician.hold()
    settle()
    assert mover.picture is still


def test_where_nothing_may_move_the_drawn_knee_stays(clinician: Clinician, qtbot: QtBot) -> None:
    workstation = clinician.window.workstation
    workstation.change_settings(replace(workstation.settings, motion="still"))
    clinician.window.settle()
    mover = clinician.page.figures.mover
    assert mover is not None
    clinician.hold()
    clinician.clock.advance(5.5)
    settle()
    assert not mover.led
