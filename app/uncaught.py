"""Errors that nobody caught, from every side Python reports them: noted in the log, and none is printed."""

from __future__ import annotations

import faulthandler
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.log import Code, note
from app.places import Places

Told = Callable[[BaseException], None]

LARGEST = 200_000
"""Of the file of crashes; a larger one is begun anew."""


def watch_uncaught(tell: Told) -> None:
    """From now on `tell` hears of every error that would have ended a thread, after it was noted.

    What Python cannot raise any more, as an error while something is cleared away, is noted and not told.
    """

    def caught(error: BaseException) -> None:
        if not isinstance(error, KeyboardInterrupt):
            note(Code.FAILED, error=error)
        tell(error)

    def in_thread(args: threading.ExceptHookArgs) -> None:
        error = args.exc_value or args.exc_type()
        caught(error.with_traceback(args.exc_traceback))

    sys.excepthook = lambda kind, error, trace: caught(error.with_traceback(trace))
    threading.excepthook = in_thread
    sys.unraisablehook = lambda args: note(Code.FAILED, error=args.exc_value or args.exc_type())


def crash_file(places: Places) -> Path:
    """Where Python says at which lines of code it was when the process itself broke; it knows no values."""
    return places.logs / "crash.txt"


@contextmanager
def watch_crashes(places: Places) -> Iterator[bool]:
    """As long as it lasts such a break is written down; False where the folder refuses."""
    try:
        file = crash_file(places)
        if file.exists() and file.stat().st_size > LARGEST:
            file.unlink()
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    except OSError:
        yield False
        return
    with os.fdopen(handle, "a", encoding="utf-8") as opened:
        faulthandler.enable(opened)
        try:
            yield True
        finally:
            faulthandler.disable()
