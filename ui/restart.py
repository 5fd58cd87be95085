"""Starting the program anew in place of this one: the only way to leave nothing of a key in the memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

LOCKED = "--locked"
"""Told to the program that comes after: somebody wants to come back to where they were."""
RECOVERY = "--recovery"
"""Told with it: the recovery key is wanted, not the passphrase."""


def start_again(*told: str) -> None:
    """Does not return. Raises `OSError` when the program is not where it was, as after an update.

    On Linux and macOS the same process goes on with an empty memory. Windows has no such thing: it starts
    another process and ends this one, which is why the next one may find the data folder still held.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    if getattr(sys, "frozen", False):
        # Without this the frozen program would take itself for a part of the one it came from.
        os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    program, arguments = command(told)
    if sys.platform == "win32":
        # Its `execv` puts the arguments into one line without quotes: a folder "My records" would be two.
        subprocess.Popen(arguments, executable=program)
        os._exit(0)
    os.execv(program, arguments)


def command(told: Sequence[str]) -> tuple[str, list[str]]:
    """How this program was started, and what the next one is told besides."""
    before = sys.argv[1:] if getattr(sys, "frozen", False) else sys.orig_argv[1:]
    kept = [argument for argument in before if argument not in (LOCKED, RECOVERY)]
    return sys.executable, [sys.executable, *kept, *told]
