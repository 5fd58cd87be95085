"""`make pictures`: every screen in every size and look it is checked in, and every page on paper.

Each combination has a process of its own, as many at a time as the computer has processors. A name takes
those that begin so: `make pictures ARGS=dark-1.3`, `ARGS=paper`, or `ARGS=cases` for the practice cases.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.pictures.take import Setting, make_data

HERE = Path(__file__).parent
SIZES = ((1366, 768), (1920, 1080))
SETTINGS = (
    *(Setting(look, text, *size) for look, text, size in product(("light", "dark"), (1.0, 1.3), SIZES)),
    *(Setting("light", 1.0, *size, scaling=125) for size in SIZES),
    *(Setting(look, 1.0, *SIZES[0]) for look in ("light-contrast", "dark-contrast")),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="how the names of combinations begin; all without any")
    parser.add_argument("--folder", default="pictures")
    asked = parser.parse_args()
    names = tuple(asked.names) or ("",)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        given = ("--data", str(data), "--folder", asked.folder)
        jobs = [
            ("take.py", *given, *setting.arguments) for setting in SETTINGS if setting.name.startswith(names)
        ]
        if "paper".startswith(names):
            jobs.insert(0, ("papers.py", *given))
        if jobs:
            make_data(data)
        if "cases".startswith(names):
            jobs.insert(0, ("cases.py", "--folder", asked.folder))
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return max(pool.map(_run, jobs), default=0)


def _run(job: tuple[str, ...]) -> int:
    return subprocess.run([sys.executable, HERE / job[0], *job[1:]], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
