"""The clamshell: one trial a side to the beat, its key held for a second to start and to stop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.clamshell import HOLD, REPETITIONS, Attempt, ready
from app.earlier import Earlier, earlier_visit
from app.screens.clamshell import (
    ClamshellScreen,
    clamshell_screen,
    same_as_before,
    side_to_do,
    spoken_end,
    stands,
    usual_mode,
)
from app.screens.clamshell_trial import FAULT_KEYS, FAULT_WORDS
from app.screens.entry import EntryScreen, EntryState, entry_screen
from app.screens.testing import caution_screen, locked_words
from assessments.clamshell.protocol import ID, NO_NORM, PROTOCOL, STOP_REASONS
from assessments.clamshell.scoring import score
from assessments.clamshell.trial import Fault, beat, pain_ends
from assessments.language.conventions import conventions
from assessments.language.protocol import Chosen
from assessments.language.reading import Complaint, read
from assessments.language.stopwatch import EARLIER
from assessments.language.value import Choice, Ref, Side, Value
from ui.keys import KeyHint, chord
from ui.page import Frame
from ui.parts.caution_box import CautionBox
from ui.parts.clamshell_cards import ReasonsFrame, SideFrame, TrialFrame, setup_button
from ui.parts.entries_sheet import EntriesSheet
from ui.parts.look import set_words, words
from ui.parts.metronome import SILENT, Metronome
from ui.parts.tag import Tag
from ui.side_page import SidePage
from ui.theme import theme

HOLD_SECONDS = 1.0 - 1e-6
"""How long the key is held before it means anything: a second, but for the grain of the clock."""

_FRAME = 16
_RESTING = 200
"""Milliseconds between two looks at the clock: while something runs, and while only the rest does."""

_WIDE, _NARROW = 508, 254
_DIGITS = (*"0123456789", "T")
_RUNNING = "A trial is running: stop it first."
_UNKEPT = "The trial is not saved yet: Ctrl S tries again."


class ClamshellPage(SidePage):
    """The trial lives here until it stops, and is then kept in one stroke. The page cannot be left meanwhile.

    A hold counts from the instant the key went down, at the start and at the stop. So the second for which
    it is held to start is the first beat: the sound at its end is "up".
    """

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, ID)
        self._exam_id = ""
        self._earlier: Earlier | None = None
        self._forget()
        self._metronome = Metronome()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        self._setup_sheet: EntriesSheet | None = None
        self._result_sheet: EntriesSheet | None = None
        self._refusals: dict[str, EntryScreen] = {}
        self._build()

    def _forget(self) -> None:
        """Nothing of another exam's trial stays."""
        self._attempt: Attempt | None = None
        self._active = Side.RIGHT
        self._mode = REPETITIONS
        self._pressed: tuple[int, float] | None = None
        self._asking: Callable[[int], None] | None = None
        self._asking_for: tuple[str, ...] = ()
        self._asking_words = ""
        self._heard = 0
        self._unkept = False
        self._sound = True

    # The parts

    def _build(self) -> None:
        self._caution = CautionBox()
        self._trial = TrialFrame()
        self._other = SideFrame()
        self._reasons = ReasonsFrame()
        self._trial.pressed.connect(self._clicked)
        self._trial.asked.connect(self.frame.show_sources)
        self._other.asked.connect(self.frame.show_sources)
        self._trial.ring.held.connect(lambda: self._key_down(Qt.Key.Key_Space))
        self._trial.ring.let_go.connect(lambda: self._key_up(Qt.Key.Key_Space))
        self._reasons.keys.pressed.connect(self._clicked)
        self._narrow = QWidget()
        small = QVBoxLayout(self._narrow)
        small.setContentsMargins(0, 0, 0, 0)
        small.setSpacing(12)
        small.addWidget(self._other, 2)
        small.addWidget(self._reasons, 3)
        self._cards = QHBoxLayout()
        self._cards.setSpacing(20)
        self._cards.addWidget(self._trial, _WIDE)
        self._cards.addWidget(self._narrow, _NARROW)
        self._compared = words("", "strong")
        self._compared_tag = Tag("convention")
        self._compared_tag.asked.connect(self.frame.show_sources)
        sides = QHBoxLayout()
        sides.setSpacing(10)
        sides.addWidget(self._compared)
        sides.addWidget(self._compared_tag)
        sides.addStretch(1)
        self.column.addLayout(self._head())
        self.column.addWidget(self._caution)
        self.column.addLayout(self._cards, 1)
        self.column.addLayout(sides)

    def _head(self) -> QVBoxLayout:
        tag = Tag("convention")
        tag.asked.connect(self.frame.show_sources)
        self._setup = tuple(setup_button("") for _ in range(2))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(words(self.title, "title"))
        row.addStretch(1)
        for button in self._setup:
            button.clicked.connect(self._ask_setup)
            row.addWidget(button)
        head = QVBoxLayout()
        head.setSpacing(3)
        head.addLayout(row)
        said = QHBoxLayout()
        said.setSpacing(10)
        said.addWidget(words(NO_NORM, "caption", "ink2", wrap=True), 1)
        said.addWidget(tag, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(said)
        return head

    def fit(self, room: QSize) -> None:
        super().fit(room)
        self.column.setSpacing(6 if room.height() < 640 else 10)
        tight = room.height() < 580 * theme().text_size
        self._trial.fit(room.height() < 610 * theme().text_size, tight)
        self._other.fit(tight)
        # The reasons are words on one line each: beside the guide they need more room as the text grows.
        narrow = min(theme().px(_NARROW), 276)
        self._cards.setStretch(0, _WIDE + _NARROW - narrow)
        self._cards.setStretch(1, narrow)

    # Coming in, going away

    def enter(self, **where: object) -> None:
        exam = self.desk.exam
        if exam.id != self._exam_id:
            self._exam_id = exam.id
            self._forget()
            self._sound = self.desk.workstation.settings.sound
        self._earlier = earlier_visit(self.desk.workstation, exam)
        answers = exam.exam.answers
        self._active = side_to_do(answers) or self._active
        self._mode = usual_mode(answers, self._active)
        super().enter(**where)

    def stays(self) -> str:
        if self._unkept:
            return _UNKEPT
        return _RUNNING if self._running else ""

    def leave(self) -> None:
        self._let_go()
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
        if ref.side is not None and not self._running:
            self._turn_to(ref.side)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    # Showing

    def show_exam(self, changed: tuple[Ref, ...] = ()) -> None:
        self._caution.show_caution(caution_screen(self.assessment, self.desk.exam.exam.answers))
        right = self._active is Side.RIGHT
        self._cards.setDirection(
            QBoxLayout.Direction.LeftToRight if right else QBoxLayout.Direction.RightToLeft
        )
        self._show()
        self._show_sheets()
        self._keep_looking()

    def _show(self) -> ClamshellScreen:
        exam, now = self.desk.exam, self._now
        screen = clamshell_screen(
            exam.exam.answers,
            self._active,
            self._attempt,
            now,
            mode=self._mode,
            earlier=self._earlier,
            locked=self.locked(),
        )
        can_mark = self._running and bool(screen.trial.faults)
        self._trial.show_trial(screen.trial, self._heard_words(), not self._metronome.silent, can_mark)
        share = min((now - self._pressed[1]) / HOLD_SECONDS, 1.0) if self._pressed else 0.0
        self._trial.ring.show_share(share, "stop" if self._running else "accent")
        self._other.show_side(screen.other)
        self._reasons.show_reasons(screen.reasons)
        for button, item in zip(self._setup, screen.setup, strict=True):
            button.show_button(f"{item.label}  {item.words}", "", not self._running)
        set_words(self._compared, f"Sides: {screen.compared}")
        self._compared.setVisible(bool(screen.compared))
        self._compared_tag.setVisible(bool(screen.compared))
        return screen

    def _heard_words(self) -> str:
        rate = f"{conventions()['CLAM_BPM']} bpm"
        if self._metronome.silent:
            return f"{rate}, {SILENT}"
        return f"{rate}, sound {'on' if self._sound else 'off'}"

    def _keep_looking(self) -> None:
        """The clock is looked at only while something on the page moves."""
        if self._running or self._pressed:
            wanted = _FRAME
        else:
            resting = self._attempt is not None and self._attempt.rest_left(self._now) > 0
            wanted = _RESTING if resting else 0
        if wanted and (not self._timer.isActive() or self._timer.interval() != wanted):
            self._timer.start(wanted)
        elif not wanted:
            self._timer.stop()

    def _look(self) -> None:
        """What the clock says now: a key held long enough, a beat, the cap."""
        if self._pressed and self._now - self._pressed[1] >= HOLD_SECONDS:
            self._held_long_enough()
        if self._attempt is not None and self._attempt.overdue(self._now):
            self._stop(self._now)
        self._hear()
        self._show()
        self._keep_looking()

    def _hear(self) -> None:
        """Sound the beat that is reached: read from the clock, so a late look never shifts the ones after."""
        if self._attempt is None or not self._running or self._attempt.mode == HOLD:
            return
        reached = beat(self._attempt.trial.watch, self._now)
        if reached != self._heard:
            self._heard = reached
            if self._sound and reached:
                self._metronome.sound(reached)

    @property
    def _now(self) -> float:
        return self.desk.workstation.clock.monotonic()

    @property
    def _running(self) -> bool:
        return self._attempt is not None and self._attempt.running

    # Keys

    def keys(self) -> tuple[KeyHint, ...]:
        if self._asking is not None:
            shown = f"{self._asking_for[0]}–{[d for d in self._asking_for if d != 'T'][-1]}"
            ten = (KeyHint("T", "ten"),) if "T" in self._asking_for else ()
            back = KeyHint("Esc", "not now", self._ask_no_more, right=True)
            return (KeyHint(shown, self._asking_words), *ten, back)
        if self._running:
            return self._running_keys()
        return (*self._result_keys(), *self._ready_keys())

    def _running_keys(self) -> tuple[KeyHint, ...]:
        attempt = self._attempt
        assert attempt is not None
        beats = attempt.mode != HOLD
        kind = FAULT_WORDS[attempt.last_fault].lower()
        return (
            KeyHint("Space", "hold 1 s: stop"),
            KeyHint("C|+", "correction given", self._correct),
            *((KeyHint(".", f"fault: {kind}", partial(self._mark, None)),) if beats else ()),
            *(KeyHint(key, "", partial(self._mark, what)) for what, key in FAULT_KEYS.items() if beats),
            KeyHint(",", "", partial(self._mark, None)),
            KeyHint("PgUp", "", partial(self._mark, None)),
            KeyHint("E|*", "effort", self._ask_effort),
            KeyHint("P", "pain", self._ask_pain),
            KeyHint("B|/", "beep", self._beep),
            *((KeyHint("Backspace", "fault back", self._unmark),) if beats else ()),
            KeyHint("F5", "", self._correct),
            KeyHint("Ctrl Z", "", self.take_back),
        )

    def _ready_keys(self) -> tuple[KeyHint, ...]:
        answers = self.desk.exam.exam.answers
        it = score(answers, self._active)
        has_result = it.amount is not None
        waits = has_result and it.stop_reason is None
        other = "hold test" if self._mode == REPETITIONS else "repetitions"
        hold = () if has_result else (KeyHint("H", other, self._other_test),)
        return (
            *(() if waits else (KeyHint("Space", "hold 1 s: again" if has_result else "hold 1 s: start"),)),
            *hold,
            KeyHint("T", "target, band", self._ask_setup),
            KeyHint("M", "type it", self._ask_result),
            KeyHint("P", "" if has_result else "pain before", self._ask_pain),
            KeyHint("←|→", "side"),
            KeyHint("←", "", partial(self._turn_to, Side.RIGHT)),
            KeyHint("→", "", partial(self._turn_to, Side.LEFT)),
            KeyHint("B", "", self._beep),
            KeyHint("/", "", self._beep),
            KeyHint("X", "not done, why", self.ask_not_done),
            *((KeyHint("Ctrl S", "save again", self._keep_again, look="stop"),) if self._unkept else ()),
            KeyHint("Ctrl Enter", "Next: Review", self.frame.next_step, primary=True),
        )

    def _result_keys(self) -> tuple[KeyHint, ...]:
        it = score(self.desk.exam.exam.answers, self._active)
        hints: list[KeyHint] = []
        if it.amount is not None:
            open = it.stop_reason is None
            hints.append(KeyHint(f"{STOP_REASONS[0].key}–{STOP_REASONS[-1].key}", "why" if open else ""))
            hints += [KeyHint(o.key, "", partial(self._give_reason, o.code)) for o in STOP_REASONS]
            proposed = self._proposed()
            if open and proposed:
                hints.append(KeyHint("Enter", "the marked one", partial(self._give_reason, proposed)))
            hints += [
                KeyHint("E", "effort", self._ask_effort),
                KeyHint("W", "" if open else "what stopped them", self._ask_limiter),
            ]
        last = self._last_stopped()
        if last is not None:
            side = "" if last.side is self._active else f"{last.side.value} "
            hints.append(KeyHint("−", f"{side}ended earlier"))
            hints += [KeyHint(key, "", self._ask_earlier) for key in ("-", "−")]
        return tuple(hint for hint in hints if hint.words or hint.act)

    def _clicked(self, key: str) -> None:
        """A key by clicking what it is printed on."""
        for hint in self.keys():
            if hint.act is not None and key in hint.caps:
                hint.act()
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = chord(event)
        if self._holds(event):
            event.accept()
            if not event.isAutoRepeat():
                self._key_down(event.key())
        elif self._asking is not None and pressed in (*self._asking_for, "Esc"):
            event.accept()
            asking = self._asking
            self._ask_no_more()
            if pressed != "Esc":
                asking(10 if pressed == "T" else int(pressed))
        else:
            if self._asking is not None and pressed:
                self._ask_no_more()
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self._holds(event):
            event.accept()
            if not event.isAutoRepeat():
                self._key_up(event.key())
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._let_go()
        super().focusOutEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._let_go()

    def _holds(self, event: QKeyEvent) -> bool:
        """Space, Enter of the number pad, or the presenter's forward key."""
        bare = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if bare != Qt.KeyboardModifier.NoModifier:
            return False
        return event.key() in (Qt.Key.Key_Space, Qt.Key.Key_PageDown) or event.key() == Qt.Key.Key_Enter

    # Holding the key

    def _key_down(self, key: int) -> None:
        if self._pressed is not None or (not self._running and self.closed()):
            return
        if self._unkept:
            self.frame.say(_UNKEPT)
            return
        it = score(self.desk.exam.exam.answers, self._active)
        if not self._running and it.amount is not None and it.stop_reason is None:
            self.frame.say("Say first why this trial ended. Ctrl Z takes it back.")
            return
        self._ask_no_more()
        self._pressed = (key, self._now)
        self._show()
        self._keep_looking()

    def _key_up(self, key: int) -> None:
        if self._pressed is None or self._pressed[0] != key:
            return
        if self._now - self._pressed[1] >= HOLD_SECONDS:
            self._held_long_enough()
        self._let_go()

    def _let_go(self) -> None:
        if self._pressed is not None:
            self._pressed = None
            self._show()
            self._keep_looking()

    def _held_long_enough(self) -> None:
        """What was meant when the key went down happens as of then."""
        assert self._pressed is not None
        at, self._pressed = self._pressed[1], None
        if self._running:
            self._stop(at)
        else:
            self._start(at)

    def _start(self, at: float) -> None:
        self._attempt = ready(self._active, self._mode).start(at)
        self._heard = 0
        if self._sound and self._mode != HOLD:
            self._metronome.prepare()
        self._hear()
        self._shown_again()

    def _stop(self, at: float) -> None:
        assert self._attempt is not None
        self._attempt = self._attempt.stop(at)
        self._keep_again()

    def _keep_again(self) -> None:
        """Keep the stopped trial whole: now, or once the disk takes it again."""
        attempt = self._attempt
        if attempt is None or not attempt.stopped:
            return
        known = same_as_before(self.desk.exam.exam.answers, self._earlier)
        self._unkept = not self._said(self.desk.record_many([*known, *attempt.kept(self._now)]))
        self._shown_again()

    def _shown_again(self) -> None:
        self.show_exam()
        self.frame.show_keys()

    # During the trial

    def _mark(self, what: Fault | None) -> None:
        attempt = self._attempt
        if attempt is not None and attempt.running and attempt.mode != HOLD:
            self._attempt = attempt.mark(what or attempt.last_fault, self._now)
            self._shown_again()

    def _unmark(self) -> None:
        if self._attempt is not None:
            self._attempt = replace(self._attempt, trial=self._attempt.trial.unfault())
            self._shown_again()

    def _correct(self) -> None:
        if self._attempt is None:
            return
        corrected = self._attempt.trial.correct(self._now)
        if corrected is self._attempt.trial:
            self.frame.say("The one correction was given already.")
            return
        self._attempt = replace(self._attempt, trial=corrected)
        self._shown_again()

    def _beep(self) -> None:
        self._sound = not self._sound
        self._shown_again()

    # Asking for one digit

    def _ask(self, answer: Callable[[int], None], digits: tuple[str, ...], said: str) -> None:
        if not self.closed():
            self._asking, self._asking_for, self._asking_words = answer, digits, said
            self.frame.show_keys()

    def _ask_no_more(self) -> None:
        if self._asking is not None:
            self._asking = None
            self.frame.show_keys()

    def _ask_effort(self) -> None:
        self._ask(self._give_effort, _DIGITS, "effort now" if self._running else "effort at the end")

    def _give_effort(self, rating: int) -> None:
        if self._attempt is not None and self._attempt.running:
            self._attempt, number = self._attempt.rate(rating, self._now)
            self._record("effort", str(rating), number)
        else:
            self._record("effort_end", str(rating))

    def _ask_pain(self) -> None:
        has_result = score(self.desk.exam.exam.answers, self._active).amount is not None
        during = self._running or has_result
        self._ask(self._give_pain, _DIGITS, "worst pain during the trial" if during else "pain before")

    def _give_pain(self, rating: int) -> None:
        answers = self.desk.exam.exam.answers
        attempt = self._attempt
        if attempt is not None and attempt.running:
            worst = max(rating, attempt.pain or 0)
            self._attempt = replace(attempt, pain=worst)
            self._record("pain_peak", str(worst))
            before = answers.amount(ID, "pain_before", self._active)
            if pain_ends(None if before is None else int(before), worst):
                self.frame.say("Pain ends the trial: hold Space to stop.")
        elif score(answers, self._active).amount is not None:
            self._record("pain_peak", str(rating))
        else:
            self._record("pain_before", str(rating))

    def _ask_limiter(self) -> None:
        kind = PROTOCOL.step("limiter").kind
        assert isinstance(kind, Chosen)
        said = ", ".join(f"{option.key} {option.words}" for option in kind.options)
        self._ask(self._give_limiter, tuple(option.key for option in kind.options), said)

    def _give_limiter(self, digit: int) -> None:
        self._record("limiter", str(digit))

    def _ask_earlier(self) -> None:
        self._ask(self._end_earlier, tuple(str(n) for n in EARLIER), "seconds before the stop it ended")

    def _last_stopped(self) -> Attempt | None:
        """The trial whose end can still be corrected: as it was timed, and neither undone nor typed over."""
        attempt = self._attempt
        if attempt is None or not attempt.stopped or self._unkept:
            return None
        return attempt if stands(self.desk.exam.exam.answers, attempt) else None

    def _end_earlier(self, seconds: int) -> None:
        attempt = self._last_stopped()
        if attempt is None:
            return
        earlier = replace(attempt, trial=attempt.trial.ended_earlier(seconds))
        self._attempt = earlier
        if self._said(self.desk.record_many(earlier.result(self._now))):
            self.frame.say(spoken_end(earlier, self._now))
        else:
            self._attempt = attempt

    def _give_reason(self, code: str) -> None:
        ref = Ref(ID, "stop_reason", self._active)
        open = ref not in self.desk.exam.exam.entries
        if self.keep([(ref, Choice(code))]) and open:
            self.walk_on()

    def _proposed(self) -> str | None:
        attempt = self._attempt
        if attempt is None or attempt.side is not self._active:
            return None
        before = self.desk.exam.exam.answers.amount(ID, "pain_before", self._active)
        return attempt.suggested(self._now, None if before is None else int(before))

    def _record(self, step: str, typed: str, trial: int | None = None) -> None:
        self._said(self.desk.record(Ref(ID, step, self._active, trial), typed))

    # Between the trials

    def _turn_to(self, side: Side) -> None:
        if self._running:
            return
        self._active = side
        self._mode = usual_mode(self.desk.exam.exam.answers, side)
        self._shown_again()

    def _other_test(self) -> None:
        self._mode = REPETITIONS if self._mode == HOLD else HOLD
        self._shown_again()

    # What is typed

    def _ask_setup(self) -> None:
        if self._running or self.closed():
            return
        if self._setup_sheet is None:
            steps = tuple(PROTOCOL.step(id) for id in ("target_height", "band"))
            self._setup_sheet = EntriesSheet("How it is given", steps)
            self._setup_sheet.typed.connect(self._typed)
        self._refusals.clear()
        self._show_sheets()
        self.frame.ask(self._setup_sheet)

    def _ask_result(self) -> None:
        """A result without the timer: counted or timed by hand."""
        if self.closed():
            return
        ids = ("seconds",) if self._result_mode() == HOLD else ("repetitions", "seconds")
        if self._result_sheet is not None:
            self._result_sheet.deleteLater()
        side = self._active.value.capitalize()
        self._result_sheet = EntriesSheet(
            f"{side}: what the trial came to", tuple(PROTOCOL.step(id) for id in ids)
        )
        self._result_sheet.typed.connect(self._typed)
        self._refusals.clear()
        self._show_sheets()
        self.frame.ask(self._result_sheet)

    def _result_mode(self) -> str:
        it = score(self.desk.exam.exam.answers, self._active)
        return it.mode if it.amount is not None else self._mode

    def _typed(self, step: str, typed: str) -> None:
        sided = PROTOCOL.step(step).sided
        ref = Ref(ID, step, self._active if sided else None)
        reading = read(PROTOCOL.step(step).kind, typed) if typed.strip() else None
        pairs: list[tuple[Ref, Value | None]]
        if isinstance(reading, Complaint):
            self._refusals[step] = EntryScreen(typed, EntryState.REFUSED, reading.words)
            self._show_sheets()
            return
        pairs = [(ref, None if reading is None else reading.value)]
        if sided and reading is not None:
            pairs.insert(0, (Ref(ID, "mode", self._active), Choice(self._result_mode())))
        self._refusals.pop(step, None)
        self._said(self.desk.record_many(pairs))

    def _show_sheets(self) -> None:
        answers = self.desk.exam.exam.answers

        def entry(step: str, side: Side | None) -> EntryScreen:
            refused = self._refusals.get(step)
            return refused or entry_screen(answers, Ref(ID, step, side), PROTOCOL.step(step).kind)

        if self._setup_sheet is not None:
            self._setup_sheet.show_entries({id: entry(id, None) for id in ("target_height", "band")})
        if self._result_sheet is not None:
            self._result_sheet.show_entries({id: entry(id, self._active) for id in self._result_sheet.steps})


PAGE = ClamshellPage
