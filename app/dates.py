"""Dates as a clinic writes them: read in several writings, written in one, 14-Aug-1980."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from assessments.language.reading import Complaint

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2}|[A-Za-z]{3,9})[-/., ]+(\d+)")
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")


def read_date(text: str) -> date | Complaint:
    """Day first, or year first: 14-08-1980, 14/8/1980, 14 Aug 1980, 1980-08-14."""
    typed = text.strip()
    if not typed:
        return Complaint("Type a date, such as 14-Aug-1980.")
    if found := _YEAR_FIRST.fullmatch(typed):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(typed):
        day, month, year = found.groups()
    else:
        return Complaint(f"“{typed}” is not a date. Type it like 14-Aug-1980, 14-08-1980 or 1980-08-14.")
    if len(year) != 4 or not int(year):
        return Complaint(f"“{year}” is not a year. Type all four digits, such as 1980.")
    numbered = int(month) if month.isdigit() else _month(month)
    if numbered is None:
        return Complaint(f"“{month}” is not a month. Type it like Aug or 08.")
    return _existing(int(year), numbered, int(day))


def write_date(day: date) -> str:
    """The one writing on screen and paper, the same in every language of the computer: 14-Aug-1980."""
    return f"{day.day:02}-{MONTHS[day.month - 1][:3]}-{day.year:04}"


def age_on(born: date, day: date) -> int:
    """Whole years; someone born on 29 February is a year older on 1 March of other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _month(word: str) -> int | None:
    for number, name in enumerate(MONTHS, start=1):
        if name.lower().startswith(word.lower()):
            return number
    return None


def _existing(year: int, month: int, day: int) -> date | Complaint:
    if not 1 <= month <= 12:
        hint = f" Type the day first: {month:02}-{day:02}-{year}." if 1 <= day <= 12 and month <= 31 else ""
        return Complaint(f"There is no month {month}.{hint}")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        return Complaint(f"{MONTHS[month - 1]} {year} has {last} days, not {day}.")
    return date(year, month, day)
