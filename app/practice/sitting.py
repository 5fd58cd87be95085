"""One sitting of a learner: what is asked in which order, what was answered, and what is committed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from uuid import uuid4

from app.practice.attempt import Attempt, marked
from app.practice.book import named
from app.practice.marking import Mark, mark
from app.practice.task import Item, Task, items
from app.practice.truth import Case
from assessments.language.reading import Complaint, Reading, read
from assessments.language.value import Ref, Value

Asked = tuple[Case, Task]


class Sitting:
    """`kind` is what was chosen on the start page, `title` the same in words.

    A `station` is one of an examination with a clock: its name, "" else. Where a sitting does not `reveal`,
    the key stays hidden after the commit. `after` is the page to go to once the last case is done.
    """

    def __init__(
        self,
        kind: str,
        title: str,
        asked: Sequence[Asked],
        learner: str = "",
        *,
        id: str = "",
        station: str = "",
        reveals: bool = True,
        after: str = "block",
    ) -> None:
        self.id = id or uuid4().hex
        self.kind = kind
        self.title = title
        self.asked = tuple(asked)
        self.learner = learner
        self.station = station
        self.reveals = reveals
        self.after = after
        self.at = 0
        """Which case is at hand, from 0."""
        self.attempts: list[Attempt] = []
        self.marks: list[tuple[Mark, ...]] = []
        self._given: dict[Ref, Value] = {}
        self._earlier: dict[Ref, Value] = {}
        self._strokes: list[tuple[Ref, Value | None]] = []

    @property
    def case(self) -> Case:
        return self.asked[self.at][0]

    @property
    def task(self) -> Task:
        return self.asked[self.at][1]

    @property
    def items(self) -> tuple[Item, ...]:
        return items(self.case, self.task)

    @property
    def given(self) -> Mapping[Ref, Value]:
        """What was answered of the case at hand; what is absent was not."""
        return MappingProxyType(self._given)

    @property
    def given_of_case(self) -> Mapping[Ref, Value]:
        """With what was answered before of the same person, where one is examined whole."""
        return MappingProxyType({**self._earlier, **self._given} if self.whole else self._given)

    @property
    def asked_of_case(self) -> tuple[Task, ...]:
        """The tasks that those answers belong to."""
        if self.whole:
            return tuple(task for _, task in self.asked[: self.at + 1])
        return (self.task,)

    @property
    def committed(self) -> bool:
        return len(self.attempts) > self.at

    @property
    def whole(self) -> bool:
        """Whether the same person is asked from the first test to the last."""
        return len(self.asked) > 1 and len({case.code for case, _ in self.asked}) == 1

    @property
    def last(self) -> bool:
        return self.at == len(self.asked) - 1

    @property
    def open_items(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.ref not in self._given)

    def give(self, ref: Ref, typed: str) -> Complaint | None:
        """Take an answer as it was typed; empty takes it away. What was refused changes nothing."""
        if self.committed:
            return None
        item = next(item for item in self.items if item.ref == ref)
        found = read(item.kind, typed) if typed else None
        if isinstance(found, Complaint):
            return found
        value = found.value if isinstance(found, Reading) else None
        if value != self._given.get(ref):
            self._strokes.append((ref, self._given.get(ref)))
            self._put(ref, value)
        return None

    def undo(self) -> Ref | None:
        """Take the last answer of this case back; None where there is nothing, or it is committed."""
        if self.committed or not self._strokes:
            return None
        ref, before = self._strokes.pop()
        self._put(ref, before)
        return ref

    def attempt(self, at: datetime, seconds: float) -> Attempt:
        """The case at hand as it would be kept now. Unanswered items stay unanswered."""
        return Attempt(
            id=uuid4().hex,
            at=at,
            learner=named(self.learner),
            block=self.id,
            case=self.case.code,
            task=self.task,
            given=MappingProxyType(dict(self._given)),
            marks=marked(mark(self.case, self.task, self._given)),
            seconds=round(seconds, 1),
            station=self.station,
        )

    def commit(self, attempt: Attempt) -> None:
        """It is kept: from now on nothing of this case can be changed, and the key may be seen."""
        assert not self.committed
        self.attempts.append(attempt)
        self.marks.append(mark(self.case, self.task, self._given))
        self._earlier |= self._given

    def next(self) -> bool:
        """Go to the case after this one; False where it was the last."""
        if self.last:
            return False
        self.at += 1
        self._given = {}
        self._strokes = []
        return True

    def _put(self, ref: Ref, value: Value | None) -> None:
        if value is None:
            self._given.pop(ref, None)
        else:
            self._given[ref] = value
