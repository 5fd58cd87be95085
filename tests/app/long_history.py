"""A person who came two hundred times in nine years, as values: what a plot has to stay readable with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from math import sin

from app.history import History
from app.scores import Score
from assessments.language.finding import Measure, Method
from assessments.language.value import Side

FIRST = datetime(2017, 9, 4, 9, 0, tzinfo=UTC)
ABDUCTION, CLAMSHELL = "hip_strength.abduction", "clamshell.repetitions"
_PAUSE_AT, _PAUSE = 120, 400
"""In the sixth year nobody came for more than a year: the plot has to show the gap."""


def long_history(visits: int = 200) -> History:
    """Every fortnight or so, with a long pause, two instruments, and one bad week that must stay in sight."""
    scores: list[Score] = []
    for n in range(visits):
        day = n * 13 + (n * 7) % 5 + (_PAUSE if n >= _PAUSE_AT else 0)
        scores += [
            Score(m, n + 1, FIRST + timedelta(days=day), "R. Osei, PT", "1", "1") for m in measures(n, visits)
        ]
    return History(tuple(scores))


def measures(n: int, visits: int) -> tuple[Measure, ...]:
    """What one visit found."""
    gone = n / max(visits - 1, 1)
    wave = round(4 * sin(n / 5.0))
    worst = 10 if n == visits // 3 else max(1, round(8 - 5 * gone) + (n * 3) % 3 - 1)
    by = Method((("method", "goniometer" if n < visits // 4 else "inclinometer"),))
    held = Method((("device", "A"),), (("lever", Decimal("0.40"), Decimal("0.02")),))
    return (
        _one("thomas.hip_angle", "Hip angle", Side.RIGHT, round(14 - 20 * gone) + wave, "deg", by),
        _one("thomas.hip_angle", "Hip angle", Side.LEFT, round(4 - 12 * gone) - wave, "deg", by),
        _one(ABDUCTION, "Abduction strength", Side.RIGHT, 108 + round(60 * gone) + wave, "N", held),
        _one(ABDUCTION, "Abduction strength", Side.LEFT, 141 + round(22 * gone) - wave, "N", held),
        _one(CLAMSHELL, "Clamshell repetitions", Side.RIGHT, 6 + round(18 * gone), "repetitions"),
        _one(CLAMSHELL, "Clamshell repetitions", Side.LEFT, 15 + round(9 * gone), "repetitions"),
        _one("intake.pain_worst", "Worst pain in 24 hours", None, worst, "of 10"),
        _one("lateral_step_down.total", "Step-down faults", Side.RIGHT, max(0, 5 - round(5 * gone)), "of 6"),
        _one("lateral_step_down.total", "Step-down faults", Side.LEFT, n % 3, "of 6"),
    )


def _one(
    code: str, name: str, side: Side | None, amount: int, unit: str, method: Method | None = None
) -> Measure:
    said = f"{amount} {unit}"
    return Measure(code, name, side, str(amount), unit, said, method=method or Method())
