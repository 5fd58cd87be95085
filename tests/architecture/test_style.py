"""How the code is written where a linter has no rule for it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = ("app", "ui", "assessments", "resources")
MODULES = sorted(path for top in SHIPPED for path in (ROOT / top).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
CLOCK = ROOT / "app" / "clock.py"

LONGEST = 400
ASKS_THE_TIME = {
    ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("date", "today"),
    ("time", "time"), ("time", "monotonic"), ("time", "perf_counter"),
}  # fmt: skip


def where(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("module", MODULES, ids=where)
def test_a_file_is_short_enough_to_read_at_one_sitting(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("module", MODULES, ids=where)
def test_a_file_says_first_what_is_inside(module: Path) -> None:
    assert ast.get_docstring(tree(module))


def test_every_package_says_something_of_its_own() -> None:
    said = Counter(ast.get_docstring(tree(path)) for path in MODULES if path.name == "__init__.py")

    assert [words for words, times in said.items() if times > 1] == []


def test_every_folder_with_code_is_a_package() -> None:
    assert [where(path) for path in MODULES if not (path.parent / "__init__.py").exists()] == []


def test_any_error_at_all_is_caught_in_one_place() -> None:
    catching = {
        where(path) for path in MODULES if any(catches_everything(node) for node in ast.walk(tree(path)))
    }

    assert catching <= {"ui/faults.py"}


def test_only_the_clock_asks_what_time_it_is() -> None:
    asking = {where(path) for path in MODULES if path != CLOCK and any(time_questions(path))}

    assert asking == set()


def test_nothing_is_left_for_later_in_a_comment() -> None:
    later = re.compile(r"#.*\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")) + r")\b")

    assert [where(path) for path in [*MODULES, *TESTS] if later.search(path.read_text("utf-8"))] == []


def test_no_test_is_left_out_and_no_part_of_ours_is_pretended() -> None:
    marks = ("mark." + "skip", "pytest." + "skip", "importor" + "skip", "x" + "fail", "unittest." + "mock")
    left = [where(path) for path in TESTS if any(mark in path.read_text("utf-8") for mark in marks)]

    # The power cut needs a C compiler; where there is none, it says so by name.
    assert left == ["tests/faults/power.py"]


def test_the_tests_of_domain_and_application_start_without_qt() -> None:
    folders = ("language", "assessments", "app", "faults")
    shared = [ROOT / "tests" / "conftest.py"]
    there = {path: path.relative_to(ROOT / "tests").parts for path in TESTS}
    files = [p for p, parts in there.items() if p in shared or (parts[0] in folders and parts[1] != "ui")]
    touching = [
        where(path)
        for path in files
        for name in imported(path)
        if name.split(".")[0] in {"PySide6", "pyqtgraph", "ui"}
    ]

    assert touching == []


def catches_everything(node: ast.AST) -> bool:
    """Whether an error of any kind ends here; clearing up and raising it again does not end it."""
    if not isinstance(node, ast.ExceptHandler) or isinstance(node.body[-1], ast.Raise):
        return False
    if node.type is None:
        return True
    caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    return any(isinstance(name, ast.Name) and name.id in {"Exception", "BaseException"} for name in caught)


def time_questions(path: Path) -> Iterator[str]:
    """Calls such as `datetime.now()`; one of our own clocks asked is no such call."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=asked)) if (
                owner,
                asked,
            ) in ASKS_THE_TIME:
                yield f"{owner}.{asked}"


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
