"""The clock of what is played: where it is, how fast it runs, and where it stops."""

from __future__ import annotations

from collections.abc import Callable

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0)
FRAME = 0.1
"""Seconds from one frame to the next, where somebody goes through them one by one."""


class Player:
    """`now` is an instant in seconds that never goes back. However late it is asked, what it plays takes as
    long as the clock says."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.seconds = 0.0
        """How long all of it is."""
        self._at = 0.0
        self._since: float | None = None
        self._until = 0.0
        self._frame = FRAME
        self._speed = 1.0

    def load(self, seconds: float, frame: float = FRAME) -> None:
        """Something else to play: at its start, still, as fast as the last. A step goes one `frame`."""
        self.seconds, self._at, self._since, self._until = seconds, 0.0, None, seconds
        self._frame = frame

    @property
    def at(self) -> float:
        if self._since is None:
            return self._at
        return min(self._until, self._at + (self._now() - self._since) * self._speed)

    @property
    def playing(self) -> bool:
        return self._since is not None

    @property
    def ended(self) -> bool:
        return self.at >= self.seconds

    @property
    def speed(self) -> float:
        return self._speed

    def play(self, until: float | None = None) -> None:
        """From here on, or from the start where it has ended; `until` is where it stops by itself."""
        if self.ended:
            self._at = 0.0
        self._until = self.seconds if until is None else min(until, self.seconds)
        self._since = self._now()

    def pause(self) -> None:
        self._at, self._since = self.at, None

    def stop_at_end(self) -> bool:
        """Whether it has come to where it stops; then it stands there."""
        if self._since is None or self.at < self._until:
            return False
        self.pause()
        return True

    def seek(self, at: float) -> None:
        """To another place, within what there is; what played goes on from there to the end."""
        self._at = max(0.0, min(self.seconds, at))
        self._until = self.seconds
        if self._since is not None:
            self._since = self._now()

    def step(self, frames: int) -> None:
        """So many frames on or back, and still."""
        self.pause()
        self.seek((round(self._at / self._frame) + frames) * self._frame)

    def run_at(self, speed: float) -> None:
        """As fast as this from here on."""
        if self._since is not None:
            self._at, self._since = self.at, self._now()
        self._speed = speed

    def next_speed(self) -> None:
        """Slower each time; after the slowest comes the fastest."""
        self.run_at(SPEEDS[SPEEDS.index(self._speed) - 1])


def clock_words(seconds: float) -> str:
    """Minutes, seconds and tenths, as they stand in the corner: 00:07.4."""
    tenths = round(seconds * 10)
    return f"{tenths // 600:02d}:{tenths // 10 % 60:02d}.{tenths % 10}"
