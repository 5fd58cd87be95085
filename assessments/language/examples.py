"""Worked examples of an assessment: what is typed, what it amounts to, and where the example comes from."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

from assessments.language.answers import Answers, Person
from assessments.language.finding import Finding, Measure
from assessments.language.protocol import Protocol
from assessments.language.reading import Complaint, read
from assessments.language.value import ALL, NotDone, Ref, Value

_NOT_DONE = "not done: "


@dataclass(frozen=True, slots=True)
class Example:
    """`typed` holds what is typed at each place, by path ("thomas/hip_angle/right/1"); "not done: no time" is
    a reason. `finds` and `measures` hold what is told of each finding ("HFL") and measure
    ("thomas.hip_angle/right"); what they do not name is not claimed.
    """

    words: str
    source: str
    typed: Mapping[str, str]
    finds: Mapping[str, str]
    measures: Mapping[str, str]
    summary: str = ""


def examples(package: str) -> tuple[Example, ...]:
    """The examples of `examples.toml`, in their order; none where there is no such file."""
    file = files(package).joinpath("examples.toml")
    if not file.is_file():
        return ()
    table = tomllib.loads(file.read_text("utf-8"))
    return tuple(
        Example(
            row["words"],
            row["source"],
            MappingProxyType(row["typed"]),
            MappingProxyType(row.get("finds", {})),
            MappingProxyType(row.get("measures", {})),
            row.get("summary", ""),
        )
        for row in table["example"]
    )


def answers_to(example: Example, protocols: Mapping[str, Protocol], person: Person | None = None) -> Answers:
    """The answers after the example is typed, each read as its step reads it; ValueError where it refuses."""
    entries = {
        Ref.from_path(path): _value(Ref.from_path(path), text, protocols)
        for path, text in example.typed.items()
    }
    return Answers(person or Person(), MappingProxyType(entries))


def told_finding(finding: Finding) -> str:
    """ "present right, near" or "present both, marked" or "absent" or "unknown"."""
    side = f" {finding.side}" if finding.sides else ""
    near = "near" if finding.near_cutoff else ""
    return ", ".join(part for part in (f"{finding.presence.value}{side}", finding.grade, near) if part)


def told_measure(measure: Measure) -> str:
    """ "-8.5", "1, good", "none, positive" or "none"."""
    return ", ".join(part for part in (measure.amount or "none", measure.category) if part)


def _value(ref: Ref, text: str, protocols: Mapping[str, Protocol]) -> Value:
    if text.startswith(_NOT_DONE):
        return NotDone(text.removeprefix(_NOT_DONE))
    if ref.step == ALL:
        raise ValueError(f"{ref.path}: only “{_NOT_DONE}” and a reason stand here, not “{text}”")
    reading = read(protocols[ref.assessment].step(ref.step).kind, text)
    if isinstance(reading, Complaint):
        raise ValueError(f"{ref.path}: {reading.words}")
    return reading.value
