"""What a clamshell trial amounts to: the finding of each side, and the two sides against each other."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessments.clamshell.protocol import ID, MODES, NO_NORM, STOP_REASONS
from assessments.language.answers import Answers
from assessments.language.conventions import conventions
from assessments.language.finding import Finding, Measure, Method, Presence, SideResult, two_sides
from assessments.language.protocol import NOT_RECORDED
from assessments.language.reading import number
from assessments.language.rounding import half_up
from assessments.language.value import SIDES, Side
from resources.tongue import tr, trn


@dataclass(frozen=True, slots=True)
class Score:
    """One side as recorded. `amount` is repetitions, or seconds of a hold; None when there is none.

    `reason` says why nothing can be said of it: not done, not recorded, or stopped by pain.
    """

    side: Side
    mode: str
    amount: Decimal | None
    stop_reason: str | None
    limiter: str | None
    reason: str = ""

    @property
    def capped(self) -> bool:
        """Whether the test ended before the person did, so the true number is not known."""
        cap = (
            self.mode == "repetitions"
            and self.amount is not None
            and self.amount >= conventions()["CLAM_CAP"]
        )
        return self.stop_reason == "cap" or cap

    @property
    def gluteal(self) -> bool:
        """Whether it may be read as gluteal endurance: neither pain nor the front of the hip ended it."""
        return self.stop_reason != "pain" and self.limiter != "front_of_hip"

    @property
    def amount_words(self) -> str:
        if self.amount is None:
            return self.reason
        if self.mode == "hold":
            return tr("{seconds} s hold", seconds=number(self.amount))
        return trn("{n} repetition", "{n} repetitions", int(self.amount), n=number(self.amount))

    @property
    def words(self) -> str:
        """The number with what ended it: "14 repetitions, stopped by fatigue"."""
        parts = [self.amount_words]
        if self.amount is not None:
            stop = next((option.words for option in STOP_REASONS if option.code == self.stop_reason), None)
            parts.append(tr("ended by {stop}", stop=stop) if stop else tr("stop reason not recorded"))
            if not self.gluteal:
                parts.append(tr("not interpretable as gluteal endurance"))
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The two sides against each other. `verdict` is noise, uncertain, confirm, not_computable,
    not_interpretable, not_comparable or missing; `percent` is of the better side, one decimal, half up.
    """

    percent: Decimal | None
    weaker: Side | None
    verdict: str
    words: str


def score(answers: Answers, side: Side) -> Score:
    """The side as recorded; without a mode, counted repetitions say which test it was."""
    repetitions = answers.amount(ID, "repetitions", side)
    mode = answers.choice(ID, "mode", side) or ("repetitions" if repetitions is not None else None)
    amount = answers.amount(ID, "seconds", side) if mode == "hold" else repetitions
    stop = answers.choice(ID, "stop_reason", side)
    given = answers.not_done(ID, side)
    if given is not None:
        amount, reason = None, given.words
    elif amount is None:
        reason = tr("Not recorded")
    elif stop is None:
        reason = tr("Stop reason not recorded")
    else:
        reason = tr("Stopped by pain") if stop == "pain" else ""
    return Score(side, mode or "repetitions", amount, stop, answers.choice(ID, "limiter", side), reason)


def findings(answers: Answers) -> tuple[Finding, ...]:
    """The endurance deficit of each side, against the clinic's own convention."""
    right, left = (_side(score(answers, side)) for side in SIDES)
    return (two_sides("ABE", right, left),)


