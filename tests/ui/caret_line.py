"""The line that shows where the caret is: found in pictures of a part with and without the caret."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.listening import stops
from ui.parts.body_chart import BodyChart
from ui.theme import theme

WIDE = 3
"""Pixels of the line (design 2.3)."""
LONG = 12
"""Pixels of it in one piece, so that a letter is not taken for it."""
LINES = ("accent", "ink", "stop")
"""The line itself; in ink round what is filled with the accent, in the stop colour round what was refused."""


def unmarked(inside: QWidget) -> list[str]:
    """The stops whose place no line shows. Round a region of the body it is not straight."""
    return [said(part) for part in stops(inside) if not has_line(part)]


def has_line(part: QWidget) -> bool:
    focus = QApplication.focusWidget()
    if focus is not None:
        focus.clearFocus()
    before = pixels(part)
    part.setFocus(Qt.FocusReason.TabFocusReason)
    after = pixels(part)
    if before.shape != after.shape:
        return False
    for token in LINES:
        colour = theme().colour(token)
        then, now = ((picture == colour.getRgb()[:3]).all(axis=2) for picture in (before, after))
        # What had the colour before, such as a ticked box, is no line of the caret.
        line = now & ~then
        if thick(line) or thick(line.T):
            return True
        if any(thick(b) and not thick(a) for a, b in ((then, now), (then.T, now.T))):
            return True
        if isinstance(part, BodyChart) and line.sum() > 2 * WIDE * LONG:
            return True
    return False


def thick(line: np.ndarray) -> bool:
    """Whether so many rows one under another are of the line, for long enough."""
    rows = line[:-2] & line[1:-1] & line[2:]
    return bool((rows.sum(axis=1) >= LONG).any())


def pixels(part: QWidget) -> np.ndarray:
    image = part.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    wide, high, line = image.width(), image.height(), image.bytesPerLine()
    flat = np.frombuffer(image.constBits(), np.uint8).reshape(high, line)
    return flat[:, : wide * 3].reshape(high, wide, 3).copy()


def said(part: QWidget) -> str:
    return f"{type(part).__name__} {part.accessibleName()}".strip()
