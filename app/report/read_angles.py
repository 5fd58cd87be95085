"""The Thomas test as it was read: each leg drawn at its angles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from app.evaluation import Evaluation
from app.figures.figure import MARGIN, outline_points
from app.figures.shapes import Box, Picture
from app.figures.thomas import thomas_figure
from assessments.language.value import Side

_HIP, _KNEE = "thomas.hip_angle", "thomas.knee_angle"


def read_angles(evaluation: Evaluation) -> tuple[Picture, ...]:
    """Right then left; a side without a thigh angle that counts is not drawn."""
    drawn = [
        thomas_figure(side.value, hip, _angle(evaluation, _KNEE, side))
        for side in Side
        if (hip := _angle(evaluation, _HIP, side)) is not None
    ]
    return tuple(_alike(drawn)) if drawn else ()


def _angle(evaluation: Evaluation, code: str, side: Side) -> Decimal | None:
    found = (m.amount for m in evaluation.measures if m.code == code and m.side is side)
    amount = next(found, None)
    return None if amount is None else Decimal(amount)


def _alike(pictures: list[Picture]) -> Iterator[Picture]:
    """Without the room that the screen keeps for angles still to come, and all of one height."""
    points = [[point for shape in one.shapes for point in outline_points(shape)] for one in pictures]
    low = min(y for each in points for _, y in each) - MARGIN
    high = max(y for each in points for _, y in each) + MARGIN
    for picture, each in zip(pictures, points, strict=True):
        xs = [x for x, _ in each]
        yield replace(picture, box=Box(min(xs) - MARGIN, low, max(xs) + MARGIN, high))
