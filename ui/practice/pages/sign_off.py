"""A supervisor's word on a circuit of stations, typed beside the learner and kept in the practice book."""

from __future__ import annotations

from uuid import uuid4

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.practice.book import NotKept, named
from app.practice.notes import DECISIONS, Decision, SignOff
from app.practice.screens.progress import moment_words, part_words
from app.practice.stations import Done, checklist, circuits
from app.screens.entry import EntryScreen, EntryState
from app.states import State
from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.look import frame as card
from ui.parts.look import set_words, words
from ui.parts.segments import Segment, Segments
from ui.parts.text_field import LineField, NoteField
from ui.practice.frame import Frame
from ui.practice.page import Page
from ui.practice.parts.banner import Watermark


class SignOffPage(Page):
    """`enter` takes the id of a circuit. Nothing is sent, and nobody is asked to prove who they are."""

    title = tr("Sign-off")

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._circuit = ""
        self._decision: Decision | None = None
        self._mark = Watermark(self)
        self._about = words("", "body", wrap=True)
        self._before = words("", "body", "ink2", wrap=True)
        self.supervisor = LineField(tr("Supervisor's name"))
        self.decision = Segments(
            tr("Decision"),
            [Segment(code, said, str(n)) for n, (code, said) in enumerate(DECISIONS.items(), 1)],
            moves_on=False,
        )
        self.comment = NoteField(tr("Comment"), 4)
        self.keep_button = KeyButton(tr("Sign off"), "Ctrl Enter", "primary", 44)
        self.keep_button.clicked.connect(self.keep)
        self.decision.typed.connect(self._decide)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 24, 48, 16)
        column.setSpacing(12)
        column.addWidget(words(self.title, "title"))
        column.addWidget(self._about)
        column.addWidget(self._before)
        column.addWidget(self._form())
        column.addStretch(1)

    def _form(self) -> QWidget:
        box = card("card")
        column = QVBoxLayout(box)
        column.setContentsMargins(18, 14, 18, 16)
        column.setSpacing(6)
        about = tr(
            "Typed on this computer, without a connection and without proof of who typed it. A sign-off that "
            "is kept is never changed; another one is added beside it."
        )
        for label, part in (
            (tr("Supervisor's name"), self.supervisor),
            (tr("Decision"), self.decision),
            (tr("Comment, if wanted"), self.comment),
        ):
            column.addWidget(words(label, "caption", "ink3"))
            column.addWidget(part)
            column.addSpacing(4)
        column.addWidget(words(about, "caption", "ink2", wrap=True))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.keep_button)
        column.addLayout(row)
        return box

    # Shown

    def enter(self, **where: object) -> None:
        circuit = str(where.get("circuit", self._circuit))
        if circuit != self._circuit:
            self._circuit = circuit
            self._decide("")
            self.supervisor.show_entry(EntryScreen())
            self.comment.show_entry(EntryScreen())
        done = self._done()
        if done is None:
            set_words(self._about, tr("No station of this circuit was committed."))
            set_words(self._before, "")
            return
        tests = ", ".join(one.task.title for one in done.stations)
        mark = checklist(done.stations)
        said = part_words(mark) if mark else tr("nothing asked")
        learner = self.frame.learner or tr("Without a name")
        set_words(
            self._about,
            tr(
                "{learner}, {day}. {tests}. Items that agree with the key: {mark}. No mark to pass is set.",
                learner=learner,
                day=moment_words(done.at),
                tests=tests,
                mark=said,
            ),
        )
        before = [
            tr(
                "{supervisor}, {day}: {decision}.",
                supervisor=s.supervisor,
                day=moment_words(s.at),
                decision=s.decision_words,
            )
            for s in done.sign_offs
        ]
        set_words(self._before, tr("Signed already: {signed}", signed=" ".join(before)) if before else "")
        self._before.setVisible(bool(before))

    def _done(self) -> Done | None:
        book, learner = self.frame.book, self.frame.learner
        found = circuits(book.attempts(learner), book.sign_offs(learner))
        return next((one for one in found if one.id == self._circuit), None)

    def first(self) -> QWidget:
        return self.supervisor

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("Tab", tr("next field")),
            KeyHint("Esc", tr("back"), self.back, right=True),
            KeyHint("Ctrl Enter", tr("Sign off"), self.keep, primary=True),
        )

    def back(self) -> None:
        self.frame.go("progress")

    # Kept

    def _decide(self, code: str) -> None:
        self._decision = next((known for known in DECISIONS if known == code), None)
        state = EntryState.FILLED if self._decision else EntryState.EMPTY
        self.decision.show_entry(EntryScreen(code, state))

    def keep(self) -> None:
        """Name and decision are needed, words are not; says what is missing."""
        supervisor = named(self.supervisor.line.text())
        if self._done() is None:
            return
        if not supervisor:
            self._ask_for(self.supervisor, tr("Type the supervisor's name."))
            return
        if self._decision is None:
            self._ask_for(self.decision, tr("Choose a decision: 1, 2 or 3."))
            return
        at = self.frame.clock.now()
        signed = SignOff(
            uuid4().hex,
            at,
            named(self.frame.learner),
            supervisor,
            self._circuit,
            self._decision,
            self.comment.toPlainText().strip(),
        )
        try:
            self.frame.book.add_sign_off(signed)
        except NotKept as refused:
            self.frame.show_kept(tr("Not kept"), State.STOP)
            self.frame.say(refused.words)
            return
        self._circuit = ""
        self.frame.show_kept(tr("Kept {time}", time=f"{at:%H:%M}"))
        self.frame.go("progress")
        self.frame.say(tr("Signed off by {supervisor}, {day}.", supervisor=supervisor, day=moment_words(at)))

    def _ask_for(self, part: QWidget, said: str) -> None:
        part.setFocus()
        self.frame.say(said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._mark.stand()


PAGE = SignOffPage
