"""Dates and times as a clinic writes them: read in several writings, written in one, 14-Aug-1980, 14:05."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time

from assessments.language.days import MONTHS, SHORT, write_date
from assessments.language.reading import Complaint
from resources.tongue import tr

__all__ = [
    "MONTHS",
    "age_on",
    "read_date",
    "weekday",
    "write_date",
    "write_seconds",
    "write_time",
]

_WEEKDAYS = (
    tr("Monday"),
    tr("Tuesday"),
    tr("Wednesday"),
    tr("Thursday"),
    tr("Friday"),
    tr("Saturday"),
    tr("Sunday"),
)
_WORD = "|".join(("[A-Za-z]{3,9}", *map(re.escape, sorted((*MONTHS, *SHORT), key=len, reverse=True))))
_DAY_FIRST = re.compile(rf"(\d{{1,2}})[-/. ]+(\d{{1,2}}|{_WORD})[-/., ]+(\d+)", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")


def read_date(text: str) -> date | Complaint:
    """Day first, or year first: 14-08-1980, 14/8/1980, 14 Aug 1980, 1980-08-14."""
    typed = text.strip()
    if not typed:
        return Complaint(tr("Type a date, such as 14-Aug-1980."))
    if found := _YEAR_FIRST.fullmatch(typed):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(typed):
        day, month, year = found.groups()
    else:
        return Complaint(
            tr("“{typed}” is not a date. Type it like 14-Aug-1980, 14-08-1980 or 1980-08-14.", typed=typed)
        )
    if len(year) != 4 or not int(year):
        return Complaint(tr("“{year}” is not a year. Type all four digits, such as 1980.", year=year))
    numbered = int(month) if month.isdigit() else _month(month)
    if numbered is None:
        return Complaint(tr("“{month}” is not a month. Type it like Aug or 08.", month=month))
    return _existing(int(year), numbered, int(day))


def weekday(day: date) -> str:
    """The whole word, as a date begins with it: "Monday"."""
    return _WEEKDAYS[day.weekday()]


def write_time(at: datetime | time) -> str:
    """Hours and minutes: 14:05."""
    return f"{at:%H:%M}"


def write_seconds(at: datetime | time) -> str:
    """To the second, for what a person waits for or counts: 14:05:09."""
    return f"{at:%H:%M:%S}"


def age_on(born: date, day: date) -> int:
    """Whole years; someone born on 29 February is a year older on 1 March of other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _month(word: str) -> int | None:
    wanted = word.lower()
    for number, (name, short) in enumerate(zip(MONTHS, SHORT, strict=True), start=1):
        if name.lower().startswith(wanted) or short.lower() == wanted:
            return number
    return None


def _existing(year: int, month: int, day: int) -> date | Complaint:
    if not 1 <= month <= 12:
        said = tr("There is no month {month}.", month=month)
        if not 1 <= day <= 12 or month > 31:
            return Complaint(said)
        turned = f"{month:02}-{day:02}-{year}"
        return Complaint(f"{said} {tr('Type the day first: {date}.', date=turned)}")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = MONTHS[month - 1]
        return Complaint(
            tr("{month} {year} has {last} days, not {day}.", month=name, year=year, last=last, day=day)
        )
    return date(year, month, day)
