"""What lies open: the workstation, and the exam that is being given; every answer goes through here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.access.rights import Right
from app.evaluation import Evaluation, evaluate, flips
from app.examination import Examination
from app.faults import Fault
from app.saving import Saver
from app.screens.saving import SLOW
from app.screens.testing import locked_words
from app.screens.undoing import done_again, taken_back
from app.screens.walk import locked_by_safety
from app.workstation import Workstation
from assessments.language.answers import Answers
from assessments.language.assessment import Assessment
from assessments.language.catalogue import catalogue
from assessments.language.exam import Cleared, Event, NotAllowed, Recorded
from assessments.language.outcome import Flip
from assessments.language.protocol import Kind, Noted
from assessments.language.reading import Complaint, read
from assessments.language.value import Ref, Side, Value
from ui.upkeep import Upkeep


class Desk(QObject):
    """Pages record through it; what is kept is said upward once by `changed`, and the page shows again."""

    changed = Signal(object)
    """The places that changed, as a tuple of `Ref`; empty when the whole exam may have."""
    told = Signal(str)
    """What undo took back, or redo did again, by name."""
    refused = Signal(str)
    """Nothing was kept: what happened and what to do."""
    saving = Signal()
    """What is true of the disk may be another thing now; `saver.standing` has it."""
    practice_wanted = Signal()
    """Somebody wants to practise; whoever opened the record opens the practice beside it."""
    _tried = Signal()

    def __init__(self, workstation: Workstation, saver: Saver, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workstation = workstation
        self.saver = saver
        """Writes what is recorded; its thread says so, and the window hears it in its own."""
        self._tried.connect(self.saving, Qt.ConnectionType.QueuedConnection)
        saver.listen(self._tried.emit)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(round(SLOW * 1000))
        self._slow.timeout.connect(self._still)
        self.upkeep = Upkeep(workstation, self)
        """Backups and what else is done behind the desk."""
        self.examination: Examination | None = None
        self._evaluated: tuple[Answers, Evaluation] | None = None
        self._searched: tuple[Answers, tuple[Flip, ...]] | None = None

    @property
    def exam(self) -> Examination:
        """The exam that is being given; only exam pages ask, and they are shown only when there is one."""
        if self.examination is None:
            raise LookupError("No exam lies open.")
        return self.examination

    @property
    def evaluation(self) -> Evaluation:
        """What the answers amount to now, made once for each state of the answers."""
        answers = self._clinical()
        if self._evaluated is None or self._evaluated[0] != answers:
            self._evaluated = (answers, evaluate(self.exam.exam.answers))
        return self._evaluated[1]

    def search_flips(self) -> tuple[Flip, ...]:
        """What would change the class, searched for once for each state of the answers."""
        found = self.known_flips
        if found is None:
            found = flips(self.exam.exam.answers)
            self._searched = (self._clinical(), found)
        return found

    @property
    def known_flips(self) -> tuple[Flip, ...] | None:
        """What the search found; None while nobody has searched, because that takes a moment."""
        if self._searched is None or self._searched[0] != self._clinical():
            return None
        return self._searched[1]

    def _clinical(self) -> Answers:
        """The answers that findings and class are made from; a decision or a plan changes neither."""
        answers = self.exam.exam.answers
        entries = {ref: v for ref, v in answers.entries.items() if ref.assessment not in ("review", "plan")}
        return Answers(answers.person, entries)

    @property
    def by(self) -> str:
        """Who works at this desk."""
        return self.workstation.settings.clinician_name

    def lay_open(self, examination: Examination | None) -> None:
        """From now on this exam is given, and the one before is on the disk as far as the disk takes it."""
        self.saver.flush()
        if examination is not None:
            opened = examination.saved_at
            examination.keep_in(lambda journal: self.saver.journal(journal, opened))
            if self.saver.standing.pending:
                examination.reload()
        self.examination = examination
        self._evaluated = self._searched = None

    @contextmanager
    def supposing(self, examination: Examination) -> Iterator[None]:
        """As if this exam lay open, to ask a page about itself; nothing is shown or recorded meanwhile."""
        before, self.examination = self.examination, examination
        try:
            yield
        finally:
            self.examination = before

    def record(self, ref: Ref, typed: str) -> Complaint | None:
        """Keep what was typed for this place. Empty text takes the answer away. Otherwise the sentence that
        says why it was not taken, for the entry to show."""
        if not typed.strip() and not isinstance(kind_of(ref), Noted):
            return self.clear(ref)
        if not typed:
            return self.clear(ref)
        reading = read(kind_of(ref), typed)
        if isinstance(reading, Complaint):
            return reading
        return self.record_value(ref, reading.value)

    def record_value(self, ref: Ref, value: Value) -> Complaint | None:
        return self.record_many([(ref, value)])

    def record_many(self, pairs: Iterable[tuple[Ref, Value | None]]) -> Complaint | None:
        """Keep several answers in one stroke: all or none. None takes an answer away."""
        answers = tuple(pairs)
        if why := next((why for ref, _ in answers if (why := self.locked(ref.assessment))), ""):
            return Complaint(why)
        return self._keep(lambda: self.exam.record_many(answers), tuple(ref for ref, _ in answers))

    def clear(self, ref: Ref) -> Complaint | None:
        """Take the answer away: the step is "not recorded" again."""
        if ref not in self.exam.exam.entries:
            return None
        if why := self.locked(ref.assessment):
            return Complaint(why)
        return self._keep(lambda: self.exam.clear(ref), (ref,))

    def skip(
        self, assessment: str, reason: str, note: str = "", side: Side | None = None
    ) -> Complaint | None:
        """Say why an assessment, or one side of it, is not done."""
        if why := self.locked(assessment):
            return Complaint(why)
        return self._keep(lambda: self.exam.skip(assessment, reason, note, side), ())

    def locked(self, assessment: str) -> str:
        """Why a referral keeps this assessment shut, whichever page asks; history and safety stay open."""
        if assessment in ("intake", "safety") or not locked_by_safety(self.exam.exam, self.evaluation):
            return ""
        return locked_words(self.exam.exam, self.evaluation)

    def sign(self, by: str, licence: str) -> Complaint | None:
        """Sign the exam as it stands."""
        complaint = self._keep(lambda: self.exam.sign(by, licence), ())
        if complaint is None:
            self.upkeep.after_signing()
        return complaint

    def countersign(self) -> Complaint | None:
        """Stand for what a resident signed."""
        person = self.workstation.person
        return self._keep(lambda: self.exam.countersign(person.name, person.licence), ())

    def void(self, reason: str) -> Complaint | None:
        """Take the signed exam out of the record; it stays readable."""
        return self._keep(lambda: self.exam.void(reason, self.by), ())

    def may(self, right: Right) -> bool:
        """Whether a role of who is at the desk may."""
        return self.workstation.access.may(right)

    def amend(self, reason: str) -> Complaint | None:
        """Open the signed exam for an addendum."""
        return self._keep(lambda: self.exam.amend(reason, self.by), ())

    def abandon(self, reason: str) -> Complaint | None:
        """Give the exam up; what was answered stays readable."""
        return self._keep(lambda: self.exam.abandon(reason, self.by), ())

    def undo(self) -> Ref | None:
        """Take the last act back; the place it concerned, so that the caret can go there."""
        return self._step(self.exam.undo, taken_back, self.exam.to_undo)

    def redo(self) -> Ref | None:
        return self._step(self.exam.redo, done_again, self.exam.to_redo)

    def keep_mine(self) -> None:
        """Two people wrote at once: what was given here stands after what the other wrote. Raises `Fault`,
        `NotAllowed`."""
        self.saver.keep_mine()
        self._again()

    def take_theirs(self) -> None:
        """Two people wrote at once: what the other wrote stands alone. Raises `Fault`."""
        self.saver.take_theirs()
        self._again()

    def _again(self) -> None:
        if self.examination is not None:
            self.examination.reload()
            self.changed.emit(())

    def close(self) -> None:
        """Nothing is recorded here any more."""
        self._slow.stop()
        self.saver.close()
        self.upkeep.close()

    def _still(self) -> None:
        """Something may have been on its way to the disk for long enough to say so."""
        self.saving.emit()
        standing = self.saver.standing
        if standing.pending and standing.trouble is None and standing.conflict is None:
            self._slow.start()

    def _step(
        self, step: Callable[[], Event | None], told: Callable[[Sequence[Ref]], str], stroke: Sequence[Ref]
    ) -> Ref | None:
        found: list[Ref] = []

        def act() -> None:
            event = step()
            if isinstance(event, Recorded | Cleared):
                found.append(event.ref)

        if self._keep(act, ()) is not None or not found:
            return None
        self.told.emit(told(stroke))
        return found[0]

    def _keep(self, act: Callable[[], object], refs: tuple[Ref, ...]) -> Complaint | None:
        try:
            act()
        except Fault as fault:
            self.refused.emit(fault.words)
            return Complaint(fault.words)
        except NotAllowed as refusal:
            return Complaint(str(refusal))
        if self.saver.standing.pending and not self._slow.isActive():
            self._slow.start()
        self.changed.emit(refs)
        return None


def assessment_of(id: str) -> Assessment:
    """The assessment of that id; KeyError when there is none."""
    return {a.protocol.id: a for a in catalogue()}[id]


def kind_of(ref: Ref) -> Kind:
    """What may be typed at this place."""
    return assessment_of(ref.assessment).protocol.step(ref.step).kind
