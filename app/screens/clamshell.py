"""The clamshell as it is shown: the trial under way, the other side, why it ended, how the sides compare."""

from __future__ import annotations

from dataclasses import dataclass

from app.clamshell import HOLD, Attempt
from app.earlier import Earlier
from app.screens.clamshell_reasons import ReasonsCard, reasons_card
from app.screens.clamshell_side import SideCard, rest_after, side_card
from app.screens.clamshell_trial import TrialCard, trial_card
from app.screens.testing import sides_in_order
from assessments.clamshell.protocol import ID, PROTOCOL
from assessments.clamshell.scoring import compared, score
from assessments.language.answers import Answers
from assessments.language.reading import number
from assessments.language.value import Ref, Side, Value
from assessments.language.words import value_words
from resources.tongue import tr

SETUP = ("target_height", "band")


@dataclass(frozen=True, slots=True)
class SetupItem:
    """ "Target" "18 cm"; `known` says that it is last visit's and not yet recorded."""

    label: str
    words: str
    known: bool = False


@dataclass(frozen=True, slots=True)
class ClamshellScreen:
    trial: TrialCard
    other: SideCard
    reasons: ReasonsCard
    setup: tuple[SetupItem, ...]
    compared: str


def clamshell_screen(
    answers: Answers,
    active: Side,
    attempt: Attempt | None,
    now: float,
    *,
    mode: str,
    earlier: Earlier | None = None,
    locked: str = "",
) -> ClamshellScreen:
    """`attempt` runs or ran last, of whichever side; `mode` is the test that a start would begin."""
    last = attempt if attempt is not None and stands(answers, attempt) else None
    mine = last if last is not None and last.side is active else None
    theirs = last if last is not None and last.side is active.other else None
    rest = rest_after(theirs, now) if theirs is not None else None
    return ClamshellScreen(
        trial_card(answers, active, mine, rest, now, mode, locked),
        side_card(answers, active.other, rest),
        reasons_card(answers, active, mine, now),
        tuple(_setup(answers, step, earlier) for step in SETUP),
        compared(answers).words if _both(answers) else "",
    )


def side_to_do(answers: Answers) -> Side | None:
    """Whose turn it is: a side without its stop reason, else the next without a result; None when done."""
    order = sides_in_order(answers)
    for side in order:
        it = score(answers, side)
        if it.amount is not None and it.stop_reason is None:
            return side
    return next((s for s in order if score(answers, s).amount is None and not answers.not_done(ID, s)), None)


def usual_mode(answers: Answers, side: Side) -> str:
    """The test as it was begun: that of this side, else of the other, so that the sides compare."""
    given = [answers.choice(ID, "mode", s) for s in (side, side.other)]
    return next((mode for mode in given if mode), "repetitions")


def same_as_before(answers: Answers, earlier: Earlier | None) -> tuple[tuple[Ref, Value], ...]:
    """Target and band of the last visit, where this one recorded none: kept with the first trial."""
    refs = [Ref(ID, step) for step in SETUP]
    if earlier is None or any(ref in answers.entries for ref in refs):
        return ()
    return tuple((ref, earlier.answers.entries[ref]) for ref in refs if ref in earlier.answers.entries)


def spoken_end(attempt: Attempt, now: float) -> str:
    """What a corrected end came to: "Left: 43.2 s, 21 repetitions"."""
    side = attempt.side.heading
    seconds = number(attempt.trial.seconds(now))
    if attempt.mode == HOLD:
        return tr("{side}: {seconds} s", side=side, seconds=seconds)
    valid = attempt.trial.valid(now)
    return tr("{side}: {seconds} s, {valid} valid", side=side, seconds=seconds, valid=valid)


def stands(answers: Answers, attempt: Attempt) -> bool:
    """Whether this trial runs, or its result was neither undone nor typed over since it stopped."""
    return not attempt.stopped or all(answers.entries.get(ref) == value for ref, value in attempt.result(0.0))


def _both(answers: Answers) -> bool:
    return all(score(answers, side).amount is not None for side in sides_in_order(answers))


def _setup(answers: Answers, step: str, earlier: Earlier | None) -> SetupItem:
    label = tr("Target") if step == "target_height" else tr("Band")
    kind = PROTOCOL.step(step).kind
    value = answers.get(ID, step)
    if value is not None:
        return SetupItem(label, value_words(kind, value))
    before = dict(same_as_before(answers, earlier)).get(Ref(ID, step))
    if before is not None:
        return SetupItem(label, tr("{value}, as before", value=value_words(kind, before)), known=True)
    return SetupItem(label, tr("not recorded"))