def compared(answers: Answers) -> Comparison:
    """The side difference in bands of our own; none where pain, the hip's front or the cap ended a side."""
    right, left = (score(answers, side) for side in SIDES)
    if right.amount is None or left.amount is None:
        return Comparison(None, None, "missing", tr("Both sides are needed to compare them."))
    if right.stop_reason is None or left.stop_reason is None:
        return Comparison(None, None, "missing", tr("Why each side ended is needed to compare them."))
    if right.mode != left.mode:
        return Comparison(
            None, None, "not_comparable", tr("Different tests on the two sides: not comparable.")
        )
    if not (right.gluteal and left.gluteal):
        words = tr("Ended by pain or the front of the hip: not interpretable as gluteal endurance.")
        return Comparison(None, None, "not_interpretable", words)
    if right.capped or left.capped:
        return Comparison(
            None, None, "not_computable", tr("A side reached the cap: the difference is not computable.")
        )
    better, worse = max(right.amount, left.amount), min(right.amount, left.amount)
    if not better:
        return Comparison(None, None, "not_computable", tr("Nothing above zero: difference not computable."))
    percent = half_up(100 * Fraction(better - worse) / Fraction(better), 1)
    weaker = None if better == worse else min((right, left), key=lambda it: it.amount or 0).side
    verdict, meaning = _band(percent)
    if weaker is None:
        return Comparison(percent, None, verdict, tr("No difference: {meaning}.", meaning=meaning))
    words = tr(
        "{side} lower by {percent} %: {meaning}.", side=weaker.heading, percent=percent, meaning=meaning
    )
    return Comparison(percent, weaker, verdict, words)


def measures(answers: Answers) -> tuple[Measure, ...]:
    """The result of each side; a hold is another test and never stands under the repetitions' code."""
    return tuple(_measure(answers, score(answers, side)) for side in SIDES)


def summary(answers: Answers) -> str:
    """The line in the step rail: "R 14, L 22 reps"."""
    right, left = (score(answers, side) for side in SIDES)
    if right.amount is None and left.amount is None:
        return tr("Not recorded")
    if right.mode == left.mode and right.amount is not None and left.amount is not None:
        right_side, left_side = Side.RIGHT.letter, Side.LEFT.letter
        return f"{right_side} {number(right.amount)}, {left_side} {number(left.amount)} {_unit(right)}"
    return ", ".join(
        f"{it.side.letter} {number(it.amount)} {_unit(it)}"
        if it.amount is not None
        else tr("{side} missing", side=it.side.letter)
        for it in (right, left)
    )


def notes(answers: Answers) -> tuple[str, ...]:
    """That no norm exists, and how the sides compare, once there is a number to misread."""
    if all(score(answers, side).amount is None for side in SIDES):
        return ()
    return (NO_NORM, tr("Sides: {compared}", compared=compared(answers).words))


def _side(it: Score) -> SideResult:
    if it.reason:
        return SideResult(Presence.UNKNOWN, it.words, it.reason)
    rule = conventions().rules["CLAM_MIN_HOLD" if it.mode == "hold" else "CLAM_MIN_REPS"]
    low = it.amount is not None and it.amount < rule.amount
    presence = Presence.PRESENT if low else Presence.ABSENT
    return SideResult(presence, it.words, rule.words if low else "", value=it.amount_words)


def _band(percent: Decimal) -> tuple[str, str]:
    rules = conventions()
    if percent < rules["CLAM_NOISE"]:
        return "noise", tr("within likely noise")
    if percent <= rules["CLAM_CONFIRM"]:
        return "uncertain", tr("uncertain, repeat")
    return "confirm", tr("confirm another way")


def _measure(answers: Answers, it: Score) -> Measure:
    target = answers.amount(ID, "target_height")
    band = (answers.text(ID, "band") or "").strip()
    return Measure(
        f"{ID}.{'hold' if it.mode == 'hold' else 'repetitions'}",
        tr("Clamshell hold") if it.mode == "hold" else tr("Clamshell repetitions"),
        it.side,
        None if it.amount is None else str(it.amount),
        "s" if it.mode == "hold" else "repetitions",
        it.words,
        method=Method(
            (
                (tr("test"), next(option.words for option in MODES if option.code == it.mode)),
                (tr("target height"), f"{number(target)} cm" if target is not None else NOT_RECORDED),
                (tr("band"), band or NOT_RECORDED),
            )
        ),
    )


def _unit(it: Score) -> str:
    return "s" if it.mode == "hold" else tr("reps")
