"""A small screen, or one scaled up by the system: the window is drawn smaller rather than cut or scrolled."""

from __future__ import annotations

import os

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication

ROOM = QSize(1366, 698)
"""What the pages are laid out for: a 1366 x 768 laptop less its task bar."""

LEAST = 0.8
"""Below this the smallest words could not be read; the pages scroll instead."""

_SCALE = "QT_SCALE_FACTOR"


def factor(available: QSize) -> float:
    """By how much to draw smaller on a screen with this much room, in the system's own scaled pixels."""
    wanted = min(available.width() / ROOM.width(), available.height() / ROOM.height())
    return max(LEAST, min(1.0, wanted))


def fit_to_screen() -> None:
    """Ask the screen for its room and scale what is opened next; before any window, and only then.

    A 1366 x 768 screen at 125 % has 1093 x 614 scaled pixels: the pages are shown whole as at 100 %, and
    who needs larger words chooses them in the settings.
    """
    probe = QGuiApplication([])
    screen = probe.primaryScreen()
    by = factor(screen.availableSize()) if screen is not None else 1.0
    probe.shutdown()
    if by < 1.0:
        os.environ[_SCALE] = str(float(os.environ.get(_SCALE) or 1) * by)
