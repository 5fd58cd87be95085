"""The key frames of every written practice case: each fault at the moment it shows most, with the lines.

One sheet for each test, so that the same fault of many patients is compared side by side. Nothing here is
marked: whoever looks says whether the fault is seen.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from app.figures.contact_sheet import Group, Shown, contact_pages
from app.figures.png import png
from app.practice.library import cases
from app.practice.observer import key
from app.practice.scene import Scene, scene
from app.practice.task import Item, Task, items, tasks
from app.practice.truth import Case
from assessments.language.value import Choice, Quantity
from resources.themes import palette

COLUMNS, SHAPE, WIDE = 6, 1.0, 2000
CLEAN = {"none", "0", "no", "fatigue"}
"""Answers to which there is nothing to see."""
ALWAYS = {"hip_angle"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", default="pictures")
    parser.add_argument("--look", default="light")
    parser.add_argument("names", nargs="*", help="codes of cases, or how they begin; all without any")
    asked = parser.parse_args()
    into = Path(asked.folder) / "cases"
    into.mkdir(parents=True, exist_ok=True)
    chosen = [case for code, case in cases().items() if code.startswith(tuple(asked.names) or ("",))]
    for test in ("prone_hip_extension", "thomas", "clamshell", "hip_strength", "lateral_step_down"):
        group = Group(test, tuple(_frames(chosen, test)))
        for number, page in enumerate(contact_pages([group], COLUMNS, SHAPE) if group.shown else (), 1):
            (into / f"{test}-{number}.png").write_bytes(png(page, palette(asked.look), WIDE))
    return 0


def _frames(chosen: Iterable[Case], test: str) -> Iterator[Shown]:
    for case in chosen:
        for task in tasks(case):
            if task.assessment == test and (found := scene(case, task)):
                yield from _shown(case, task, found)


def _shown(case: Case, task: Task, found: Scene) -> Iterator[Shown]:
    told: set[tuple[float, str]] = set()
    for item, words in _telling(case, task):
        moment, view = found.moment(item.ref), found.view(item.ref)
        if (moment, view) in told:
            continue
        told.add((moment, view))
        where = f" lift {item.ref.trial}" if task.assessment == "prone_hip_extension" else ""
        part = item.ref.side.value if item.ref.side else ""
        caption = f"{case.code} {case.difficulty}, {part}{where}: {item.ref.step} {words}"
        yield Shown(caption, found.at(moment, view, lines=True))


def _telling(case: Case, task: Task) -> Iterator[tuple[Item, str]]:
    """The items that the key answers with more than nothing; of a pattern seen in many lifts the clearest."""
    answers = key(case).entries
    best: dict[tuple[str, str], tuple[int, Item, str]] = {}
    for item in items(case, task):
        value = answers.get(item.ref)
        match value:
            case Choice(code) if task.assessment == "thomas" and item.ref.step == "pelvis_controlled":
                if code == "no":
                    best[item.ref.step, item.group] = (1, item, code)
            case Choice("yes") if item.ref.step.endswith("_valid"):
                continue
            case Choice(code) if code not in CLEAN:
                rank = {"clear": 2, "slight": 1}.get(code, 3)
                place = (item.ref.step, "" if rank < 3 else item.group)
                if rank > best.get(place, (0, item, ""))[0]:
                    best[place] = (rank, item, code)
            case Quantity(amount) if item.ref.step in ALWAYS:
                best[item.ref.step, item.group] = (1, item, f"{amount}°")
            case _:
                continue
    for _, item, words in best.values():
        yield item, words


if __name__ == "__main__":
    sys.exit(main())
