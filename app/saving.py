"""Answers on their way to the disk: in order, one commit each, and held in the memory until it returned."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.clock import Clock
from app.faults import ChangedElsewhere, Fault, InUse
from app.journal import Given, Journal, Outcome, Record
from app.log import About, Code, note
from assessments.language.answers import Person
from assessments.language.exam import ChangeOfPhase, Event, NotAllowed, Undone, replay
from resources.tongue import tr

RETRY_AFTER = 5.0
"""Seconds until what was refused is tried again by itself."""
BUSY_TRIES = 3
"""So often a file that another program holds is tried before anybody is told; each try waits its time out."""
PATIENCE = 10.0
"""Seconds that signing, leaving and closing wait for the disk."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else wrote this exam's next event: what both wrote since the last event both know."""

    before: tuple[Event, ...]
    theirs: tuple[Event, ...]
    ours: tuple[Event, ...]
    """In the memory only."""


@dataclass(frozen=True, slots=True)
class SavingState:
    """What is true of the disk now. Nothing is said to be saved before its commit returned."""

    pending: int = 0
    """Strokes that are not on the disk."""
    waiting_since: float | None = None
    """When the oldest of them was given, by the stopwatch."""
    saved_at: datetime | None = None
    trouble: Fault | None = None
    """Why the oldest could not be written; nothing behind it is tried before it."""
    conflict: Conflict | None = None


class Unfinished(Fault):
    """What goes wrong here is the program's own mistake and is told by whoever watches the threads."""

    def __init__(self) -> None:
        super().__init__(
            tr(
                "A part of the program failed while saving: the last entry is NOT saved. "
                "Save this exam to USB, then start again."
            )
        )


class NotSettled(Fault):
    def __init__(self) -> None:
        super().__init__(tr("Somebody else changed this exam: choose first which answers stand."))


@dataclass(frozen=True, slots=True)
class _Stroke:
    journal: Record
    events: tuple[Event, ...]
    given: float


