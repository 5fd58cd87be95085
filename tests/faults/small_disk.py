"""A disk of a few megabytes that can be filled to the last byte and emptied again."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SIZE = 24 * 2**20


class SmallDisk:
    """Full for as long as `nearly_full` lasts."""

    def __init__(self, folder: Path, real: bool) -> None:
        self.folder = folder
        self._real = real

    @contextmanager
    def nearly_full(self, room: int) -> Iterator[None]:
        """Only so many bytes can still be written; where no disk can be made, to any one file."""
        with self._filled(room) if self._real else _no_file_longer_than(room):
            yield

    @contextmanager
    def _filled(self, room: int) -> Iterator[None]:
        ballast = self.folder / "ballast"
        state = os.statvfs(self.folder)
        with ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, state.f_bavail * state.f_frsize - room))
        try:
            yield
        finally:
            ballast.unlink()


@contextmanager
def small_disk(folder: Path) -> Iterator[SmallDisk]:
    """A disk in memory where the system lets us make one, else a limit on what this process may write."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    allowed = sys.platform == "linux" and os.geteuid() == 0
    real = allowed and subprocess.run(command, check=False).returncode == 0
    try:
        yield SmallDisk(folder, real)
    finally:
        if real:
            subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def _no_file_longer_than(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
