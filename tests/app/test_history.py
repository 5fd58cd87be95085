"""Trends of one person: which values stand in one line, and where the line breaks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from app.history import History
from app.scores import Score
from assessments.language.finding import Measure, Method
from assessments.language.value import Side

FIRST = datetime(2026, 3, 2, 9, tzinfo=UTC)


def score(visit: int, amount: str | None, device: str, protocol: str = "1") -> Score:
    measure = Measure(
        "hip_strength.extension",
        "Hip extension",
        Side.RIGHT,
        amount,
        "N",
        f"{amount} N",
        method=Method((("Device", device), ("Lever arm", "0.40 m"))),
    )
    return Score(measure, visit, FIRST + timedelta(weeks=visit), "B. Lee", protocol, "1")


def test_another_device_breaks_the_line_and_is_named() -> None:
    history = History((score(1, "200", "A"), score(2, "210", "A"), score(3, "180", "B")))

    points = history.series("hip_strength.extension", Side.RIGHT)

    assert [(p.visit, p.measure.amount, p.breaks) for p in points] == [
        (1, "200", ()),
        (2, "210", ()),
        (3, "180", ("Device",)),
    ]


def test_another_version_of_the_protocol_breaks_the_line_too() -> None:
    history = History((score(1, "200", "A"), score(2, "210", "A", protocol="2")))

    assert history.series("hip_strength.extension", Side.RIGHT)[1].breaks == ("protocol",)


def test_a_visit_without_an_amount_keeps_its_place() -> None:
    history = History((score(1, "200", "A"), score(2, None, "A")))

    assert [p.measure.amount for p in history.series("hip_strength.extension", Side.RIGHT)] == ["200", None]


def test_the_other_side_is_another_line() -> None:
    history = History((score(1, "200", "A"),))

    assert history.series("hip_strength.extension", Side.LEFT) == ()
    assert history.measured == (("hip_strength.extension", Side.RIGHT),)
