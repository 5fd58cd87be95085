"""The clamshell as it is shown: the trial under way, the other side, why it ended, how the sides compare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.clamshell import HOLD, Attempt
from app.earlier import Earlier
from app.screens.state import State
from app.screens.testing import order_note, sides_in_order
from assessments.clamshell import ASSESSMENT
from assessments.clamshell.protocol import ID, PROTOCOL, STOP_REASONS
from assessments.clamshell.scoring import Score, compared, score
from assessments.clamshell.trial import Fault, beat, cap_seconds, next_effort
from assessments.language.answers import Answers
from assessments.language.conventions import conventions
from assessments.language.finding import Presence
from assessments.language.protocol import Chosen
from assessments.language.reading import number
from assessments.language.value import Ref, Side, Value
from assessments.language.words import value_words

SETUP = ("target_height", "band")
FAULT_KEYS: Mapping[Fault, str] = {
    Fault.TARGET_MISSED: "T",
    Fault.PELVIS_ROLL: "R",
    Fault.OFF_BEAT: "O",
    Fault.HEELS_APART: "H",
}
FAULT_WORDS: Mapping[Fault, str] = {
    Fault.TARGET_MISSED: "Target missed",
    Fault.PELVIS_ROLL: "Pelvis rolled",
    Fault.OFF_BEAT: "Off the beat",
    Fault.HEELS_APART: "Heels apart",
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
class Found:
    """What a side amounts to, in few words and in a sentence, with what its rule stands on."""

    state: State
    words: str
    detail: str
    standing: str = ""


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


@dataclass(frozen=True, slots=True)
class Rest:
    """How much of the rest is still to come: "1:12", and its share of the whole."""

    left: str
    share: float
    words: str


@dataclass(frozen=True, slots=True)
class SideCard:
    """The side whose turn it is not."""

    side: Side
    note: str
    rows: tuple[tuple[str, str], ...]
    found: Found | None
    rest: Rest | None


@dataclass(frozen=True, slots=True)
class ReasonLine:
    key: str
    words: str
    chosen: bool = False
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class ReasonsCard:
    """Why it ended. `open` says that the answer is waited for now."""

    heading: str
    open: bool
    lines: tuple[ReasonLine, ...]


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
    rest = _rest(theirs, now) if theirs is not None else None
    return ClamshellScreen(
        _trial_card(answers, active, mine, rest, now, mode, locked),
        _side_card(answers, active.other, rest),
        _reasons(answers, active, mine, now),
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
    side = attempt.side.value.capitalize()
    seconds = f"{number(attempt.trial.seconds(now))} s"
    return (
        f"{side}: {seconds}"
        if attempt.mode == HOLD
        else f"{side}: {seconds}, {attempt.trial.valid(now)} valid"
    )


def minutes(seconds: float) -> str:
    """ "0:28": whole seconds that have passed."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def stands(answers: Answers, attempt: Attempt) -> bool:
    """Whether this trial runs, or its result was neither undone nor typed over since it stopped."""
    return not attempt.stopped or all(answers.entries.get(ref) == value for ref, value in attempt.result(0.0))


def _both(answers: Answers) -> bool:
    return all(score(answers, side).amount is not None for side in sides_in_order(answers))


def _trial_card(
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
        time = "0:00" if seconds is None and it.amount is None else "not timed"
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
        count_words="held" if mode == HOLD else "valid repetitions",
        time="" if mode == HOLD else time,
        time_words="" if mode == HOLD else f"time, cap {minutes(cap_seconds())}",
        beat=beat(attempt.trial.watch, now) if running and attempt and mode != HOLD else None,
        asked=_asked(answers, side, attempt, now) if running or it.amount is None else (),
        faults=_faults(attempt, now) if mode != HOLD and (running or it.amount is None) else (),
        after=_after(answers, side) if it.amount is not None and not running else (),
        headline=headline,
        detail=detail,
        alarm=alarm,
        found=None if running else _found(answers, side),
    )


def _state(answers: Answers, side: Side, running: bool, rest: Rest | None) -> tuple[State, str]:
    it = score(answers, side)
    if running:
        return State.NOW, "Running"
    if answers.not_done(ID, side):
        return State.NOT_DONE, it.reason
    if it.amount is not None:
        done = it.stop_reason is not None
        return (State.DONE, "Stopped") if done else (State.MISSING, "Stop reason required")
    if rest is not None and rest.share:
        return State.TODO, "Resting"
    return State.TODO, "Ready"


