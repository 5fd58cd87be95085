"""A program followed in what it does to its disk, and the disk as a power cut at any instant leaves it."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.replay import Disk, Entry, Kept, account, cuts

ROOT = Path(__file__).parents[2]
SOURCE = Path(__file__).parent / "shim" / "power.c"

_IN_MEMORY = Path("/dev/shm")


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is preloaded to write down what a program does to its disk."""
    return build(SOURCE, tmp_path_factory.mktemp("shim"), "R3, the power cut,")


def build(source: Path, folder: Path, asks: str) -> Path:
    """What is preloaded, built with the system's own compiler; without one, what `asks` is not tried."""
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        name = source.relative_to(ROOT).as_posix()
        pytest.skip(f"{asks} needs Linux and its C compiler (cc) to build {name}.")
    built = folder / f"{source.stem}.so"
    command = [
        compiler,
        "-shared",
        "-fPIC",
        "-O2",
        "-Wall",
        "-Wextra",
        "-Werror",
        str(source),
        "-o",
        str(built),
    ]
    subprocess.run([*command, "-ldl", "-lpthread"], check=True)
    return built


class Followed:
    """A run of one of our programs on a folder, written down; `before` is the folder as it began."""

    def __init__(self, shim: Path, folder: Path, command: list[str]) -> None:
        """Run it to its end. What it is given of `{}` is the folder."""
        self.folder = folder
        self.before = folder.with_name(folder.name + " before")
        log = folder.with_name(folder.name + " account")
        folder.mkdir(exist_ok=True)
        shutil.copytree(folder, self.before)
        subprocess.run(
            [sys.executable, *(part.replace("{}", str(folder)) for part in command)],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=ROOT,
            env=os.environ
            | {
                "PYTHONPATH": str(ROOT),
                "LD_PRELOAD": str(shim),
                "POWER_FOLDER": str(folder),
                "POWER_LOG": str(log),
            },
        )
        self.entries: list[Entry] = account(log)

    def cuts(self, how_many: int, chance: random.Random) -> Iterator[Disk]:
        """The disk at so many random instants, in the order of time."""
        return cuts(Disk(self.before, self.folder), self.entries, how_many, chance)

    def left(self, how_many: int, chance: random.Random) -> Iterator[tuple[Path, Kept, list[str]]]:
        """At so many instants the folder as each kind of power cut leaves it, and what had been said by then.

        The folder is the same each time, and lies in memory where there is such a place: what is asked here
        is what the program finds, not what this disk does.
        """
        parent = _IN_MEMORY if os.access(_IN_MEMORY, os.W_OK) else self.folder.parent
        place = parent / f"sagittal-cut-{os.getpid()}"
        place.mkdir()
        try:
            for disk in self.cuts(how_many, chance):
                for kept in Kept:
                    disk.cut(place / "data", kept, chance)
                    yield place / "data", kept, disk.said
        finally:
            shutil.rmtree(place)
