"""The step rail: where the exam stands and what comes next, by the patient's position."""

from __future__ import annotations

from dataclasses import dataclass

from app.dates import write_date
from app.evaluation import Evaluation
from app.screens.state import State
from app.screens.walk import Station, StationState, walk
from assessments.language.exam import Exam
from resources.tongue import tr

_STATES = {
    StationState.DONE: State.DONE,
    StationState.PARTLY: State.MISSING,
    StationState.SKIPPED: State.NOT_DONE,
    StationState.TO_DO: State.TO_DO,
    StationState.CAUTION: State.CAUTION,
    StationState.STOP: State.STOP,
    StationState.LOCKED: State.LOCKED,
}


@dataclass(frozen=True, slots=True)
class RailRow:
    """One step. `caption` is the position it begins, empty where the position goes on."""

    id: str
    key: str
    name: str
    line: str
    state: State
    caption: str = ""
    ends: bool = False
    """The first step after the tests: a line stands above it."""


@dataclass(frozen=True, slots=True)
class RailScreen:
    heading: str
    about: str
    rows: tuple[RailRow, ...]
    current: str = ""


def rail_screen(number: int, exam: Exam, evaluation: Evaluation, current: str) -> RailScreen:
    """The rail of visit `number`, seen from the step `current`."""
    stations = walk(exam, evaluation)
    rows = tuple(
        _row(station, before, current) for station, before in zip(stations, (None, *stations), strict=False)
    )
    done = sum(station.state in (StationState.DONE, StationState.SKIPPED) for station in stations)
    heading = tr("Exam {number}, {day}", number=number, day=write_date(exam.started.at.date()))
    return RailScreen(
        heading, tr("{done} of {stations} steps done", done=done, stations=len(stations)), rows, current
    )


def _row(station: Station, before: Station | None, current: str) -> RailRow:
    position = before.position if before else tr("Sitting")
    here = station.id == current
    state = _STATES[station.state]
    if here and station.state not in (StationState.STOP, StationState.LOCKED):
        state = State.NOW
    changed = station.position and station.position.lower() != position.lower()
    return RailRow(
        station.id,
        str(station.number),
        station.name,
        station.line,
        state,
        station.position.capitalize() if changed else "",
        ends=not station.position and bool(before and before.position),
    )
