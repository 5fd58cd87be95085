"""What time it is: for the record the date and hour, for a stopwatch an instant that never goes back."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """Local time with its offset from UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds since some fixed instant; only differences mean anything."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        return datetime.now().astimezone()

    def monotonic(self) -> float:
        return time.monotonic()


class SteppedClock:
    """A clock that stands where it is put; its date moves on by `step` each time it is read."""

    def __init__(self, at: datetime, step: timedelta = timedelta(0)) -> None:
        self._at = at
        self._step = step
        self._seconds = 0.0

    def now(self) -> datetime:
        at = self._at
        self._at += self._step
        return at

    def monotonic(self) -> float:
        return self._seconds

    def advance(self, seconds: float) -> None:
        self._at += timedelta(seconds=seconds)
        self._seconds += seconds

    def set(self, at: datetime) -> None:
        """Put it to another date; the stopwatch's instant does not jump with it."""
        self._at = at
