"""Every kind of page in a language two fifths longer than English: nothing cut, nothing over anything else,
nothing beyond the margins, and no word of English left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def pages(demonstration: Path) -> dict[str, dict[str, Any]]:
    found = subprocess.run(
        [sys.executable, "-m", "tests.app.pseudo_paper", "--data", str(demonstration)],
        cwd=ROOT,
        env={**os.environ, "SAGITTAL_LANGUAGE": "pseudo", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert found.returncode == 0, found.stderr
    told: dict[str, dict[str, Any]] = json.loads(found.stdout)
    return told


@pytest.mark.parametrize("wrong", ["cut", "outside", "over", "english"])
def test_nothing_is_wrong_on_any_page(pages: dict[str, dict[str, Any]], wrong: str) -> None:
    assert {name: page[wrong] for name, page in pages.items() if page[wrong]} == {}


def test_there_is_a_page_of_each_kind_and_either_paper_has_the_one_sheets(
    pages: dict[str, dict[str, Any]],
) -> None:
    kinds = ("fullest report", "fullest report, plain", "fullest home", "fullest home, plain", "planned home",
             "longest home", "referred report", "referred home", "recovery", "figures")  # fmt: skip
    on_letter = [kind for kind in kinds if "home" in kind and "plain" not in kind]
    assert {f"{kind}, a4" for kind in kinds} <= set(pages)
    assert {f"{kind}, letter" for kind in (*on_letter, "fullest report", "recovery")} <= set(pages)


def test_the_patients_page_and_the_recovery_key_stay_one_sheet(pages: dict[str, dict[str, Any]]) -> None:
    one = {name: page["pages"] for name, page in pages.items() if "home," in name or "recovery" in name}
    assert {name for name, count in one.items() if count != 1 and "plain" not in name} == set()