def _headline(
    answers: Answers, side: Side, attempt: Attempt | None, rest: Rest | None, now: float, locked: str
) -> tuple[str, str, bool]:
    it = score(answers, side)
    if attempt is not None and attempt.running:
        code = attempt.suggested(now, _pain_before(answers, side))
        if code:
            return (
                f"Stop: {_reason_words(code)}",
                "Hold Space 1 s.",
                True,
            )
        return (
            "Hold Space 1 s to stop",
            "A short tap does nothing. It counts from the key going down.",
            False,
        )
    if locked:
        return "Nothing can be recorded", locked, False
    if it.amount is not None and it.stop_reason is None:
        detail = "Then, if it ended earlier: − and 1 to 5 takes off that many seconds."
        return "Why did it end? 1 to 9", detail, False
    if it.amount is not None or answers.not_done(ID, side):
        detail = "A trial done again takes the place of this one."
        if attempt is not None and attempt.stopped:
            detail = "It takes the place of this one. Ended earlier: − and 1 to 5."
        return "Hold Space 1 s to do it again", detail, False
    if rest is not None and rest.share:
        return "Hold Space 1 s to start", f"{rest.left} of the rest is left. You may start sooner.", False
    return "Hold Space 1 s to start", "After three slow practice repetitions. The hold counts in.", False


def _asked(answers: Answers, side: Side, attempt: Attempt | None, now: float) -> tuple[Cell, ...]:
    corrections = conventions()["CLAM_CORRECTIONS"]
    if attempt is not None and attempt.running:
        due = attempt.trial.correction_due(now)
        given = len(attempt.trial.corrections)
        before = _pain_before(answers, side)
        ends = attempt.suggested(now, before) == "pain"
        return (
            Cell(
                "Say it once" if due else "Corrections",
                "C",
                str(given),
                f"of {corrections}",
                "watch" if due else "",
            ),
            _effort(attempt, now),
            Cell(
                "Worst pain" if before is None else f"Worst pain, before {before}",
                "P",
                "not asked" if attempt.pain is None else str(attempt.pain),
                "" if attempt.pain is None else "of 10",
                "stop" if ends else "",
            ),
        )
    return (
        Cell("Corrections", "", f"{corrections} allowed"),
        Cell("Effort", "", f"every {conventions()['CLAM_RPE']} s"),
        _rating("Pain before", "P", _pain_before(answers, side)),
    )


def _after(answers: Answers, side: Side) -> tuple[Cell, ...]:
    corrections = answers.amount(ID, "corrections", side)
    limiter = answers.choice(ID, "limiter", side)
    return (
        _rating("Effort at the end", "E", _whole(answers, "effort_end", side)),
        _rating("Worst pain during", "P", _whole(answers, "pain_peak", side)),
        Cell("What stopped them", "W", _limiter_words(limiter) if limiter else "not asked"),
        Cell("Corrections given", "", "not recorded" if corrections is None else number(corrections)),
    )


def _effort(attempt: Attempt, now: float) -> Cell:
    every = int(conventions()["CLAM_RPE"])
    due = attempt.effort_due(now)
    if due:
        return Cell(f"Effort at {minutes(due * every)}", "E", "ask now", "", "watch")
    if attempt.efforts:
        last, rating = max(attempt.efforts)
        return Cell(f"Effort at {minutes(last * every)}", "E", str(rating), "of 10")
    return Cell("Effort", "E", f"at {minutes(next_effort(attempt.trial.watch, now))}")


def _rating(label: str, key: str, rating: int | None, tone: str = "") -> Cell:
    return (
        Cell(label, key, "not asked", "", tone)
        if rating is None
        else Cell(label, key, str(rating), "of 10", tone)
    )


def _faults(attempt: Attempt | None, now: float) -> tuple[Cell, ...]:
    limit = conventions()["CLAM_RUN"]
    if attempt is None:
        return tuple(Cell(FAULT_WORDS[what], "", f"{limit} end it") for what in Fault)
    suggested = attempt.trial.suggested(now)
    cells = []
    for what in Fault:
        row = attempt.trial.in_a_row(what, now)
        tone = "stop" if suggested == what.value else "watch" if row and attempt.running else ""
        cells.append(Cell(FAULT_WORDS[what], FAULT_KEYS[what], str(row), f"of {limit}", tone))
    return tuple(cells)


