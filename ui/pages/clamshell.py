"""The clamshell: one trial a side to the beat, its key held for a second to start and to stop."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.clamshell import HOLD, REPETITIONS
from app.earlier import earlier_visit
from app.screens.clamshell import clamshell_screen, side_to_do, usual_mode
from app.screens.clamshell_trial import FAULT_KEYS, FAULT_WORDS
from app.screens.guide_figures import clamshell_figures
from app.screens.testing import caution_screen, locked_words
from assessments.clamshell.protocol import ID, STOP_REASONS
from assessments.clamshell.scoring import Score, score
from assessments.language.value import Choice, Ref, Side
from resources.tongue import tr
from ui.clamshell_questions import DigitQuestions
from ui.clamshell_sheets import ClamshellSheets
from ui.clamshell_trial import UNKEPT, LatestTrial
from ui.dress import keeps_still
from ui.keys import KeyHint, chord
from ui.page import Frame
from ui.parts.clamshell_view import ClamshellView
from ui.parts.hold_key import HoldKey
from ui.side_page import SidePage

_FRAME = 16
_RESTING = 200
"""Milliseconds between two looks at the clock: while something runs, and while only the rest does."""


class ClamshellPage(SidePage):
    """The side whose turn it is, and what each key means for it: before, during and after its trial."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, ID)
        self._exam_id = ""
        self._active = Side.RIGHT
        self._mode = REPETITIONS
        self._trial = LatestTrial(frame)
        self._trial.changed.connect(self._shown_again)
        self._questions = DigitQuestions(self, self._trial)
        self._own_sheets = ClamshellSheets(frame, self.side, self._given_mode)
        self._hold = HoldKey(self, lambda: self._trial.now, self._may_hold)
        self._hold.held.connect(self._held)
        self._hold.moved.connect(self._show_now)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        self.view = ClamshellView()
        self.view.pressed.connect(self._clicked)
        self.view.asked.connect(self.frame.show_sources)
        self.view.setup_asked.connect(self._ask_setup)
        self.view.trial.ring.held.connect(self._hold.press)
        self.view.trial.ring.let_go.connect(self._hold.release)
        self.column.addWidget(self.view)

    def fit(self, room: QSize) -> None:
        super().fit(room)
        self.view.fit(room.height())

    # Coming in, going away

    def enter(self, **where: object) -> None:
        exam = self.desk.exam
        if exam.id != self._exam_id:
            self._exam_id = exam.id
            self._active = Side.RIGHT
            self._trial.forget(self.desk.workstation.settings.sound)
            self._hold.let_go()
            self._questions.withdraw()
        self._trial.earlier = earlier_visit(self.desk.workstation, exam)
        answers = exam.exam.answers
        self._active = side_to_do(answers) or self._active
        self._mode = usual_mode(answers, self._active)
        super().enter(**where)

    def stays(self) -> str:
        return self._trial.stays()

    def running(self) -> bool:
        return self._trial.running or self._hold.down

    def leave(self) -> None:
        self._hold.let_go()
        self._timer.stop()

    def first(self) -> QWidget | None:
        return self

    def side(self) -> Side:
        return self._active

    def locked(self) -> str:
        return locked_words(self.desk.exam.exam, self.desk.evaluation)

    def walk_on(self) -> None:
        self._turn_to(side_to_do(self.desk.exam.exam.answers) or self._active)

    def focus_ref(self, ref: Ref) -> bool:
        if ref.assessment != ID:
            return False
        if ref.side is not None:
            self._turn_to(ref.side)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def spoken(self) -> str:
        return f"{self.title}. {self.view.trial.accessibleName()}"

    # Showing

    def show_exam(self, changed: tuple[Ref, ...] = ()) -> None:
        self.view.show_caution(caution_screen(self.assessment, self.desk.exam.exam.answers))
        self._own_sheets.show_entries()
        self.figures.show_figures(clamshell_figures(self._active))
        self._show_now()

    def _show_now(self) -> None:
        trial = self._trial
        screen = clamshell_screen(
            self.desk.exam.exam.answers,
            self._active,
            trial.attempt,
            trial.now,
            mode=self._mode,
            earlier=trial.earlier,
            locked=self.locked(),
        )
        self.view.show_clamshell(screen, trial.running, trial.sound_words, trial.audible, self._hold.share)
        self._follow_beat()
        self._keep_looking()

    def _follow_beat(self) -> None:
        """The drawn knee opens and closes with the beat, for who cannot hear it."""
        lifted, mover = self._trial.lifted, self.figures.mover
        if mover is None or not mover.isVisible():
            return
        if lifted is not None and not keeps_still():
            mover.show_part(lifted)
        elif mover.led:
            mover.still()

    def _shown_again(self) -> None:
        self.show_exam()
        self.frame.show_keys()

    def _keep_looking(self) -> None:
        """The clock is looked at only while something on the page moves."""
        resting = _RESTING if self._trial.resting else 0
        wanted = _FRAME if self._trial.running or self._hold.down else resting
        if wanted and (not self._timer.isActive() or self._timer.interval() != wanted):
            self._timer.start(wanted)
        elif not wanted:
            self._timer.stop()

    def _look(self) -> None:
        """What the clock says now: a key held long enough, the cap, a beat."""
        self._hold.look()
        self._trial.look()
        self._show_now()

    # Holding the key

    def _may_hold(self) -> bool:
        """Whether the key may start or stop a trial now; a question that waited is withdrawn."""
        if not self._trial.running and self.closed():
            return False
        if self._trial.unkept:
            self.frame.say(UNKEPT)
            return False
        if not self._trial.running and _waits_for_reason(self._score):
            self.frame.say(tr("Say first why this trial ended. Ctrl Z takes it back."))
            return False
        self._questions.withdraw()
        return True

    def _held(self, at: float) -> None:
        if self._trial.running:
            self._trial.stop(at)
        else:
            self._trial.start(self._active, self._mode, at)

    # Keys

    def keys(self) -> tuple[KeyHint, ...]:
        if self._questions.waiting:
            return self._questions.keys()
        if self._trial.running:
            return self._running_keys()
        return (*self._result_keys(), *self._ready_keys())

    def every_key(self) -> tuple[KeyHint, ...]:
        why = (KeyHint(o.key, "", about=tr("it ended: {why}", why=o.words)) for o in STOP_REASONS)
        stopped = KeyHint("W", "", about=tr("what stopped them"))
        earlier = KeyHint("−|-", "", about=tr("ended earlier"))
        return (*self._ready_keys(), *self._running_keys(), *why, stopped, earlier, *self._result_keys())

    def _running_keys(self) -> tuple[KeyHint, ...]:
        attempt = self._trial.attempt
        beats = attempt is None or attempt.mode != HOLD
        fault = FAULT_WORDS[attempt.last_fault if attempt else next(iter(FAULT_KEYS))].lower()
        again = partial(self._trial.mark, None)
        return (
            KeyHint("Space", tr("hold 1 s: stop")),
            KeyHint("C|+", tr("correction given"), self._trial.correct),
            *((KeyHint(".", tr("fault: {fault}", fault=fault), again),) if beats else ()),
            *(
                KeyHint(key, "", partial(self._trial.mark, what), about=FAULT_WORDS[what].lower())
                for what, key in FAULT_KEYS.items()
                if beats
            ),
            KeyHint(",|PgUp", "", again, about=tr("the same fault again")),
            KeyHint("E|*", tr("effort"), self._questions.ask_effort),
            KeyHint("P", tr("pain"), self._questions.ask_pain),
            KeyHint("B|/", tr("beep"), self._trial.turn_sound),
            *((KeyHint("Backspace", tr("fault back"), self._trial.unmark),) if beats else ()),
            KeyHint("F5", "", self._trial.correct, about=tr("correction given")),
            KeyHint("Ctrl Z", "", self.take_back, about=tr("undo")),
        )

    def _ready_keys(self) -> tuple[KeyHint, ...]:
        it = self._score
        has_result = it.amount is not None
        start = (KeyHint("Space", tr("hold 1 s: again") if has_result else tr("hold 1 s: start")),)
        other = tr("hold test") if self._mode == REPETITIONS else tr("repetitions")
        save = KeyHint("Ctrl S", tr("save again"), self._trial.keep, look="stop")
        return (
            *(() if _waits_for_reason(it) else start),
            *(() if has_result else (KeyHint("H", other, self._other_test),)),
            KeyHint("T", tr("target, band"), self._ask_setup),
            KeyHint("M", tr("type it"), self._ask_result),
            KeyHint("P", "" if has_result else tr("pain before"), self._questions.ask_pain, about=tr("pain")),
            KeyHint("←|→", tr("side")),
            KeyHint("←", "", partial(self._turn_to, Side.RIGHT)),
            KeyHint("→", "", partial(self._turn_to, Side.LEFT)),
            KeyHint("B|/", "", self._trial.turn_sound, about=tr("beep on or off")),
            KeyHint("X", tr("not done, why"), self.ask_not_done),
            *((save,) if self._trial.unkept else ()),
            self.figures.key(),
            KeyHint("Ctrl Enter", tr("Next: Review"), self.frame.next_step, primary=True),
        )

    def _result_keys(self) -> tuple[KeyHint, ...]:
        it = self._score
        hints: list[KeyHint] = []
        if it.amount is not None:
            open = it.stop_reason is None
            hints.append(KeyHint(f"{STOP_REASONS[0].key}–{STOP_REASONS[-1].key}", tr("why") if open else ""))
            hints += [KeyHint(o.key, "", partial(self._give_reason, o.code)) for o in STOP_REASONS]
            proposed = self._trial.proposed(self._active)
            if open and proposed:
                hints.append(KeyHint("Enter", tr("the marked one"), partial(self._give_reason, proposed)))
            hints += [
                KeyHint("E", tr("effort"), self._questions.ask_effort),
                KeyHint("W", "" if open else tr("what stopped them"), self._questions.ask_limiter),
            ]
        last = self._trial.last_stopped()
        if last is not None:
            here, there = tr("ended earlier"), tr("{side} ended earlier", side=last.side.words)
            hints.append(KeyHint("−", here if last.side is self._active else there))
            hints += [KeyHint(key, "", self._questions.ask_earlier) for key in ("-", "−")]
        return tuple(hint for hint in hints if hint.words or hint.act)

    def _clicked(self, key: str) -> None:
        """A key by clicking what it is printed on."""
        for hint in self.keys():
            if hint.act is not None and key in hint.caps:
                hint.act()
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._questions.takes(chord(event)):
            event.accept()
        else:
            super().keyPressEvent(event)

    # Between the trials

    @property
    def _score(self) -> Score:
        return score(self.desk.exam.exam.answers, self._active)

    def _given_mode(self) -> str:
        """The test that was given on this side, or would be."""
        return self._score.mode if self._score.amount is not None else self._mode

    def _give_reason(self, code: str) -> None:
        ref = Ref(ID, "stop_reason", self._active)
        open = ref not in self.desk.exam.exam.entries
        if self.keep([(ref, Choice(code))]) and open:
            self.walk_on()

    def _turn_to(self, side: Side) -> None:
        if self._trial.running:
            return
        self._active = side
        self._mode = usual_mode(self.desk.exam.exam.answers, side)
        self._shown_again()

    def _other_test(self) -> None:
        self._mode = REPETITIONS if self._mode == HOLD else HOLD
        self._shown_again()

    def _ask_setup(self) -> None:
        if not self._trial.running and not self.closed():
            self._own_sheets.ask_setup()

    def _ask_result(self) -> None:
        if not self.closed():
            self._own_sheets.ask_result()


def _waits_for_reason(it: Score) -> bool:
    return it.amount is not None and it.stop_reason is None


PAGE = ClamshellPage
