"""Every movement that there is a pose file of: one TOML per test and exercise, found by its name."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from app.figures.marks import Mark
from app.figures.movement import Movement, Stage, Touch
from app.figures.pose import Base, Pose, Reach, Rest, named
from app.figures.props import STANDING_ON, Prop
from app.figures.views import View
from resources.tongue import tr

Table = dict[str, Any]

_FILE_KEYS = {
    "words",
    "side",
    "view",
    "views",
    "start",
    "end",
    "faults",
    "extras",
    "props",
    "mistake",
    "about",
}
_STAGE_KEYS = {
    "words", "base", "pale", "angles", "reach", "rest", "marks", "touches", "view", "props", "of", "let_go",
    "about",
}  # fmt: skip


class Movements(Mapping[str, Movement]):
    """Movements by code, whichever case the code is written in; a file is read when it is asked for."""

    def __init__(self, folder: Traversable) -> None:
        self._files = {
            found.name.removesuffix(".toml"): found
            for found in sorted(folder.iterdir(), key=lambda found: found.name)
            if found.name.endswith(".toml")
        }
        self._read: dict[str, Movement] = {}

    def __getitem__(self, code: str) -> Movement:
        code = code.lower()
        if code not in self._read:
            self._read[code] = read_movement(code, tomllib.loads(self._files[code].read_text("utf-8")))
        return self._read[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and code.lower() in self._files


@cache
def movements() -> Movements:
    """The shipped movements."""
    return Movements(files("app.figures").joinpath("poses"))


def read_movement(code: str, table: Table) -> Movement:
    """A pose file as a movement; a key or a name that means nothing is a KeyError that says where."""
    _known(table, _FILE_KEYS, code)
    props = tuple(_prop(each) for each in table.get("props", ()))
    start = _stage(table["start"], None, props, f"{code} start")
    end = _stage(table.get("end", {}), start, props, f"{code} end")
    stages = {"start": start, "end": end}
    extras: dict[str, Stage] = {}
    for name, each in table.get("extras", {}).items():
        extras[name] = _stage(each, stages[each.get("of", "end")], props, f"{code} {name}")
        stages[name] = extras[name]
    faults = {
        name: _stage(each, stages[each.get("of", "end")], props, f"{code} {name}")
        for name, each in table.get("faults", {}).items()
    }
    views = tuple(View(view) for view in table.get("views", (table["view"],)))
    mistake = table.get("mistake", "")
    if mistake and mistake not in faults:
        raise KeyError(f"{code}: no fault is called {mistake}")
    return Movement(
        code,
        tr(table["words"]),
        table.get("side", "left"),
        View(table["view"]),
        views,
        start,
        end,
        props,
        faults,
        extras,
        mistake,
    )


def _stage(table: Table, before: Stage | None, props: tuple[Prop, ...], where: str) -> Stage:
    """A still says only what differs from the one it comes from; its marks are always its own."""
    _known(table, _STAGE_KEYS, where)
    own = tuple(_prop(each) for each in table.get("props", ()))
    pose = before.pose if before else Pose()
    angles = {**pose.angles, **named(table.get("angles", {}))}
    let_go = set(table.get("let_go", ()))
    reaches = {reach.limb: reach for reach in pose.reaches if reach.limb not in let_go}
    reaches |= {reach.limb: reach for reach in map(_reach, table.get("reach", ()))}
    rest = _rest(table["rest"], (*own, *props)) if "rest" in table else pose.rest
    pose = Pose(
        Base(table.get("base", pose.base)),
        angles,
        tuple(reaches.values()),
        rest,
        tuple(table.get("pale", pose.pale)),
    )
    inherited = before.touches if before else ()
    touches = tuple(Touch(*each) for each in table["touches"]) if "touches" in table else inherited
    view = View(table["view"]) if "view" in table else None
    marks = tuple(_mark(each) for each in table.get("marks", ()))
    return Stage(pose, tr(table.get("words", "")), marks, touches, view, own, tuple(table.get("about", ())))


def _reach(table: Table) -> Reach:
    return Reach(**_fixed(table))


def _rest(table: Table, props: tuple[Prop, ...]) -> Rest:
    """On a prop means at the height of its top."""
    table = _fixed(table)
    on = table.pop("on", "")
    rest = Rest(**table)
    return replace(rest, height=top_of(on, props)) if on else rest


def top_of(name: str, props: tuple[Prop, ...]) -> float:
    """How high the top of a prop is; the floor is there without being named."""
    for prop in props:
        if prop.kind == name and prop.kind in STANDING_ON:
            return prop.top
    if name == "floor":
        return 0.0
    raise KeyError(f"nothing rests on a {name}")


def _prop(table: Table) -> Prop:
    return Prop(**_fixed(table))


def _mark(table: Table) -> Mark:
    table = _fixed(table)
    if "words" in table:
        table["words"] = tr(table["words"])
    return Mark(**table)


def _fixed(table: Table) -> Table:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}


def _known(table: Table, keys: set[str], where: str) -> None:
    if unknown := set(table) - keys:
        raise KeyError(f"{where}: {', '.join(sorted(unknown))} means nothing here")
