"""The start page of the practice: what can be chosen, and who practised here before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.practice.beginning import STORY, TESTS, WHOLE, kind_words
from resources.tongue import tr

STATIONS, PROGRESS = "stations", "progress"


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to choose by its key."""

    key: str
    code: str
    words: str
    about: str


@dataclass(frozen=True, slots=True)
class StartScreen:
    """`learners` are the names that practised here, the last one first; `done` is how much who is named now
    has done."""

    offers: tuple[Offer, ...]
    learners: tuple[str, ...]
    done: str


def start_screen(learners: Sequence[str], learner: str, attempts: int) -> StartScreen:
    blocks = [(STORY, tr("The patient answers in their own words: what makes it worse, and every red flag."))]
    blocks += [(test, _TESTS[test]) for test in TESTS]
    others = [
        (WHOLE, kind_words(WHOLE), tr("One patient from the first question to the class.")),
        (STATIONS, tr("Stations"), tr("Tests with a clock, as in an examination.")),
        (PROGRESS, tr("Progress"), tr("Agreement with the key, item by item, and the portfolio.")),
    ]
    offers = [(code, kind_words(code), about) for code, about in blocks] + others
    return StartScreen(
        tuple(Offer(str(n), code, words, about) for n, (code, words, about) in enumerate(offers, 1)),
        tuple(name for name in learners if name and name != learner)[:_NAMES],
        _done(learner, attempts),
    )


_NAMES = 5
"""How many names are offered."""

_TESTS = {
    "lateral_step_down": tr("Five repetitions: arm, trunk, pelvis, knee, steadiness."),
    "thomas": tr("Read the angles, and see whether the pelvis is held."),
    "prone_hip_extension": tr("Three lifts, four ways in which the back may help."),
    "hip_strength": tr("Read the trace of the dynamometer, and reject a bad trial."),
    "clamshell": tr("Count what is valid, and say why it ends."),
}


def _done(learner: str, attempts: int) -> str:
    if not attempts:
        return tr("Nothing practised yet.")
    if learner:
        return tr("{learner}: {n} cases so far.", learner=learner, n=attempts)
    return tr("{n} cases so far, without a name.", n=attempts)
