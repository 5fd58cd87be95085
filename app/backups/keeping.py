"""Which backups stay: all of two days, then one a day, a week and a month, as far back as a clinic looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

from app.backups.kept import Backup

ALL_FOR = timedelta(hours=48)
DAYS, WEEKS, MONTHS = 7, 5, 12


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
        staying |= _newest_of_each(newest_first, period, most)
    return [backup for backup in reversed(newest_first) if backup.folder not in staying]


def expires(backups: Iterable[Backup], now: datetime) -> date | None:
    """The day on which the last of these is gone by itself; None when one of them is pinned.

    For a lawful erasure: until then the erased record still lies in a backup.
    """
    backups = tuple(backups)
    if any(backup.manifest.pinned for backup in backups):
        return None
    # The first of the month after the last month that is kept, counted from the newest of them.
    last = max((backup.manifest.made_at for backup in backups), default=now)
    months = last.year * 12 + last.month - 1 + MONTHS + 1
    return date(months // 12, months % 12 + 1, 1)


def _newest_of_each(newest_first: list[Backup], period: Callable[[datetime], object], most: int) -> set[Path]:
    newest: dict[object, Path] = {}
    for backup in newest_first:
        newest.setdefault(period(backup.manifest.made_at), backup.folder)
    return set(list(newest.values())[:most])


def _day(at: datetime) -> object:
    return at.date()


def _week(at: datetime) -> object:
    return at.isocalendar()[:2]


def _month(at: datetime) -> object:
    return at.year, at.month
