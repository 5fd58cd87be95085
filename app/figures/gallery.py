"""Every picture the program can draw, by what it is of: tests, their faults, exercises, the body chart."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from app.figures import body_chart
from app.figures.contact_sheet import Group, Shown
from app.figures.figure import still
from app.figures.library import movements
from app.figures.movement import Movement
from app.figures.thomas import thomas_figure
from app.figures.words import view_words
from resources.tongue import tr

_ANGLES = ((-20, 40), (-8, 62), (8, 74), (25, 95))
"""Thighs above and below the horizontal with bent knees, to look at: a choice of drawing."""


def gallery() -> Iterator[Group]:
    """A group for each movement, in the order of their codes, then what is drawn from typed values."""
    for movement in movements().values():
        yield Group(movement.words, tuple(_stills(movement)))
    yield Group(
        tr("Thomas test, drawn from its angles"),
        tuple(
            Shown(
                tr("{hip}° at the hip, {knee}° at the knee", hip=hip if hip >= 0 else f"−{-hip}", knee=knee),
                thomas_figure(side, Decimal(hip), Decimal(knee)),
            )
            for side in ("right", "left")
            for hip, knee in _ANGLES
        ),
    )
    yield Group(tr("Body chart"), tuple(_charts()))


def _stills(movement: Movement) -> Iterator[Shown]:
    for name in ("start", "end", *movement.extras, *movement.faults):
        stage = movement.stage(name)
        yield Shown(stage.words, still(movement, name))
    for view in movement.views:
        if view != movement.view:
            yield Shown(view_words(view), still(movement, "end", view=view))


def _charts() -> Iterator[Shown]:
    empty = tr("No region is marked.")
    yield Shown(empty, body_chart.picture((), empty))
    codes = {outline.code for outline in body_chart.chart().outlines}
    every = tr("Every region is marked.")
    yield Shown(every, body_chart.picture(codes, every))