def _side_card(answers: Answers, side: Side, rest: Rest | None) -> SideCard:
    it = score(answers, side)
    rows: list[tuple[str, str]] = []
    if it.amount is None:
        rows.append(("Trial", it.reason if answers.not_done(ID, side) else "not recorded"))
    else:
        effort = _last_effort(answers, side)
        rows.append(("Held", f"{number(it.amount)} s") if it.mode == HOLD else ("Valid", _valid(answers, it)))
        rows.append(("Ended by", _capital(_reason_words(it.stop_reason)) if it.stop_reason else "Missing"))
        rows.append(("Effort", "not recorded" if effort is None else f"{effort} of 10"))
    return SideCard(side, order_note(answers, side), tuple(rows), _found(answers, side), rest)


def _found(answers: Answers, side: Side) -> Found | None:
    it = score(answers, side)
    if it.amount is None or it.stop_reason is None:
        return None
    result = ASSESSMENT.findings(answers)[0].by_side[side]
    rule = conventions().rules["CLAM_MIN_HOLD" if it.mode == HOLD else "CLAM_MIN_REPS"]
    unit = "s" if it.mode == HOLD else "reps"
    if result.presence is Presence.UNKNOWN:
        return Found(State.MISSING, result.reason, f"{result.reason}: not scored")
    limited = "" if it.gluteal else "; not interpretable as gluteal endurance"
    if result.presence is Presence.PRESENT:
        return Found(State.FINDING, f"Under {rule.amount} {unit}", f"{rule.words}{limited}", rule.standing)
    words = f"{rule.amount} {unit} or more"
    return Found(State.NEGATIVE, words, f"{words}: no deficit{limited}", rule.standing)


def _rest(attempt: Attempt, now: float) -> Rest | None:
    if not attempt.stopped:
        return None
    whole = float(conventions()["CLAM_REST"])
    left = attempt.rest_left(now)
    words = f"rest left of {minutes(whole)}" if left else "rest is over"
    # Whole seconds still to come: it shows 0:00 only once nothing is left.
    return Rest(minutes(-(-left // 1)), left / whole, words)


def _reasons(answers: Answers, side: Side, attempt: Attempt | None, now: float) -> ReasonsCard:
    it = score(answers, side)
    running = attempt is not None and attempt.running
    recorded = it.amount is not None and not running
    suggested = attempt.suggested(now, _pain_before(answers, side)) if attempt is not None else None
    lines = tuple(
        ReasonLine(
            option.key,
            _capital(option.words),
            recorded and option.code == it.stop_reason,
            suggested == option.code and not (recorded and it.stop_reason),
        )
        for option in STOP_REASONS
    )
    return ReasonsCard(
        "Why did it end?" if recorded else "If it ends, why?", recorded and not it.stop_reason, lines
    )


def _setup(answers: Answers, step: str, earlier: Earlier | None) -> SetupItem:
    label = "Target" if step == "target_height" else "Band"
    kind = PROTOCOL.step(step).kind
    value = answers.get(ID, step)
    if value is not None:
        return SetupItem(label, value_words(kind, value))
    before = dict(same_as_before(answers, earlier)).get(Ref(ID, step))
    if before is not None:
        return SetupItem(label, f"{value_words(kind, before)}, as before", known=True)
    return SetupItem(label, "not recorded")


def _last_effort(answers: Answers, side: Side) -> int | None:
    at_end = _whole(answers, "effort_end", side)
    if at_end is not None:
        return at_end
    trials = range(PROTOCOL.step("effort").trials, 0, -1)
    rated = (answers.amount(ID, "effort", side, trial) for trial in trials)
    return next((int(it) for it in rated if it is not None), None)


def _pain_before(answers: Answers, side: Side) -> int | None:
    return _whole(answers, "pain_before", side)


def _whole(answers: Answers, step: str, side: Side) -> int | None:
    amount = answers.amount(ID, step, side)
    return None if amount is None else int(amount)


def _valid(answers: Answers, it: Score) -> str:
    """ "22 reps in 0:44"."""
    assert it.amount is not None
    seconds = answers.amount(ID, "seconds", it.side)
    reps = "1 rep" if it.amount == 1 else f"{number(it.amount)} reps"
    return reps if seconds is None else f"{reps} in {minutes(float(seconds))}"


def _reason_words(code: str | None) -> str:
    return next((option.words for option in STOP_REASONS if option.code == code), "not recorded")


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _limiter_words(code: str) -> str:
    kind = PROTOCOL.step("limiter").kind
    assert isinstance(kind, Chosen)
    return next((option.words for option in kind.options if option.code == code), code)
