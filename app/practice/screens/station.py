"""Stations with a clock: how they are set up, what stands between them, and what they came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from app.practice.beginning import STORY, TESTS, kind_words
from app.practice.library import case
from app.practice.marking import Mark
from app.practice.screens.case import mark_row, person_words
from app.practice.screens.progress import percent_words, time_words
from app.practice.sitting import Sitting
from app.practice.stations import MINUTES, READING, WARNING, Phase, Round, checklist
from app.practice.task import items
from app.states import State
from assessments.language.reading import Complaint
from resources.tongue import listed, tr, trn

KINDS = (STORY, *TESTS, "classification")
"""What a station can be, in the order of the exam's walk."""
USUAL = ("lateral_step_down", "thomas", "prone_hip_extension")
USUAL_MINUTES, USUAL_READING, USUAL_WARNING = 5, 60, 60
"""What stands when the page opens. A convention of examinations of skills, to be changed at will."""


@dataclass(frozen=True, slots=True)
class Timer:
    """The time in the banner: words, and a shape that says the same without them."""

    words: str
    state: State


@dataclass(frozen=True, slots=True)
class HandOver:
    """The page between stations. `lines` are what is told of the task as label and words; they stand there
    from the reading on, because whoever hands over has not sat down yet."""

    title: str
    about: str
    lines: tuple[tuple[str, str], ...]
    go_on: str


@dataclass(frozen=True, slots=True)
class Result:
    """One station on the checklist: its mark, and each item that differs."""

    title: str
    mark: str
    time: str
    missed: str
    state: State


@dataclass(frozen=True, slots=True)
class Results:
    """All stations of a circuit that is over."""

    mark: str
    rows: tuple[Result, ...]


def kind_name(kind: str) -> str:
    return kind_words(kind)


def minutes_of(typed: str) -> int | Complaint:
    """Whole minutes of one station."""
    return _whole(typed, MINUTES, tr("min"))


def reading_of(typed: str) -> int | Complaint:
    return _whole(typed, READING, tr("s"))


def warning_of(typed: str) -> int | Complaint:
    return _whole(typed, WARNING, tr("s"))


def _whole(typed: str, within: range, unit: str) -> int | Complaint:
    text = typed.strip()
    if not (text.isascii() and text.isdecimal()) or int(text) not in within:
        return Complaint(
            tr(
                "Type a whole number from {low} to {high} {unit}.",
                low=within.start,
                high=within[-1],
                unit=unit,
            )
        )
    return int(text)


def timer(round_: Round, now: float) -> Timer:
    """What the banner says; the last second is shown until it is over."""
    left = time_words(ceil(round_.left(now)))
    match round_.phase(now):
        case Phase.READING:
            return Timer(tr("Reading, {left}", left=left), State.TO_DO)
        case Phase.RUNNING:
            return Timer(tr("{left} left", left=left), State.NOW)
        case Phase.WARNING:
            return Timer(tr("{left} left, ends soon", left=left), State.CAUTION)
        case Phase.TIME_UP:
            return Timer(tr("Time is up"), State.STOP)
        case Phase.HAND_OVER | Phase.OVER:
            return Timer("", State.TO_DO)


def hand_over(round_: Round, now: float) -> HandOver:
    """Before the station at hand is begun, and while its task is read."""
    station, circuit = round_.station, round_.circuit
    of = len(circuit.stations)
    title = tr("Station {n} of {of}: {test}", n=round_.at + 1, of=of, test=station.task.title)
    minutes = trn("{n} minute", "{n} minutes", station.minutes)
    if round_.phase(now) is Phase.READING:
        patient = case(station.case)
        asked = dict.fromkeys(item.ask for item in items(patient, station.task))
        lines = (
            (tr("Patient"), person_words(patient)),
            (tr("You score"), listed(list(asked)[:_NAMED]) if len(asked) <= _NAMED else _many(len(asked))),
        )
        about = tr("Read the task. {minutes} then begin by themselves.", minutes=minutes)
        return HandOver(title, about, lines, tr("Begin now"))
    reading = tr("{n} s to read, then {minutes}.", n=circuit.reading_seconds, minutes=minutes)
    if not circuit.reading_seconds:
        reading = tr("{minutes}, from Enter on.", minutes=minutes)
    warned = ""
    if 0 < circuit.warning_seconds < station.seconds:
        warned = tr(
            "A warning comes {n} s before the end; it is shown, not heard.", n=circuit.warning_seconds
        )
    about = tr(
        "The computer can change hands now: the clock stands until Enter. {reading} {warned}",
        reading=reading,
        warned=warned,
    )
    return HandOver(title, about.strip(), (), tr("Begin to read") if circuit.reading_seconds else tr("Begin"))


_NAMED = 8


def _many(n: int) -> str:
    return trn("{n} item", "{n} items", n)


def results(sittings: Sequence[Sitting]) -> Results:
    """Of the stations that were done, each with its one case committed."""
    attempts = [attempt for one in sittings for attempt in one.attempts]
    found = checklist(attempts)
    mark = (
        tr(
            "{n} of {of} items agree with the key ({percent})",
            n=found.part,
            of=found.whole,
            percent=percent_words(found),
        )
        if found
        else tr("Nothing was asked.")
    )
    return Results(mark, tuple(_result(one) for one in sittings if one.attempts))


def _result(sitting: Sitting) -> Result:
    attempt, marks = sitting.attempts[0], sitting.marks[0]
    missed = [_missed(number, mark) for number, mark in enumerate(marks, 1) if not mark.agrees]
    return Result(
        title=attempt.task.title,
        mark=tr("{n} of {of}", n=attempt.agreed, of=len(attempt.marks)),
        time=time_words(attempt.seconds),
        missed="; ".join(missed) if missed else tr("every item agrees"),
        state=State.FINDING if missed else State.DONE,
    )


def _missed(number: int, mark: Mark) -> str:
    row = mark_row(number, mark)
    name = tr("{group}, {item}", group=row.group, item=row.words) if row.group else row.words
    return tr("{item}: you {you}, key {key}", item=name, you=row.you, key=row.key)
