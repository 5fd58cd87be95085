"""The plug pulled at any of a program's steps on the disk, without a process to start for each of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link"}
"""What Python tells of before it asks the system; what SQLite does by itself lies between two of them."""


class Stopped(BaseException):
    """From here on the disk does nothing more for this program: no farewell is written, nothing tidied."""


class Plug:
    """Pulled before the step of that number in that folder; never when there are fewer."""

    def __init__(self, folder: Path, at: int) -> None:
        self._folder = str(folder)
        self._at = at
        self.steps = 0

    def step(self, what: str, given: tuple[object, ...]) -> None:
        if what in _STEPS and any(str(name).startswith(self._folder) for name in given[:2]):
            self.steps += 1
            if self.steps >= self._at:
                raise Stopped


_plugs: list[Plug] = []


def _told(what: str, given: tuple[object, ...]) -> None:
    for plug in _plugs:
        plug.step(what, given)


sys.addaudithook(_told)


@contextmanager
def pulled(folder: Path, at: int) -> Iterator[Plug]:
    """The block ends where the plug is pulled."""
    plug = Plug(folder, at)
    _plugs.append(plug)
    try:
        yield plug
    except Stopped:
        return
    finally:
        _plugs.remove(plug)


def steps(folder: Path) -> Plug:
    """Counts and never stops."""
    return Plug(folder, sys.maxsize)
