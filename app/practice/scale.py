"""The categories in which judgements of one item, or of several together, are counted for kappa."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from app.agreement.kappa import Categories, Weights, of_table
from app.agreement.ratings import table
from app.agreement.undefined import Undefined
from app.practice.attempt import Marked
from app.practice.marking import ranks
from app.practice.task import CLASS, Item
from assessments.classification.labels import labels
from assessments.language.catalogue import assessment
from assessments.language.protocol import Chosen
from assessments.language.value import Ref
from resources.tongue import tr

Place = tuple[str, str]
"""Assessment and step: the same item on both sides and in every repetition."""


def scale_of(marks: Iterable[Marked]) -> Scale:
    """The scale of all of these marks together."""
    return _scale(frozenset([(mark.ref.assessment, mark.ref.step) for mark in marks]))


@lru_cache(256)
def _scale(places: frozenset[Place]) -> Scale:
    """Kept: a history is told again after every case, and its items are few."""
    return Scale(places)


class Scale:
    """The categories in which these marks can be counted together.

    Marks of one item have its options. Those of several have in common how much of a fault was called: none,
    some, more; options without such an order are left out, unless all marks have the very same ones.
    """

    def __init__(self, items: frozenset[Place]) -> None:
        lists = {options(*item) for item in items} - {()}
        self._one = next(iter(lists)) if len(lists) == 1 else ()
        self._ordered = len(lists) > 1 or all(_in_order(*item) for item in items if options(*item))
        most = max((max(_ranks(*item).values(), default=0) for item in items), default=0)
        self._size = len(self._one) or (most + 1 if lists else 0)
        self._places = {item: self._places_of(item) for item in items}

    def nothing(self) -> list[list[float]]:
        """The table that `count` counts into: the learner's categories in the rows, those of the key in the
        columns."""
        return [[0.0] * self._size for _ in range(self._size)]

    def count(self, marks: Iterable[Marked], counts: list[list[float]]) -> None:
        for mark in marks:
            places = self._places[mark.ref.assessment, mark.ref.step]
            given = None if mark.given is None else places.get(mark.given)
            right = None if mark.key is None else places.get(mark.key)
            if given is not None and right is not None:
                counts[given][right] += 1

    def statistics(self, counts: list[list[float]], weights: Weights) -> Categories | Undefined:
        """Of a table that was counted."""
        if not self._size:
            return Undefined(tr("A number has no categories: agreement is within its tolerance."))
        if weights != "none" and not self._ordered:
            return Undefined(tr("These categories have no order."))
        return of_table(table(counts, self._size), weights)

    def _places_of(self, item: Place) -> Mapping[str, int]:
        """Which category each option of an item is counted as."""
        if self._one and options(*item):
            return {code: at for at, code in enumerate(self._one)}
        return _ranks(*item)


@cache
def options(assessment_id: str, step: str) -> tuple[str, ...]:
    """The codes of an item's options, the least first where they have an order; none of a number."""
    if (assessment_id, step) == (CLASS.assessment, CLASS.step):
        return tuple(labels())
    kind = assessment(assessment_id).protocol.step(step).kind
    if not isinstance(kind, Chosen):
        return ()
    order = _ranks(assessment_id, step)
    return tuple(sorted((option.code for option in kind.options), key=lambda code: order.get(code, 0)))


def _in_order(assessment_id: str, step: str) -> bool:
    """Whether no two options are alike in how much of a fault they call, and none is left out."""
    return sorted(_ranks(assessment_id, step).values()) == list(range(len(options(assessment_id, step))))


@cache
def _ranks(assessment_id: str, step: str) -> Mapping[str, int]:
    if (assessment_id, step) == (CLASS.assessment, CLASS.step):
        return {}
    kind = assessment(assessment_id).protocol.step(step).kind
    return ranks(Item(Ref(assessment_id, step), "", kind))
