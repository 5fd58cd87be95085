"""The side whose turn it is in the clamshell: repetitions, time, faults, and what the key does now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.clamshell import HOLD, Attempt
from app.screens.clamshell_side import Found, Rest, found
from app.screens.clamshell_words import minutes, pain_before, reason_words, whole
from app.screens.state import State
from app.screens.testing import order_note
from assessments.clamshell.protocol import ID, PROTOCOL
from assessments.clamshell.scoring import score
from assessments.clamshell.trial import Fault, beat, cap_seconds, next_effort
from assessments.language.answers import Answers
from assessments.language.conventions import conventions
from assessments.language.protocol import Chosen
from assessments.language.reading import number
from assessments.language.value import Side
from resources.tongue import tr

FAULT_KEYS: Mapping[Fault, str] = {
    Fault.TARGET_MISSED: "T",
    Fault.PELVIS_ROLL: "R",
    Fault.OFF_BEAT: "O",
    Fault.HEELS_APART: "H",
}


FAULT_WORDS: Mapping[Fault, str] = {
    Fault.TARGET_MISSED: tr("Target missed"),
    Fault.PELVIS_ROLL: tr("Pelvis rolled"),
    Fault.OFF_BEAT: tr("Off the beat"),
    Fault.HEELS_APART: tr("Heels apart"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One small count: `key` adds to it. `tone` is "", "watch" or "stop"."""

    label: str
    key: str
    value: str
    rest: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class TrialCard:
    """The side whose turn it is. `beat` is the beat that sounded last, None where there is none to follow.
    Cells are `asked` and `faults` of a trial to come or under way, and `after` of one that has a result."""

    side: Side
    state: State
    state_words: str
    note: str
    count: str
    count_words: str
    time: str
    time_words: str
    beat: int | None
    asked: tuple[Cell, ...]
    faults: tuple[Cell, ...]
    after: tuple[Cell, ...]
    headline: str
    detail: str
    alarm: bool
    found: Found | None


def trial_card(
    answers: Answers,
    side: Side,
    attempt: Attempt | None,
    rest: Rest | None,
    now: float,
    mode: str,
    locked: str,
) -> TrialCard:
    it = score(answers, side)
    running = attempt is not None and attempt.running
    mode = attempt.mode if attempt else it.mode if it.amount is not None else mode
    seconds = answers.amount(ID, "seconds", side)
    if attempt is not None:
        elapsed = attempt.trial.watch.elapsed(now)
        count = minutes(elapsed) if mode == HOLD else str(attempt.trial.valid(now))
        time = minutes(elapsed)
    else:
        count = "0" if it.amount is None else number(it.amount)
        left_out = answers.not_done(ID, side) is not None
        waits = seconds is None and it.amount is None
        time = ("–" if left_out else "0:00") if waits else tr("not timed")
        if seconds is not None:
            time = minutes(float(seconds))
            count = time if mode == HOLD else count
    state, state_words = _state(answers, side, running, rest)
    headline, detail, alarm = _headline(answers, side, attempt, rest, now, locked)
    return TrialCard(
        side=side,
        state=state,
        state_words=state_words,
        note=order_note(answers, side),
        count="–" if answers.not_done(ID, side) and not running else count,
        count_words=tr("held") if mode == HOLD else tr("valid repetitions"),
        time="" if mode == HOLD else time,
        time_words="" if mode == HOLD else tr("time, cap {time}", time=minutes(cap_seconds())),
        beat=beat(attempt.trial.watch, now) if running and attempt and mode != HOLD else None,
        asked=_asked(answers, side, attempt, now) if running or it.amount is None else (),
        faults=_faults(attempt, now) if mode != HOLD and (running or it.amount is None) else (),
        after=_after(answers, side) if it.amount is not None and not running else (),
        headline=headline,
        detail=detail,
        alarm=alarm,
        found=None if running else found(answers, side),
    )


def _state(answers: Answers, side: Side, running: bool, rest: Rest | None) -> tuple[State, str]:
    it = score(answers, side)
    if running:
        return State.NOW, tr("Running")
    if answers.not_done(ID, side):
        return State.NOT_DONE, it.reason
    if it.amount is not None:
        done = it.stop_reason is not None
        return (State.DONE, tr("Stopped")) if done else (State.MISSING, tr("Stop reason required"))
    if rest is not None and rest.share:
        return State.TO_DO, tr("Resting")
    return State.TO_DO, tr("Ready")


