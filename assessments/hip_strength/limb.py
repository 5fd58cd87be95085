"""One side of one movement: its valid trials, the value that counts, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessments.hip_strength.protocol import ID, TRIALS
from assessments.language.answers import Answers
from assessments.language.value import NotDone, Side
from resources.tongue import tr

_GRAVITY = Decimal("9.80665")
"""Standard gravity in m/s², exact by definition: it makes % of body weight the same as kgf per kg."""


@dataclass(frozen=True, slots=True)
class Limb:
    """What one side gave. `force` is the exact value that counts, in newtons; None when there is none.

    `tried` counts every trial with a force, valid or not; `reason` says why there is no value.
    """

    side: Side
    valid: tuple[Decimal, ...]
    tried: int
    force: Fraction | None
    grade: Decimal | None
    pain: Decimal | None
    lever: Decimal | None
    mass: Decimal | None
    reason: str = ""

    @property
    def highest(self) -> Decimal | None:
        return max(self.valid, default=None)

    @property
    def mean(self) -> Fraction | None:
        return Fraction(sum(self.valid)) / len(self.valid) if self.valid else None

    @property
    def scatter(self) -> Fraction | None:
        """The standard deviation of the valid trials in newtons; None with fewer than two."""
        if len(self.valid) < 2 or self.mean is None:
            return None
        away = [Fraction(force) - self.mean for force in self.valid]
        variance = sum((it * it for it in away), Fraction(0)) / (len(self.valid) - 1)
        return Fraction((Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt())

    @property
    def spread(self) -> Fraction | None:
        """The scatter in per cent of the mean."""
        return 100 * self.scatter / self.mean if self.scatter is not None and self.mean else None

    @property
    def best_two_apart(self) -> Fraction | None:
        """How far the second best trial lies below the best, in per cent of the best."""
        best = sorted(self.valid, reverse=True)[:2]
        if len(best) < 2 or not best[0]:
            return None
        return 100 * Fraction(best[0] - best[1]) / Fraction(best[0])

    @property
    def torque(self) -> Fraction | None:
        """Newton metres; gravity is not corrected for."""
        return self.force * Fraction(self.lever) if self.force is not None and self.lever else None

    @property
    def force_per_mass(self) -> Fraction | None:
        """Newtons per kilogram of body mass."""
        return self.force / Fraction(self.mass) if self.force is not None and self.mass else None

    @property
    def torque_per_mass(self) -> Fraction | None:
        """Newton metres per kilogram of body mass."""
        return self.torque / Fraction(self.mass) if self.torque is not None and self.mass else None

    @property
    def percent_body_weight(self) -> Fraction | None:
        return 100 * self.force_per_mass / Fraction(_GRAVITY) if self.force_per_mass is not None else None


def limb(answers: Answers, movement: str, side: Side) -> Limb:
    """The side as recorded. A force without a word on its trial counts as valid; a side not done has none."""
    forces = [
        (force, answers.choice(ID, f"{movement}_valid", side, trial) or "yes")
        for trial in range(1, TRIALS + 1)
        if (force := answers.amount(ID, f"{movement}_force", side, trial)) is not None
    ]
    grade = answers.amount(ID, f"{movement}_grade", side)
    reason = not_done(answers, movement, side)
    if reason:
        forces, grade = [], None
    valid = tuple(force for force, validity in forces if validity == "yes")
    if not reason and not valid:
        reason = tr("No valid trial") if forces else tr("Not recorded")
    return Limb(
        side=side,
        valid=valid,
        tried=len(forces),
        force=_counts(valid, answers.choice(ID, f"{movement}_summary")),
        grade=grade,
        pain=answers.amount(ID, f"{movement}_pain", side),
        lever=answers.amount(ID, f"{movement}_lever", side),
        mass=answers.amount("intake", "mass"),
        reason=reason,
    )


def not_done(answers: Answers, movement: str, side: Side | None = None) -> str:
    """Why the movement, or that side of it, was not done, in words; empty when nobody said so.

    Not done stands at the whole test, at the movement's method, or at the first trial or the grade of a side.
    """
    given = answers.not_done(ID, side) or answers.get(ID, f"{movement}_method")
    if not isinstance(given, NotDone) and side is not None:
        for value in (
            answers.get(ID, f"{movement}_force", side, 1),
            answers.get(ID, f"{movement}_grade", side),
        ):
            if isinstance(value, NotDone):
                given = value
    return given.words if isinstance(given, NotDone) else ""


def method(answers: Answers, movement: str) -> str | None:
    """As chosen, "dynamometer" or "manual"; else as the entries show; None when they show both or nothing."""
    chosen = answers.choice(ID, f"{movement}_method")
    if chosen is not None:
        return chosen
    forces = any(limb(answers, movement, side).tried for side in Side)
    grades = any(limb(answers, movement, side).grade is not None for side in Side)
    if forces == grades:
        return None
    return "dynamometer" if forces else "manual"


def _counts(valid: tuple[Decimal, ...], summary: str | None) -> Fraction | None:
    """The highest of the valid trials, or their exact mean where that is the clinic's choice."""
    if not valid:
        return None
    return Fraction(sum(valid)) / len(valid) if summary == "mean" else Fraction(max(valid))
