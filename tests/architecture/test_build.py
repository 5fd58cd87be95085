"""What is shipped: the wheel holds what the program needs and nothing else, and the lock can be trusted."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hatchling.build import build_wheel
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
SHIPPED = ("app", "ui", "assessments", "resources")
LOCKS = (ROOT / "requirements.lock", ROOT / "packaging" / "pyinstaller" / "requirements.lock")


@contextmanager
def working_in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    with working_in(ROOT):
        return folder / build_wheel(str(folder))


@pytest.fixture(scope="module")
def inside(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_packaging_is_not_a_package() -> None:
    """With an `__init__.py` the folder would hide PyPI's `packaging` from pytest, PyInstaller and build."""
    assert not (ROOT / "packaging" / "__init__.py").exists()
    assert not list((ROOT / "packaging").glob("*.py"))


def test_the_wheel_ships_the_four_packages_and_no_others(inside: set[str]) -> None:
    tops = {name.partition("/")[0] for name in inside}

    assert {top for top in tops if not top.endswith(".dist-info")} == set(SHIPPED)


def test_the_wheel_ships_every_text_table_picture_and_font(inside: set[str]) -> None:
    ours = {
        path.relative_to(ROOT).as_posix()
        for top in SHIPPED
        for path in (ROOT / top).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert not ours - inside
    assert "resources/fonts/NotoSans-Regular.ttf" in inside
    assert any(name.endswith("/licenses/resources/fonts/OFL.txt") for name in inside)


def test_both_commands_are_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        named = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
        commands = archive.read(named).decode()

    assert "sagittal = app.cli:main" in commands
    assert "sagittal-desktop = ui.main:main" in commands


def test_the_installed_packages_are_ours_alone(wheel: Path, tmp_path: Path) -> None:
    """Names like `app` are nobody's: another distribution that has one would overwrite ours in silence."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from importlib.metadata import packages_distributions as owners\n"
        f"print({{name: sorted(set(owners().get(name, []))) for name in {SHIPPED!r}}})"
    )
    found = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert found.stdout.strip() == str({name: ["sagittal"] for name in SHIPPED})


def test_what_the_wheel_installs_is_whole(wheel: Path, tmp_path: Path) -> None:
    tested = self_test_of(wheel, tmp_path)

    assert tested.returncode == 0, tested.stdout + tested.stderr
    assert tested.stdout.endswith("Everything is in place.\n")


def test_an_installation_with_a_part_missing_says_which(wheel: Path, tmp_path: Path) -> None:
    tested = self_test_of(wheel, tmp_path, without="resources/fonts/NotoSansHebrew-Regular.ttf")

    assert tested.returncode == 1
    assert re.search(r"^FAILED fonts: .*NotoSansHebrew-Regular\.ttf", tested.stdout, re.MULTILINE)


def self_test_of(wheel: Path, folder: Path, without: str = "") -> subprocess.CompletedProcess[str]:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    if without:
        (folder / without).unlink()
    script = "import sys; from app.cli import main; sys.exit(main(['self-test']))"
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", script], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.parent.name)
def test_the_lock_names_no_address_and_trusts_no_host(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")

    for unwanted in ("://", "index-url", "find-links", "trusted-host", " @ "):
        assert unwanted not in text


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.parent.name)
def test_everything_locked_has_its_hashes(lock: Path) -> None:
    for requirement, block in locked(lock):
        assert "--hash=sha256:" in block, f"{requirement} has no hash"


def test_the_lock_satisfies_what_the_program_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
        *project["build-system"]["requires"],
    ]
    pinned: dict[str, list[Version]] = {}
    for requirement, _ in locked(LOCKS[0]):
        (only,) = requirement.specifier
        pinned.setdefault(canonicalize_name(requirement.name), []).append(Version(only.version))

    for requirement in map(Requirement, asked):
        versions = pinned.get(canonicalize_name(requirement.name), [])
        assert versions, f"{requirement.name} is not locked"
        assert all(version in requirement.specifier for version in versions), requirement


def test_the_sound_is_extra_and_nobody_has_to_load_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extra = {Requirement(line).name for line in project["project"]["optional-dependencies"]["sound"]}

    assert extra == {"pyside6-addons"}
    assert not extra & {canonicalize_name(requirement.name) for requirement, _ in locked(LOCKS[0])}


def locked(lock: Path) -> list[tuple[Requirement, str]]:
    """Each pinned requirement with the lines that belong to it."""
    blocks = re.split(r"(?m)^(?=[A-Za-z0-9])", lock.read_text(encoding="utf-8"))[1:]
    return [(Requirement(block.partition("\\")[0].strip()), block) for block in blocks]
