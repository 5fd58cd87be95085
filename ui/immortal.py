"""None, kept alive under a Qt binding that gives it away."""

from __future__ import annotations

import ctypes
import sys

_PLENTY = 1 << 40
"""More references than can be lost in years of use."""


def keep_none_alive() -> None:
    """PySide6 6.12.0 drops one reference to None in every call that returns nothing; 6.11.3 does not.

    From Python 3.12 None cannot die and this does nothing. Before it, the program would end within
    minutes, so None gets references enough to lose. The count is the first word of every object.
    """
    if sys.version_info < (3, 12):
        ctypes.c_ssize_t.from_address(id(None)).value += _PLENTY