def _headline(
    answers: Answers, side: Side, attempt: Attempt | None, rest: Rest | None, now: float, locked: str
) -> tuple[str, str, bool]:
    it = score(answers, side)
    if attempt is not None and attempt.running:
        code = attempt.suggested(now, pain_before(answers, side))
        if code:
            return (
                tr("Stop: {reason}", reason=reason_words(code)),
                tr("Hold Space 1 s."),
                True,
            )
        return (
            tr("Hold Space 1 s to stop"),
            tr("A short tap does nothing. It counts from the key going down."),
            False,
        )
    if locked:
        return tr("Nothing can be recorded"), locked, False
    if it.amount is not None and it.stop_reason is None:
        detail = tr("Then, if it ended earlier: − and 1 to 5 takes off that many seconds.")
        return tr("Why did it end? 1 to 9"), detail, False
    if it.amount is not None or answers.not_done(ID, side):
        detail = tr("A trial done again takes the place of this one.")
        if attempt is not None and attempt.stopped:
            detail = tr("It takes the place of this one. Ended earlier: − and 1 to 5.")
        return tr("Hold Space 1 s to do it again"), detail, False
    if rest is not None and rest.share:
        return (
            tr("Hold Space 1 s to start"),
            tr("{left} of the rest is left. You may start sooner.", left=rest.left),
            False,
        )
    return (
        tr("Hold Space 1 s to start"),
        tr("After three slow practice repetitions. The hold counts in."),
        False,
    )


def _asked(answers: Answers, side: Side, attempt: Attempt | None, now: float) -> tuple[Cell, ...]:
    corrections = conventions()["CLAM_CORRECTIONS"]
    if attempt is not None and attempt.running:
        due = attempt.trial.correction_due(now)
        given = len(attempt.trial.corrections)
        before = pain_before(answers, side)
        ends = attempt.suggested(now, before) == "pain"
        return (
            Cell(
                tr("Say it once") if due else tr("Corrections"),
                "C",
                str(given),
                tr("of {most}", most=corrections),
                "watch" if due else "",
            ),
            _effort(attempt, now),
            Cell(
                tr("Worst pain") if before is None else tr("Worst pain, before {before}", before=before),
                "P",
                tr("not asked") if attempt.pain is None else str(attempt.pain),
                "" if attempt.pain is None else tr("of 10"),
                "stop" if ends else "",
            ),
        )
    return (
        Cell(tr("Corrections"), "", tr("{corrections} allowed", corrections=corrections)),
        Cell(tr("Effort"), "", tr("every {seconds} s", seconds=conventions()["CLAM_RPE"])),
        _rating(tr("Pain before"), "P", pain_before(answers, side)),
    )


def _after(answers: Answers, side: Side) -> tuple[Cell, ...]:
    corrections = answers.amount(ID, "corrections", side)
    limiter = answers.choice(ID, "limiter", side)
    return (
        _rating(tr("Effort at the end"), "E", whole(answers, "effort_end", side)),
        _rating(tr("Worst pain during"), "P", whole(answers, "pain_peak", side)),
        Cell(tr("What stopped them"), "W", _limiter_words(limiter) if limiter else tr("not asked")),
        Cell(tr("Corrections given"), "", tr("not recorded") if corrections is None else number(corrections)),
    )


def _effort(attempt: Attempt, now: float) -> Cell:
    every = int(conventions()["CLAM_RPE"])
    due = attempt.effort_due(now)
    if due:
        return Cell(tr("Effort at {time}", time=minutes(due * every)), "E", tr("ask now"), "", "watch")
    if attempt.efforts:
        last, rating = max(attempt.efforts)
        return Cell(tr("Effort at {time}", time=minutes(last * every)), "E", str(rating), tr("of 10"))
    return Cell(tr("Effort"), "E", tr("at {time}", time=minutes(next_effort(attempt.trial.watch, now))))


def _rating(label: str, key: str, rating: int | None, tone: str = "") -> Cell:
    return (
        Cell(label, key, tr("not asked"), "", tone)
        if rating is None
        else Cell(label, key, str(rating), tr("of 10"), tone)
    )


def _faults(attempt: Attempt | None, now: float) -> tuple[Cell, ...]:
    limit = conventions()["CLAM_RUN"]
    if attempt is None:
        return tuple(Cell(FAULT_WORDS[what], "", tr("{limit} end it", limit=limit)) for what in Fault)
    suggested = attempt.trial.suggested(now)
    cells = []
    for what in Fault:
        row = attempt.trial.in_a_row(what, now)
        tone = "stop" if suggested == what.value else "watch" if row and attempt.running else ""
        cells.append(Cell(FAULT_WORDS[what], FAULT_KEYS[what], str(row), tr("of {most}", most=limit), tone))
    return tuple(cells)


def _limiter_words(code: str) -> str:
    kind = PROTOCOL.step("limiter").kind
    assert isinstance(kind, Chosen)
    return next((option.words for option in kind.options if option.code == code), code)
