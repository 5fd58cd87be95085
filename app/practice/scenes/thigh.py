"""The modified Thomas test: the leg is let down and comes to hang where it truly hangs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.figures.library import movements
from app.figures.marks import Mark
from app.figures.movement import Movement, eased
from app.figures.views import View
from app.practice.observing import observing
from app.practice.scenes.course import Instant, Plain, Said, Span, apart, instant
from app.practice.truth import Thigh
from assessments.language.reading import number
from assessments.language.value import Ref, Side

LOWERS = 4.0
HANGS = 6.0
"""Seconds; drawing choices."""
_STRAIGHT = 44.0
"""How long the line is, from above, along which a thigh lies that does not drift."""
_HELD = {"pelvis_tilt": -18.0, "trunk_flexion": 8.0, "neck_flexion": -6.0}
"""Degrees by which a held pelvis is tipped back and the low back laid on the couch. A drawing choice."""


@dataclass(frozen=True)
class ThighCourse(Plain):
    """One leg."""

    side: Side
    truth: Thigh

    @property
    def repetitions(self) -> tuple[Span, ...]:
        return ((0.0, self.seconds),)

    @property
    def seconds(self) -> float:
        return LOWERS + HANGS

    @property
    def widest(self) -> tuple[float, ...]:
        return (0.0, LOWERS / 2.0, self.seconds)

    @property
    def said(self) -> tuple[Said, ...]:
        return ()

    def movement(self, repetition: int) -> Movement:
        return movements()["thomas"].on_side(self.side.value)

    def instant(self, seconds: float) -> Instant:
        way = eased(seconds / LOWERS)
        seen = observing().drift
        faults = {"thigh_drifts_out": apart(self.truth.drift, seen)}
        counted = {"thigh_drifts_out"} if self.truth.drift >= seen else set()
        if not self.truth.pelvis_held:
            faults["back_arches"] = 1.0
            counted.add("back_arches")
        now = instant(way, faults, counted=frozenset(counted), angles=self._bent(way))
        return replace(now, marks=self._lines() if way == 1.0 else ())

    def _bent(self, way: float) -> dict[str, float]:
        """The leg comes down from where it is held to exactly the angles it hangs at."""
        start, side = self.movement(0).start.pose, self.side.value
        ends = {"hip_flexion": float(self.truth.hip), "knee_flexion": float(self.truth.knee)}
        bent = {}
        for joint, end in ends.items():
            begun = start.angle(f"{side}_{joint}")
            bent[f"{side}_{joint}"] = end if way == 1.0 else begun + (end - begun) * way
        if self.truth.pelvis_held:
            bent |= _HELD
        return bent

    def _lines(self) -> tuple[Mark, ...]:
        side = self.side.value
        angle = Mark(
            "angle",
            at=f"{side}_hip",
            to=f"{side}_knee",
            ink=side,
            words=f"{number(self.truth.hip)}°",
            views=(View.RIGHT, View.LEFT),
        )
        straight = Mark("plumb", at=f"{side}_hip", by=(_STRAIGHT, 0.0), views=(View.ABOVE,))
        return (angle, straight)

    def moment(self, ref: Ref) -> float:
        return LOWERS + HANGS / 2.0

    def view(self, ref: Ref) -> View:
        return View.ABOVE if ref.step == "abduction_drift" else self.movement(0).view

    def clean(self) -> ThighCourse:
        return replace(self, truth=Thigh(self.truth.hip, self.truth.knee))
