"""Trends of one person: which values stand in one line, and where the line breaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from app.history import History, baseline, compared
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
        method=Method((("device", device), ("lever arm", "0.40 m"))),
    )
    return Score(measure, visit, FIRST + timedelta(weeks=visit), "B. Lee", protocol, "1")


def test_another_device_breaks_the_line_and_is_named() -> None:
    history = History((score(1, "200", "A"), score(2, "210", "A"), score(3, "180", "B")))

    points = history.series("hip_strength.extension", Side.RIGHT)

    assert [(p.visit, p.measure.amount, p.breaks) for p in points] == [
        (1, "200", ()),
        (2, "210", ()),
        (3, "180", ("device",)),
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


def test_a_visit_without_a_value_breaks_nothing_and_hides_no_change_of_method() -> None:
    same = History((score(1, "200", "A"), score(2, None, "not recorded"), score(3, "210", "A")))
    other = History((score(1, "200", "A"), score(2, None, "not recorded"), score(3, "180", "B")))

    assert [p.breaks for p in same.series("hip_strength.extension", Side.RIGHT)] == [(), (), ()]
    assert [p.breaks for p in other.values("hip_strength.extension", Side.RIGHT)] == [(), ("device",)]


def test_values_of_another_protocol_are_never_compared_whatever_they_are() -> None:
    history = History((score(1, "200", "A"), score(2, "300", "A", protocol="2")))
    before, now = history.values("hip_strength.extension", Side.RIGHT)

    found = compared(before, now)

    assert (found.code, found.words, found.change) == (
        "not_comparable",
        "Not compared: the protocol changed.",
        "",
    )


def test_the_baseline_lies_where_the_method_changed_last() -> None:
    history = History(
        tuple(score(n, "200", device) for n, device in enumerate("ABBB", start=1)),
    )

    assert baseline(history.values("hip_strength.extension", Side.RIGHT)).visit == 2


def test_a_visit_dated_in_the_future_by_a_wrong_clock_is_still_the_visit_before() -> None:
    late = replace(score(1, "200", "A"), at=FIRST + timedelta(days=4000))
    history = History((late, score(2, "210", "A"), score(3, "215", "A")))

    assert [one.visit for one in history.before(2).scores] == [1]
    assert [one.visit for one in history.before(3).scores] == [1, 2]
