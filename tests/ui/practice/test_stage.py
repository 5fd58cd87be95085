"""The stage: a simulated patient moves as the clock says, and gives nothing away before the commit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.practice.library import cases
from app.settings import Settings
from assessments.language.value import Ref, Side
from tests.ui.looking import cut_texts, settle
from tests.ui.practice.on_stage import Stopwatch, in_the_row, on_stage, press, scene_of
from ui.dress import dress
from ui.practice.stage import Stage
from ui.practice.stage_strip import StageStrip
from ui.theme import NAMES, TEXT_SIZES, apply

STEP_DOWN = "lateral_step_down.right"
TESTS = (STEP_DOWN, "prone_hip_extension.right", "clamshell.right", "thomas.right", "hip_strength.extension")
LOOKED_FOR = (
    "fault",
    "lean",
    "drop",
    "knee goes",
    "arch",
    "hollow",
    "rotat",
    "shift",
    "valid",
    "jerk",
    "peak",
)


@pytest.fixture(autouse=True)
def _moving(qapp: QApplication) -> Iterator[None]:
    dress(qapp, Settings(motion="moving"))
    yield
    dress(qapp, Settings())


def drawn(stage: Stage) -> object:
    return stage.picture.shown.drawings[0].picture.shapes


def test_it_plays_by_itself_and_takes_as_long_as_the_clock_says(qtbot: QtBot) -> None:
    now = Stopwatch()
    stage = on_stage(qtbot, STEP_DOWN, now=now)
    assert stage.picture.shown.playing

    now.seconds = 4.2
    qtbot.waitUntil(lambda: stage.picture.shown.time == "00:04.2")
    assert stage.picture.shown.repetition == "Rep 2 of 5"
    now.seconds = 1000.0
    qtbot.waitUntil(lambda: not stage.picture.shown.playing)
    assert stage.picture.shown.repetition == "Rep 5 of 5"


def test_space_freezes_it_and_lets_it_go_on(qtbot: QtBot) -> None:
    now = Stopwatch()
    stage = on_stage(qtbot, STEP_DOWN, now=now)
    now.seconds = 2.0
    press(" ")
    now.seconds = 9.0
    settle()
    assert stage.picture.shown.time == "00:02.0"

    press(" ")
    now.seconds = 10.0
    qtbot.waitUntil(lambda: stage.picture.shown.time == "00:03.0")


def test_out_of_sight_it_waits(qtbot: QtBot) -> None:
    now = Stopwatch()
    stage = on_stage(qtbot, STEP_DOWN, now=now)
    now.seconds = 3.0
    stage.hide()
    now.seconds = 60.0
    stage.show()
    now.seconds = 60.5
    qtbot.waitUntil(lambda: stage.picture.shown.time == "00:03.5")


def test_half_as_fast_takes_twice_as_long(qtbot: QtBot) -> None:
    now = Stopwatch()
    stage = on_stage(qtbot, STEP_DOWN, now=now)
    seen = [stage.picture.shown.speed]
    for _ in range(5):
        press("h")
        seen.append(stage.picture.shown.speed)
    assert seen == ["1 ×", "½ ×", "¼ ×", "4 ×", "2 ×", "1 ×"]

    press("h")
    now.seconds = 4.0
    qtbot.waitUntil(lambda: stage.picture.shown.time == "00:02.0")


def test_arrows_go_one_frame_and_freeze_it(qtbot: QtBot) -> None:
    stage = on_stage(qtbot, STEP_DOWN)
    stage.seek(2.0)
    press(Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left)
    assert stage.picture.shown.time == "00:02.1"
    assert not stage.picture.shown.playing

    press(Qt.Key.Key_Right, shift=True)
    assert stage.picture.shown.time == "00:02.6"
    stage.seek(0.0)
    press(Qt.Key.Key_Left)
    assert stage.picture.shown.time == "00:00.0"


def test_page_keys_go_from_repetition_to_repetition(qtbot: QtBot) -> None:
    stage = on_stage(qtbot, STEP_DOWN)
    press(Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
    assert stage.picture.shown.repetition == "Rep 3 of 5"
    press(Qt.Key.Key_PageUp)
    assert stage.picture.shown.repetition == "Rep 2 of 5"
    press(*[Qt.Key.Key_PageDown] * 9)
    assert stage.picture.shown.repetition == "Rep 5 of 5"


def test_a_click_on_the_strip_goes_there_and_a_drag_follows(qtbot: QtBot) -> None:
    stage = on_stage(qtbot, STEP_DOWN)
    middle = QPoint(stage.strip.width() // 2, 15)
    QTest.mousePress(stage.strip, Qt.MouseButton.LeftButton, pos=middle)
    assert stage.picture.shown.repetition == "Rep 3 of 5"

    QTest.mouseMove(stage.strip, QPoint(stage.strip.width() - 30, 15))
    qtbot.waitUntil(lambda: stage.picture.shown.repetition == "Rep 5 of 5")
    assert stage.strip.spoken().startswith("Time 00:1")


def test_another_view_shows_the_same_moment(qtbot: QtBot) -> None:
    stage = on_stage(qtbot, STEP_DOWN)
    stage.seek(2.0)
    before = drawn(stage)
    press("v")
    assert stage.picture.shown.view == "Seen from the patient's right."
    assert stage.picture.shown.time == "00:02.0"
    assert drawn(stage) != before

    press("v", "v")
    assert drawn(stage) == before


def test_lines_and_the_good_example_wait_for_the_commit(qtbot: QtBot) -> None:
    stage = on_stage(qtbot, STEP_DOWN)
    stage.seek(5.2)
    before = drawn(stage)
    press("g", "k")
    assert drawn(stage) == before
    assert len(stage.picture.shown.drawings) == 1
    assert not {"lines on", "good example"} & set(in_the_row(stage))

    stage.allow_lines(True)
    press("g")
    assert drawn(stage) != before
    press("k")
    assert stage.picture.shown.captions == ("This patient", "Good example")
    press("k")
    assert stage.picture.shown.captions == ("Good example",)
    press("k")
    assert stage.picture.shown.captions == ()


def test_the_next_patient_comes_without_the_lines_of_the_last(qtbot: QtBot) -> None:
    stage = on_stage(qtbot, STEP_DOWN)
    stage.allow_lines(True)
    press("g", "k")
    stage.show_scene(scene_of("lateral_step_down.left"))
    stage.seek(5.2)

    assert drawn(stage) == scene_of("lateral_step_down.left").at(5.2).shapes
    assert len(stage.picture.shown.drawings) == 1


@pytest.mark.parametrize("test", TESTS)
def test_before_the_commit_no_word_gives_a_fault_away(qtbot: QtBot, test: str) -> None:
    stage = on_stage(qtbot, test)
    for moment in range(1, 20, 3):
        stage.seek(float(moment))
        said = " ".join((stage.picture.spoken(), stage.strip.spoken(), *in_the_row(stage))).casefold()
        assert [word for word in LOOKED_FOR if word in said] == []


def test_its_name_says_the_test_the_side_the_repetition_and_the_time(qtbot: QtBot) -> None:
    stage = on_stage(qtbot, STEP_DOWN)
    stage.seek(5.2)
    assert stage.picture.spoken() == "Step-down, right, Rep 2 of 5, 00:05.2"


def test_who_cannot_see_the_drawing_has_its_angles_in_numbers(qtbot: QtBot) -> None:
    stage = on_stage(qtbot, STEP_DOWN)
    stage.seek(5.0)
    press("w")
    assert "Trunk leaning 15° to the right." in stage.described.text()
    assert "the second toe." in stage.described.text()
    assert stage.described.isVisible()

    press(Qt.Key.Key_PageUp)
    assert "leaning" not in stage.described.text()
    press("w")
    assert not stage.described.isVisible()


def test_a_missed_item_is_shown_again_from_where_it_is_seen(qtbot: QtBot) -> None:
    now = Stopwatch()
    stage = on_stage(qtbot, STEP_DOWN, now=now)
    stage.allow_lines(True)
    press("v")
    trunk = Ref("lateral_step_down", "trunk", Side.RIGHT)
    stage.replay_item(trunk)
    assert stage.picture.shown.repetition == "Rep 2 of 5"
    assert stage.picture.shown.view == "Front view: patient's right is on your left."
    assert stage.picture.shown.playing

    now.seconds = 60.0
    qtbot.waitUntil(lambda: not stage.picture.shown.playing)
    moment = scene_of(STEP_DOWN).moment(trunk)
    assert drawn(stage) == scene_of(STEP_DOWN).at(moment, lines=True).shapes


def test_where_nothing_may_move_it_stands_until_somebody_plays_it(qtbot: QtBot, qapp: QApplication) -> None:
    dress(qapp, Settings(motion="still"))
    stage = on_stage(qtbot, STEP_DOWN)
    assert not stage.picture.shown.playing

    stage.allow_lines(True)
    trunk = Ref("lateral_step_down", "trunk", Side.RIGHT)
    stage.replay_item(trunk)
    assert not stage.picture.shown.playing
    assert drawn(stage) == scene_of(STEP_DOWN).at(scene_of(STEP_DOWN).moment(trunk), lines=True).shapes
    press(" ")
    assert stage.picture.shown.playing


def test_what_the_patient_says_is_shown_while_it_is_heard(qtbot: QtBot) -> None:
    stage = on_stage(qtbot, "prone_hip_extension.right")
    stage.seek(8.0)
    assert stage.picture.shown.heard == "That is my pain."
    stage.seek(1.0)
    assert stage.picture.shown.heard == ""


def test_every_key_under_the_picture_can_be_clicked(qtbot: QtBot) -> None:
    stage = on_stage(qtbot, STEP_DOWN)
    cell = next(cell for cell in stage.row.cells() if cell.key == "V")
    QTest.mouseClick(stage.row, Qt.MouseButton.LeftButton, pos=cell.box.center().toPoint())
    assert stage.picture.shown.view == "Seen from the patient's right."
    assert min(min(cell.box.width(), cell.box.height()) for cell in stage.row.cells()) >= 24


@pytest.mark.parametrize("size", TEXT_SIZES)
@pytest.mark.parametrize("test", TESTS)
def test_nothing_is_cut_at_any_size_of_text(qtbot: QtBot, qapp: QApplication, test: str, size: float) -> None:
    apply(qapp, "light", size)
    stage = on_stage(qtbot, test)
    stage.allow_lines(True)
    press("k")
    settle()
    assert cut_texts(stage) == []
    press("k", "k", "m")
    settle()
    assert cut_texts(stage) == []
    apply(qapp, "light", 1.0)


@pytest.mark.parametrize("look", NAMES)
def test_it_is_painted_in_every_look_with_practice_across_its_corner(
    qtbot: QtBot, qapp: QApplication, look: str
) -> None:
    apply(qapp, look, 1.0)
    stage = on_stage(qtbot, STEP_DOWN)
    seen = stage.picture.grab().toImage()
    corner = {
        seen.pixelColor(x, y).name()
        for x in range(seen.width() - 160, seen.width() - 20)
        for y in range(8, 50)
    }
    assert len(corner) > 2
    apply(qapp, "light", 1.0)


def test_a_strip_of_many_repetitions_numbers_only_as_many_as_have_room(qtbot: QtBot) -> None:
    strip = StageStrip()
    qtbot.addWidget(strip)
    strip.resize(300, 50)
    strip.show_repetitions([(2.0 * n, 2.0 * n + 2.0) for n in range(40)], 80.0)
    numbers = [number for number, _ in strip.labels()]
    assert numbers[-1] == 40
    assert 4 <= len(numbers) <= 20


def test_how_many_repetitions_will_come_is_not_told_before_they_were_counted(qtbot: QtBot) -> None:
    """The learner of a clamshell counts: neither words nor the strip may have done it for them."""
    short, long = (scene_of("clamshell.right", case) for case in repetitions_apart())
    stage = on_stage(qtbot, "clamshell.right")
    seen = []
    for one in (short, long):
        stage.show_scene(one)
        stage.seek(4.5)
        cells = stage.strip.labels()
        seen.append((stage.picture.shown.repetition, stage.picture.spoken(), stage.strip.spoken(), cells))
    assert seen[0] == seen[1]
    assert seen[0][0] == "Rep 3"
    assert seen[0][2] == "Time 00:04.5"

    stage.allow_lines(True)
    of = len(long.repetitions)
    assert stage.picture.shown.repetition == f"Rep 3 of {of}"
    assert stage.strip.labels()[-1][0] == of


def repetitions_apart() -> tuple[str, str]:
    """Those whose right clamshell lasts the fewest and the most repetitions."""
    openings = {code: case for code, case in cases().items() if Side.RIGHT in case.truth.openings}
    many = sorted(openings, key=lambda code: len(scene_of("clamshell.right", code).repetitions))
    return many[0], many[-1]


def test_the_strip_of_a_clamshell_goes_on_by_tens_and_a_click_stays_within_them(qtbot: QtBot) -> None:
    stage = on_stage(qtbot, "clamshell.right", repetitions_apart()[1])
    assert [number for number, _ in stage.strip.labels()][-1] == 10
    for _ in range(12):
        press(Qt.Key.Key_PageDown)
    assert stage.picture.shown.repetition == "Rep 13"
    assert [number for number, _ in stage.strip.labels()][-1] == 20
    QTest.mouseClick(stage.strip, Qt.MouseButton.LeftButton, pos=QPoint(22, 15))
    assert stage.picture.shown.repetition == "Rep 11"


def test_an_empty_stage_has_no_keys(qtbot: QtBot) -> None:
    stage = on_stage(qtbot, STEP_DOWN)
    stage.show_scene(None)
    assert stage.keys() == ()
    assert stage.picture.spoken() == ""
