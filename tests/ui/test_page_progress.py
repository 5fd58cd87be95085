"""The progress page in the real window: what stands in it, its keys, and when its plots are loaded."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.patients import Patient
from app.screens.progress import Tick
from app.settings import TextSize
from app.workstation import Workstation
from tests.app.long_history import long_history
from tests.ui.looking import assert_fits, settle
from ui.pages.progress import ProgressPage
from ui.parts.plots_sheet import PlotsSheet
from ui.parts.source_sheet import SourceSheet
from ui.parts.time_axis import TimeAxis
from ui.parts.trend_plot import TrendPlot, axis_width
from ui.parts.trend_row import TrendRow
from ui.parts.value_table import ValueTable
from ui.window import Window

CTRL = Qt.KeyboardModifier.ControlModifier

ONLY_WITH_PLOTS = """
import sys
from pathlib import Path
import ui
from PySide6.QtWidgets import QApplication
from app.clock import SystemClock
from app.places import Places
from tests.clinics import open_clinic
from ui.theme import apply
from ui.window import Window
app = QApplication([])
apply(app, "light", 1.0)
station = open_clinic(Places(Path(sys.argv[1])), SystemClock())
window = Window(station)
person = next(p for p in station.patients.find("Demo") if p.given_name == "Finn")
window.show()
window.go("home")
window.go("patient", patient=person.id)
window.desk.lay_open(station.open_exam(station.exams_of(person.id)[0].id))
for name in (*window.steps, "preview", "settings"):
    window.go(name)
    app.processEvents()
