"""Where the caret is can be seen in every look, too."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.caret_line import unmarked
from tests.ui.tour import come_to
from ui.theme import apply
from ui.window import Window


@pytest.mark.parametrize("look", ["dark", "light-contrast", "dark-contrast"])
def test_the_line_is_there_in_every_look(toured: Window, qapp: QApplication, look: str) -> None:
    """In a window of its own: a new look is given to every page that was ever opened, which takes long."""
    apply(qapp, look)
    for page in ("settings", "safety", "prone_hip_extension", "review"):
        come_to(toured, page)
        assert unmarked(toured) == [], page
