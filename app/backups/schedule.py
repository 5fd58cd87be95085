"""When a backup is due, and when its absence is an alarm: decided from the clock alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

EVERY = timedelta(minutes=30)
"""While something is entered."""
RETRY = timedelta(minutes=5)
"""After one that could not be made."""
RED_AFTER = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Backed:
    """How it stands: the newest verified backup, the last attempt that failed, and whether anything was
    entered since."""

    last_good: datetime | None
    failed_at: datetime | None
    changed: bool
    other: bool = False
    """Whether the newest backup is of another record than the one at work: an older copy stands in its place
    and is itself in no backup."""


def due(backed: Backed, now: datetime) -> bool:
    """Whether one is to be made now: half an hour after the last if something was entered, once a day in any
    case, at once when the record is another, and five minutes after one that failed."""
    if backed.failed_at is not None:
        return _since(backed.failed_at, now) >= RETRY
    if backed.last_good is None or backed.other:
        return True
    return first_of_day(backed.last_good, now) or (backed.changed and _since(backed.last_good, now) >= EVERY)


def first_of_day(last_good: datetime | None, now: datetime) -> bool:
    """Whether the day of the clinic has no backup yet."""
    return last_good is None or last_good.astimezone(now.tzinfo).date() != now.date()


def overdue(backed: Backed, now: datetime) -> bool:
    """Whether the banner is red: what was entered could be a day's work that stands nowhere else."""
    if backed.last_good is None:
        return backed.failed_at is not None
    return backed.changed and _since(backed.last_good, now) > RED_AFTER


def _since(then: datetime, now: datetime) -> timedelta:
    """A clock that was set back must not put a backup off: then the time is unknown and counts as long."""
    gap = now - then
    return gap if gap >= timedelta(0) else timedelta.max
