"""The trace of a push: read sample by sample, its peak found by the learner."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.practice.library import cases
from assessments.language.value import Side
from tests.ui.practice.on_stage import in_the_row, on_stage, press, scene_of
from ui.practice.trace_view import SAMPLE, TraceView

ABDUCTION = "hip_strength.abduction"


def test_the_force_stands_under_the_patient_of_a_strength_test_and_of_no_other(qtbot: QtBot) -> None:
    assert on_stage(qtbot, ABDUCTION).trace.isVisible()
    assert not on_stage(qtbot, "thomas.right").trace.isVisible()


def test_the_highest_reading_of_each_trial_is_its_newtons(qtbot: QtBot) -> None:
    view, scene = TraceView(), scene_of(ABDUCTION)
    qtbot.addWidget(view)
    truth = cases()["a01"].truth.strength["abduction"].trials
    read = []
    for start, _ in scene.repetitions:
        forces = []
        for step in range(350):
            push = scene.trace(start + step * SAMPLE)
            assert push is not None
            view.show_push(*push, peak=False)
            assert view.reading is not None
            forces.append(view.reading[1])
        read.append(max(forces))
    assert read == [float(push.newtons) for push in (*truth[Side.RIGHT], *truth[Side.LEFT])]


def test_the_caret_goes_sample_by_sample_with_the_patient(qtbot: QtBot) -> None:
    stage = on_stage(qtbot, ABDUCTION)
    stage.seek(3.0)
    assert stage.trace.reading is not None
    assert stage.trace.reading[0] == 2.0
    press(Qt.Key.Key_Right)
    assert stage.trace.reading[0] == 2.02
    press(Qt.Key.Key_Left, shift=True)
    assert stage.trace.reading[0] == 1.92
    assert stage.trace.spoken().endswith("N at 1.92 s")


def test_page_keys_go_from_trial_to_trial(qtbot: QtBot) -> None:
    stage = on_stage(qtbot, ABDUCTION)
    press(Qt.Key.Key_PageDown)
    assert stage.picture.shown.repetition == "Trial 2 of 7"
    assert "trial" in in_the_row(stage)
    assert stage.strip.labels()[1] == (2, "trial 2")


def test_a_click_on_the_curve_is_read_there(qtbot: QtBot) -> None:
    stage = on_stage(qtbot, ABDUCTION)
    at = stage.trace.point(2.5, 60.0).toPoint()
    QTest.mouseClick(stage.trace, Qt.MouseButton.LeftButton, pos=at)
    assert stage.trace.reading is not None
    assert abs(stage.trace.reading[0] - 2.5) <= 0.02


def test_the_peak_has_a_mark_only_after_the_commit(qtbot: QtBot) -> None:
    stage = on_stage(qtbot, ABDUCTION)
    stage.seek(1.2)
    before = stage.trace.grab().toImage()
    stage.allow_lines(True)
    after = stage.trace.grab().toImage()
    assert after != before
    stage.allow_lines(False)
    assert stage.trace.grab().toImage() == before


def test_all_trials_have_one_axis_that_holds_the_highest(qtbot: QtBot) -> None:
    stage = on_stage(qtbot, ABDUCTION)
    assert stage.trace.highest == 200
    press(Qt.Key.Key_PageDown)
    assert stage.trace.highest == 200
    assert stage.trace.highest % stage.trace.step == 0


def test_an_empty_trace_reads_nothing(qtbot: QtBot) -> None:
    view = TraceView()
    qtbot.addWidget(view)
    view.show_traces(())
    assert view.reading is None
    assert view.words() == ""
