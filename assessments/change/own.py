"""The clinic's own error of a measure, from its own repeats: how large, from how many, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from assessments.language.days import write_date
from assessments.language.finding import Measure, Method
from resources.tongue import tr, trn

Kind = Literal["repeat", "second_rater"]
"""The same person scored again, or another person scored blind."""

_FITTED = (tr("target height"),)
"""Parts of a method that are set to each person's body: no two people share one, so no error is of one."""


@dataclass(frozen=True, slots=True)
class OwnError:
    """The change that 95 % of repeats stay within, in the measure's unit, as it is printed and decided by.

    `pairs` are scorings done twice, however many sides each gave; `until` is the day of the last one.
    """

    code: str
    mdc95: Decimal
    pairs: int
    until: date
    kind: Kind
    method: Method

    @property
    def words(self) -> str:
        """Whose figure it is: "own 24 repeats, to 14-Aug-2026"."""
        day = write_date(self.until)
        if self.kind == "second_rater":
            return trn(
                "own {n} rating by two raters, to {day}",
                "own {n} ratings by two raters, to {day}",
                self.pairs,
                day=day,
            )
        return trn("own {n} repeat, to {day}", "own {n} repeats, to {day}", self.pairs, day=day)

    def speaks_of(self, before: Measure, now: Measure, same_rater: bool) -> bool:
        """Whether that change was measured as the repeats were. An error between two people also bounds
        what one person's repeats would show; an error of one person says nothing of another."""
        return (
            self.code == before.code == now.code
            and (same_rater or self.kind == "second_rater")
            and alike(before.method) == alike(now.method) == alike(self.method)
        )


@dataclass(frozen=True, slots=True)
class OwnErrors:
    """The own errors that a clinic has switched on, each as it stood then. More pairs change no verdict until
    it is switched on anew."""

    errors: tuple[OwnError, ...] = ()

    def of(self, before: Measure, now: Measure, same_rater: bool) -> OwnError | None:
        """What a change is held against; of one rater's own repeats where the rater is the same."""
        found = [one for one in self.errors if one.speaks_of(before, now, same_rater)]
        return min(found, key=lambda one: one.kind != "repeat", default=None)

    def switched_on(self, one: OwnError) -> OwnErrors:
        """With this one, in place of an earlier figure of the same measure, method and kind."""
        return OwnErrors((*self.switched_off(one).errors, one))

    def switched_off(self, one: OwnError) -> OwnErrors:
        """Without any figure of that measure, method and kind."""
        return OwnErrors(
            tuple(
                other
                for other in self.errors
                if (other.code, other.kind, other.method) != (one.code, one.kind, one.method)
            )
        )

    def standing(self, one: OwnError) -> OwnError | None:
        """The figure of that measure, method and kind that is switched on, whether or not it is this one."""
        kept = self.switched_off(one).errors
        return next((other for other in self.errors if other not in kept), None)


NO_OWN = OwnErrors()
"""A clinic that has switched none on: published figures, or error unknown."""


def alike(method: Method) -> Method:
    """The parts of a method by which the repeats of many people belong together."""
    return Method(tuple(part for part in method.parts if part[0] not in _FITTED))
