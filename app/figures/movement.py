"""A movement is poses in time: where it starts, where it ends, and the ways in which it goes wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from app.figures.marks import Mark
from app.figures.pose import Pose, blended, other_side
from app.figures.props import Prop
from app.figures.views import View


@dataclass(frozen=True, slots=True)
class Touch:
    """A part of the body (a chain or a landmark) that lies on, or stands on, a prop."""

    part: str
    on: str


@dataclass(frozen=True)
class Stage:
    """One still of a movement: the pose, its marks, what touches what, and the same in words."""

    pose: Pose
    words: str = ""
    marks: tuple[Mark, ...] = ()
    touches: tuple[Touch, ...] = ()
    view: View | None = None
    """The view that shows it, where that is not the movement's own."""
    props: tuple[Prop, ...] = ()
    """Props of this stage alone."""
    about: tuple[str, ...] = ()
    """Landmarks round the part of the body that is judged."""

    def mirrored(self) -> Stage:
        return Stage(
            self.pose.mirrored(),
            self.words,
            tuple(mark.mirrored() for mark in self.marks),
            tuple(Touch(other_side(touch.part), touch.on) for touch in self.touches),
            self.view.mirrored() if self.view else None,
            tuple(prop.mirrored(self.pose.base) for prop in self.props),
            tuple(other_side(name) for name in self.about),
        )


@dataclass(frozen=True)
class Movement:
    """A test's or an exercise's movement, drawn for one side; `on_side` gives the other."""

    code: str
    words: str
    side: str
    """The side that works: left or right."""
    view: View
    views: tuple[View, ...]
    """All views that show it well, the usual one first."""
    start: Stage
    end: Stage
    props: tuple[Prop, ...] = ()
    faults: Mapping[str, Stage] = field(default_factory=dict)
    extras: Mapping[str, Stage] = field(default_factory=dict)
    """Further stills: the middle of a longer movement, another way of doing it."""
    usual_mistake: str = ""

    @property
    def mistake(self) -> Stage | None:
        """The commonest fault; None where the pose file names none."""
        return self.faults.get(self.usual_mistake)

    def stage(self, name: str) -> Stage:
        """start, end, or a fault or extra still by its code."""
        if name == "start":
            return self.start
        if name == "end":
            return self.end
        return self.extras[name] if name in self.extras else self.faults[name]

    def at(self, t: float, fault: str = "", amount: float = 1.0) -> Pose:
        """The pose at a share of the way from start to end, starting and stopping gently.

        With a fault it grows on the way, to `amount` of what its still shows.
        """
        return blended(self.start.pose, self.blend(fault, amount), eased(t))

    def blend(self, fault: str, amount: float) -> Pose:
        """The end of the movement with so much of a fault, 0 to 1; no fault is the end as it should be."""
        if not fault or amount <= 0.0:
            return self.end.pose
        return blended(self.end.pose, self.faults[fault].pose, amount)

    def on_side(self, side: str) -> Movement:
        """The same movement of that side: the mirror image, seen from the other side."""
        return self if side == self.side else self._mirrored

    @cached_property
    def _mirrored(self) -> Movement:
        return replace(
            self,
            side="right" if self.side == "left" else "left",
            view=self.view.mirrored(),
            views=tuple(view.mirrored() for view in self.views),
            start=self.start.mirrored(),
            end=self.end.mirrored(),
            props=tuple(prop.mirrored(self.start.pose.base) for prop in self.props),
            faults={code: stage.mirrored() for code, stage in self.faults.items()},
            extras={code: stage.mirrored() for code, stage in self.extras.items()},
        )


def eased(t: float) -> float:
    """Gently off and gently home: 0 to 1 with no speed at either end."""
    t = max(0.0, min(1.0, t))
    return t * t * (3.0 - 2.0 * t)


def there_and_back(
    seconds: float, up: float = 2.0, hold: float = 1.0, down: float = 2.0, rest: float = 1.0
) -> float:
    """The share of the way for a player's clock: up, hold, down, rest, and again."""
    moment = seconds % (up + hold + down + rest)
    if moment < up:
        return moment / up
    if moment < up + hold:
        return 1.0
    if moment < up + hold + down:
        return 1.0 - (moment - up - hold) / down
    return 0.0
