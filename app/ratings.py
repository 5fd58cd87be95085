"""Some tests of a visit scored again: blind by a second rater, or by the same one; then both side by side.

Blindness is kept here and not by pages. While somebody's rating is open, what that person asks of the
patient's record is refused, and the refusal is in the record of acts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from app.access.rights import Right
from app.access.session import Access, Service, for_everyone, needs
from app.agreement.pairs import Pair, Scoring
from app.audit import Act, Entry
from app.clock import Clock
from app.evaluation import evaluate
from app.examination import Examination
from app.exams import ExamHead
from app.patients import VOIDED, Patient
from app.store.audit import Wanted, entries
from app.store.database import Database
from app.store.exams import StoredExams
from assessments.language.answers import Answers
from assessments.language.catalogue import catalogue
from assessments.language.conventions import conventions
from assessments.language.exam import Exam, ExamKind, NotAllowed, Phase, Rates, Started, replay
from resources.tongue import tr

FACTS = ("intake", "safety")
"""Told to the rater and not scored again: the cautions and stops of the tests rest on them."""

BLIND = tr(
    "You are scoring this patient again. The record opens for you once that rating is closed or given up."
)
_RATED = (Phase.EXAMINING, Phase.SIGNED, Phase.AMENDING)


@dataclass(frozen=True, slots=True)
class Ratable:
    """A test of a visit that was scored, and who scored it."""

    id: str
    name: str
    givers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rating:
    """What a list shows of a rating; `done` is when both scores were shown, None while it is open."""

    id: str
    patient_id: str
    kind: ExamKind
    visit: int
    tests: tuple[str, ...]
    by: str
    rater: str
    started_at: datetime
    done: datetime | None
    phase: Phase


@dataclass(frozen=True, slots=True)
class Revealed:
    """A closed rating, both scores of it."""

    rating: Rating
    patient: Patient
    pair: Pair


@dataclass(frozen=True, slots=True)
class Asked:
    """A second rating that somebody asked for, until a second rater sits down to it."""

    exam_id: str
    patient: Patient
    visit: int
    tests: tuple[str, ...]
    givers: tuple[str, ...]


class Ratings(Service):
    """The ratings of one record; `examination` opens an exam of it, `waiting` is what was asked for and not
    begun."""

    def __init__(
        self,
        access: Access,
        exams: StoredExams,
        database: Database,
        clock: Clock,
        examination: Callable[[str, str], Examination],
        waiting: list[Asked],
    ) -> None:
        super().__init__(access)
        self._waiting = waiting
        self._exams = exams
        self._database = database
        self._clock = clock
        self._examination = examination

    # Blindness

    @for_everyone
    def open_of_mine(self, patient_id: str = "") -> Rating | None:
        """The open rating of who is at the desk, of that patient or of any; None when there is none."""
        return next((one for one in self._mine() if patient_id in ("", one.patient_id)), None)

    @for_everyone
    def require_sight(self, patient_id: str, entity: str) -> None:
        """Raise `NotAllowed`, and tell the record, when who is at the desk is to score that patient blind."""
        if self.open_of_mine(patient_id) is not None:
            self._database.tell(Entry(Act.NOT_PERMITTED, entity, "blind"))
            raise NotAllowed(BLIND)

    @for_everyone
    def withheld(self) -> frozenset[str]:
        """The entities whose details are not shown now, because who is at the desk is to score them blind."""
        found = set[str]()
        for patient in {one.patient_id for one in self._mine()}:
            exams = (*self._exams.of_patient(patient), *self._exams.ratings_of_patient(patient))
            found |= {f"patient:{patient}", *(f"exam:{head.id}" for head in exams)}
        return frozenset(found)

    @for_everyone
    def require_own(self, head: ExamHead) -> None:
        """Raise `NotAllowed` when somebody else is in the middle of this rating."""
        rating = self._rating(head)
        if rating.phase is Phase.EXAMINING and rating.rater != self.session.person.id:
            self._database.tell(Entry(Act.NOT_PERMITTED, f"exam:{head.id}", "blind"))
            raise NotAllowed(tr("{by} gives this rating. Switch the user to go on.", by=rating.by))

    # Giving

    @needs(Right.VIEW)
    def ratable(self, exam_id: str) -> tuple[Ratable, ...]:
        """The tests of that visit that were scored, in the order of the exam; no score is told."""
        exam = self._examination(exam_id, "").exam
        if exam.started.rates is not None or exam.phase not in _RATED:
            return ()
        found = []
        for part in catalogue():
            id = part.protocol.id
            givers = dict.fromkeys(event.by for ref, event in exam.recorded.items() if ref.assessment == id)
            if givers and id not in FACTS and exam.answers.not_done(id) is None:
                found.append(Ratable(id, part.protocol.short_name, tuple(givers)))
        return tuple(found)

    @needs(Right.VIEW)
    def why_not(self, exam_id: str, tests: Iterable[str], kind: ExamKind) -> str:
        """Why who is at the desk cannot score these tests of the visit again; empty when they can."""
        tests = tuple(tests)
        found = {test.id: test for test in self.ratable(exam_id)}
        me = self.session.person
        givers = dict.fromkeys(by for id in tests if id in found for by in found[id].givers)
        if not tests:
            return tr("Choose at least one test.")
        if not set(tests) <= set(found):
            return tr("Only what was scored in a visit is scored again.")
        same = {_fold(name) == _fold(me.name) for name in givers}
        if kind is ExamKind.REPEAT and same != {True}:
            return tr(
                "{names} scored this. Only the same rater repeats it: switch the user.",
                names=", ".join(givers),
            )
        if kind is ExamKind.SECOND_RATER and True in same:
            return tr("{by} scored this. A second rater is somebody else: switch the user.", by=me.name)
        if kind is ExamKind.SECOND_RATER and self._has_seen(exam_id, tests):
            return tr("You have opened this exam before. A blind second rater has not: ask somebody else.")
        return ""

    @needs(Right.VIEW)
    def ask(self, exam_id: str, tests: Iterable[str]) -> Asked:
        """Let a second rater be found for these tests: whoever takes the desk over sees that it waits, and
        no score. Raises `NotAllowed`."""
        tests = tuple(tests)
        found = {test.id: test for test in self.ratable(exam_id)}
        if not tests or not set(tests) <= set(found):
            raise NotAllowed(tr("Only what was scored in a visit is scored again."))
        visit = self._examination(exam_id, "")
        givers = tuple(dict.fromkeys(by for id in tests for by in found[id].givers))
        asked = Asked(exam_id, visit.patient, visit.number, tests, givers)
        self._waiting[:] = [*(one for one in self._waiting if one.exam_id != exam_id), asked]
        return asked

    @property
    def waiting(self) -> tuple[Asked, ...]:
        """Second ratings that were asked for since the program started, and not begun."""
        return tuple(self._waiting)

    @needs(Right.EXAMINE)
    def begin(self, exam_id: str, tests: Iterable[str], kind: ExamKind) -> Examination:
        """Score these tests of the visit again, without sight of the first scores. Raises `NotAllowed`."""
        tests = tuple(tests)
        first = self._examination(exam_id, "")
        if first.patient.voided is not None:
            raise NotAllowed(VOIDED)
        if self.open_of_mine(first.patient.id) is not None:
            raise NotAllowed(BLIND)
        if why := self.why_not(exam_id, tests, kind):
            raise NotAllowed(why)
        me = self.session.person
        order = [part.protocol.id for part in catalogue()]
        facts = {ref: value for ref, value in first.exam.entries.items() if ref.assessment in FACTS}
        started = Started(
            1,
            self._clock.now(),
            me.name,
            conventions().version,
            {part.protocol.id: part.protocol.version for part in catalogue()},
            kind,
            Rates(exam_id, first.events[-1].number, tuple(sorted(tests, key=order.index)), me.id, facts),
        )
        rating = self._examination(self._exams.begin(first.patient.id, started), me.name)
        self._waiting[:] = [one for one in self._waiting if one.exam_id != exam_id]
        return rating

    # Both side by side

    @needs(Right.VIEW)
    def of_patient(self, patient_id: str) -> list[Rating]:
        """Newest first; those that count and those that are open."""
        found = [self._rating(head) for head in self._exams.ratings_of_patient(patient_id)]
        counted = (r for r in found if r.phase in (Phase.EXAMINING, Phase.SIGNED))
        return sorted(counted, key=lambda r: r.started_at, reverse=True)

    @needs(Right.VIEW)
    def all(self) -> list[Rating]:
        """Of the whole clinic: the open ones first, then the newest."""
        found = [self._rating(head) for head in self._exams.ratings(Phase.EXAMINING, Phase.SIGNED)]
        return sorted(found, key=lambda one: (one.done is None, one.started_at), reverse=True)

    @needs(Right.VIEW)
    def revealed(self, rating_id: str) -> Revealed:
        """Both scores of a closed rating; that they were shown stays in the record. Raises `NotAllowed`."""
        head = self._exams.head(rating_id)
        if head.kind is ExamKind.VISIT or head.phase is not Phase.SIGNED:
            raise NotAllowed(tr("Both scores are shown once the rating is closed."))
        self.require_sight(head.patient_id, f"exam:{rating_id}")
        second = self._examination(rating_id, "")
        self._database.tell(Entry(Act.REVEALED, f"exam:{rating_id}"))
        return Revealed(self._rating(head), second.patient, self._pair(second))

    @needs(Right.AGREEMENT)
    def pairs(self) -> tuple[Pair, ...]:
        """Every closed rating of the clinic, the oldest first; none of a voided record or a voided visit, and
        none of a patient whom who is at the desk is to score blind."""
        blind_to = {one.patient_id for one in self._mine()}
        found = []
        for head in self._exams.ratings(Phase.SIGNED):
            if self._exams.head(head.rates).phase in _RATED and head.patient_id not in blind_to:
                found.append(self._pair(self._examination(head.id, "")))
        return tuple(sorted(found, key=lambda pair: pair.on))

    def _pair(self, second: Examination) -> Pair:
        rates = second.exam.started.rates
        if rates is None:
            raise NotAllowed(tr("This exam is a visit and scores nothing again."))
        first = self._examination(rates.exam, "")
        # As they stood when the second rater began: an addendum made afterwards may know of both.
        then = replay((e for e in first.events if e.number <= rates.upto), second.exam.person)
        return Pair(
            "repeat" if second.exam.started.kind is ExamKind.REPEAT else "second_rater",
            second.exam.started.at.date(),
            frozenset(rates.tests),
            _scoring(then, rates.tests),
            _scoring(second.exam, rates.tests),
        )

    def _rating(self, head: ExamHead) -> Rating:
        started = self._exams.journal(head.id).events()[0]
        rates = started.rates if isinstance(started, Started) else None
        if not isinstance(started, Started) or rates is None:
            raise NotAllowed(tr("This exam is a visit and scores nothing again."))
        return Rating(
            head.id,
            head.patient_id,
            started.kind,
            head.number,
            rates.tests,
            started.by,
            rates.rater,
            started.at,
            head.signed_at,
            head.phase,
        )

    def _mine(self) -> list[Rating]:
        """The open ratings of who is at the desk."""
        me = self.session.person.id
        found = (self._rating(head) for head in self._exams.ratings(Phase.EXAMINING))
        return [one for one in found if one.rater == me]

    def _has_seen(self, exam_id: str, tests: Iterable[str]) -> bool:
        """Whether who is at the desk may have seen what these tests were scored: opened the visit since then,
        the patient's page since it was signed, or both scores of another rating of it."""
        visit, wanted = self._examination(exam_id, ""), set(tests)
        exam = visit.exam
        scored = min(event.at for ref, event in exam.recorded.items() if ref.assessment in wanted)
        asked = {(Act.RECORD_OPENED, f"exam:{exam_id}"): scored}
        if exam.versions:
            asked[Act.RECORD_OPENED, f"patient:{visit.patient.id}"] = exam.versions[0].signed.at
        for head in self._exams.ratings_of_patient(visit.patient.id):
            if head.rates == exam_id:
                asked[Act.REVEALED, f"exam:{head.id}"] = scored
        me = self.session.person.id
        with self._database.reading() as session:
            return any(
                row.person == me and datetime.fromisoformat(row.at) >= since
                for (act, entity), since in asked.items()
                for row in entries(session, Wanted(acts=(act.value,), entity=entity))
            )


def _scoring(exam: Exam, tests: tuple[str, ...]) -> Scoring:
    """The measures are those that the exam's own code makes of these answers."""
    measures = evaluate(exam.answers).measures
    by = dict.fromkeys(event.by for ref, event in exam.recorded.items() if ref.assessment in tests)
    return Scoring(
        ", ".join(by) or exam.started.by,
        Answers(exam.person, exam.entries),
        tuple(one for one in measures if one.code.partition(".")[0] in tests),
    )


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())
