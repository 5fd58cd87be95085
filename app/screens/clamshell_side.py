"""What a side of the clamshell came to, in a few rows, and how much of the rest is left."""

from __future__ import annotations

from dataclasses import dataclass

from app.clamshell import HOLD, Attempt
from app.code_words import capital
from app.screens.clamshell_words import minutes, reason_words, whole
from app.screens.state import State
from app.screens.testing import order_note, sides_in_order
from assessments.clamshell import ASSESSMENT
from assessments.clamshell.protocol import ID, PROTOCOL
from assessments.clamshell.scoring import Score, score
from assessments.language.answers import Answers
from assessments.language.conventions import conventions
from assessments.language.finding import Presence
from assessments.language.reading import number
from assessments.language.value import Side
from resources.tongue import tr, trn


@dataclass(frozen=True, slots=True)
class Found:
    """What a side amounts to, in few words and in a sentence, with what its rule stands on."""

    state: State
    words: str
    detail: str
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Rest:
    """How much of the rest is still to come: "1:12", and its share of the whole."""

    left: str
    share: float
    words: str


@dataclass(frozen=True, slots=True)
class SideCard:
    """The side whose turn it is not; `coming` says what comes before its trial."""

    side: Side
    note: str
    rows: tuple[tuple[str, str], ...]
    found: Found | None
    rest: Rest | None
    coming: str = ""


def side_card(answers: Answers, side: Side, rest: Rest | None) -> SideCard:
    it = score(answers, side)
    rows: list[tuple[str, str]] = []
    if it.amount is None:
        rows.append((tr("Trial"), it.reason if answers.not_done(ID, side) else tr("not recorded")))
    else:
        effort = _last_effort(answers, side)
        rows.append(
            (tr("Held"), tr("{seconds} s", seconds=number(it.amount)))
            if it.mode == HOLD
            else (tr("Valid"), _valid(answers, it))
        )
        rows.append(
            (tr("Ended by"), capital(reason_words(it.stop_reason)) if it.stop_reason else tr("Missing"))
        )
        rows.append(
            (tr("Effort"), tr("not recorded") if effort is None else tr("{effort} of 10", effort=effort))
        )
    coming = ""
    if it.amount is None and not answers.not_done(ID, side):
        coming, rest = _coming(answers, side)
    return SideCard(side, order_note(answers, side), tuple(rows), found(answers, side), rest, coming)


def _coming(answers: Answers, side: Side) -> tuple[str, Rest | None]:
    """What comes before this side's trial, and the rest that stands between the two."""
    if score(answers, side.other).amount is not None or answers.not_done(ID, side.other):
        return tr("This side is next."), None
    full = minutes(float(conventions()["CLAM_REST"]))
    rest = Rest(full, 1.0, tr("rest between the sides"))
    if sides_in_order(answers)[0] is side:
        return tr("This side goes first, then the rest."), rest
    return tr("{other} first, then the rest.", other=side.other.heading), rest


def found(answers: Answers, side: Side) -> Found | None:
    """None until the trial has a result and the reason it ended."""
    it = score(answers, side)
    if it.amount is None or it.stop_reason is None:
        return None
    result = ASSESSMENT.findings(answers)[0].by_side[side]
    rule = conventions().rules["CLAM_MIN_HOLD" if it.mode == HOLD else "CLAM_MIN_REPS"]
    unit = tr("s") if it.mode == HOLD else tr("reps")
    if result.presence is Presence.UNKNOWN:
        return Found(State.MISSING, result.reason, tr("{reason}: not scored", reason=result.reason))

    if result.presence is Presence.PRESENT:
        detail = rule.words
        if not it.gluteal:
            detail = tr("{rule}; not interpretable as gluteal endurance", rule=rule.words)
        return Found(
            State.FINDING,
            tr("Under {amount} {unit}", amount=rule.amount, unit=unit),
            detail,
            rule.standing,
        )
    words = tr("{amount} {unit} or more", amount=rule.amount, unit=unit)
    detail = tr("{words}: no deficit", words=words)
    if not it.gluteal:
        detail = tr("{words}: no deficit; not interpretable as gluteal endurance", words=words)
    return Found(State.NEGATIVE, words, detail, rule.standing)


def rest_after(attempt: Attempt, now: float) -> Rest | None:
    """None while that trial still runs."""
    if not attempt.stopped:
        return None
    full = float(conventions()["CLAM_REST"])
    left = attempt.rest_left(now)
    words = tr("rest left of {time}", time=minutes(full)) if left else tr("rest is over")
    # Whole seconds still to come: it shows 0:00 only once nothing is left.
    return Rest(minutes(-(-left // 1)), left / full, words)


def _last_effort(answers: Answers, side: Side) -> int | None:
    at_end = whole(answers, "effort_end", side)
    if at_end is not None:
        return at_end
    trials = range(PROTOCOL.step("effort").trials, 0, -1)
    rated = (answers.amount(ID, "effort", side, trial) for trial in trials)
    return next((int(it) for it in rated if it is not None), None)


def _valid(answers: Answers, it: Score) -> str:
    """ "22 reps in 0:44"."""
    assert it.amount is not None
    seconds = answers.amount(ID, "seconds", it.side)
    count, shown = int(it.amount), number(it.amount)
    if seconds is None:
        return trn("{n} rep", "{n} reps", count, n=shown)
    return trn("{n} rep in {time}", "{n} reps in {time}", count, n=shown, time=minutes(float(seconds)))
