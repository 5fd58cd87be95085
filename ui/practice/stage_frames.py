"""The pictures of a scene drawn up, and kept for a while: what is frozen or played again costs nothing."""

from __future__ import annotations

from collections import OrderedDict

from app.figures.views import View
from app.practice.scene import Scene
from ui.painting import Drawing

FINE = 60
"""Places in a second of the test that are drawn apart."""
KEPT = 180


class Frames:
    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, int, View, bool], Drawing] = OrderedDict()

    def forget(self) -> None:
        self._kept.clear()

    def at(self, scene: Scene, seconds: float, view: View, lines: bool) -> Drawing:
        """Whoever changes the scene forgets the pictures of the last."""
        place = (id(scene), round(seconds * FINE), view, lines)
        found = self._kept.get(place)
        if found is None:
            found = self._kept[place] = Drawing(scene.at(place[1] / FINE, view, lines))
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found
