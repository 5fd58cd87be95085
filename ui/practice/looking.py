"""A scene as it is looked at: from which side, with which lines, beside which example; its pictures kept."""

from __future__ import annotations

from collections import OrderedDict
from enum import Enum

from app.figures.views import View
from app.figures.words import view_words
from app.practice.described import described
from app.practice.scene import Scene
from resources.tongue import tr
from ui.painting import Drawing
from ui.practice.player import Player, clock_words
from ui.practice.stage_picture import Shown

_FINE = 60
"""Places in a second of the test that are drawn apart."""
_KEPT = 180
_SPEEDS = {0.25: "¼ ×", 0.5: "½ ×", 1.0: "1 ×", 2.0: "2 ×", 4.0: "4 ×"}
_COUNTED = ("clamshell",)
"""Tests in which the learner counts the repetitions: how many will come stays unsaid until the commit."""
_LEVEL = ("thomas",)
"""Tests that are read against the horizontal."""


class Example(Enum):
    """Where the good example is."""

    NONE = 0
    BESIDE = 1
    INSTEAD = 2


class Looking:
    """Lines and the good example come only when they are `allowed`: after the scores are committed."""

    def __init__(self, scene: Scene, about: str = "", allowed: bool = False) -> None:
        self.scene = scene
        self._about = about or scene.title
        self._clean: Scene | None = None
        self._view = 0
        self._kept: OrderedDict[tuple[int, int, View, bool], Drawing] = OrderedDict()
        self.traces = tuple(found[0] for start, _ in scene.repetitions if (found := scene.trace(start)))
        """What the dynamometer took down, trial by trial; nothing for the other tests."""
        self.lines = False
        self.example = Example.NONE
        self.allowed = allowed

    @property
    def level(self) -> bool:
        """Whether its angle is one against the horizontal."""
        return self.scene.course.movement(0).code in _LEVEL

    @property
    def tells_end(self) -> bool:
        """Whether it may be seen how many repetitions there are and how long all of it takes."""
        return self.allowed or self.scene.course.movement(0).code not in _COUNTED

    @property
    def view(self) -> View:
        return self.scene.views[self._view]

    def allow(self, allowed: bool) -> None:
        self.allowed = allowed
        if not allowed:
            self.lines, self.example = False, Example.NONE

    def turn(self, view: View | None = None) -> bool:
        """To this view, else to the next; whether it is another one."""
        before, views = self._view, self.scene.views
        if view is None:
            self._view = (self._view + 1) % len(views)
        elif view in views:
            self._view = views.index(view)
        return self._view != before

    def next_example(self) -> None:
        """Beside the patient, then in the patient's place, then away."""
        if self.allowed:
            self.example = Example((self.example.value + 1) % len(Example))

    def example_words(self) -> str:
        """What the next example is called on its key."""
        match self.example:
            case Example.NONE:
                return tr("good example")
            case Example.BESIDE:
                return tr("only the good example")
            case _:
                return tr("only this patient")

    def counted(self, at: float) -> str:
        """Which repetition or trial it is; nothing where there is only one."""
        n, all = self.scene.repetition(at), len(self.scene.repetitions)
        if not self.tells_end:
            return tr("Rep {n}", n=n)
        if all < 2:
            return ""
        return tr("Trial {n} of {all}", n=n, all=all) if self.traces else tr("Rep {n} of {all}", n=n, all=all)

    def start_of(self, at: float, on: int = 0) -> float | None:
        """Where the repetition at that moment begins, or one so many on; None where there is none."""
        number = self.scene.repetition(at) - 1 + on
        return self.scene.repetitions[number][0] if 0 <= number < len(self.scene.repetitions) else None

    def spoken(self, at: float) -> str:
        """The test, the repetition and the time. No fault is given away by it."""
        return ", ".join(part for part in (self._about, self.counted(at), clock_words(at)) if part)

    def described(self, at: float) -> str:
        """The same moment in numbers; with the expert's lines also what they show."""
        said = described(self.scene, at, self.view)
        return f"{said} {self.scene.at(at, self.view, True).words}" if self.lines else said

    def shown(self, player: Player) -> Shown:
        at, drawings, captions = player.at, [], []
        if self.example is not Example.INSTEAD:
            drawings.append(self._drawing(self.scene, at, self.lines))
            captions.append(tr("This patient"))
        if self.example is not Example.NONE:
            drawings.append(self._drawing(self._good(), at, False))
            captions.append(tr("Good example"))
        return Shown(
            tuple(drawings),
            tuple(captions) if self.example is not Example.NONE else (),
            self.counted(at),
            clock_words(at),
            view_words(self.view),
            _SPEEDS[player.speed],
            self.scene.heard(at),
            player.playing,
        )

    def forget(self) -> None:
        """The pictures that are kept; each is large."""
        self._kept.clear()

    def _drawing(self, scene: Scene, seconds: float, lines: bool) -> Drawing:
        """Drawn up once while it is kept: what is frozen or played again costs only its painting."""
        place = (id(scene), round(seconds * _FINE), self.view, lines)
        found = self._kept.get(place)
        if found is None:
            found = self._kept[place] = Drawing(scene.at(place[1] / _FINE, self.view, lines))
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    def _good(self) -> Scene:
        if self._clean is None:
            self._clean = self.scene.clean()
        return self._clean
