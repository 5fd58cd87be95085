"""One picture with every kind of shape, ink use and anchor, for the painters to be compared by."""

from app.figures.shapes import (
    Box,
    Ink,
    Path,
    Picture,
    Text,
    arc,
    circle,
    ellipse,
    polygon,
    polyline,
    sector,
    smooth,
)

LIMB = ((10.0, 20.0), (30.0, 27.0), (52.0, 26.0), (72.0, 33.0), (74.0, 25.0), (50.0, 14.0), (20.0, 10.0))

RICH = Picture(
    (
        Path(polygon(((2.0, 2.0), (98.0, 2.0), (98.0, 6.0), (2.0, 6.0))), Ink.PROP, 1, Ink.PROP_LINE, 0.5),
        Path(smooth(LIMB, closed=True), Ink.BODY, 1, Ink.BODY_LINE, 0.75),
        Path((*circle((80.0, 46.0), 8.0), *circle((80.0, 46.0), 4.0)), Ink.FAR, 1, Ink.FAR_LINE, 1.0),
        Path(ellipse((40.0, 20.0), 10.0, 5.0, 20.0), Ink.ACCENT, 0.28, Ink.ACCENT, 0.6, (1.6, 1.4)),
        Path(sector((20.0, 40.0), 16.0, 0.0, 40.0), Ink.RIGHT, 0.16),
        Path(arc((20.0, 40.0), 16.0, 0.0, 40.0), line=Ink.RIGHT, width=1.2),
        Path(polyline(((20.0, 40.0), (44.0, 40.0))), line=Ink.INK, width=0.8, dash=(2.0, 1.8)),
        Path(circle((20.0, 40.0), 1.6), Ink.PAPER, 1, Ink.RIGHT, 0.8),
        Path(smooth(((60.0, 38.0), (64.0, 41.0), (66.0, 46.0))), line=Ink.FINDING, width=1.9),
        # A five-pointed star overlaps itself: solid, without a hole in its middle.
        Path(polygon(((50.0, 58.0), (56.0, 42.0), (42.0, 52.0), (58.0, 52.0), (44.0, 42.0))), Ink.LEFT),
        Text((44.0, 45.0), "8°", 7.0, Ink.RIGHT_TEXT, bold=True, anchor="end"),
        Text((50.0, 20.0), "Right thigh", 5.0, anchor="middle"),
        Text((60.0, 9.0), "−12° & <below>", 5.0, Ink.INK2),
        Text((4.0, 54.0), "Plain", 5.0, Ink.FINDING, halo=False),
    ),
    Box(0.0, 0.0, 100.0, 60.0),
    "A test of every shape. The right thigh is 8° above horizontal & <below>.",
)
