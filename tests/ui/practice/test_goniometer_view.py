"""A goniometer on the drawn patient: laid on by hand or by key, read in degrees, put away."""

from __future__ import annotations

from math import hypot

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.figures.views import View
from app.practice.goniometer import Goniometer
from app.practice.library import cases
from assessments.language.value import Side
from tests.ui.looking import settle
from tests.ui.practice.on_stage import in_the_row, on_stage, press, scene_of
from ui.practice.goniometer_view import GoniometerView
from ui.practice.stage import Stage

HANGS = 9.0
"""Seconds into the Thomas test, when the leg has come to rest."""


def measuring(qtbot: QtBot, task: str, case: str = "a01", high: int = 600) -> tuple[Stage, GoniometerView]:
    stage = on_stage(qtbot, task, case, high=high)
    stage.seek(HANGS)
    press("m")
    return stage, stage.goniometer


def drag(tool: GoniometerView, handle: str, to: QPointF) -> None:
    """Hold a handle with the left button, and let it go elsewhere."""
    QTest.mousePress(tool, Qt.MouseButton.LeftButton, pos=tool.spot(handle).toPoint())
    QTest.mouseMove(tool, to.toPoint())
    QApplication.processEvents()
    QTest.mouseRelease(tool, Qt.MouseButton.LeftButton, pos=to.toPoint())


@pytest.mark.parametrize(
    ("case", "side"), [("a01", Side.RIGHT), ("a01", Side.LEFT), ("a06", Side.LEFT), ("a08", Side.RIGHT)]
)
def test_laid_on_the_drawn_thigh_by_hand_it_reads_what_is_true(qtbot: QtBot, case: str, side: Side) -> None:
    task = f"thomas.{side.value}"
    _, tool = measuring(qtbot, task, case)
    scene = scene_of(task, case)
    hip, knee = (scene.point(f"{side.value}_{joint}", HANGS) for joint in ("hip", "knee"))
    drag(tool, "pivot", tool.at(hip))
    drag(tool, "second", tool.at(knee))

    # A pixel of the mouse is a third of a degree at that length.
    assert tool.degrees == pytest.approx(float(cases()[case].truth.thighs[side].hip), abs=0.6)


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ((40.0, 9.97), "14° above horizontal"),
        ((-40.0, -9.97), "14° below horizontal"),
        ((40.0, 0.1), "0° horizontal"),
    ],
)
def test_the_words_say_above_or_below_whichever_way_the_patient_lies(
    qtbot: QtBot, end: tuple[float, float], said: str
) -> None:
    _, tool = measuring(qtbot, "thomas.right")
    tool.lay_on(Goniometer.level((0.0, 0.0), end))
    assert " ".join(tool.words()) == said
    assert tool.spoken_group() == f"Goniometer: {said}"


def test_without_a_level_arm_it_reads_between_the_arms(qtbot: QtBot) -> None:
    _, tool = measuring(qtbot, "prone_hip_extension.right")
    assert not tool.level
    tool.lay_on(Goniometer((0.0, 0.0), (-30.0, 0.0), (0.0, 30.0)))
    assert tool.words() == ("90°", "between the arms")

    press("l")
    assert tool.level
    assert tool.words() == ("90°", "above horizontal")


def test_arrows_turn_an_arm_by_a_degree_the_way_they_point(qtbot: QtBot) -> None:
    _, tool = measuring(qtbot, "thomas.right")
    tool.lay_on(Goniometer.level((0.0, 0.0), (30.0, 0.0)))
    press(Qt.Key.Key_Tab)
    assert tool.held == "second"
    press(Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down)
    assert tool.degrees == pytest.approx(1.0)
    press(Qt.Key.Key_Up, shift=True)
    assert tool.degrees == pytest.approx(11.0)
    press(Qt.Key.Key_Right)
    assert tool.degrees == pytest.approx(10.0)


def test_arrows_carry_the_pivot_by_a_pixel_and_the_angle_stays(qtbot: QtBot) -> None:
    _, tool = measuring(qtbot, "thomas.right")
    before, angle = tool.spot("pivot"), tool.degrees
    press(Qt.Key.Key_Right, Qt.Key.Key_Down)
    press(Qt.Key.Key_Down, shift=True)
    moved = tool.spot("pivot") - before
    assert (moved.x(), moved.y()) == pytest.approx((1.0, 11.0))
    assert tool.degrees == pytest.approx(angle)


def test_tab_goes_round_what_can_be_held(qtbot: QtBot) -> None:
    _, tool = measuring(qtbot, "prone_hip_extension.right")
    held = [tool.held]
    for _ in range(3):
        press(Qt.Key.Key_Tab)
        held.append(tool.held)
    assert held == ["pivot", "first", "second", "pivot"]
    assert [cell.name for cell in tool.cells()] == ["pivot", "first arm", "second arm"]

    press(Qt.Key.Key_Backtab, "l", Qt.Key.Key_Tab)
    assert tool.held == "pivot"
    press(Qt.Key.Key_Tab)
    assert tool.held == "second"


def test_measuring_freezes_the_patient_and_escape_gives_the_keys_back(qtbot: QtBot) -> None:
    stage = on_stage(qtbot, "thomas.right")
    assert stage.picture.shown.playing
    press("m")
    assert not stage.picture.shown.playing
    assert "put away" in in_the_row(stage)

    press(Qt.Key.Key_Escape)
    assert stage.goniometer.isHidden()
    assert QApplication.focusWidget() is stage.picture
    assert "measure" in in_the_row(stage)


def test_it_is_taken_out_again_where_it_lay(qtbot: QtBot) -> None:
    _, tool = measuring(qtbot, "thomas.right")
    press(Qt.Key.Key_Down, shift=True)
    lay = tool.tool
    press("m")
    assert tool.isHidden()
    press("m")
    assert tool.isVisible()
    assert tool.tool == lay


def test_it_stays_on_the_body_when_the_picture_grows(qtbot: QtBot) -> None:
    stage, tool = measuring(qtbot, "thomas.right")
    scene = scene_of("thomas.right")
    hip, knee = (scene.point(f"right_{joint}", HANGS, View.RIGHT) for joint in ("hip", "knee"))
    tool.lay_on(Goniometer.level(hip, knee))
    stage.resize(900, 860)
    settle()
    far = tool.spot("pivot") - tool.at(hip)
    assert hypot(far.x(), far.y()) < 0.01
    assert tool.degrees == pytest.approx(14.0, abs=0.1)


def test_another_view_or_patient_puts_it_away(qtbot: QtBot) -> None:
    stage, tool = measuring(qtbot, "thomas.right")
    press("v")
    assert tool.isHidden()
    press("m")
    stage.show_scene(scene_of("thomas.left"))
    assert tool.isHidden()


def test_a_click_beside_its_handles_is_for_the_picture(qtbot: QtBot) -> None:
    stage, tool = measuring(qtbot, "thomas.right")
    QTest.mouseClick(tool, Qt.MouseButton.LeftButton, pos=QPoint(30, 300))
    assert stage.picture.shown.playing


def test_an_arm_is_never_so_short_that_its_end_lies_on_the_pivot(qtbot: QtBot) -> None:
    _, tool = measuring(qtbot, "prone_hip_extension.right")
    drag(tool, "second", tool.spot("pivot") + QPointF(1.0, 1.0))
    far = tool.spot("second") - tool.spot("pivot")
    assert hypot(far.x(), far.y()) > 30.0
