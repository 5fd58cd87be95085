"""What keeps other programs of the same user out of this one's memory and files, where the system offers it.

On Linux no process of the user may read the memory, none may attach, and a crash leaves no image of it
behind. On macOS a debugger is refused. On Windows nothing of that is done: the memory of a process is open to
every program of the same account, a crash may leave an image where the system is set to keep them, and files
are guarded by the folder they lie in. An administrator reads everything everywhere.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys

_PR_SET_DUMPABLE = 4
_PT_DENY_ATTACH = 31


def harden(dumpable: bool = False) -> None:
    """Once, before anything is opened; where the system refuses, the program goes on without it.

    `dumpable` leaves the memory readable, for a test that looks into it.
    """
    os.umask(0o077)
    if dumpable:
        return
    _no_core_dumps()
    if sys.platform == "linux":
        _call("prctl", _PR_SET_DUMPABLE, *map(ctypes.c_ulong, (0, 0, 0, 0)))
    elif sys.platform == "darwin":
        _call("ptrace", _PT_DENY_ATTACH, 0, None, 0)


if sys.platform == "win32":

    def _no_core_dumps() -> None:
        """Windows has no such limit."""

else:
    import resource

    def _no_core_dumps() -> None:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _call(function: str, *values: object) -> None:
    """Call the C library, which some systems build without it."""
    with contextlib.suppress(OSError, AttributeError):
        getattr(ctypes.CDLL(None, use_errno=True), function)(*values)
