"""The pictures beside the keys of a test and above its guide."""

from __future__ import annotations

import pytest

from app.figures.glyphs import hip_extension_glyphs
from app.figures.library import movements
from app.figures.shapes import Ink, Path, Picture, Text
from app.figures.thumbnails import faults_of, guide_moment, guide_picture, thumbnail
from app.screens.guide_figures import (
    GuideFigure,
    clamshell_figures,
    hip_extension_figures,
    step_down_figures,
    strength_figures,
    thomas_figures,
)
from assessments.hip_strength.movements import MOVEMENTS
from assessments.language.value import SIDES
from assessments.lateral_step_down.protocol import MARKS
from assessments.prone_hip_extension.protocol import PROTOCOL, SCORED

STEP_DOWN = "lateral_step_down"
ALL = [
    figure
    for side in SIDES
    for figures in (
        *(hip_extension_figures(side, pattern) for pattern in (*SCORED, "knee_flexion", "leads")),
        thomas_figures(side),
        clamshell_figures(side),
        step_down_figures(side),
        *(strength_figures(movement, side) for movement in MOVEMENTS),
    )
    for figure in figures
]


GUIDE = 293
"""Pixels that a figure of the guide is wide at 1366; a test of the window holds it."""
LEAST_WORDS = 11
"""Pixels, below which a name beside a figure is not read."""


def inks(picture: Picture) -> set[Ink | None]:
    return {ink for shape in picture.shapes if isinstance(shape, Path) for ink in (shape.fill, shape.line)}


@pytest.mark.parametrize("figure", ALL, ids=lambda f: f"{f.code}-{f.stage}-{f.side}")
def test_every_figure_of_a_guide_is_said_in_words_and_drawn_once(figure: GuideFigure) -> None:
    assert figure.caption
    assert figure.picture.details
    assert figure.picture is figure.picture


@pytest.mark.parametrize("figure", ALL, ids=lambda f: f"{f.code}-{f.stage}-{f.side}")
def test_every_name_in_a_figure_of_a_guide_can_be_read_at_1366(figure: GuideFigure) -> None:
    picture = figure.picture
    scale = picture.box.fitted(GUIDE, round(GUIDE * figure.high)).scale
    small = [it.words for it in picture.shapes if isinstance(it, Text) and it.size * scale < LEAST_WORDS]
    assert small == []


@pytest.mark.parametrize("item", MARKS)
def test_each_item_of_the_step_down_has_a_figure_for_each_of_its_points(item: str) -> None:
    faults = faults_of(movements()[STEP_DOWN], item)
    assert len(faults) == len(MARKS[item].options) - 1
    for fault in faults:
        assert Ink.FINDING in inks(thumbnail(STEP_DOWN, "left", fault))


@pytest.mark.parametrize("item", MARKS)
def test_a_clean_item_is_cropped_like_its_fault_and_bears_nothing_of_a_finding(item: str) -> None:
    for fault in faults_of(movements()[STEP_DOWN], item):
        clean = thumbnail(STEP_DOWN, "right", fault, clean=True)
        assert clean.box == thumbnail(STEP_DOWN, "right", fault).box
        assert not inks(clean) & {Ink.FINDING, Ink.FINDING_SOFT}


def test_what_is_measured_of_a_fault_is_measured_of_the_clean_leg_as_well() -> None:
    dots = [
        shape
        for shape in thumbnail(STEP_DOWN, "right", "knee_1", clean=True).shapes
        if isinstance(shape, Path) and shape.fill is Ink.INK
    ]
    assert dots


def test_a_movement_plays_in_the_frame_of_its_still() -> None:
    for code, stage in (("clamshell", "end"), (STEP_DOWN, "landmarks")):
        frames = {guide_moment(code, "right", stage, t).box for t in (0.0, 0.4, 1.0)}
        assert frames == {guide_picture(code, "right", stage).box}


def test_every_pattern_of_hip_extension_has_its_sign_and_noted_ones_are_no_findings() -> None:
    signs = hip_extension_glyphs()
    assert set(signs) <= {step.id for step in PROTOCOL.steps}
    for pattern, sign in signs.items():
        assert (Ink.FINDING in inks(sign)) is (pattern in SCORED)
