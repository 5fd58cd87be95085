"""One program a data folder: a lock that the operating system holds, and lets go of when the program dies.

Only the kernel's lock counts. What stands in the file, how old it is and which computer wrote it mean
nothing, so nothing that a power cut leaves behind can lock a clinic out. Nobody is ever asked to delete it:
without the file a second program would get in beside the first.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from pathlib import Path

import psutil
from filelock import FileLock, Timeout

from app.faults import AlreadyOpen, Unsafe, UnwritableFolder
from app.places import Places

PATIENCE = 0.5
"""Seconds. A program that was killed, or starts itself anew, holds the lock a moment longer."""
_PAUSE = 0.02
_NO_PROCESS = 1 << 31
_NO_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.EOPNOTSUPP, errno.EINVAL}
"""What a disk answers that cannot lock a file, as some network drives."""


class Held:
    """The data folder is this program's, until `release` or the end of the process, however it ends.

    A program started from here does not inherit the lock: its descriptor is closed on exec.
    """

    def __init__(self, lock: FileLock) -> None:
        self._lock = lock

    def release(self) -> None:
        """Let the next one in; a second time does nothing."""
        self._lock.release()

    def __enter__(self) -> Held:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def hold(places: Places, patience: float = PATIENCE) -> Held:
    """Raises `AlreadyOpen` after so many seconds, `Unsafe` on a disk that cannot lock, `UnwritableFolder`."""
    lock = FileLock(
        places.lock,
        timeout=patience,
        poll_interval=_PAUSE,
        mode=0o600,
        thread_local=False,
        # A file that merely exists is no lock; on a disk without real ones the record is not opened at all.
        fallback_to_soft=False,
        preserve_lock_file=True,
    )
    try:
        lock.acquire()
    except Timeout as error:
        raise AlreadyOpen(_process_of(places, patience)) from error
    except OSError as error:
        if error.errno in _NO_LOCKS:
            raise Unsafe from error
        raise UnwritableFolder(places.root) from error
    # Only for the sentence that turns the next one away; a disk too full for it changes nothing.
    with contextlib.suppress(OSError):
        _write_process(_beside(places))
    return Held(lock)


def _beside(places: Places) -> Path:
    """The locked file itself cannot be read by others on Windows."""
    return places.lock.with_suffix(".pid")


def _write_process(file: Path) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(str(os.getpid()))


def _process_of(places: Places, patience: float) -> int | None:
    """Who holds the lock, or None where that cannot be told; one that has just begun is waited for."""
    for _ in range(max(1, round(patience / _PAUSE))):
        with contextlib.suppress(OSError, ValueError):
            process = int(_beside(places).read_bytes()[:20])
            if 0 < process < _NO_PROCESS and psutil.pid_exists(process):
                return process
        time.sleep(_PAUSE)
    return None
