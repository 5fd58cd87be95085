"""When the screen is covered, and when the keys leave the memory: decided from the clock alone."""

from __future__ import annotations

from enum import StrEnum

from app.clock import Clock

LOOK_EVERY = 5
"""Seconds between two looks at the clock; so long may a cover come after it was due."""
GONE_AFTER = 15 * 60
"""Seconds behind the cover until the keys are forgotten."""
LONGEST = 10 * 60 * 60
"""Seconds after which the passphrase is asked for however busy the desk was."""
TRIAL_HOLDS = 10 * 60
"""Seconds for which a running timed trial holds off a cover that is due."""
JUMP = 30
"""Seconds by which a look may be late, or the clocks part between two: more is a sleep, or a clock that was
set."""


class Stage(StrEnum):
    OPEN = "open"
    COVERED = "covered"
    GONE = "gone"
    """Covered so long that nothing of the records may stay in the memory."""


class Reason(StrEnum):
    """What brought the cover."""

    IDLE = "idle"
    LONG = "long"
    ASKED = "asked"
    SWITCH = "switch"
    """Another person wants the desk."""
    SCREEN = "screen"
    """The system's own screen lock, or another user of the computer."""
    SLEEP = "sleep"
    CLOCK = "clock"
    """The clock was set back: nobody knows how long the desk was left."""
    MINIMISED = "minimised"


_WAITS = frozenset({Reason.IDLE, Reason.LONG, Reason.SCREEN})
"""What can wait for the end of a timed trial. Who asks for the cover, or closes the lid, gets it at once;
the trial runs on behind it."""


class IdleLock:
    """Told of every key and click by `active`, and asked by `look` every few seconds and on waking.

    The time that passed is what either clock says, whichever is more: a stopwatch may stand still while the
    computer sleeps, and the time of day can be set back. After a sleep the keys go, however short it was.
    """

    def __init__(self, clock: Clock, idle_minutes: int) -> None:
        self._clock = clock
        self.idle_minutes = idle_minutes
        self.stage = Stage.OPEN
        self.reason = Reason.ASKED
        self._opened = self._touched = self._looked = self._covered = _Instant(clock)
        self._due: tuple[Reason, _Instant] | None = None
        self._woken = False

    @property
    def pending(self) -> bool:
        """Whether a cover is due and waits for a timed trial to end."""
        return self._due is not None

    def active(self) -> None:
        """Somebody pressed a key or moved the pointer. After a sleep or a set clock that comes too late."""
        now = _Instant(self._clock)
        if self.stage is Stage.OPEN and now.broken(self._looked) is None:
            self._touched = now
            if self._due is not None and self._due[0] is Reason.IDLE:
                self._due = None

    def look(self, running: bool = False) -> Stage:
        """How things stand now. `running` is whether a timed trial runs that a cover would disturb."""
        now = _Instant(self._clock)
        broken = now.broken(self._looked)
        self._looked = now
        if self.stage is Stage.OPEN and broken is not None:
            self._cover(broken, now)
            self._woken = broken is Reason.SLEEP
        elif self.stage is Stage.OPEN:
            self._fall_due(now)
            if self._due is not None and not (running and self._held(self._due[0], now)):
                self._cover(self._due[0], now)
        elif self._woken or broken is Reason.SLEEP or now.since(self._covered) >= GONE_AFTER:
            self.stage = Stage.GONE
        return self.stage

    def cover(self, reason: Reason, running: bool = False) -> Stage:
        """Cover now, or at the end of the timed trial where the reason can wait for it."""
        now = _Instant(self._clock)
        if self.stage is Stage.OPEN and not (running and self._held(reason, now)):
            self._cover(reason, now)
        return self.stage

    def woke(self) -> None:
        """The computer slept, and said so: the keys go at the next look."""
        self.cover(Reason.SLEEP)
        self._woken = True

    def opened(self) -> None:
        """The passphrase was right: every count begins anew."""
        self.stage = Stage.OPEN
        self._due, self._woken = None, False
        self._opened = self._touched = self._looked = _Instant(self._clock)

    def _fall_due(self, now: _Instant) -> None:
        if self._due is None and now.since(self._touched) >= self.idle_minutes * 60:
            self._due = Reason.IDLE, now
        elif self._due is None and now.since(self._opened) >= LONGEST:
            self._due = Reason.LONG, now

    def _held(self, reason: Reason, now: _Instant) -> bool:
        if reason not in _WAITS:
            return False
        if self._due is None:
            self._due = reason, now
        return now.since(self._due[1]) < TRIAL_HOLDS

    def _cover(self, reason: Reason, now: _Instant) -> None:
        self.stage, self.reason = Stage.COVERED, reason
        self._covered = now
        self._due = None


class _Instant:
    """Both clocks at once."""

    def __init__(self, clock: Clock) -> None:
        self._wall = clock.now()
        self._watch = clock.monotonic()

    def since(self, before: _Instant) -> float:
        return max(self._watch - before._watch, self._wall_since(before))

    def broken(self, looked: _Instant) -> Reason | None:
        """Whether the time since the last look was not waited through: slept, or the clock was set back."""
        if self._wall_since(looked) - (self._watch - looked._watch) < -JUMP:
            return Reason.CLOCK
        # The computer slept, or this program was stopped: nobody looked for longer than it ever takes.
        return Reason.SLEEP if self.since(looked) > LOOK_EVERY + JUMP else None

    def _wall_since(self, before: _Instant) -> float:
        return (self._wall - before._wall).total_seconds()
