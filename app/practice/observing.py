"""From which share on a drawn fault is called what: conventions of the practice cases, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Observing:
    """Shares from 0 to 1 of what the figure draws of a fault."""

    slight: float
    clear: float
    seen: float
    drift: float


@cache
def observing() -> Observing:
    read = tomllib.loads(files("app.practice").joinpath("observing.toml").read_text("utf-8"))
    lift = read["lift"]
    return Observing(lift["slight"], lift["clear"], read["step_down"]["seen"], read["thomas"]["drift"])
