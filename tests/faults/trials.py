"""How often each fault is tried, and what came of it, for the table of figures.

The short form runs with the suite; `make faults` runs the full one and writes docs/faults.md.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path


def trials(short: int, full: int) -> int:
    """How often the test that asks is to try: SAGITTAL_FAULTS=full asks for the release's number, and
    SAGITTAL_R1=50 for fifty in the tests of R1 alone."""
    wanted = os.environ.get(f"SAGITTAL_{_asking()}")
    if wanted is not None:
        return int(wanted)
    return full if os.environ.get("SAGITTAL_FAULTS") == "full" else short


def report(id: str, words: str, trials: int = 0, failures: int = 0) -> None:
    """One line for the table: what was tried, how often, and how often the promise was broken.

    Lines with the same id and the same words become one, their numbers added. Say it before asserting, so
    that a broken promise stands in the table too.
    """
    figures = os.environ.get("SAGITTAL_FIGURES")
    if figures:
        line = json.dumps({"id": id, "words": words, "trials": trials, "failures": failures})
        # One write at the end of the file: tests that run side by side do not cut into one another.
        handle = os.open(Path(figures), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            os.write(handle, f"{line}\n".encode())
        finally:
            os.close(handle)


def _asking() -> str:
    """The id in the name of the test that runs, such as R3n in `test_R3n_a_weaker_setting_loses_rows`."""
    found = re.search(r"test_(R\d+[a-z]?)_", os.environ.get("PYTEST_CURRENT_TEST", ""))
    return found[1] if found else ""
