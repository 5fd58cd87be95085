"""The clamshell trial that runs or ran last: its clock, its beat, its marks, and how it is kept."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.clamshell import HOLD, Attempt, ready
from app.earlier import Earlier
from app.screens.clamshell import same_as_before, spoken_end, stands
from app.screens.clamshell_words import pain_before
from assessments.clamshell.trial import Fault, beat, pain_ends
from assessments.language.answers import Answers
from assessments.language.conventions import conventions
from assessments.language.value import Side
from resources.tongue import tr
from ui.page import Frame
from ui.parts.metronome import SILENT, Metronome
from ui.side_page import kept

UNKEPT = tr("The trial is not saved yet: Ctrl S tries again.")
MOVING = 0.7
"""The share of a beat in which the drawn knee moves; for the rest of it it holds. A drawing choice."""
_RUNNING = tr("A trial is running: stop it first.")


class LatestTrial(QObject):
    """It lives here until it stops, and is then kept in one stroke.

    A hold counts from the instant the key went down, at the start and at the stop. So the second for which
    the key is held to start is the first beat: the sound at its end is "up".
    """

    changed = Signal()
    """It began, ended, or a mark was made."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._metronome = Metronome()
        self.earlier: Earlier | None = None
        """The last visit, whose target and band are kept with the first trial of this one."""
        self.forget(sound=True)

    def forget(self, sound: bool) -> None:
        """Nothing of another exam's trial stays."""
        self.attempt: Attempt | None = None
        self.unkept = False
        self._sound = sound
        self._heard = 0

    @property
    def now(self) -> float:
        return self._frame.desk.workstation.clock.monotonic()

    @property
    def running(self) -> bool:
        return self.attempt is not None and self.attempt.running

    @property
    def resting(self) -> bool:
        return self.attempt is not None and self.attempt.rest_left(self.now) > 0

    def stays(self) -> str:
        """Why the page cannot be left."""
        if self.unkept:
            return UNKEPT
        return _RUNNING if self.running else ""

    # From the start to the stop

    def start(self, side: Side, mode: str, at: float) -> None:
        self.attempt = ready(side, mode).start(at)
        self._heard = 0
        if self._sound and mode != HOLD:
            self._metronome.prepare()
        self._hear()
        self.changed.emit()

    def stop(self, at: float) -> None:
        assert self.attempt is not None
        self.attempt = self.attempt.stop(at)
        self.keep()

    def keep(self) -> None:
        """Keep the stopped trial whole: now, or once the disk takes it again."""
        attempt = self.attempt
        if attempt is None or not attempt.stopped:
            return
        known = same_as_before(self._answers, self.earlier)
        complaint = self._frame.desk.record_many([*known, *attempt.kept(self.now)])
        self.unkept = not kept(self._frame, complaint)
        self.changed.emit()

    def look(self) -> None:
        """What the clock says now: the cap, a beat."""
        if self.attempt is not None and self.attempt.overdue(self.now):
            self.stop(self.now)
        self._hear()

    # The beat

    @property
    def audible(self) -> bool:
        """Whether this computer can sound the beat, as far as is known."""
        return not self._metronome.silent

    @property
    def sound_words(self) -> str:
        beats = conventions()["CLAM_BPM"]
        if not self.audible:
            return tr("{beats} bpm, {silent}", beats=beats, silent=SILENT)
        if self._sound:
            return tr("{beats} bpm, sound on", beats=beats)
        return tr("{beats} bpm, sound off", beats=beats)

    @property
    def lifted(self) -> float | None:
        """How far the knee is lifted now by who keeps the beat, 0 to 1; None where there is no beat."""
        if self.attempt is None or not self.running or self.attempt.mode == HOLD:
            return None
        watch = self.attempt.trial.watch
        beats = watch.elapsed(self.now) * float(conventions()["CLAM_BPM"]) / 60.0
        reached = beat(watch, self.now)
        way = min(1.0, max(0.0, beats - reached) / MOVING)
        return way if reached % 2 else (1.0 - way if reached else 0.0)

    def turn_sound(self) -> None:
        self._sound = not self._sound
        self.changed.emit()

    def _hear(self) -> None:
        """Sound the beat that is reached: read from the clock, so a late look never shifts the ones after."""
        if self.attempt is None or not self.running or self.attempt.mode == HOLD:
            return
        reached = beat(self.attempt.trial.watch, self.now)
        if reached != self._heard:
            self._heard = reached
            if self._sound and reached:
                self._metronome.sound(reached)

    # What is seen and said during the trial

    def mark(self, what: Fault | None) -> None:
        """A fault; None is the kind that was marked last."""
        attempt = self.attempt
        if attempt is not None and attempt.running and attempt.mode != HOLD:
            self.attempt = attempt.mark(what or attempt.last_fault, self.now)
            self.changed.emit()

    def unmark(self) -> None:
        if self.attempt is not None:
            self.attempt = replace(self.attempt, trial=self.attempt.trial.unfault())
            self.changed.emit()

    def correct(self) -> None:
        if self.attempt is None:
            return
        corrected = self.attempt.trial.correct(self.now)
        if corrected is self.attempt.trial:
            self._frame.say(tr("The one correction was given already."))
            return
        self.attempt = replace(self.attempt, trial=corrected)
        self.changed.emit()

    def rate(self, rating: int) -> int:
        """Take an effort; the number of the prompt it answers."""
        assert self.attempt is not None
        self.attempt, number = self.attempt.rate(rating, self.now)
        return number

    def worst_pain(self, rating: int) -> int:
        """Take a pain; the worst one so far."""
        assert self.attempt is not None
        worst = max(rating, self.attempt.pain or 0)
        self.attempt = replace(self.attempt, pain=worst)
        return worst

    @property
    def pain_ends_it(self) -> bool:
        attempt = self.attempt
        if attempt is None or attempt.pain is None:
            return False
        return pain_ends(pain_before(self._answers, attempt.side), attempt.pain)

    # After the stop

    def proposed(self, side: Side) -> str | None:
        """The reason for its end that a rule calls for, if it was this side's."""
        attempt = self.attempt
        if attempt is None or attempt.side is not side:
            return None
        return attempt.suggested(self.now, pain_before(self._answers, side))

    def last_stopped(self) -> Attempt | None:
        """The trial whose end can still be corrected: as it was timed, and neither undone nor typed over."""
        attempt = self.attempt
        if attempt is None or not attempt.stopped or self.unkept:
            return None
        return attempt if stands(self._answers, attempt) else None

    def end_earlier(self, seconds: int) -> None:
        attempt = self.last_stopped()
        if attempt is None:
            return
        earlier = replace(attempt, trial=attempt.trial.ended_earlier(seconds))
        # What is shown while it is kept is the new end.
        self.attempt = earlier
        if kept(self._frame, self._frame.desk.record_many(earlier.result(self.now))):
            self._frame.say(spoken_end(earlier, self.now))
        else:
            self.attempt = attempt

    @property
    def _answers(self) -> Answers:
        return self._frame.desk.exam.exam.answers
