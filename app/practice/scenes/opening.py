"""The clamshell to the beat: every repetition begun, until a rule, the patient or the muscle ends it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property
from random import Random
from typing import Literal

from app.figures.library import movements
from app.figures.movement import Movement, eased
from app.figures.shapes import Box, Ink, Path, Shape, Text, circle
from app.figures.skeleton import in_the_room
from app.figures.views import View, eye
from app.practice.clamshell_trial import REPETITION, Observed, observed_trial
from app.practice.scenes.course import Instant, Said, Span, instant, written
from app.practice.truth import CLEAN, Faults, Opening
from assessments.language.value import Ref, Side
from resources.tongue import tr

TARGET = 0.62
"""How far open, of the whole way, the string hangs that the knee must reach. What follows it are drawing
choices too: a tired knee still reaches the string unless the truth says that it misses."""
_TIRED = 0.76
_MISSES = (0.5, 0.2)
"""How far the knee opens that only just misses, and one that misses by all there is."""
_STRING = 24.2
"""How high the string hangs over the floor, where the top of the knee is at that opening."""
_SEEN = 0.55
"""Any fault of the truth makes a repetition invalid, so none is drawn smaller than this."""
_OFF = (0.3, 0.6)
"""Seconds off the beat, the least and the most."""
_TOP, _STAYS, _DOWN = 0.85, 0.25, 0.8
"""Seconds up, at the top and down again, of the two of a repetition."""
AFTER = 3.0
"""Seconds after the last repetition, in which it is said why it ended."""
_BAND = 8.0
"""How high the band under the picture is in which the beat is shown."""
_ENDS = {
    "fatigue": tr("I cannot get it up any more."),
    "pain": tr("That hurts too much now."),
    "cramp": tr("I have a cramp."),
    "patient": tr("I want to stop now."),
}


@cache
def _movement(side: str) -> Movement:
    """The clamshell with its string where the target of a trial hangs."""
    drawn = movements()["clamshell"].on_side(side)
    props = (
        replace(prop, height=(_STRING, _STRING)) if prop.kind == "string" else prop for prop in drawn.props
    )
    return replace(drawn, props=tuple(props))


@dataclass(frozen=True)
class OpeningCourse:
    """The trial of one side; the seed decides which repetitions off the beat are early and which late."""

    side: Side
    truth: Opening
    seed: str

    @cached_property
    def _observed(self) -> Observed:
        return observed_trial(self.truth)

    @cached_property
    def _shown(self) -> tuple[Faults, ...]:
        """What is drawn of each repetition, up to the one that ended it."""
        return self.truth.repetitions[: self._observed.begun]

    @property
    def repetitions(self) -> tuple[Span, ...]:
        return tuple((n * REPETITION, (n + 1) * REPETITION) for n in range(len(self._shown)))

    @property
    def seconds(self) -> float:
        return len(self._shown) * REPETITION + AFTER

    @property
    def widest(self) -> tuple[float, ...]:
        """Of equal repetitions the first: a tired knee stays inside."""
        first: dict[tuple[tuple[str, float], ...], int] = {}
        for number, faults in enumerate(self._shown):
            first.setdefault(tuple(sorted(faults.items())), number)
        return tuple(number * REPETITION + _TOP + _STAYS / 2.0 for number in first.values())

    @cached_property
    def said(self) -> tuple[Said, ...]:
        truth, told = self.truth, []
        last = len(self._shown) * REPETITION
        if 0 < truth.told_after <= len(self._shown):
            at = truth.told_after * REPETITION
            told.append(Said((at - 0.3, at + 2.2), tr("You correct the patient, once.")))
        if truth.pain_peak > truth.pain_before:
            at = last * 0.6
            told.append(Said((at, at + 3.0), tr("It hurts, {n} out of 10.", n=truth.pain_peak)))
        ends = _ENDS.get(self._observed.stop_reason, tr("You stop the trial here."))
        told.insert(0, Said((last - 0.4, last + AFTER), ends))
        return tuple(told)

    def movement(self, repetition: int) -> Movement:
        return _movement(self.side.value)

    def instant(self, seconds: float) -> Instant:
        number = int(seconds / REPETITION)
        if number >= len(self._shown):
            return instant(0.0, CLEAN, counted=frozenset())
        truth = self._shown[number]
        opens = self._opens(number, truth)
        way = eased(self._timed(number, seconds - number * REPETITION))
        drawn = {
            code: max(_SEEN, share)
            for code, share in truth.items()
            if share > 0.0 and code in self.movement(0).faults and code != "target_missed"
        }
        found = instant(way, drawn, counted=frozenset(drawn))
        marked = found.marked
        if truth.get("target_missed", 0.0) > 0.0 and way > 0.5:
            marked = (*marked, "target_missed")
        return replace(found, way=round(way * opens, 4), marked=marked)

    @property
    def beneath(self) -> float:
        return _BAND

    def over(self, seconds: float, frame: Box, view: View, lines: bool) -> tuple[Shape, ...]:
        """What the string is, and the beat, which a picture without sound has to show: where the knee ought
        to go now."""
        shapes: list[Shape] = []
        if view in (View.FRONT, View.BACK):
            movement = self.movement(0)
            string = next(prop for prop in movement.props if prop.kind == "string")
            base = movement.start.pose.base
            x, y = eye(view, base).seen(in_the_room(base, string.across[1], _STRING, string.span[1]))
            outer: Literal["start", "end"] = "start" if x > 0.0 else "end"
            beyond = 2.0 if x > 0.0 else -2.0
            shapes.append(Text((x + beyond, y - 1.5), tr("target"), 4.4, Ink.INK2, anchor=outer))
        if seconds < len(self._shown) * REPETITION:
            up = seconds % REPETITION < REPETITION / 2.0
            size = written(frame)
            x, y = frame.left + 6.0 * size, frame.bottom + _BAND / 2.0
            spot = circle((x, y), 2.2 * size)
            shapes.append(Path(spot, fill=Ink.ACCENT if up else Ink.PAPER, line=Ink.ACCENT, width=0.9 * size))
            words = tr("beat: up") if up else tr("beat: down")
            shapes.append(Text((x + 4.5 * size, y - 1.7 * size), words, 5.0 * size, Ink.INK2))
            off = self._shift(int(seconds / REPETITION)) if lines else 0.0
            if off:
                said = tr("off the beat: late") if off > 0.0 else tr("off the beat: early")
                at = (x + 38.0 * size, y - 1.7 * size)
                shapes.append(Text(at, said, 5.0 * size, Ink.FINDING, bold=True))
        return tuple(shapes)

    def moment(self, ref: Ref) -> float:
        """The first repetition that does not count, or the fault that ended the trial; else the last one."""
        reason, shown = self._observed.stop_reason, self._shown
        faulty = [number for number, faults in enumerate(shown) if any(faults.values())]
        ended = [number for number in faulty if shown[number].get(reason, 0.0) > 0.0]
        first = faulty[0] if faulty else len(shown) - 1
        number = ended[-1] if ref.step == "stop_reason" and ended else first
        return number * REPETITION + _TOP + _STAYS / 2.0

    def view(self, ref: Ref) -> View:
        reason = self._observed.stop_reason
        found = self.movement(0).faults.get(reason)
        return (found.view if found else None) or self.movement(0).view

    def clean(self) -> OpeningCourse:
        return replace(self, truth=Opening((CLEAN,) * 5, ends_by="patient"))

    def _opens(self, number: int, faults: Faults) -> float:
        missed = faults.get("target_missed", 0.0)
        if missed > 0.0:
            near, far = _MISSES
            return near + (far - near) * missed
        tired = self.truth.tires * number / max(1, len(self._shown) - 1)
        return max(_TIRED, 1.0 - tired)

    def _shift(self, number: int) -> float:
        """Seconds that a repetition is late; early is below nothing."""
        off = self._shown[number].get("off_beat", 0.0)
        if off <= 0.0:
            return 0.0
        shift = _OFF[0] + (_OFF[1] - _OFF[0]) * off
        return -shift if Random(f"{self.seed}.{number}").random() < 0.5 else shift

    def _timed(self, number: int, passed: float) -> float:
        """The share of the way, this long after the beat; late or early where it is off."""
        shift = self._shift(number)
        starts = max(0.05, 0.05 + shift)
        top = _TOP + 0.05 + shift
        leaves = top + _STAYS
        ends = min(REPETITION, leaves + _DOWN)
        if passed <= top:
            return max(0.0, (passed - starts) / (top - starts))
        return 1.0 if passed <= leaves else max(0.0, 1.0 - (passed - leaves) / (ends - leaves))
