"""Which pattern was clear in how many lifts, and whether that makes a side positive."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.language.answers import Answers
from assessments.language.conventions import conventions
from assessments.language.finding import Finding, Measure, Method, Presence, SideResult, two_sides
from assessments.language.protocol import NOT_RECORDED, Chosen
from assessments.language.reading import number
from assessments.language.value import SIDES, Ref, Side
from assessments.prone_hip_extension.protocol import ID, LIFTS, PROTOCOL, SCORED
from resources.tongue import inside, tr

NAMES = {
    "lumbar_extension": tr("Lumbar extension"),
    "rotation": tr("Rotation"),
    "lateral_shift": tr("Side shift"),
    "knee_flexion": tr("Knee bend"),
    "leads": tr("Back or shoulder lead"),
}
"""The patterns as they stand at the head of a sentence."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How often a pattern was clear, and in how many lifts it was judged at all."""

    clear: int
    judged: int


def findings(answers: Answers) -> tuple[Finding, ...]:
    """HEC: present on a side where one scored pattern is clear in enough of its lifts."""
    return (two_sides("HEC", side_result(answers, Side.RIGHT), side_result(answers, Side.LEFT)),)


def side_result(answers: Answers, side: Side) -> SideResult:
    """One side of HEC. A stopped test may still be positive; it is never negative."""
    if skipped := answers.not_done(ID, side):
        return SideResult(Presence.UNKNOWN, skipped.words, skipped.words)
    if answers.choice(ID, "version") == "drawing_in":
        return _unknown(tr("Given with drawing-in: a different test, not scored"))
    if answers.choice(ID, "passive_extension", side) == "no":
        limit = number(conventions()["PHE_PASSIVE"])
        return _unknown(tr("Passive hip extension under {limit}°: not scorable", limit=limit))
    if positive := positive_patterns(answers, side):
        pattern = max(positive, key=lambda p: seen(answers, side, p).clear)
        count = seen(answers, side, pattern)
        words = tr(
            "{pattern} clear in {clear} of {judged}",
            pattern=NAMES[pattern],
            clear=count.clear,
            judged=count.judged,
        )
        reason = tr(
            "Clear in {enough} of {lifts} lifts is enough",
            enough=number(conventions()["PHE_MIN_REPS"]),
            lifts=number(conventions()["PHE_REPS"]),
        )
        return SideResult(Presence.PRESENT, words, reason)
    if stopped := _stopped(answers, side):
        return _unknown(stopped)
    if not started(answers, side):
        return _unknown(tr("Not recorded"))
    lifts = lifts_judged(answers, side)
    if lifts < conventions()["PHE_REPS"]:
        return _unknown(tr("{judged} of {lifts} lifts judged in full", judged=lifts, lifts=LIFTS))
    most = max(SCORED, key=lambda p: seen(answers, side, p).clear)
    clear = seen(answers, side, most).clear
    words = (
        tr("{pattern} clear in {clear} of {lifts} only", pattern=NAMES[most], clear=clear, lifts=LIFTS)
        if clear
        else tr("Nothing clear in {lifts} lifts", lifts=LIFTS)
    )
    return SideResult(Presence.ABSENT, words, tr("Slight never counts"))


def seen(answers: Answers, side: Side, pattern: str) -> Seen:
    """How often one pattern was clear on one side; a lift not judged is not counted as anything."""
    judged = [c for trial in _LIFTS if (c := answers.choice(ID, pattern, side, trial)) is not None]
    return Seen(judged.count("clear"), len(judged))


def positive_patterns(answers: Answers, side: Side) -> tuple[str, ...]:
    """The scored patterns that were clear often enough on that side, in the order they are asked."""
    enough = conventions()["PHE_MIN_REPS"]
    return tuple(p for p in SCORED if seen(answers, side, p).clear >= enough)


def lifts_judged(answers: Answers, side: Side) -> int:
    """In how many lifts every scored pattern was judged."""
    return sum(all(answers.choice(ID, p, side, trial) is not None for p in SCORED) for trial in _LIFTS)


def started(answers: Answers, side: Side) -> bool:
    """Whether any scored pattern was judged on that side."""
    return any(seen(answers, side, p).judged for p in SCORED)


def measures(answers: Answers) -> tuple[Measure, ...]:
    """The category of each side; there is no number to trend."""
    under = method(answers)
    found = []
    for side in SIDES:
        result = side_result(answers, side)
        category = {Presence.PRESENT: "positive", Presence.ABSENT: "negative"}.get(result.presence)
        found.append(
            Measure(
                "prone_hip_extension.result",
                tr("Prone hip extension"),
                side,
                None,
                "",
                _told(result.presence, inside(result.words)) or result.words,
                category,
                under,
            )
        )
    return tuple(found)


def _told(presence: Presence, words: str) -> str:
    match presence:
        case Presence.PRESENT:
            return tr("Positive: {why}", why=words)
        case Presence.ABSENT:
            return tr("Negative: {why}", why=words)
        case Presence.UNKNOWN:
            return ""


def method(answers: Answers) -> Method:
    """The version and the view; another version is another test."""
    parts = []
    for step in PROTOCOL.steps:
        if step.method and isinstance(step.kind, Chosen):
            parts.append((step.method_part, step.method_words(answers.choice(ID, step.id))))
    return Method(tuple(parts))


def notes(answers: Answers) -> tuple[str, ...]:
    """A knee that bent clearly, which is worth a line and never makes a side positive."""
    lines = []
    for side in SIDES:
        count = seen(answers, side, "knee_flexion")
        if count.clear:
            lines.append(
                tr(
                    "{side}: knee bend clear in {clear} of {judged}, noted and never scored",
                    side=side.heading,
                    clear=count.clear,
                    judged=count.judged,
                )
            )
    return tuple(lines)


def summary(answers: Answers) -> str:
    """ "R pos., L neg."."""
    return ", ".join(f"{side.letter} {_short(answers, side)}" for side in SIDES)


def excused(answers: Answers, ref: Ref) -> bool:
    """Whether a lift is not waited for: the test was stopped on that side, or could not be scored there."""
    if ref.side is None or ref.step not in SCORED:
        return False
    return (
        answers.choice(ID, "stopped_by", ref.side) is not None
        or answers.choice(ID, "passive_extension", ref.side) == "no"
    )


_LIFTS = range(1, LIFTS + 1)


def _unknown(words: str) -> SideResult:
    return SideResult(Presence.UNKNOWN, words, words)


def _stopped(answers: Answers, side: Side) -> str:
    match answers.choice(ID, "stopped_by", side):
        case None:
            return ""
        case "pain":
            return tr("Stopped by pain")
        case "patient":
            return tr("Stopped by the patient")
        case _:
            return tr("Stopped by the examiner")


def _short(answers: Answers, side: Side) -> str:
    if answers.not_done(ID, side):
        return tr("not done")
    match side_result(answers, side).presence:
        case Presence.PRESENT:
            return tr("pos.")
        case Presence.ABSENT:
            return tr("neg.")
        case Presence.UNKNOWN:
            if _stopped(answers, side):
                return tr("stopped")
            return tr("unknown") if started(answers, side) else NOT_RECORDED
