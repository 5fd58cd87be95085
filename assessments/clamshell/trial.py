"""One clamshell trial to the beat: from the clock and the marked faults to valid repetitions and prompts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor

from assessments.clamshell.protocol import EFFORTS
from assessments.language.conventions import conventions
from assessments.language.rounding import half_up
from assessments.language.stopwatch import Ready, Running, Stopped, Stopwatch

_BEATS = 2
"""Up on one beat, down on the next: a repetition is two."""


class Fault(StrEnum):
    """What makes a repetition not count; each is the code of the stop reason it leads to."""

    TARGET_MISSED = "target_missed"
    PELVIS_ROLL = "pelvis_roll"
    OFF_BEAT = "off_beat"
    HEELS_APART = "heels_apart"


@dataclass(frozen=True, slots=True)
class Trial:
    """A trial of one side. Faults and corrections are kept with the repetition (from 1) they fell in.

    It suggests why to stop and never stops by itself.
    """

    watch: Stopwatch = field(default_factory=Ready)
    faults: tuple[tuple[int, Fault], ...] = ()
    corrections: tuple[int, ...] = ()

    def start(self, now: float) -> Trial:
        return replace(self, watch=Running(now)) if isinstance(self.watch, Ready) else self

    def stop(self, now: float) -> Trial:
        return replace(self, watch=self.watch.stop(now)) if isinstance(self.watch, Running) else self

    def ended_earlier(self, seconds: int) -> Trial:
        """It ended 1 to 5 s before the stop; what was done in those seconds no longer counts."""
        if not isinstance(self.watch, Stopped):
            return self
        return replace(self, watch=self.watch.ended_earlier(seconds))

    def fault(self, what: Fault, now: float) -> Trial:
        """The repetition under way shows the fault; twice in one repetition is once."""
        marked = (self.under_way(now), what)
        if not isinstance(self.watch, Running) or marked in self.faults:
            return self
        return replace(self, faults=(*self.faults, marked))

    def unfault(self) -> Trial:
        """The last fault was marked by mistake."""
        return replace(self, faults=self.faults[:-1])

    def correct(self, now: float) -> Trial:
        """The patient was told once what slips; there is only so much telling."""
        left = conventions()["CLAM_CORRECTIONS"] - len(self.corrections)
        if not isinstance(self.watch, Running) or left <= 0:
            return self
        return replace(self, corrections=(*self.corrections, self.under_way(now)))

    def completed(self, now: float) -> int:
        """Repetitions whose down beat was reached, at most the cap."""
        return min(_whole_beats(self.watch.elapsed(now)) // _BEATS, int(conventions()["CLAM_CAP"]))

    def valid(self, now: float) -> int:
        """Completed repetitions without a fault: the score."""
        done = self.completed(now)
        return done - len({repetition for repetition, _ in self.faults if repetition <= done})

    def under_way(self, now: float) -> int:
        """The number of the repetition being done, from 1."""
        return self.completed(now) + 1

    def seconds(self, now: float) -> Decimal:
        """The time of the trial to a tenth of a second, from the instants and not from counted ticks."""
        return half_up(Fraction(self.watch.elapsed(now)), 1)

    def in_a_row(self, what: Fault, now: float) -> int:
        """How many repetitions in a row, up to this one, show the fault; heels are counted altogether."""
        marked = {repetition for repetition, fault in self.faults if fault is what}
        if what is Fault.HEELS_APART:
            return len(marked)
        last = self.under_way(now)
        if last not in marked:
            last -= 1
        row = 0
        while last - row in marked:
            row += 1
        return row

    def correction_due(self, now: float) -> bool:
        """Whether something has slipped and nothing has been said yet."""
        return not self.corrections and bool(self.faults) and isinstance(self.watch, Running)

    def suggested(self, now: float) -> str | None:
        """The stop reason that the rule of the test calls for, by its code; None while it may go on.

        After the one correction, the same fault in two repetitions in a row; heels apart twice; the cap.
        """
        limit = int(conventions()["CLAM_RUN"])
        for what in Fault:
            marked = sorted(repetition for repetition, fault in self.faults if fault is what)
            if what is Fault.HEELS_APART:
                if len(marked) >= limit:
                    return what.value
            elif self.corrections and _run(marked, after=self.corrections[0]) >= limit:
                return what.value
        return "cap" if self.completed(now) >= conventions()["CLAM_CAP"] else None


def cap_seconds() -> int:
    """How long a trial lasts that reaches the cap, to the beat."""
    rules = conventions()
    return int(rules["CLAM_CAP"] * _BEATS * 60 / rules["CLAM_BPM"])


def beat(watch: Stopwatch, now: float) -> int:
    """The beat that sounded last: 0 at the start, odd ones go up, even ones come down."""
    return _whole_beats(watch.elapsed(now))


def effort_due(watch: Stopwatch, now: float, rated: frozenset[int]) -> int | None:
    """The effort prompt that waits for its rating, by its number; an older one passed over stays a gap."""
    latest = min(floor(watch.elapsed(now) / float(conventions()["CLAM_RPE"])), EFFORTS)
    return latest if isinstance(watch, Running) and latest > 0 and latest not in rated else None


def next_effort(watch: Stopwatch, now: float) -> int:
    """The second of the trial at which effort is asked next."""
    every = conventions()["CLAM_RPE"]
    return int((floor(watch.elapsed(now) / float(every)) + 1) * every)


def pain_ends(before: int | None, now: int) -> bool:
    """Whether pain calls for the end: above the limit, or risen as far as allowed since before the trial."""
    rules = conventions()
    return now > rules["CLAM_PAIN"] or (before is not None and now - before >= rules["CLAM_PAIN_RISE"])


def rest_left(watch: Stopped, now: float) -> float:
    """Seconds of rest still to come before the other side; 0 when it may begin."""
    return max(float(conventions()["CLAM_REST"]) - (now - watch.ended), 0.0)


def _whole_beats(elapsed: float) -> int:
    return floor(elapsed * float(conventions()["CLAM_BPM"]) / 60)


def _run(marked: list[int], after: int) -> int:
    """The longest row of consecutive repetitions among those after the given one."""
    longest = row = 0
    last = None
    for repetition in (it for it in marked if it > after):
        row = row + 1 if last is not None and repetition == last + 1 else 1
        longest, last = max(longest, row), repetition
    return longest
