"""A whole exam by ear: given with the keys alone, with nothing known of it but what a screen reader says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.visits.clinic import Clinic
from tests.visits.listener import Listener
from tests.visits.whole_exam import PAGES

STEPS = (
    "intake", "safety", "lateral_step_down", "thomas", "prone_hip_extension", "hip_strength", "clamshell",
)  # fmt: skip

AT_THE_CARET = {
    "intake": ("Pain now: 3", "Worst pain in 24 hours: 6", "Standing: worse", "Sitting: not worse"),
    "safety": (
        "1 New trouble passing urine, or leaking: not asked",
        "30 Dizziness, falls, unsafe on one leg: no",
    ),
    "lateral_step_down": (
        "Step: empty, 20 cm, choice, not checked",
        "Left, repetition 1. total 1 of 6",
        "Left, Trunk: 1, fault",
        "Right, Trunk: clean",
        "Left, Familiar pain: Yes",
    ),
    "thomas": (
        "Method: Inclinometer",
        "Right, Hip angle, 1, °, +8, text field",
        "Left, Hip angle, 2, °, −3, text field",
        "Left, Thigh drifts out: No",
        "Right, Pelvis held at the reading: yes",
    ),
    "prone_hip_extension": (
        "View: empty",
        "Right, Passive hip extension 5° or more: Yes",
        "Left, lift 3, Lumbar extension or anterior tilt, not recorded, cell",
        "Right, lift 1, Knee bends, not recorded, cell",
        "Better with the pelvis held: Yes",
    ),
    "hip_strength": (
        "Extension, right, trial 1, N, text field, empty",
        "Extension, left, pain: empty",
        "Abduction, right, trial 2, N, 132, text field",
        "Abduction, left, trial 2, N, 150, text field",
        "Both sides low?: Not low",
    ),
    "clamshell": (
        "Clamshell endurance. Left: Ready. Hold Space 1 s to start",
        "Left: Running. Hold Space 1 s to stop",
        "Left: Stop reason required. Why did it end? 1 to 9",
        "Right: Stopped",
    ),
}
"""The question, the side and the value, said while the caret stands there."""

RESULTS = {
    "safety": ("No flags",),
    "lateral_step_down": ("Left, in all", "total 2 of 6, Medium", "total 0 of 6, Good"),
    "thomas": ("Right: Restricted. Above 0°, beyond ±5°", "Left: Not restricted, near cut-off"),
    "prone_hip_extension": (
        "Right: Positive. Lumbar extension clear in 2 of 3",
        "Left: Negative. Nothing clear in 3 lifts",
    ),
    "hip_strength": ("Right weaker", "12.0 %", "132 N"),
    "clamshell": (
        "Left, Valid 14 reps in 0:29, Ended by Fatigue",
        "Fewer than 15 repetitions counts as a deficit",
    ),
}
"""What the page comes to, in words, when it is read from top to bottom."""

UNASKED = (
    "Right: Positive. Lumbar extension clear in 2 of 3",
    "Right: Restricted. Above 0°, beyond ±5°",
    "Right weaker.",
    "Left: Running. Hold Space 1 s to stop",
)
"""Results that a clinician hears at once, wherever the caret is."""


@pytest.fixture(scope="module")
def exam(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Listener]:
    """Elena Acosta's exam from intake to review, given once by somebody who listens: the tests of it are few,
    so that no second program gives it again for the rest of them."""
    clinic = Clinic(tmp_path_factory.mktemp("by-ear") / "data", QtBot(request))
    clinic.introduce()
    clinic.register()
    listener = Listener(clinic.window, clinic.clock)
    QAccessible.setActive(True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ui.spoken._send", listener.receive)
        listener.press("Enter")
        for page in PAGES:
            page(listener)
    QAccessible.setActive(False)
    yield listener
    clinic.shut()
    # A window of a whole module is closed by nobody else.
    clinic.window.deleteLater()


def test_every_page_of_the_exam_was_walked_by_ear(exam: Listener) -> None:
    assert set(STEPS) <= set(exam.walked)
    assert exam.window.page_name == "review"


def test_no_stop_is_silent(exam: Listener) -> None:
    for step in STEPS:
        silent = [stop for stop in (*exam.heard[step], *exam.walked[step]) if not stop.name]
        assert silent == [], step


def test_no_two_stops_of_a_page_sound_alike(exam: Listener) -> None:
    """Neither with their values, nor before anything is typed in them."""
    for step in STEPS:
        for told in ([stop.spoken for stop in exam.walked[step]], [stop.asked for stop in exam.walked[step]]):
            assert [spoken for spoken, times in Counter(told).items() if times > 1] == [], step


def test_the_question_the_side_and_the_value_are_said_at_the_caret(exam: Listener) -> None:
    for step in STEPS:
        said = "\n".join(stop.spoken for stop in (*exam.heard[step], *exam.walked[step]))
        assert [words for words in AT_THE_CARET[step] if words not in said] == [], step


def test_what_the_test_comes_to_is_read_in_words(exam: Listener) -> None:
    for step in RESULTS:
        assert [words for words in RESULTS[step] if words not in exam.read[step]] == [], step


def test_a_result_is_told_without_being_asked_for(exam: Listener) -> None:
    told = "\n".join(exam.announced)
    assert [words for words in UNASKED if words not in told] == []


def test_the_review_says_the_class_as_soon_as_one_comes_to_it(exam: Listener) -> None:
    assert exam.heard["review"][-1].name.startswith("Review. Findings are consistent with. ")
