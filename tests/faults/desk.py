"""Processes that are there at once and may be killed: children of one that has everything loaded."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]


def say(words: str) -> None:
    """From the child to whoever watches it. Not buffered: what has been said has been done."""
    os.write(1, f"{words}\n".encode())


def attend(work: Callable[[str], None]) -> None:
    """Let a child of its own do each piece of work that a line of standard input asks for."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            say(f"process {os.getpid()}")
            work(line.strip())
            # It stays until it is killed: its number must not become somebody else's before.
            while True:
                signal.pause()
        os.waitpid(child, 0)
        say("ended")


class Desk:
    """Where the work is asked for; one piece at a time."""

    def __init__(self, asking: IO[bytes], saying: IO[bytes]) -> None:
        self._asking = asking
        self._saying = saying
        self._process = 0

    def begin(self, work: str) -> None:
        self._asking.write(f"{work}\n".encode())
        self._asking.flush()
        self._process = int(self.hear().removeprefix("process "))

    def hear(self) -> str:
        """What is said next."""
        line = self._saying.readline()
        assert line, "the process the others are made from has ended"
        return line.decode().strip()

    def hear_all(self) -> list[str]:
        """What had been said when the child was killed."""
        return list(iter(self.hear, "ended"))

    def kill(self) -> None:
        os.kill(self._process, signal.SIGKILL)


@contextmanager
def desk(script: Path) -> Iterator[Desk]:
    """A desk where that script attends."""
    command = [sys.executable, str(script), "--desk"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env=environment
    ) as opened:
        assert opened.stdin is not None
        assert opened.stdout is not None
        yield Desk(opened.stdin, opened.stdout)
        opened.stdin.close()
