"""The clinic's own error of a measure, from its own repeats: how large, from how many, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from assessments.language.finding import Measure, Method
from resources.tongue import tr

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

    def speaks_of(self, before: Measure, now: Measure, same_rater: bool) -> bool:
        """Whether that change was measured as the repeats were. An error between two people also bounds
        what one person's repeats would show; an error of one person says nothing of another."""
        return (
            self.code == before.code == now.code
            and (same_rater or self.kind == "second_rater")
            and alike(before.method) == alike(now.method) == alike(self.method)
        )


def alike(method: Method) -> Method:
    """The parts of a method by which the repeats of many people belong together."""
    return Method(tuple(part for part in method.parts if part[0] not in _FITTED))
