"""No state is told by its colour alone: in grey, and to eyes that see fewer colours, each keeps a shape."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.screens.state import State
from assessments.language.value import Side
from ui.parts.score_grid import GridBlock, GridCell, GridRow, GridScreen, ScoreGrid
from ui.parts.side_badge import paint_badge
from ui.parts.state_icon import paint_state
from ui.theme import NAMES, apply, theme

SIZE = 20
INK = 40
"""Levels of grey, of 255, by which a pixel must differ from the paper to belong to the shape."""


def look(name: str) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply(app, name)


def shape_of(state: State) -> np.ndarray:
    """The icon as an eye without colours sees it: where it is darker or lighter than the paper."""
    grey = painted(lambda painter: paint_state(painter, QRectF(0, 0, SIZE, SIZE), state))
    paper = grey[0, 0]
    return np.asarray(np.abs(grey.astype(int) - int(paper)) > INK)


def painted(paint: object) -> np.ndarray:
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(theme().colour("surface"))
    painter = QPainter(image)
    paint(painter)  # type: ignore[operator]
    painter.end()
    return grey_of(image)


def grey_of(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    wide, high, line = image.width(), image.height(), image.bytesPerLine()
    return np.frombuffer(image.constBits(), np.uint8).reshape(high, line)[:, :wide].copy()


@pytest.mark.parametrize("name", NAMES)
def test_every_state_has_a_shape_of_its_own(qapp: QApplication, name: str) -> None:
    look(name)
    shapes = {state: shape_of(state) for state in State}
    alike = [
        (one.value, other.value)
        for one, other in combinations(State, 2)
        if (shapes[one] ^ shapes[other]).sum() < 0.05 * SIZE * SIZE
    ]
    assert alike == []


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_stands_out_from_the_paper_in_grey(qapp: QApplication, name: str) -> None:
    look(name)
    assert [state.value for state in State if shape_of(state).sum() < 24] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_sides_have_a_round_and_a_square_badge(qapp: QApplication, name: str) -> None:
    """Their corners tell them apart where neither colour nor letter does."""
    look(name)
    corners = {}
    for side in Side:
        grey = painted(lambda painter, side=side: paint_badge(painter, QRectF(0, 0, SIZE, SIZE), side))
        paper = int(painted(lambda painter: None)[0, 0])
        corners[side] = abs(int(grey[1, 1]) - paper) > INK / 2
    assert corners == {Side.RIGHT: False, Side.LEFT: True}


def cell_picture(qtbot: QtBot, cell: GridCell) -> np.ndarray:
    block = GridBlock(Side.RIGHT, "", ("Lift 1", "Lift 2"), ((GridCell("other", "0", "none", "zero"), cell),))
    grid = ScoreGrid(GridScreen((GridRow("Rotation"),), (block,)), label=0, block=140)
    qtbot.addWidget(grid)
    grid.resize(grid.sizeHint())
    grid.show()
    box = grid.cells()[1].box.toRect()
    return grey_of(grid.grab(box).toImage())


CELLS = {
    "none": GridCell("a", "0", "none", "zero"),
    "slight": GridCell("a", "1", "slight", "some"),
    "clear": GridCell("a", "2", "clear", "finding"),
    "missing": GridCell("a", "", "missing", "missing"),
    "not done": GridCell("a", "", "not done", "not_done"),
    "empty": GridCell("a", "", "", "empty"),
}


@pytest.mark.parametrize("name", NAMES)
def test_the_cells_of_a_score_grid_differ_in_grey(qtbot: QtBot, name: str) -> None:
    look(name)
    pictures = {called: cell_picture(qtbot, cell) for called, cell in CELLS.items()}
    for one, other in combinations(pictures, 2):
        differs = np.abs(pictures[one].astype(int) - pictures[other].astype(int)) > INK
        assert differs.sum() > 20, (name, one, other)


def test_a_missing_field_says_so_in_words_and_with_a_dashed_border(qapp: QApplication) -> None:
    look("light")
    sheet = theme().style_sheet()
    missing = sheet[sheet.index('QLineEdit[state="missing"]') :]
    assert "dashed" in missing[: missing.index("}")]
