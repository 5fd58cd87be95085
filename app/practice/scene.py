"""A simulated patient as a moving picture: any instant, from any side, with or without the expert's lines."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from app.figures.shapes import Box, Picture, Point
from app.figures.skeleton import body
from app.figures.views import View, eye
from app.figures.words import view_words
from app.practice.scenes.course import Course, Span
from app.practice.scenes.drawing import Drawn, posed, room_for, shapes_of, view_of
from app.practice.scenes.lifts import LiftCourse
from app.practice.scenes.opening import OpeningCourse
from app.practice.scenes.step_down import StepDownCourse
from app.practice.scenes.strength import StrengthCourse
from app.practice.scenes.thigh import ThighCourse
from app.practice.task import Task
from app.practice.trace import Trace
from app.practice.truth import Case
from assessments.language.value import Ref
from resources.tongue import tr


@dataclass(frozen=True, eq=False)
class Scene:
    """One task of one case, as long as it lasts. The same case is the same pictures."""

    course: Course
    title: str
    views: tuple[View, ...] = field(init=False)
    """The usual view first."""
    repetitions: tuple[Span, ...] = field(init=False)
    """From when to when each lasts, in seconds."""
    _rooms: dict[View, Box] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "views", self.course.movement(0).views)
        object.__setattr__(self, "repetitions", self.course.repetitions)

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.course.seconds

    def repetition(self, seconds: float) -> int:
        """The number of the repetition then under way, from 1."""
        for number, (_, end) in enumerate(self.repetitions, 1):
            if seconds < end:
                return number
        return len(self.repetitions)

    def at(self, seconds: float, view: View | None = None, lines: bool = False) -> Picture:
        """The picture of an instant; with `lines`, what an expert would draw on it."""
        seen, now = view or self.views[0], self._within(seconds)
        movement = self.course.movement(self.repetition(now) - 1)
        there, room = view_of(movement, seen), self._room(seen)
        shapes = shapes_of(Drawn(movement), self.course.instant(now), there, lines)
        over = self.course.over(now, room, there, lines)
        return Picture((*shapes, *over), room, self._words(now, there, lines))

    def point(self, landmark: str, seconds: float, view: View | None = None) -> Point:
        """Where a landmark of the body is in the picture, for a goniometer that is laid on it."""
        now = self._within(seconds)
        movement = self.course.movement(self.repetition(now) - 1)
        found = body(posed(movement, self.course.instant(now)))
        seen = view_of(movement, view or self.views[0])
        return eye(seen, found.pose.base).seen(found.landmark(landmark))

    def heard(self, seconds: float) -> str:
        """What the patient says then; "" where nobody speaks."""
        for said in self.course.said:
            if said.when[0] <= seconds < said.when[1]:
                return said.words
        return ""

    def trace(self, seconds: float) -> tuple[Trace, float] | None:
        """The trace of the strength trial under way and how many seconds of it have run; else None."""
        course = self.course
        return course.trace(self._within(seconds)) if isinstance(course, StrengthCourse) else None

    def moment(self, ref: Ref) -> float:
        """When this item shows most."""
        return min(self.course.moment(ref), self.seconds)

    def view(self, ref: Ref) -> View:
        """From where this item shows most: one of the scene's views, which are those of its first side."""
        found = self.course.view(ref)
        return found if found in self.views else found.mirrored()

    def clean(self) -> Scene:
        """The good example: the same test without a fault."""
        return Scene(self.course.clean(), tr("{test}, as it should be", test=self.title))

    def _room(self, view: View) -> Box:
        """The frame: still, and large enough for all of it."""
        if view not in self._rooms:
            course = self.course
            room = room_for(
                (
                    (course.movement(self.repetition(then) - 1), course.instant(then))
                    for then in course.widest
                ),
                view,
            )
            self._rooms[view] = replace(room, bottom=room.bottom - course.beneath)
        return self._rooms[view]

    def _within(self, seconds: float) -> float:
        return max(0.0, min(seconds, self.seconds - 1e-6))

    def _words(self, seconds: float, view: View, lines: bool) -> str:
        """What can be told without giving the answer away; with the lines, the faults by their names."""
        number = self.repetition(seconds)
        movement = self.course.movement(number - 1)
        where = tr("Repetition {n} of {of}.", n=number, of=len(self.repetitions))
        said = [f"{self.title}.", view_words(view), where]
        if lines:
            said += [f"{movement.faults[code].words}." for code in self.course.instant(seconds).marked]
        return " ".join(said)


def scene(case: Case, task: Task) -> Scene | None:
    """The moving picture of a task; None where nothing moves: history, safety and class."""
    course = _course(case, task)
    return Scene(course, task.title) if course and course.repetitions else None


def _course(case: Case, task: Task) -> Course | None:
    truth, side = case.truth, task.side
    match task.assessment:
        case "prone_hip_extension" if side:
            return LiftCourse(side, truth.lifts[side])
        case "lateral_step_down" if side:
            return StepDownCourse(side, truth.steps[side])
        case "thomas" if side:
            return ThighCourse(side, truth.thighs[side])
        case "clamshell" if side:
            return OpeningCourse(side, truth.openings[side], f"{case.code}.{task.id}")
        case "hip_strength":
            return StrengthCourse(task.movement, truth.strength[task.movement], f"{case.code}.{task.id}")
        case _:
            return None
