"""What has been answered so far about one person in one exam, read by step; a gap answers None."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType

from assessments.language.value import ALL, Choice, Choices, NotDone, Quantity, Ref, Side, Text, Value


@dataclass(frozen=True, slots=True)
class Person:
    """Who is examined, as far as the rules need it; None is "not recorded"."""

    age_years: int | None = None
    sex: str | None = None
    """"female", "male" or "other"."""


@dataclass(frozen=True)
class Answers:
    """The standing value of every answered step. Absence means "not recorded"; it is never "no"."""

    person: Person
    entries: Mapping[Ref, Value] = field(default_factory=lambda: MappingProxyType({}))

    def get(
        self, assessment: str, step: str, side: Side | None = None, trial: int | None = None
    ) -> Value | None:
        """The value as recorded, a `NotDone` included."""
        return self.entries.get(Ref(assessment, step, side, trial))

    def choice(
        self, assessment: str, step: str, side: Side | None = None, trial: int | None = None
    ) -> str | None:
        """The code chosen; None when not recorded or not done."""
        value = self.get(assessment, step, side, trial)
        return value.code if isinstance(value, Choice) else None

    def choices(self, assessment: str, step: str) -> tuple[str, ...] | None:
        """The codes ticked; None when not recorded, an empty tuple when none applies."""
        value = self.get(assessment, step)
        return value.codes if isinstance(value, Choices) else None

    def amount(
        self, assessment: str, step: str, side: Side | None = None, trial: int | None = None
    ) -> Decimal | None:
        """The exact number; None when not recorded or not done."""
        value = self.get(assessment, step, side, trial)
        return value.amount if isinstance(value, Quantity) else None

    def text(self, assessment: str, step: str, side: Side | None = None) -> str | None:
        value = self.get(assessment, step, side)
        return value.text if isinstance(value, Text) else None

    def not_done(self, assessment: str, side: Side | None = None) -> NotDone | None:
        """Why the whole assessment, or that side of it, was not done; None when nobody said so."""
        for where in (side, None):
            value = self.entries.get(Ref(assessment, ALL, where))
            if isinstance(value, NotDone):
                return value
        return None

    def changed(self, ref: Ref, value: Value | None) -> Answers:
        """The same answers with one of them different; None takes it away."""
        entries = dict(self.entries)
        if value is None:
            entries.pop(ref, None)
        else:
            entries[ref] = value
        return replace(self, entries=MappingProxyType(entries))
