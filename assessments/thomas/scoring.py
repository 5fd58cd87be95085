"""The hip angle of each side from its readings, and whether the thigh stays above horizontal."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from assessments.language.answers import Answers
from assessments.language.conventions import conventions
from assessments.language.finding import Finding, Measure, Method, Presence, SideResult, two_sides
from assessments.language.protocol import NOT_RECORDED, Chosen
from assessments.language.reading import number
from assessments.language.rounding import half_up
from assessments.language.value import SIDES, Ref, Side
from assessments.thomas.protocol import HIP_ANGLE, ID, PROTOCOL, TRIALS, by_two_lengths
from resources.tongue import inside, tr

_LENGTHS = ("trochanter_height", "epicondyle_height", "thigh_length")
_THIRD = tr("Third reading needed")


@dataclass(frozen=True, slots=True)
class SideAngle:
    """The hip angle of one side, exact, in degrees (+ above horizontal); None, with the reason, when its
    readings do not give one."""

    amount: Decimal | None
    readings: tuple[Decimal, ...]
    reason: str = ""


def findings(answers: Answers) -> tuple[Finding, ...]:
    """HFL: present on a side whose thigh stays above horizontal with the pelvis held."""
    return (two_sides("HFL", side_result(answers, Side.RIGHT), side_result(answers, Side.LEFT)),)


def side_result(answers: Answers, side: Side) -> SideResult:
    """One side of HFL. Without a confirmed pelvis the angle is shown and never interpreted."""
    if skipped := answers.not_done(ID, side):
        return SideResult(Presence.UNKNOWN, skipped.words, skipped.words)
    angle = hip_angle(answers, side)
    if angle.amount is None:
        return SideResult(Presence.UNKNOWN, angle.reason, angle.reason)
    shown = horizontal(angle.amount)
    match answers.choice(ID, "pelvis_controlled", side):
        case "yes":
            pass
        case "no":
            return SideResult(
                Presence.UNKNOWN,
                tr("{shown}, not interpreted", shown=shown),
                tr("Pelvis not held at the reading"),
            )
        case _:
            return SideResult(
                Presence.UNKNOWN,
                tr("{shown}, not yet valid", shown=shown),
                tr("Pelvis held at the reading: not recorded"),
            )
    rules = conventions()
    cut, band = rules["THOMAS_CUT"], rules["THOMAS_NEAR"]
    near = abs(angle.amount - cut) <= band
    above = angle.amount > cut
    reason = _beside_the_cut(above, near, number(cut), number(band))
    if above:
        return SideResult(Presence.PRESENT, tr("{shown}, restricted", shown=shown), reason, near, value=shown)
    return SideResult(Presence.ABSENT, tr("{shown}, not restricted", shown=shown), reason, near, value=shown)


def _beside_the_cut(above: bool, near: bool, cut: str, band: str) -> str:
    match above, near:
        case True, True:
            return tr("Above {cut}°, within {band}° of the cut-off", cut=cut, band=band)
        case True, False:
            return tr("Above {cut}°", cut=cut)
        case False, True:
            return tr("Not above {cut}°, within {band}° of the cut-off", cut=cut, band=band)
        case _:
            return tr("Not above {cut}°", cut=cut)


def hip_angle(answers: Answers, side: Side) -> SideAngle:
    """The angle of one side: the mean of its two closest readings, or the only one there is.

    Two readings further apart than allowed, with no third, give no angle. When two pairs of three readings
    are equally close, the middle reading stands: neither pair has more claim, and it is the mean of both.
    """
    readings: list[Decimal] = []
    for trial in range(1, TRIALS + 1):
        found = reading(answers, side, trial)
        if isinstance(found, str):
            return SideAngle(None, tuple(readings), found)
        if found is not None:
            readings.append(found)
    match readings:
        case []:
            return SideAngle(None, (), tr("Not recorded"))
        case [only]:
            return SideAngle(only, (only,))
        case [first, second] if abs(first - second) > conventions()["THOMAS_SPREAD"]:
            return SideAngle(None, (first, second), _THIRD)
        case _:
            return SideAngle(_closest(readings), tuple(readings))


def reading(answers: Answers, side: Side, trial: int) -> Decimal | str | None:
    """One reading: the angle as recorded, else the angle that the two lengths give; text says why the lengths
    give none, None is "not recorded". An angle recorded beside lengths stands, because it was read."""
    recorded = answers.amount(ID, "hip_angle", side, trial)
    if recorded is not None or not by_two_lengths(answers, side):
        return recorded
    trochanter, epicondyle, length = (answers.amount(ID, step, side, trial) for step in _LENGTHS)
    if trochanter is None or epicondyle is None or length is None:
        return None
    angle = angle_by_lengths(trochanter, epicondyle, length)
    if angle is None or not HIP_ANGLE.low <= angle <= HIP_ANGLE.high:
        return tr("Reading {trial}: these lengths give no possible angle, measure again", trial=trial)
    return angle


def angle_by_lengths(trochanter: Decimal, epicondyle: Decimal, length: Decimal) -> Decimal | None:
    """arcsin((epicondyle - trochanter) / length) in degrees, to 0.1, half up; + is above horizontal.

    None when the heights differ by more than the thigh is long. No tie is ever lost to binary fractions: the
    only tenths of a degree whose sine is a ratio of lengths are 0, 30 and 90.

    >>> angle_by_lengths(Decimal(80), Decimal(75), Decimal(40))
    Decimal('-7.2')
    """
    if length <= 0 or abs(epicondyle - trochanter) > length:
        return None
    return half_up(Decimal(math.degrees(math.asin((epicondyle - trochanter) / length))), 1)


def measures(answers: Answers) -> tuple[Measure, ...]:
    """The hip and knee angle of each side, under the method they were read with."""
    return (
        *(_hip_measure(answers, side, method(answers, side)) for side in SIDES),
        *(_knee_measure(answers, side, method(answers, side)) for side in SIDES),
    )


def method(answers: Answers, side: Side | None = None) -> Method:
    """What the angles were read with and how the pelvis was held; other methods are never compared. A side
    of a document that was read in its own way keeps that way."""
    parts = []
    for step in PROTOCOL.steps:
        if step.method:
            own = answers.choice(ID, step.id, side) if side else None
            recorded = own or answers.choice(ID, step.id)
            if isinstance(step.kind, Chosen):
                words = step.method_words(recorded)
            else:
                words = answers.text(ID, step.id) or NOT_RECORDED
            parts.append((step.method_part, words))
    return Method(tuple(parts))


def notes(answers: Answers) -> tuple[str, ...]:
    """What is worth a line and changes no finding. Nothing is read into a side whose pelvis was not held."""
    rules = conventions()
    held = [side for side in SIDES if side_result(answers, side).presence is not Presence.UNKNOWN]
    lines = []
    for side in held:
        knee = answers.amount(ID, "knee_angle", side)
        if knee is not None and knee < rules["THOMAS_KNEE"]:
            lines.append(
                tr(
                    "{side}: knee bend {knee}°, under {limit}°: two-joint flexor (rectus femoris) pattern",
                    side=side.heading,
                    knee=number(knee),
                    limit=number(rules["THOMAS_KNEE"]),
                )
            )
        if answers.choice(ID, "abduction_drift", side) == "yes":
            lines.append(tr("{side}: thigh drifts out: TFL pattern", side=side.heading))
    right, left = (hip_angle(answers, side).amount for side in SIDES)
    if len(held) == len(SIDES) and right is not None and left is not None:
        apart = abs(right - left)
        if apart >= rules["THOMAS_SIDES"]:
            lines.append(tr("Sides {apart}° apart: hip extension asymmetry", apart=number(apart)))
    return tuple(lines)


def summary(answers: Answers) -> str:
    """ "R +8°, L −4°"."""
    return ", ".join(f"{side.letter} {_short(answers, side)}" for side in SIDES)


def excused(answers: Answers, ref: Ref) -> bool:
    """Whether a required reading is not waited for: the third while the first two agree, an angle that comes
    from lengths, lengths where the angle was read."""
    if ref.side is None or ref.trial is None:
        return False
    if ref.step == "hip_angle" and by_two_lengths(answers, ref.side):
        return True
    if ref.step in _LENGTHS and answers.amount(ID, "hip_angle", ref.side, ref.trial) is not None:
        return True
    return ref.trial == TRIALS and hip_angle(answers, ref.side).reason != _THIRD


def horizontal(angle: Decimal) -> str:
    """ "8° below horizontal"; 0 is "0°, horizontal"."""
    if angle == 0:
        return tr("0°, horizontal")
    if angle > 0:
        return tr("{angle}° above horizontal", angle=number(angle))
    return tr("{angle}° below horizontal", angle=number(abs(angle)))


def signed(angle: Decimal) -> str:
    """ "+8°", "−4°", "0°"."""
    return f"{'+' if angle > 0 else ''}{number(angle)}°"


def _closest(readings: list[Decimal]) -> Decimal:
    pairs = list(combinations(sorted(readings), 2))
    least = min(b - a for a, b in pairs)
    means = [(a + b) / 2 for a, b in pairs if b - a == least]
    return sum(means, Decimal(0)) / len(means)


def _hip_measure(answers: Answers, side: Side, under: Method) -> Measure:
    angle = hip_angle(answers, side).amount
    result = side_result(answers, side)
    valid = angle is not None and result.presence is not Presence.UNKNOWN
    return Measure(
        "thomas.hip_angle",
        tr("Hip angle"),
        side,
        format(angle, "f") if valid and angle is not None else None,
        "deg",
        horizontal(angle) if valid and angle is not None else result.words,
        method=under,
    )


def _knee_measure(answers: Answers, side: Side, under: Method) -> Measure:
    knee = answers.amount(ID, "knee_angle", side)
    skipped = answers.not_done(ID, side)
    if knee is None or skipped:
        words = skipped.words if skipped else tr("Not recorded")
        return Measure("thomas.knee_angle", tr("Knee bend"), side, None, "deg", words, method=under)
    amount = format(knee, "f")
    if answers.choice(ID, "pelvis_controlled", side) != "yes":
        words = tr("{knee}°, pelvis not confirmed held", knee=number(knee))
        return Measure("thomas.knee_angle", tr("Knee bend"), side, None, "deg", words, method=under)
    return Measure(
        "thomas.knee_angle", tr("Knee bend"), side, amount, "deg", f"{number(knee)}°", method=under
    )


def _short(answers: Answers, side: Side) -> str:
    if answers.not_done(ID, side):
        return tr("not done")
    angle = hip_angle(answers, side)
    if angle.amount is None:
        return inside(angle.reason)
    if answers.choice(ID, "pelvis_controlled", side) == "yes":
        return signed(angle.amount)
    return tr("{angle} (not valid)", angle=signed(angle.amount))
