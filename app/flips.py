"""What would change the class: for each recorded input, the smallest change of that one input that does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from math import ceil, floor
from types import MappingProxyType

from app.code_words import either
from assessments.classification.classify import decide_class
from assessments.classification.direction import direction
from assessments.classification.labels import labels
from assessments.hip_strength.movements import movement_of
from assessments.hip_strength.scoring import asymmetry
from assessments.language.answers import Answers
from assessments.language.catalogue import assessment, catalogue
from assessments.language.finding import Finding
from assessments.language.outcome import Flip, SafetyResult
from assessments.language.protocol import Chosen, Counted, Measured, Protocol, Scale, Step, Ticked
from assessments.language.value import SIDES, Choice, Choices, Quantity, Ref, Side, Value
from assessments.language.words import value_words
from assessments.safety.screen import screen, with_derived
from resources.tongue import inside, tr

_KIND = {"intake": "history", "safety": "safety"}

State = tuple[object, ...]
"""What an input makes of the findings it feeds. Equal states mean the same class."""


def flips(answers: Answers, *, as_written: bool = False) -> tuple[Flip, ...]:
    """For each recorded input the nearest value, in each direction, that changes the class.

    Tests and history come first, the smallest change relative to the input's range before the others;
    safety answers last. Only what was recorded is tried: a gap is listed as missing, not as a change.
    """
    search = _Search(answers if as_written else with_derived(answers))
    found: list[tuple[bool, Decimal, Flip]] = []
    for part in catalogue():
        for step in part.protocol.steps:
            for ref in step.refs(part.protocol.id):
                value = answers.entries.get(ref)
                if value is None:
                    continue
                for size, changed, becomes in _nearest(search, step, ref, value):
                    flip = _flip(part.protocol, step, ref, value, changed, becomes)
                    found.append((flip.kind == "safety", size, flip))
    return tuple(flip for *_, flip in sorted(found, key=lambda it: it[:2]))


class _Search:
    """The class while one input moves; what that input does not touch is kept from the exam as it stands.

    A test's findings read the answers of that test alone, and only intake and safety feed the screen and the
    direction: so the rest is neither asked again nor even carried along.
    """

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._parts = {part.protocol.id: part for part in catalogue()}
        self._findings = {f.code: f for part in catalogue() for f in part.findings(answers)}
        self._safety = screen(answers, direction(answers))
        self._own: dict[str, Answers] = {}
        self._classes: dict[State, str] = {}
        self.now = self._class(answers, self._findings, self._safety)

    def with_value(self, ref: Ref, value: Value) -> tuple[str, State]:
        """The class with this one value, and the state of the findings it comes from."""
        if ref.assessment in _KIND:
            changed = self._answers.changed(ref, value)
            return self._class(changed, self._findings, screen(changed, direction(changed))), ()
        changed = self._answers_of(ref.assessment).changed(ref, value)
        movement = movement_of(ref.step) if ref.assessment == "hip_strength" else None
        if movement is not None:
            # The comparison of the sides says all that the finding does, and which side is the weaker.
            compared = asymmetry(changed, movement.code)
            state: State = (movement.code, compared.grade, compared.weaker)
            return self._remembered(state, ref.assessment, changed), state
        moved = self._parts[ref.assessment].findings(changed)
        state = (ref.assessment, *(_state(finding) for finding in moved))
        return self._remembered(state, ref.assessment, changed), state

    def _remembered(self, state: State, part: str, changed: Answers) -> str:
        if state not in self._classes:
            moved = {finding.code: finding for finding in self._parts[part].findings(changed)}
            self._classes[state] = self._class(self._answers, {**self._findings, **moved}, self._safety)
        return self._classes[state]

    def _answers_of(self, part: str) -> Answers:
        if part not in self._own:
            mine = {ref: value for ref, value in self._answers.entries.items() if ref.assessment == part}
            self._own[part] = Answers(self._answers.person, MappingProxyType(mine))
        return self._own[part]

    @staticmethod
    def _class(answers: Answers, findings: Mapping[str, Finding], safety: SafetyResult) -> str:
        return decide_class(answers, findings, safety).code


def _state(finding: Finding) -> State:
    """What the class can see of a finding: which sides, and how grave."""
    sides = tuple((side, result.presence, result.grade) for side, result in finding.by_side.items())
    return (finding.code, finding.grade, sides)


def _nearest(search: _Search, step: Step, ref: Ref, value: Value) -> Iterator[tuple[Decimal, Value, str]]:
    """The nearest changes of one input that change the class, each with its size from 0 to 1."""
    match step.kind, value:
        case Chosen(options), Choice(code):
            codes = [option.code for option in options]
            now = codes.index(code) if code in codes else 0
            others = sorted((i for i in range(len(codes)) if codes[i] != code), key=lambda i: abs(i - now))
            span = max(len(codes) - 1, 1)
            ways = [(Decimal(abs(i - now)) / span, Choice(codes[i])) for i in others]
            yield from _one_for_each_class(search, ref, ways)
        case Ticked(options), Choices(codes=ticked):
            one = Decimal(1) / len(options)
            toggled = (
                tuple(o.code for o in options if (o.code in ticked) != (o.code == option.code))
                for option in options
            )
            yield from _one_for_each_class(search, ref, [(one, Choices(codes)) for codes in toggled])
        case (Scale() | Counted() | Measured()) as kind, Quantity():
            yield from _numbers(search, ref, value, kind)
        case _:
            # Notes feed nothing, and the body chart only through sites and side; what was not done has no
            # value to change.
            return


def _one_for_each_class(
    search: _Search, ref: Ref, ways: list[tuple[Decimal, Choice]] | list[tuple[Decimal, Choices]]
) -> Iterator[tuple[Decimal, Value, str]]:
    """The first way into each other class, in the order given."""
    seen = {search.now}
    for size, value in ways:
        becomes, _ = search.with_value(ref, value)
        if becomes not in seen:
            seen.add(becomes)
            yield size, value, becomes


_FEW = 200
"""Up to this many values are tried one by one, outward."""


def _numbers(
    search: _Search, ref: Ref, value: Quantity, kind: Scale | Counted | Measured
) -> Iterator[tuple[Decimal, Value, str]]:
    """The nearest number below and the nearest above that change the class, at the finest step typed."""
    low, high = Decimal(kind.low), Decimal(kind.high)
    finest = Decimal(1)
    if isinstance(kind, Measured):
        finest = kind.step or Decimal(1).scaleb(-kind.decimals)
    last = int((high - low) // finest)

    @cache
    def tried(place: int) -> tuple[str, State]:
        return search.with_value(ref, Quantity(low + place * finest, value.unit))

    here = (value.amount - low) / finest
    for near, far in ((ceil(here) - 1, 0), (floor(here) + 1, last)):
        if not 0 <= near <= last:
            continue
        place = _first_other(tried, search.now, near, far, last, kind)
        if place is not None:
            found = low + place * finest
            yield abs(found - value.amount) / (high - low), Quantity(found, value.unit), tried(place)[0]


def _first_other(
    tried: Callable[[int], tuple[str, State]],
    now: str,
    near: int,
    far: int,
    last: int,
    kind: Scale | Counted | Measured,
) -> int | None:
    """The first place, from near to far, where the class is another.

    Few values are tried one by one. A step's height and a thigh's lengths are looked at every centimetre,
    because they can leave a state and come back to it, and halved in between.
    """
    outward = 1 if far >= near else -1
    if last <= _FEW:
        return next((place for place in range(near, far + outward, outward) if tried(place)[0] != now), None)
    by_centimetre = isinstance(kind, Measured) and kind.unit == "cm"
    stride = 10 if by_centimetre else abs(far - near) or 1
    for start in range(near, far + outward, outward * stride):
        end = min(start + stride, far) if outward > 0 else max(start - stride, far)
        place = _split(tried, now, start, end)
        if place is not None:
            return place
    return None


def _split(tried: Callable[[int], tuple[str, State]], now: str, near: int, far: int) -> int | None:
    """The first other class between two places, by halving wherever the two ends differ.

    For 6,001 seconds and 15,001 forces no window is missed, because there a state once left does not come
    back. A longer hold only ever ends a deficit. A higher force raises that side's highest or mean, so the
    signed difference between the sides moves one way only, through right or left weaker, found, borderline
    and within, each of them once; and the state names both. Two ends in the same state therefore have nothing
    else between them.
    """
    if tried(near)[0] != now:
        return near
    if tried(near)[1] == tried(far)[1]:
        return None
    if abs(far - near) == 1:
        return far if tried(far)[0] != now else None
    middle = (near + far) // 2
    first = _split(tried, now, near, middle)
    return first if first is not None else _split(tried, now, middle, far)


def _flip(protocol: Protocol, step: Step, ref: Ref, value: Value, changed: Value, becomes: str) -> Flip:
    return Flip(
        ref=ref,
        what=input_words(ref, (ref.side,) if ref.side else (), [ref.trial] if ref.trial else []),
        now=value_words(step.kind, value),
        then=value_words(step.kind, changed),
        value=changed,
        becomes=becomes,
        label=labels()[becomes].label,
        kind=_KIND.get(protocol.id, "test"),
    )


BOTH = (*SIDES,)
"""Where the same holds on the right and on the left."""

_NAMES: Mapping[tuple[str, tuple[Side, ...]], str] = {
    ("thomas", (Side.RIGHT,)): tr("Right Thomas test"),
    ("thomas", (Side.LEFT,)): tr("Left Thomas test"),
    ("thomas", BOTH): tr("Right or left Thomas test"),
    ("prone_hip_extension", (Side.RIGHT,)): tr("Right hip extension"),
    ("prone_hip_extension", (Side.LEFT,)): tr("Left hip extension"),
    ("prone_hip_extension", BOTH): tr("Right or left hip extension"),
    ("hip_strength", (Side.RIGHT,)): tr("Right hip strength"),
    ("hip_strength", (Side.LEFT,)): tr("Left hip strength"),
    ("hip_strength", BOTH): tr("Right or left hip strength"),
    ("clamshell", (Side.RIGHT,)): tr("Right clamshell"),
    ("clamshell", (Side.LEFT,)): tr("Left clamshell"),
    ("clamshell", BOTH): tr("Right or left clamshell"),
    ("lateral_step_down", (Side.RIGHT,)): tr("Right step-down"),
    ("lateral_step_down", (Side.LEFT,)): tr("Left step-down"),
    ("lateral_step_down", BOTH): tr("Right or left step-down"),
}
_TRIALS = {
    "thomas": tr("reading {trials}"),
    "prone_hip_extension": tr("lift {trials}"),
    "hip_strength": tr("trial {trials}"),
    "lateral_step_down": tr("repetition {trials}"),
}
_ANY_OF = {
    "thomas": tr("any of readings {first} to {last}"),
    "prone_hip_extension": tr("any of lifts {first} to {last}"),
    "hip_strength": tr("any of trials {first} to {last}"),
    "lateral_step_down": tr("any of repetitions {first} to {last}"),
}


def input_words(ref: Ref, sides: tuple[Side, ...], trials: Sequence[int]) -> str:
    """The input by name: "Right Thomas test, hip angle, reading 1", "Standing"; of several trials, any of
    which would do, "repetition 1 or 3"."""
    protocol = assessment(ref.assessment).protocol
    ask = protocol.step(ref.step).ask
    if protocol.id in _KIND:
        return ask
    parts = [_NAMES.get((protocol.id, sides), protocol.short_name), inside(ask)]
    if trials:
        parts.append(_trial_words(protocol.id, sorted(trials)))
    return ", ".join(parts)


def _trial_words(protocol: str, trials: list[int]) -> str:
    first, last = trials[0], trials[-1]
    if len(trials) > 2 and last - first == len(trials) - 1 and protocol in _ANY_OF:
        return _ANY_OF[protocol].format(first=first, last=last)
    return _TRIALS.get(protocol, tr("no. {trials}")).format(trials=either([str(n) for n in trials]))
