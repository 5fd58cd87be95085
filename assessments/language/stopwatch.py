"""A timed step as a value: ready, running or stopped, each with its instants on the monotonic clock."""

from __future__ import annotations

from dataclasses import dataclass, replace

EARLIER = range(1, 6)
"""The whole seconds by which an end may be corrected after the stop."""


@dataclass(frozen=True, slots=True)
class Ready:
    """Not yet begun."""

    def start(self, now: float) -> Running:
        return Running(now)

    def elapsed(self, now: float) -> float:
        return 0.0


@dataclass(frozen=True, slots=True)
class Running:
    """Begun at that instant, in seconds of the monotonic clock."""

    started: float

    def stop(self, now: float) -> Stopped:
        """Stopped at the instant the hand meant: of a held key, the one at which it went down."""
        return Stopped(self.started, max(now, self.started))

    def elapsed(self, now: float) -> float:
        return max(now - self.started, 0.0)


@dataclass(frozen=True, slots=True)
class Stopped:
    """Ended `earlier` whole seconds before the instant at which it was stopped."""

    started: float
    stopped: float
    earlier: int = 0

    @property
    def ended(self) -> float:
        """The instant that counts, never before the start."""
        return max(self.stopped - self.earlier, self.started)

    def elapsed(self, now: float) -> float:
        return self.ended - self.started

    def ended_earlier(self, seconds: int) -> Stopped:
        """It ended that many seconds (1 to 5) before the stop; said again, the last word counts."""
        if seconds not in EARLIER:
            raise ValueError(f"{seconds} s is outside {EARLIER.start} to {EARLIER[-1]} s")
        return replace(self, earlier=seconds)


Stopwatch = Ready | Running | Stopped
