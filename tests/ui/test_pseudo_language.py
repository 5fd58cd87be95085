"""In a language 40 % longer than English every text is translated and none is cut, wherever one looks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Found = dict[str, dict[str, list[str]]]


def walked(*asked: str) -> Found:
    """What the walk saw at each place: a program of its own, because the language is chosen at its start."""
    language = {"SAGITTAL_LANGUAGE": "pseudo", "QT_QPA_PLATFORM": "offscreen"}
    walk = subprocess.run(
        [sys.executable, "-m", "tests.ui.pseudo_walk", *asked],
        cwd=ROOT,
        env={**os.environ, **language},
        capture_output=True,
        text=True,
    )
    assert walk.returncode == 0, walk.stderr[-4000:]
    places: Found = json.loads(walk.stdout)
    return places


WALKS = {
    "the whole program on the smallest screen": ("--width", "1366", "--height", "768"),
    "every page with large text": ("--width", "1920", "--height", "1080", "--text-size", "1.3", "--brief"),
}
"""A wide screen with text of its own size has more room than either."""


@pytest.mark.parametrize("walk", WALKS)
def test_on_every_page_all_is_said_in_the_language_and_nothing_is_cut(walk: str, demonstration: Path) -> None:
    """One test for each walk, because a walk takes long and is not to be made again for another question."""
    found = walked(*WALKS[walk], "--data", str(demonstration))
    pages = {file.stem for file in (ROOT / "ui" / "pages").glob("*.py")} - {"__init__", "plain"}

    assert {place: seen["cut"] for place, seen in found.items() if seen["cut"]} == {}
    assert {place: seen["english"] for place, seen in found.items() if seen["english"]} == {}
    assert {page for page in pages if not any(page in place for place in found)} == set()
