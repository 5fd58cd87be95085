"""When the plan moves on, what the next visits are for, and how running starts again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from resources.tables import table


@dataclass(frozen=True, slots=True)
class PhaseWords:
    """One phase as the plan page names it; `weeks` is a usual time, `when` what decides."""

    number: int
    name: str
    weeks: str
    when: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """What one finding, or the patient, shows before the next phase; all of it is convention."""

    code: str
    name: str
    words: str
    goal: str


@dataclass(frozen=True, slots=True)
class NextVisit:
    """A visit to come: what for, and from when to when."""

    code: str
    earliest: date
    latest: date
    words: str
    cites: tuple[str, ...]


def phases() -> tuple[PhaseWords, ...]:
    return tuple(
        PhaseWords(row["number"], row["name"], row["weeks"], row.get("when", "")) for row in _file()["phase"]
    )


def gate() -> str:
    """What lets any exercise be made harder."""
    return str(_file()["gate"]["words"])


def criteria(findings: Iterable[str], phase: int) -> tuple[Criterion, ...]:
    """What each finding present, and the patient, shows before leaving this phase; in phase 3, the goals."""
    table = _file()["criteria"]
    found = []
    for code in (*(code for code in findings if code in table), "patient"):
        row = table[code]
        found.append(Criterion(code, row["name"], row.get(str(phase), row["goal"]), row["goal"]))
    return tuple(found)


def next_visits(examined_on: date) -> tuple[NextVisit, ...]:
    """Quick check at 2 to 3 weeks, re-test at 6, full exam at 12, counted from the day of the exam."""
    return tuple(
        NextVisit(
            row["code"],
            examined_on + timedelta(days=row["from_days"]),
            examined_on + timedelta(days=row["to_days"]),
            row["words"],
            tuple(row["cites"]),
        )
        for row in _file()["visit"]
    )


def after_retest(findings_better: bool | None, patient_better: bool | None) -> str:
    """What a re-test suggests; None is "not known", and then nothing is suggested from it.

    No sentence says that the finding caused the change.
    """
    words = _file()["retest"]
    match (findings_better, patient_better):
        case (True, True):
            return str(words["both_better"])
        case (True, False):
            return str(words["findings_only"])
        case (False, True):
            return str(words["patient_only"])
        case (False, False):
            return str(words["neither"])
        case _:
            return str(words["unknown"])


def return_to_running() -> str:
    """How running starts again, where the RUN modifier is there."""
    return str(_file()["running"]["words"])


@cache
def _file() -> dict[str, Any]:
    return table("assessments.plan", "progression.toml")
