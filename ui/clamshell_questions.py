"""What the clamshell asks in one digit: the effort, the pain, what stopped the person, an earlier end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assessments.clamshell.protocol import ID, PROTOCOL
from assessments.clamshell.scoring import score
from assessments.language.protocol import Chosen
from assessments.language.stopwatch import EARLIER
from assessments.language.value import Ref
from resources.tongue import tr
from ui.clamshell_trial import LatestTrial
from ui.keys import KeyHint
from ui.side_page import SidePage, kept

_TO_TEN = (*"0123456789", "T")
"""T is ten."""


@dataclass(frozen=True, slots=True)
class _Question:
    words: str
    digits: tuple[str, ...]
    answer: Callable[[int], None]


class DigitQuestions:
    """One question waits at a time: the next digit answers it, any other key withdraws it."""

    def __init__(self, page: SidePage, trial: LatestTrial) -> None:
        self._page = page
        self._trial = trial
        self._waiting: _Question | None = None

    @property
    def waiting(self) -> bool:
        return self._waiting is not None

    def keys(self) -> tuple[KeyHint, ...]:
        """The digits that answer; none while nothing is asked."""
        if self._waiting is None:
            return ()
        digits = self._waiting.digits
        shown = f"{digits[0]}–{[d for d in digits if d != 'T'][-1]}"
        ten = (KeyHint("T", tr("ten")),) if "T" in digits else ()
        back = KeyHint("Esc", tr("not now"), self.withdraw, right=True)
        return (KeyHint(shown, self._waiting.words), *ten, back)

    def takes(self, pressed: str) -> bool:
        """Whether this key was meant for the question; another one withdraws it."""
        question = self._waiting
        if question is None or not pressed:
            return False
        self.withdraw()
        if pressed in question.digits:
            question.answer(10 if pressed == "T" else int(pressed))
        return pressed in (*question.digits, "Esc")

    def withdraw(self) -> None:
        if self._waiting is not None:
            self._waiting = None
            self._page.frame.show_keys()

    def _ask(self, words: str, digits: tuple[str, ...], answer: Callable[[int], None]) -> None:
        if not self._page.closed():
            self._waiting = _Question(words, digits, answer)
            self._page.frame.show_keys()

    # The questions

    def ask_effort(self) -> None:
        self._ask(
            tr("effort now") if self._trial.running else tr("effort at the end"), _TO_TEN, self._give_effort
        )

    def _give_effort(self, rating: int) -> None:
        if self._trial.running:
            self._record("effort", rating, self._trial.rate(rating))
        else:
            self._record("effort_end", rating)

    def ask_pain(self) -> None:
        during = self._trial.running or self._has_result
        self._ask(
            tr("worst pain during the trial") if during else tr("pain before"), _TO_TEN, self._give_pain
        )

    def _give_pain(self, rating: int) -> None:
        if self._trial.running:
            self._record("pain_peak", self._trial.worst_pain(rating))
            if self._trial.pain_ends_it:
                self._page.frame.say(tr("Pain ends the trial: hold Space to stop."))
        else:
            self._record("pain_peak" if self._has_result else "pain_before", rating)

    def ask_limiter(self) -> None:
        kind = PROTOCOL.step("limiter").kind
        assert isinstance(kind, Chosen)
        said = ", ".join(f"{option.key} {option.words}" for option in kind.options)
        digits = tuple(option.key for option in kind.options)
        self._ask(said, digits, lambda digit: self._record("limiter", digit))

    def ask_earlier(self) -> None:
        digits = tuple(str(n) for n in EARLIER)
        self._ask(tr("seconds before the stop it ended"), digits, self._trial.end_earlier)

    @property
    def _has_result(self) -> bool:
        return score(self._page.desk.exam.exam.answers, self._page.side()).amount is not None

    def _record(self, step: str, digit: int, trial: int | None = None) -> None:
        page = self._page
        kept(page.frame, page.desk.record(Ref(ID, step, page.side(), trial), str(digit)))
