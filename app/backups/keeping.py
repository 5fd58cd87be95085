"""Which backups stay: all of two days, then one a day, a week and a month, as far back as a clinic looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path

from app.backups.kept import Backup

ALL_FOR = timedelta(hours=48)
DAYS, WEEKS, MONTHS = 7, 5, 12
"""Of the calendar, this one counted: a clinic that was shut for half a year keeps nothing longer for it."""


def to_delete(backups: Iterable[Backup], now: datetime) -> list[Backup]:
    """Those that may go, oldest first.

    The newest of a day, of a week and of a month stand for it. A pinned one always stays, and so does the
    newest of all, whatever its age and however full the disk is.
    """
    newest_first = sorted(backups, key=lambda backup: backup.manifest.made_at, reverse=True)
    staying = {backup.folder for backup in newest_first[:1]}
    staying |= {backup.folder for backup in newest_first if backup.manifest.pinned}
    staying |= {b.folder for b in newest_first if now - b.manifest.made_at <= ALL_FOR}
    for period, most in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        staying |= _newest_of_each(newest_first, period, most, now)
    return [backup for backup in reversed(newest_first) if backup.folder not in staying]


def expires(backups: Iterable[Backup], now: datetime) -> date | None:
    """The day on which the last of these is gone by itself; None when one of them is pinned.

    For a lawful erasure: until then the erased record still lies in a backup.
    """
    backups = tuple(backups)
    if any(backup.manifest.pinned for backup in backups):
        return None
    last = max((_date(backup, now.tzinfo) for backup in backups), default=now.date())
    months = _month(last) + MONTHS
    return date(months // 12, months % 12 + 1, 1)


def _newest_of_each(
    newest_first: list[Backup], period: Callable[[date], int], most: int, now: datetime
) -> set[Path]:
    first = period(now.date()) - most
    newest: dict[int, Path] = {}
    for backup in newest_first:
        number = period(_date(backup, now.tzinfo))
        if number > first:
            newest.setdefault(number, backup.folder)
    return set(newest.values())


def _date(backup: Backup, zone: tzinfo | None) -> date:
    """By the clinic's calendar."""
    return backup.manifest.made_at.astimezone(zone).date()


def _day(day: date) -> int:
    return day.toordinal()


def _week(day: date) -> int:
    """They begin on Monday."""
    return (day.toordinal() - 1) // 7


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
