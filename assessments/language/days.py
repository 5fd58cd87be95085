"""A day as it is written on screen and paper: 14-Aug-1980."""

from __future__ import annotations

from datetime import date

from resources.tongue import tr

MONTHS = (
    tr("January"),
    tr("February"),
    tr("March"),
    tr("April"),
    tr("May"),
    tr("June"),
    tr("July"),
    tr("August"),
    tr("September"),
    tr("October"),
    tr("November"),
    tr("December"),
)
SHORT = (
    tr("Jan"),
    tr("Feb"),
    tr("Mar"),
    tr("Apr"),
    tr("May"),
    tr("Jun"),
    tr("Jul"),
    tr("Aug"),
    tr("Sep"),
    tr("Oct"),
    tr("Nov"),
    tr("Dec"),
)


def write_date(day: date) -> str:
    """The one writing on screen and paper: 14-Aug-1980. Only the month is in the program's language, so that
    no two readers take it for different days."""
    return f"{day.day:02}-{SHORT[day.month - 1]}-{day.year:04}"
