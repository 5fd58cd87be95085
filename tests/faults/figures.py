"""Writes docs/faults.md from the lines the tests reported: `python tests/faults/figures.py LINES`.

What was not measured this time keeps its row, its day and the machine it was measured on.
"""

from __future__ import annotations

import json
import os
import platform
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

TABLE = Path(__file__).parents[2] / "docs" / "faults.md"

HEAD = """\
# What was broken on purpose, and what came of it

Every row is a test under `tests/faults`, run on the real parts of the program. `make faults` runs them all in
full and writes this page; `make faults ARGS="-k R1_"` runs one and renews its rows. `make test` runs a short
form of each. A failure is a promise that was not kept in that trial: the bar is 0.

| id | what was tried | trials | failures | day | measured on |
|---|---|---:|---:|---|---|
"""

OLD_MACHINE = re.compile(r"^Measured on: (.*)\.$", re.MULTILINE)
"""One line for all rows, as the page had it before each row had its own."""

FIGURES = re.compile(r"\([^()]*\d[^()]*\)|\d[\d,.]* ?(?:ms|s|MB|%)(?!\w)")
"""What a run measures and says within its words; what was tried is the same with other figures."""


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    words: str
    trials: int
    failures: int
    day: str
    machine: str

    @property
    def tried(self) -> tuple[str, str]:
        return self.id, " ".join(FIGURES.sub("", self.words).split())

    def __str__(self) -> str:
        trials = f"{self.trials:,}" if self.trials else ""
        return f"| {self.id} | {self.words} | {trials} | {self.failures} | {self.day} | {self.machine} |"


def main() -> None:
    measured = added_up(Path(sys.argv[1]).read_text("utf-8").splitlines())
    before = rows_of(TABLE.read_text("utf-8")) if TABLE.exists() else []
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(page(renewed(before, measured)), "utf-8")


def renewed(before: Iterable[Row], measured: Sequence[Row]) -> list[Row]:
    """What was measured now in place of the same trial before; another trial of the same id keeps its row."""
    now = {row.tried for row in measured}
    return [*(row for row in before if row.tried not in now), *measured]


def added_up(lines: Iterable[str]) -> list[Row]:
    """One row for each id and its words, in the order in which they were reported first."""
    rows: dict[tuple[str, str], Row] = {}
    today, here = date.today().isoformat(), machine()
    for line in lines:
        said = json.loads(line)
        key = said["id"], said["words"].replace("|", "/")
        row = rows.get(key, Row(*key, 0, 0, today, here))
        rows[key] = replace(row, trials=row.trials + said["trials"], failures=row.failures + said["failures"])
    return list(rows.values())


def rows_of(text: str) -> list[Row]:
    cells = (line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| R"))
    old = OLD_MACHINE.search(text)
    return [
        Row(
            id, words, int(trials.replace(",", "") or 0), int(failures), day, where or (old[1] if old else "")
        )
        for id, words, trials, failures, day, where in ((*row, "")[:6] for row in cells)
    ]


def page(rows: Iterable[Row]) -> str:
    in_order = sorted(rows, key=lambda row: (number(row.id), row.id))
    return HEAD + "".join(f"{row}\n" for row in in_order)


def number(id: str) -> int:
    found = re.search(r"\d+", id)
    return int(found[0]) if found else 0


def machine() -> str:
    """The class of the machine; nothing that names it."""
    python = ".".join(platform.python_version_tuple()[:2])
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"{system}, Python {python}, SQLite {sqlcipher.sqlite_version}"


if __name__ == "__main__":
    main()
