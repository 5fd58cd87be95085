"""The part of time that the plots of a long history show: all of it, or one or two years of it."""

from __future__ import annotations

from app.screens.progress import ProgressScreen
from resources.tongue import tr

Window = tuple[float, float]
"""The first and the last day that is seen, counted from the first visit."""

_YEAR = 365.25
LENGTHS = (0.0, 2 * _YEAR, _YEAR)
"""In days; 0 is the whole time."""
_NAMES = (tr("whole time"), tr("last 2 years"), tr("last year"))


def lengths_for(days: float) -> tuple[int, ...]:
    """Which of the lengths a history of so many days can be shown at, by their place."""
    return tuple(n for n, length in enumerate(LENGTHS) if length < days)


def length_name(length: int) -> str:
    return _NAMES[length]


def window_at(days: float, length: int, day: float, before: Window | None = None) -> Window:
    """So much of the time that the day is seen: the end of it, or what was seen before moved as little as it
    can be. Nothing is drawn closer than it is; what lies outside is only not seen now."""
    wide = LENGTHS[length]
    if not wide or wide >= days:
        return 0.0, days
    low = days - wide if before is None else before[0]
    low = min(max(low, day - wide), day, days - wide)
    return max(low, 0.0), max(low, 0.0) + wide


def seen_words(screen: ProgressScreen, window: Window) -> str:
    """Which part is seen, by its visits; "" where all of it is."""
    seen = [tick for tick in screen.ticks if window[0] <= tick.day <= window[1]]
    if len(seen) == len(screen.ticks) or not seen:
        return ""
    return tr("Seen: {first} to {last}", first=seen[0].whole, last=seen[-1].whole)


def visit_beside(screen: ProgressScreen, day: float, by: int) -> float:
    """The visit so many further on; the last one where there are fewer."""
    days = [tick.day for tick in screen.ticks]
    at = days.index(day) + by
    return days[max(0, min(len(days) - 1, at))]


def visit_a_year_off(screen: ProgressScreen, day: float, way: int) -> float:
    """The visit nearest to a year before or after; never the same one while there is another that way."""
    wanted = day + way * _YEAR
    others = [tick.day for tick in screen.ticks if (tick.day - day) * way > 0]
    return min(others, key=lambda other: abs(other - wanted), default=day)
