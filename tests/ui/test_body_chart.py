"""Marking on the body chart with the mouse, a finger and the keyboard, on the page where it is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.figures.regions import BACK, FRONT, Outline
from app.screens.intake import ref
from assessments.intake.sites import REGIONS, region
from assessments.language.value import Choice, Choices, NotDone, Value
from tests.ui.looking import assert_fits, settle
from tests.ui.pressing import Keys, caret, hints
from ui.parts.body_chart import REACH, BodyChart
from ui.window import Window


@pytest.fixture
def chart(exam_window: Window) -> BodyChart:
    exam_window.go("intake")
    settle()
    found = exam_window.findChild(BodyChart)
    assert found is not None
    return found


@pytest.fixture
def keys(exam_window: Window, chart: BodyChart) -> Keys:
    chart.setFocus()
    return Keys(exam_window)


def stands(window: Window, step: str) -> Value | None:
    return window.desk.exam.exam.entries.get(ref(step))


def outlines(chart: BodyChart) -> tuple[Outline, ...]:
    return chart._outlines


def click(chart: BodyChart, view: str, code: str) -> None:
    outline = next(one for one in outlines(chart) if (one.view, one.code) == (view, code))
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.place_of(outline).toPoint())


def at_caret(chart: BodyChart) -> tuple[str, str]:
    """What a screen reader says of the region under the caret."""
    cell = chart.cells()[chart.cell_at_caret()]
    return cell.name, cell.value


def test_a_click_in_each_region_of_each_view_marks_it_and_another_takes_the_mark_away(
    exam_window: Window, chart: BodyChart
) -> None:
    for outline in outlines(chart):
        click(chart, outline.view, outline.code)
        assert stands(exam_window, "pain_map") == Choices((outline.code,)), outline.view
        side = region(outline.code).side
        assert stands(exam_window, "pain_side") == Choice(side.value if side else "central")
        click(chart, outline.view, outline.code)
        assert stands(exam_window, "pain_map") is None
        assert stands(exam_window, "pain_sites") is None


def test_what_is_marked_is_said_under_the_chart(exam_window: Window, chart: BodyChart) -> None:
    click(chart, BACK, "buttock_right")
    click(chart, BACK, "low_back_right")
    assert "Right low back, right buttock" in [label.text() for label in chart.parent().findChildren(QLabel)]
    assert chart.accessibleName() == "Body chart: Right low back, right buttock"


def test_undo_takes_the_mark_back_with_all_that_followed_from_it(exam_window: Window, keys: Keys) -> None:
    keys("Space", "Ctrl Z")
    assert stands(exam_window, "pain_map") is None
    assert stands(exam_window, "pain_sites") is None
    assert stands(exam_window, "pain_side") is None
    assert isinstance(caret(exam_window), BodyChart)


def test_the_caret_starts_at_the_low_back_and_says_where_it_is(chart: BodyChart, keys: Keys) -> None:
    assert at_caret(chart) == ("middle of the low back, from behind", "not marked")
    keys("Right", "Space")
    assert at_caret(chart) == ("right low back, from behind", "marked")


def test_r_and_l_go_to_the_same_region_of_the_other_side(chart: BodyChart, keys: Keys) -> None:
    keys("Right", "l")
    assert at_caret(chart)[0] == "left low back, from behind"
    keys("r")
    assert at_caret(chart)[0] == "right low back, from behind"


def test_home_and_end_go_to_the_first_and_the_last_region(chart: BodyChart, keys: Keys) -> None:
    keys("Home")
    assert chart.caret is outlines(chart)[0]
    keys("End")
    assert chart.caret is outlines(chart)[-1]


def test_the_whole_chart_is_walked_and_marked_by_keys_alone(exam_window: Window, chart: BodyChart) -> None:
    chart.setFocus()
    arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
    reached = {chart.caret}
    waiting = [chart.caret]
    while waiting:
        here = waiting.pop()
        for arrow in arrows:
            chart._go_to(here)
            QTest.keyClick(chart, arrow)
            if chart.caret not in reached:
                reached.add(chart.caret)
                waiting.append(chart.caret)
    assert {one.code for one in reached} == {one.code for one in REGIONS}


def test_enter_passes_over_sites_and_side_once_marks_have_answered_them(
    exam_window: Window, keys: Keys
) -> None:
    keys("Enter")
    assert caret(exam_window).accessibleName().startswith("Where it hurts")
    exam_window.findChild(BodyChart).setFocus()
    keys("Space", "Enter")
    assert caret(exam_window).accessibleName().startswith("How long")


def test_the_keys_of_the_sites_work_on_the_chart_too(exam_window: Window, keys: Keys) -> None:
    keys("2")
    assert stands(exam_window, "pain_sites") == Choices(("buttock",))
    assert stands(exam_window, "pain_map") is None
    assert caret(exam_window).accessibleName().startswith("Where it hurts")


def test_unticking_a_site_takes_its_marks_off_the_chart(
    exam_window: Window, chart: BodyChart, keys: Keys
) -> None:
    click(chart, BACK, "low_back_right")
    click(chart, FRONT, "groin_left")
    keys("1")
    assert chart.chosen == ("groin_left",)
    assert stands(exam_window, "pain_side") == Choice("left")
    keys("Ctrl Z")
    assert chart.chosen == ("low_back_right", "groin_left")
    assert stands(exam_window, "pain_side") == Choice("both")


def test_a_side_where_nothing_is_marked_is_refused_with_the_reason(
    exam_window: Window, chart: BodyChart
) -> None:
    click(chart, BACK, "low_back_right")
    assert exam_window.page is not None
    exam_window.page.focus_ref(ref("pain_side"))
    Keys(exam_window)("l")
    assert stands(exam_window, "pain_side") == Choice("right")
    said = [label.text() for label in exam_window.findChildren(QLabel)]
    assert "Nothing is marked there on the body chart. Mark it there first." in said


def test_not_asked_where_it_hurts_leaves_no_marks(exam_window: Window, keys: Keys) -> None:
    keys("Space", "x", "1", "Enter")
    assert stands(exam_window, "pain_map") is None
    assert isinstance(stands(exam_window, "pain_sites"), NotDone)


def test_backspace_takes_all_marks_away(exam_window: Window, chart: BodyChart, keys: Keys) -> None:
    keys("Space", "l", "Space", "Backspace")
    assert stands(exam_window, "pain_map") is None


def test_a_signed_exam_shows_its_marks_and_takes_no_more(exam_window: Window, chart: BodyChart) -> None:
    click(chart, BACK, "low_back_right")
    exam_window.desk.sign(exam_window.desk.by, "PT 4471")
    click(chart, BACK, "buttock_right")
    assert chart.chosen == ("low_back_right",)
    assert exam_window.desk.exam.exam.entries[ref("pain_map")] == Choices(("low_back_right",))


def test_an_exam_begun_before_the_chart_is_finished_without_it(exam_window: Window, chart: BodyChart) -> None:
    exam = exam_window.desk.exam
    began = replace(exam.exam.started, protocols={"intake": "1"})
    exam.exam = replace(exam.exam, started=began)
    assert exam_window.page is not None
    exam_window.page.show_exam()
    click(chart, BACK, "low_back_right")
    assert stands(exam_window, "pain_map") is None
    said = [label.text() for label in exam_window.findChildren(QLabel)]
    assert "This exam began before there was a chart." in said
    exam_window.page.focus_ref(ref("pain_sites"))
    Keys(exam_window)("1")
    assert stands(exam_window, "pain_sites") == Choices(("low_back",))


def test_the_key_bar_says_how_the_chart_is_walked(exam_window: Window, keys: Keys) -> None:
    assert hints(exam_window)[:4] == ["↑|↓|←|→ region", "Space mark", "R|L other side", "Enter next"]


# Under 24 a site's own key, which is larger, answers the same.
@pytest.mark.parametrize(("height", "size"), [(768, 24), (698, 20)])
def test_every_region_is_large_enough_for_a_finger_on_the_smallest_screen(
    exam_window: Window, chart: BodyChart, height: int, size: int
) -> None:
    exam_window.resize(1366, height)
    settle()
    small = [(one.view, one.code) for one in outlines(chart) if not takes_a_fingertip(chart, one, size)]
    assert small == []


def takes_a_fingertip(chart: BodyChart, outline: Outline, size: int) -> bool:
    """Whether a square of that many pixels lies somewhere in what answers for the region."""
    box = chart._polygon(outline).boundingRect().adjusted(-REACH, -REACH, REACH, REACH)
    spots = [(i * size / 4, j * size / 4) for i in range(5) for j in range(5)]
    for left in range(int(box.left()), int(box.right()) - size):
        for top in range(int(box.top()), int(box.bottom()) - size, 4):
            found = (chart._at(QPointF(left + x, top + y)) for x, y in spots)
            if all(one is not None and one.code == outline.code for one in found):
                return True
    return False


@pytest.mark.parametrize("height", [768, 698])
def test_the_page_with_many_marks_still_needs_no_scrolling(
    exam_window: Window, chart: BodyChart, height: int
) -> None:
    exam_window.resize(1366, height)
    for code in ("low_back_right", "low_back_left", "buttock_right", "back_thigh_right", "calf_right"):
        click(chart, BACK, code)
    assert_fits(exam_window)


def test_the_region_under_the_mouse_is_shown_before_it_is_marked(chart: BodyChart) -> None:
    outline = next(one for one in outlines(chart) if one.code == "groin_left")
    spot = chart.place_of(outline)
    none = Qt.KeyboardModifier.NoModifier
    moved = QMouseEvent(
        QEvent.Type.MouseMove,
        spot,
        chart.mapToGlobal(spot),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        none,
    )
    QApplication.sendEvent(chart, moved)
    assert chart.cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(chart, QPoint(2, 2))
