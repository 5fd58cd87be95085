"""How often in a row the program stopped before its window had stood a while."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from app.disk import write_private
from app.places import Places

SAFE_AFTER = 2
"""Failed starts in a row after which the next one leaves out what may have been their cause."""


def begin_start(places: Places) -> bool:
    """Count this start as failed until it is known to be good; whether it is to be a safe one. A disk that
    refuses the count refuses no start."""
    failed = _failed(places)
    with suppress(OSError):
        write_private(_file(places), str(min(failed + 1, 99)).encode())
    return failed >= SAFE_AFTER


def start_was_good(places: Places) -> None:
    """The window stood, or the program ended in order."""
    with suppress(OSError):
        _file(places).unlink(missing_ok=True)


def _failed(places: Places) -> int:
    try:
        return max(0, int(_file(places).read_bytes()[:2]))
    except (OSError, ValueError):
        return 0


def _file(places: Places) -> Path:
    return places.root / "starts"