class Saver:
    """One queue for all exams. A thread of its own writes; `inline` writes in the act itself, for tests.

    `flush` is the barrier: whatever must not happen before the answers are on the disk waits for it.
    """

    def __init__(self, clock: Clock, inline: bool = False) -> None:
        self._clock = clock
        self._inline = inline
        self._queue: deque[_Stroke] = deque()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._heard: Callable[[], None] | None = None
        self._saved_at: datetime | None = None
        self._trouble: Fault | None = None
        self._conflict: Conflict | None = None
        self._asked = False
        self._busy = 0
        self._tried = 0
        self._closing = False

    @property
    def standing(self) -> SavingState:
        with self._changed:
            since = self._queue[0].given if self._queue else None
            return SavingState(len(self._queue), since, self._saved_at, self._trouble, self._conflict_now())

    def listen(self, heard: Callable[[], None] | None) -> None:
        """Call this after every try, from the thread that tried; None calls nobody any more."""
        self._heard = heard

    def journal(self, journal: Journal, saved_at: datetime | None = None) -> Journal:
        """The same journal with the queue before it; one that is not on a disk needs none. `saved_at` is when
        its last event was kept."""
        with self._changed:
            if not self._queue:
                self._saved_at = saved_at
        return _Behind(self, journal) if isinstance(journal, Record) else journal

    def retry(self) -> None:
        """Try now what was held."""
        with self._changed:
            self._asked = True
        self._go_on()

    def flush(self, timeout: float = PATIENCE) -> bool:
        """Wait until everything is on the disk; what is held is tried once more. False if something is
        still not."""
        with self._changed:
            if not self._queue:
                return True
            tried, self._asked = self._tried, True
        self._go_on()
        with self._changed:
            self._changed.wait_for(lambda: not self._queue or self._failed_since(tried), timeout)
            return not self._queue

    def keep_mine(self) -> None:
        """Write what is pending of the exam in conflict after what the other wrote.

        Raises `NotAllowed` when the other closed the exam, else a `Fault`; then nothing was settled.
        """
        ours = self._in_conflict()
        record = ours[0].journal
        events = record.events()
        if not replay(events, Person(None, "")).open:
            raise NotAllowed(
                tr(
                    "The other one closed this exam: your answers cannot be added to it. "
                    "Save this exam to USB, then take theirs."
                )
            )
        mine = _after(events[-1].number, ours)
        self._settle(record, ours, mine)

    def take_theirs(self) -> None:
        """Drop what is pending of the exam in conflict; it stays in the record of acts. Raises a `Fault`."""
        ours = self._in_conflict()
        self._settle(ours[0].journal, ours, ())

    def close(self) -> None:
        """Write what can be written and end; what is held then is lost with the program."""
        self.flush()
        with self._changed:
            self._closing = True
            self._heard = None
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(PATIENCE)

    # What the journals ask

    def _put(self, record: Record, events: tuple[Event, ...]) -> None:
        with self._changed:
            # Who acts is bound now: another person may be at the desk when the disk takes it.
            self._queue.append(_Stroke(record.bound(), events, self._clock.monotonic()))
            held = self._held
        if not held:
            self._go_on()

    def _put_through(self, record: Record, events: tuple[Event, ...], outcome: Outcome | None) -> None:
        """Write in the act itself, behind everything that was given before."""
        if not self.flush():
            state = self.standing
            raise NotSettled() if state.conflict else state.trouble or InUse()
        record.append(*events, outcome=outcome)
        with self._changed:
            self._saved_at = self._clock.now()
        self._tell()

    def _events(self, record: Record) -> tuple[Event, ...]:
        # The queue is read first: what is written between the two is then in both, and counted once.
        with self._changed:
            pending = [event for stroke in self._of(record) for event in stroke.events]
        kept = record.events()
        return (*kept, *(event for event in pending if event.number > kept[-1].number))

    # The one who writes

    def _go_on(self) -> None:
        """Let the writer look at the queue; without a thread, be the writer."""
        if self._inline:
            while (stroke := self._due()) is not None:
                self._write(stroke)
            return
        with self._changed:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="saving", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def _run(self) -> None:
        while True:
            with self._changed:
                while (stroke := self._due()) is None:
                    if self._closing:
                        return
                    if not self._changed.wait(RETRY_AFTER if self._trouble else None):
                        self._asked = True
            self._write(stroke)

    def _due(self) -> _Stroke | None:
        """The oldest stroke, when it may be tried now."""
        with self._changed:
            if not self._queue or self._conflict or (self._trouble and not self._asked):
                return None
            self._asked = False
            return self._queue[0]

    def _write(self, stroke: _Stroke) -> None:
        try:
            stroke.journal.append(*stroke.events)
            self._kept(stroke)
        except ChangedElsewhere:
            self._compare(stroke)
        except InUse as fault:
            with self._changed:
                self._busy += 1
                tried_enough = self._busy >= BUSY_TRIES or self._trouble is not None
            if tried_enough:
                self._hold(fault)
        except Fault as fault:
            self._hold(fault)
        except BaseException:
            self._hold(Unfinished())
            self._tell()
            raise
        self._tell()

    def _kept(self, stroke: _Stroke) -> None:
        with self._changed:
            self._queue.remove(stroke)
            self._saved_at = self._clock.now()
            self._trouble = self._conflict = None
            self._end_try()

    def _hold(self, trouble: Fault) -> None:
        with self._changed:
            if self._trouble is None:
                note(Code.NOT_SAVED, about=About.EXAM, count=len(self._queue), error=trouble)
            self._trouble = trouble
            self._end_try()

    def _end_try(self) -> None:
        self._busy = 0
        self._tried += 1
        self._changed.notify_all()

    # When another has written

    def _compare(self, stroke: _Stroke) -> None:
        """Somebody wrote the events of these numbers. It may have been ourselves: a commit whose success was
        lost on the way back; else it is for a person to choose."""
        try:
            kept = stroke.journal.events()
        except Fault as fault:
            self._hold(fault)
            return
        first = stroke.events[0].number
        theirs = tuple(event for event in kept if event.number >= first)
        if theirs[: len(stroke.events)] == stroke.events:
            self._kept(stroke)
            return
        with self._changed:
            self._trouble = None
            self._conflict = Conflict(tuple(e for e in kept if e.number < first), theirs, ())
            self._end_try()

    def _conflict_now(self) -> Conflict | None:
        if self._conflict is None:
            return None
        ours = (event for stroke in self._of(self._queue[0].journal) for event in stroke.events)
        return replace(self._conflict, ours=tuple(ours))

    def _in_conflict(self) -> list[_Stroke]:
        with self._changed:
            if self._conflict is None:
                raise NotAllowed(tr("There is nothing to choose: nobody else changed this exam."))
            return self._of(self._queue[0].journal)

    def _settle(self, record: Record, ours: Sequence[_Stroke], mine: Sequence[Given]) -> None:
        conflict = self.standing.conflict
        assert conflict is not None
        try:
            record.settle(mine, conflict.ours, conflict.theirs)
        except ChangedElsewhere:
            # The other went on while this one chose.
            self._compare(ours[0])
            self._tell()
            raise
        with self._changed:
            for stroke in ours:
                self._queue.remove(stroke)
            self._conflict = None
            self._saved_at = self._clock.now()
            self._end_try()
        self._tell()
        self._go_on()

    def _of(self, record: Record) -> list[_Stroke]:
        return [stroke for stroke in self._queue if stroke.journal.exam_id == record.exam_id]

    @property
    def _held(self) -> bool:
        return self._trouble is not None or self._conflict is not None

    def _failed_since(self, tried: int) -> bool:
        """Whether a person has to choose, or a try begun since then was refused."""
        return self._conflict is not None or (self._trouble is not None and self._tried > tried)

    def _tell(self) -> None:
        if self._heard is not None:
            self._heard()


class _Behind:
    """A journal whose answers wait in the queue. What opens or closes an exam is shown as done only once it
    is on the disk, so it does not wait: returning means kept."""

    def __init__(self, saver: Saver, record: Record) -> None:
        self._saver = saver
        self._record = record

    def append(self, *events: Event, outcome: Outcome | None = None) -> None:
        if any(isinstance(event, ChangeOfPhase) for event in events):
            self._saver._put_through(self._record, events, outcome)
        else:
            self._saver._put(self._record, events)

    def events(self) -> tuple[Event, ...]:
        return self._saver._events(self._record)


def _after(last: int, strokes: Sequence[_Stroke]) -> list[Given]:
    """The events numbered on from the last one, in the order they were given; an undo of one of them goes
    along. Numbers that begin again are of an exam that was read again: it knows nothing of the ones before.
    """
    given: list[Given] = []
    numbered: dict[int, int] = {}
    for stroke in strokes:
        for event in stroke.events:
            last += 1
            if event.number in numbered:
                numbered.clear()
            numbered[event.number] = last
            if isinstance(event, Undone):
                event = replace(event, takes_back=numbered.get(event.takes_back, event.takes_back))
            given.append(Given(replace(event, number=last), stroke.journal.author))
    return given
