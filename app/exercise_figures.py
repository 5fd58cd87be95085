"""The drawn figures of exercises and of the tasks of the day, for the plan and the pages taken home."""

from __future__ import annotations

from functools import lru_cache

from app.figures.figure import still
from app.figures.library import movements
from app.figures.movement import Movement
from app.figures.shapes import Picture
from app.figures.trace import traced
from assessments.language.value import PlanItem


def side_shown(item: PlanItem) -> str:
    """The side that trains, or that begins where both do; empty where it does not matter."""
    return item.sides if item.sides in ("right", "left") else item.first


def movement_of(code: str, side: str = "") -> Movement | None:
    """The movement of that side, or as it is drawn where no side is meant; None where there is none."""
    if code.lower() not in movements():
        return None
    found = movements()[code]
    return found.on_side(side) if side in ("right", "left") else found


@lru_cache(maxsize=64)
def exercise_figure(code: str, side: str = "") -> Picture | None:
    """Its end over an outline of its start: one picture, for a page with little room."""
    found = movement_of(code, side)
    return traced(found) if found else None


@lru_cache(maxsize=32)
def exercise_stills(code: str, side: str = "") -> tuple[Picture, ...]:
    """Its start, its end and its commonest mistake, all to one scale, for showing it on the screen."""
    found = movement_of(code, side)
    if found is None:
        return ()
    names = ("start", "end", *((found.usual_mistake,) if found.mistake else ()))
    return tuple(still(found, name) for name in names)


@lru_cache(maxsize=64)
def exercise_ends(code: str, side: str = "") -> tuple[Picture, ...]:
    """Its start and its end, each a picture of its own."""
    found = movement_of(code, side)
    return (still(found, "start"), still(found, "end")) if found else ()
