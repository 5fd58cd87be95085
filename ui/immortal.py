"""None, True and False, kept alive under a Qt binding that gives them away."""

from __future__ import annotations

import ctypes
import sys

_PLENTY = 1 << 40
"""More references than can be lost in years of use."""


def keep_singletons_alive() -> None:
    """PySide6 6.12.0 drops a reference to None in every call that returns nothing, and now and then one to
    True or False; 6.11.3 does not, but the PDF view has no wheel of that release.

    From Python 3.12 these objects cannot die and this does nothing. Before it, the program would end
    within minutes, so each gets references enough to lose. The count is the first word of every object.
    """
    if sys.version_info < (3, 12):
        for shared in (None, True, False, NotImplemented, Ellipsis):
            ctypes.c_ssize_t.from_address(id(shared)).value += _PLENTY
