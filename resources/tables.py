"""The tables that ship with the program, read with their texts in its language."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from resources.tongue import tr

TEXTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "cases": frozenset({"about", "words"}),
        "cautions.toml": frozenset({"words"}),
        "conventions.toml": frozenset({"words"}),
        "education.toml": frozenset({"words", "title", "items", "look_elsewhere", "manual_therapy"}),
        "evidence.toml": frozenset({"words"}),
        "interview.toml": frozenset({"words"}),
        "items.toml": frozenset({"group", "ask", "question", "thought", "action"}),
        "labels.toml": frozenset({"label", "patient", "closest", "closest_rot"}),
        "library.toml": frozenset(
            {"clinical", "name", "how", "cue", "mistake", "cues", "mistakes", "regress", "progress"}
        ),
        "progression.toml": frozenset(
            {"name", "weeks", "when", "words", "1", "2", "goal"}
            | {"both_better", "findings_only", "patient_only", "neither", "unknown"}
        ),
        "poses": frozenset({"words"}),
        "reference.csv": frozenset({"population", "note"}),
    }
)
"""Which fields of which file, or of the files of which folder, are read by people, wherever in the file they
stand; all others are codes. The citations are no texts of this kind: a source is called what it is called."""


def table(package: str, name: str, **options: Any) -> dict[str, Any]:
    """A TOML file of that package; the options are those of tomllib."""
    read = tomllib.loads(files(package).joinpath(name).read_text("utf-8"), **options)
    told: dict[str, Any] = said(read, TEXTS.get(name, frozenset()), tr)
    return told


def rows(package: str, name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of that package; none where there is no such file."""
    file = files(package).joinpath(name)
    if not file.is_file():
        return []
    read = list(csv.DictReader(file.read_text("utf-8").splitlines()))
    told: list[dict[str, str]] = said(read, TEXTS.get(name, frozenset()), tr)
    return told


def said(node: Any, fields: Iterable[str], say: Callable[[str], str]) -> Any:
    """The same table with every text of these fields as `say` has it."""
    match node:
        case dict():
            return {
                name: _texts(value, say) if name in fields and _is_text(value) else said(value, fields, say)
                for name, value in node.items()
            }
        case list():
            return [said(value, fields, say) for value in node]
        case _:
            return node


def _is_text(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(it, str) for it in value))


def _texts(value: Any, say: Callable[[str], str]) -> Any:
    return say(value) if isinstance(value, str) else [say(text) for text in value]
