"""The exercises and daily tasks, as the clinician chooses them and as the patient reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from assessments.language.value import PlanItem, Side
from resources.tables import table
from resources.tongue import tr, trn


@dataclass(frozen=True, slots=True)
class Dose:
    """Where an exercise starts in a phase. Seconds beside repetitions are the hold at the top."""

    sets: int | None
    repetitions: int | None
    seconds: int | None
    frequency: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise: what it answers, its starting dose by phase, and its words.

    `sides` is "both", "affected" or "none"; `version_of` is the exercise whose place it takes in pregnancy.
    `name`, `how`, `cue` and `mistake` are the patient's; the rest is the clinician's.
    """

    code: str
    clinical: str
    name: str
    findings: tuple[str, ...]
    position: str
    sides: str
    doses: Mapping[int, Dose]
    how: str
    cue: str
    mistake: str
    cues: tuple[str, ...]
    mistakes: tuple[str, ...]
    regress: str
    progress: str
    standing: str
    cites: tuple[str, ...]
    needs: tuple[str, ...] = ()
    not_when: tuple[str, ...] = ()
    version_of: str = ""
    gentle: bool = False

    @property
    def phases(self) -> tuple[int, ...]:
        return tuple(sorted(self.doses))

    @property
    def hip(self) -> bool:
        """Whether it is a hip item: it answers a finding of the exam."""
        return self.findings[0] not in ("TRUNK", "DAILY", "WALK", "EASE", "RUN")

    @property
    def exercise(self) -> bool:
        """Whether it counts as an exercise; daily tasks, walking and resting do not."""
        return self.findings[0] not in ("DAILY", "WALK", "EASE")


@dataclass(frozen=True, slots=True)
class Task:
    """One daily task practised a new way; `answers` are the intake steps it is meant for."""

    code: str
    name: str
    answers: tuple[str, ...]
    how: str
    cue: str
    mistake: str


@cache
def library() -> Mapping[str, Exercise]:
    """Every exercise by its code, in the order of the file."""
    return MappingProxyType({code: _exercise(code, row) for code, row in _file()["exercise"].items()})


@cache
def daily_tasks() -> Mapping[str, Task]:
    """Every daily task by its code; the clinician and the patient choose three."""
    return MappingProxyType(
        {
            code: Task(code, row["name"], tuple(row["for"]), row["how"], row["cue"], row["mistake"])
            for code, row in _file()["task"].items()
        }
    )


FREQUENCIES = MappingProxyType(
    {
        "daily": tr("every day"),
        "days_2": tr("2 days a week"),
        "days_3": tr("3 days a week"),
        "most_days": tr("most days"),
    }
)
"""How often, by code, in words for screen and page."""


def dose_words(item: PlanItem) -> str:
    """The dose on one line, for the clinician: "8 × 2, 2 s, 3 days a week"."""
    rounds = f" × {item.sets}" if item.sets and item.sets > 1 else ""
    parts = []
    if item.repetitions is not None:
        parts.append(f"{item.repetitions}{rounds}")
        if item.seconds is not None:
            parts.append(f"{item.seconds} s")
    elif item.seconds is not None:
        parts.append(f"{_clock(item.seconds)}{rounds}")
    return ", ".join([*parts, FREQUENCIES.get(item.frequency, item.frequency)])


def dose_lines(item: PlanItem) -> tuple[str, ...]:
    """The dose for the patient, one thing a line: "8 times each side", "2 rounds", "3 days a week"."""
    lines = []
    if item.repetitions is not None:
        lines.append(_on_sides(tr("{n} times", n=item.repetitions), item.sides))
        if item.seconds is not None:
            lines.append(tr("hold {time}", time=_long(item.seconds)))
        if item.sets is not None:
            lines.append(trn("{n} round", "{n} rounds", item.sets))
    elif item.seconds is not None:
        lines.append(_on_sides(_long(item.seconds), item.sides))
        if item.sets is not None:
            lines.append(trn("once", "{n} times", item.sets))
    lines.append(FREQUENCIES.get(item.frequency, item.frequency))
    if item.first:
        lines.append(tr("start with the {side} side", side=Side(item.first).words))
    return tuple(lines)


def _on_sides(much: str, sides: str) -> str:
    match sides:
        case "both":
            return tr("{much} each side", much=much)
        case "right":
            return tr("{much}, right side", much=much)
        case "left":
            return tr("{much}, left side", much=much)
        case _:
            return much


def _clock(seconds: int) -> str:
    return tr("{n} min", n=seconds // 60) if _whole_minutes(seconds) else f"{seconds} s"


def _long(seconds: int) -> str:
    if _whole_minutes(seconds):
        return trn("{n} minute", "{n} minutes", seconds // 60)
    return trn("{n} second", "{n} seconds", seconds)


def _whole_minutes(seconds: int) -> bool:
    return seconds >= 60 and seconds % 60 == 0


@cache
def _file() -> dict[str, Any]:
    return table("assessments.plan", "library.toml")


def _exercise(code: str, row: dict[str, Any]) -> Exercise:
    doses = {
        int(phase): Dose(dose.get("sets"), dose.get("repetitions"), dose.get("seconds"), dose["frequency"])
        for phase, dose in row["dose"].items()
    }
    return Exercise(
        code,
        row["clinical"],
        row["name"],
        tuple(row["findings"]),
        row["position"],
        row["sides"],
        MappingProxyType(doses),
        row["how"],
        row["cue"],
        row["mistake"],
        tuple(row["cues"]),
        tuple(row["mistakes"]),
        row["regress"],
        row["progress"],
        row["standing"],
        tuple(row["cites"]),
        tuple(row.get("needs", ())),
        tuple(row.get("not_when", ())),
        row.get("version_of", ""),
        row.get("gentle", False),
    )