print("before", "pyqtgraph" in sys.modules)
window.go("progress", patient=person.id)
print("after", "pyqtgraph" in sys.modules)
station.close()
"""


@pytest.fixture
def workstation(demo_workstation: Workstation) -> Workstation:
    return demo_workstation


def person(window: Window, name: str) -> Patient:
    return next(p for p in window.workstation.patients.find("Demo") if p.given_name == name)


def progress(window: Window, name: str) -> ProgressPage:
    window.go("patient", patient=person(window, name).id)
    window.go("progress", patient=person(window, name).id)
    settle()
    page = window.page
    assert isinstance(page, ProgressPage)
    return page


def press(qtbot: QtBot, key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key)
    settle()


def words_on(part: QWidget) -> str:
    return " ".join(label.text() for label in part.findChildren(QLabel) if label.isVisible())


def rows(page: ProgressPage) -> list[TrendRow]:
    return [row for row in page.findChildren(TrendRow) if row.isVisible()]


def test_the_plots_are_loaded_only_when_they_are_first_shown(demonstration: Path, tmp_path: Path) -> None:
    folder = str(shutil.copytree(demonstration, tmp_path / "shown"))
    done = subprocess.run(
        [sys.executable, "-c", ONLY_WITH_PLOTS, folder],
        capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False,
    )  # fmt: skip
    assert "before False" in done.stdout, done.stderr
    assert "after True" in done.stdout, done.stderr


def test_g_then_p_goes_from_the_patient_to_the_progress_and_g_then_s_back(
    window: Window, qtbot: QtBot
) -> None:
    window.go("patient", patient=person(window, "Anna").id)
    press(qtbot, Qt.Key.Key_P)
    assert window.page_name == "patient"
    press(qtbot, Qt.Key.Key_G)
    press(qtbot, Qt.Key.Key_P)
    assert window.page_name == "progress"
    press(qtbot, Qt.Key.Key_G)
    press(qtbot, Qt.Key.Key_S)
    assert window.page_name == "patient"


def test_escape_goes_back_to_the_patient(window: Window, qtbot: QtBot) -> None:
    progress(window, "Anna")
    press(qtbot, Qt.Key.Key_Escape)
    assert window.page_name == "patient"


def test_four_key_tests_stand_beside_their_verdicts(window: Window) -> None:
    page = progress(window, "Carla")
    assert len(rows(page)) == 4
    said = words_on(page)
    assert "Better, beyond error (13.9 %, laboratory)" in said
    assert "Error unknown for this method" in said
    assert "Since baseline, within one method" in said


def test_two_shows_every_test_and_one_the_key_tests_again(window: Window, qtbot: QtBot) -> None:
    page = progress(window, "Anna")
    press(qtbot, Qt.Key.Key_2)
    assert len(rows(page)) > 8
    press(qtbot, Qt.Key.Key_1)
    assert len(rows(page)) == 4


def test_a_changed_method_is_named_and_the_change_counted_from_it(window: Window) -> None:
    page = progress(window, "Anna")
    assert "since 16-Oct" not in words_on(page)
    assert "same method" in words_on(rows(page)[0])


def test_l_compares_with_the_visit_before_and_b_with_the_baseline(window: Window, qtbot: QtBot) -> None:
    page = progress(window, "Anna")
    pain = rows(page)[3]
    assert "−4 points" in words_on(pain)
    press(qtbot, Qt.Key.Key_L)
    assert "−1 point" in words_on(pain)
    assert "Since the visit before" in words_on(page)
    press(qtbot, Qt.Key.Key_B)
    assert "−4 points" in words_on(pain)


def test_m_says_where_the_error_of_the_test_under_the_caret_comes_from(window: Window, qtbot: QtBot) -> None:
    progress(window, "Anna")
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_M)
    (sheet,) = [s for s in window.findChildren(SourceSheet) if s.isVisible()]
    assert "13.9 % of the first value" in words_on(sheet)
    press(qtbot, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert window.page_name == "progress"


def test_the_table_holds_every_value_for_who_reads_or_listens(window: Window, qtbot: QtBot) -> None:
    page = progress(window, "Anna")
    press(qtbot, Qt.Key.Key_3)
    (table,) = page.findChildren(ValueTable)
    assert table.isVisible()
    cells = [[_text(table, row, column) for column in range(7)] for row in range(table.rowCount())]
    hip = [row for row in cells if row[:2] == ["Hip angle", "Right"]]
    assert [row[3] for row in hip] == ["+14°", "+9°", "+3°", "+1°", "−8°"]
    assert hip[3][4].startswith("Not compared: the method changed")
    assert all(text for row in cells for text in row)
    press(qtbot, Qt.Key.Key_Down)
    assert table.currentRow() == 1
    press(qtbot, Qt.Key.Key_1)
    assert not table.isVisible()


def test_who_listens_hears_the_last_values_and_the_verdicts_of_a_plot(window: Window) -> None:
    page = progress(window, "Carla")
    plot = rows(page)[1].findChildren(TrendPlot)[0]
    assert "last R 131 N" in plot.accessibleName()
    assert "Better, beyond error" in plot.accessibleName()


def test_one_signed_exam_needs_a_second(window: Window) -> None:
    page = progress(window, "Diego")
    assert "Needs 2 visits to compare" in words_on(page)
    assert len(rows(page)) == 4


def test_without_a_signed_exam_the_page_says_what_it_needs(window: Window, qtbot: QtBot) -> None:
    patient = window.workstation.patients.add(Patient(family_name="Chen", given_name="Wei"))
    window.go("progress", patient=patient.id)
    settle()
    assert isinstance(window.page, ProgressPage)
    assert "Needs 1 signed exam" in words_on(window.page)
    press(qtbot, Qt.Key.Key_3)
    assert_fits(window)


@pytest.mark.parametrize("name", ["Anna", "Bruno", "Carla", "Diego"])
def test_the_key_tests_fit_the_smallest_screen(window: Window, name: str) -> None:
    page = progress(window, name)
    assert_fits(window)
    assert not page.rows_scroll
    assert all(row.height() >= row.need for row in rows(page))


@pytest.mark.parametrize("text_size", get_args(TextSize))
def test_no_word_is_cut_at_any_text_size(window: Window, qtbot: QtBot, text_size: TextSize) -> None:
    station = window.workstation
    station.change_settings(replace(station.settings, text_size=text_size))
    window.settle()
    progress(window, "Bruno")
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        press(qtbot, key)
        assert_fits(window)


def test_the_caret_is_kept_in_sight_among_all_tests(window: Window, qtbot: QtBot) -> None:
    page = progress(window, "Anna")
    press(qtbot, Qt.Key.Key_2)
    for _ in range(20):
        press(qtbot, Qt.Key.Key_Down)
    last = rows(page)[-1]
    assert last.visibleRegion().boundingRect().height() == last.height()


def test_of_many_visits_the_first_and_the_last_keep_their_dates(qtbot: QtBot) -> None:
    axis = TimeAxis()
    qtbot.addWidget(axis)
    axis.resize(600, 40)
    ticks = [Tick(float(14 * n), f"{n:02}-May", f"week {2 * n}") for n in range(60)]
    axis.show_ticks(ticks, (0.0, 14.0 * 59), 60, 90)
    shown = axis.shown
    assert shown[0] is ticks[0]
    assert shown[-1] is ticks[-1]
    assert 4 < len(shown) < 12


def test_left_and_right_walk_the_visits_and_the_line_below_says_their_values(
    window: Window, qtbot: QtBot
) -> None:
    page = progress(window, "Carla")
    press(qtbot, Qt.Key.Key_Down)
    line = page.plots.line
    assert line.text().startswith("Abduction strength, 25-Sep-2026, week 5: R 131 N ± 12.9, L 160 N ± 15.7.")
    assert "Visit before, 21-Aug-2026: R 112 N, L 158 N." in line.text()
    last = line.text()
    press(qtbot, Qt.Key.Key_Left)
    before = line.text()
    assert before != last
    assert "± is the 95 % error of one value." in before
    assert line.accessibleName() == before
    press(qtbot, Qt.Key.Key_Home)
    assert "baseline" in line.text()
    press(qtbot, Qt.Key.Key_Left)
    assert "baseline" in line.text()
    press(qtbot, Qt.Key.Key_End)
    assert line.text() == last


def test_the_mouse_points_out_a_visit_for_as_long_as_it_stays(window: Window, qtbot: QtBot) -> None:
    page = progress(window, "Carla")
    at_rest = page.plots.line.text()
    plot = rows(page)[1].plot
    qtbot.mouseMove(plot.viewport(), QPoint(axis_width() + 5, 40))
    settle()
    assert page.plots.line.text().startswith("Abduction strength")
    assert "baseline" in page.plots.line.text()
    QApplication.sendEvent(plot, QEvent(QEvent.Type.Leave))
    assert page.plots.line.text() == at_rest
    qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(axis_width() + 5, 40))
    QApplication.sendEvent(plot, QEvent(QEvent.Type.Leave))
    assert "Abduction strength" in page.plots.line.text()
    assert "baseline" in page.plots.line.text()


def test_r_shows_the_next_published_reference_and_then_none(window: Window, qtbot: QtBot) -> None:
    page = progress(window, "Carla")
    plot = rows(page)[0].plot
    assert "published cut-off" in plot.accessibleName()
    press(qtbot, Qt.Key.Key_R)
    assert "Elite male soccer players, dominant side, n 182" in plot.accessibleName()
    for _ in range(3):
        press(qtbot, Qt.Key.Key_R)
    assert "±" not in plot.accessibleName()
    assert "cut-off" not in plot.accessibleName()


@pytest.fixture
def crowded(workstation: Workstation, monkeypatch: pytest.MonkeyPatch) -> Workstation:
    """Everybody came two hundred times."""
    past = long_history()
    monkeypatch.setattr(workstation, "history", lambda patient_id: past)
    return workstation


def test_two_hundred_visits_fit_and_t_shows_the_last_year_alone(
    crowded: Workstation, window: Window, qtbot: QtBot
) -> None:
    page = progress(window, "Anna")
    assert_fits(window)
    assert "200 signed exams, 04-Sep-2017 to 11-Nov-2025" in words_on(page)
    assert "Seen:" not in words_on(page)
    press(qtbot, Qt.Key.Key_T)
    press(qtbot, Qt.Key.Key_T)
    assert "Seen: 11-Nov-2024 to 11-Nov-2025" in words_on(page)
    assert_fits(window)
    qtbot.keyClick(page, Qt.Key.Key_Left, CTRL)
    qtbot.keyClick(page, Qt.Key.Key_Left, CTRL)
    settle()
    assert "to 11-Nov-2025" not in words_on(page).partition("Seen: ")[2][:40]
    press(qtbot, Qt.Key.Key_T)
    assert "Seen:" not in words_on(page)


def test_both_categories_stand_before_the_plot_of_a_measure_without_numbers(
    window: Window, qtbot: QtBot
) -> None:
    page = progress(window, "Carla")
    press(qtbot, Qt.Key.Key_2)
    (row,) = [row for row in rows(page) if "Prone hip extension" in row.accessibleName()]
    axis = row.plot.getPlotItem().getAxis("left")
    paper = QPixmap(10, 10)
    painter = QPainter(paper)
    painter.setFont(axis.style["tickFont"])
    _, _, painted = axis.generateDrawSpecs(painter)
    painter.end()
    assert sorted(words for _, _, words in painted) == ["negative", "positive"]


def test_a_short_history_is_always_seen_whole(window: Window, qtbot: QtBot) -> None:
    page = progress(window, "Anna")
    assert "T" not in [cap for hint in ProgressPage.keys(page) for cap in hint.caps]
    press(qtbot, Qt.Key.Key_T)
    assert "Seen:" not in words_on(page)


def saving(window: Window, qtbot: QtBot, *keys: Qt.Key) -> None:
    """Ctrl E, the answers by their keys, Ctrl Enter."""
    assert window.page is not None
    qtbot.keyClick(window.page, Qt.Key.Key_E, CTRL)
    (sheet,) = [s for s in window.findChildren(PlotsSheet) if s.isVisible()]
    for question, key in zip((sheet.kind, sheet.tests, sheet.name), keys, strict=True):
        qtbot.keyClick(question, key)
    qtbot.keyClick(sheet, Qt.Key.Key_Return, CTRL)
    settle()


def test_ctrl_e_saves_the_plot_under_the_caret_and_nobody_is_named_in_it(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    page = progress(window, "Anna")
    proposed: list[str] = []

    def choose(name: str) -> str:
        proposed.append(name)
        return str(tmp_path / "plots")

    page.taking.choose_file = choose
    before = window.workstation.anchor().seq
    saving(window, qtbot, Qt.Key.Key_V, Qt.Key.Key_T, Qt.Key.Key_N)
    written = (tmp_path / "plots.svg").read_text("utf-8")
    assert "Thomas test" in written
    assert "Abduction" not in written
    assert "Anna" not in written
    assert "DEMONSTRATION, no real patient" in written
    assert "Anna" not in proposed[0]
    assert proposed[0].endswith(".svg")
    assert stat.S_IMODE((tmp_path / "plots.svg").stat().st_mode) == 0o600
    assert window.workstation.anchor().seq == before + 1
    assert "This copy left the encrypted record" in words_on(window)


def test_all_plots_with_the_name_go_into_a_picture_only_when_both_are_asked_for(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    page = progress(window, "Anna")
    page.taking.choose_file = lambda name: str(tmp_path / name)
    saving(window, qtbot, Qt.Key.Key_V, Qt.Key.Key_A, Qt.Key.Key_Y)
    (file,) = tmp_path.glob("*.svg")
    assert "DEMO, Anna" in file.read_text("utf-8")
    assert "Abduction" in file.read_text("utf-8")
    saving(window, qtbot, Qt.Key.Key_P, Qt.Key.Key_A, Qt.Key.Key_N)
    (picture,) = tmp_path.glob("*.png")
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_plot_that_cannot_be_written_is_said(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    page = progress(window, "Anna")
    page.taking.choose_file = lambda name: str(tmp_path / "nowhere" / name)
    saving(window, qtbot, Qt.Key.Key_V, Qt.Key.Key_T, Qt.Key.Key_N)
    assert "Not saved: that folder is not there." in words_on(window)


def _text(table: ValueTable, row: int, column: int) -> str:
    item = table.item(row, column)
    return item.text() if item is not None else ""
