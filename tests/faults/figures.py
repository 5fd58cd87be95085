"""Writes docs/faults.md from the lines the tests reported: `python tests/faults/figures.py LINES`.

What was not measured this time keeps its row and its day.
"""

from __future__ import annotations

import json
import os
import platform
import re
import sys
from collections.abc import Iterable
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

Measured on: {machine}.

| id | what was tried | trials | failures | day |
|---|---|---:|---:|---|
"""


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    words: str
    trials: int
    failures: int
    day: str

    def __str__(self) -> str:
        trials = f"{self.trials:,}" if self.trials else ""
        return f"| {self.id} | {self.words} | {trials} | {self.failures} | {self.day} |"


def main() -> None:
    measured = added_up(Path(sys.argv[1]).read_text("utf-8").splitlines())
    ids = {row.id for row in measured}
    kept = [row for row in rows_of(TABLE.read_text("utf-8")) if row.id not in ids] if TABLE.exists() else []
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(page([*kept, *measured]), "utf-8")


def added_up(lines: Iterable[str]) -> list[Row]:
    """One row for each id and its words, in the order in which they were reported first."""
    rows: dict[tuple[str, str], Row] = {}
    today = date.today().isoformat()
    for line in lines:
        said = json.loads(line)
        key = said["id"], said["words"].replace("|", "/")
        row = rows.get(key, Row(*key, 0, 0, today))
        rows[key] = replace(row, trials=row.trials + said["trials"], failures=row.failures + said["failures"])
    return list(rows.values())


def rows_of(text: str) -> list[Row]:
    cells = (line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| R"))
    return [
        Row(id, words, int(trials.replace(",", "") or 0), int(failures), day)
        for id, words, trials, failures, day in cells
    ]


def page(rows: Iterable[Row]) -> str:
    in_order = sorted(rows, key=lambda row: (number(row.id), row.id))
    return HEAD.format(machine=machine()) + "".join(f"{row}\n" for row in in_order)


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
