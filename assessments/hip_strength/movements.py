"""The six movements of the hip, what each finding is called, and how each may be positioned."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.language.protocol import Option
from resources.tongue import tr


@dataclass(frozen=True, slots=True)
class Movement:
    """One direction of effort; `short_name` is for the rail, where there is little room. `finding` is the
    code the classification reads; None feeds no finding.
    """

    code: str
    name: str
    short_name: str
    positions: tuple[Option, ...]
    finding: str | None = None

    @property
    def required(self) -> bool:
        """On by default, because a finding is made from it."""
        return self.finding is not None

    @property
    def error_rule(self) -> str:
        """The convention that holds its measurement error, in per cent."""
        return f"ERR_{self.code.upper()}"


_PRONE_OR_SEATED = (
    Option("prone", tr("prone, hip straight, knee 90°"), "1"),
    Option("seated", tr("seated, hip and knee 90°"), "2"),
)

MOVEMENTS = {
    movement.code: movement
    for movement in (
        Movement(
            "extension",
            tr("Extension"),
            tr("Ext"),
            (
                Option("prone_knee_straight", tr("prone, knee straight"), "1"),
                Option("prone_knee_bent", tr("prone, knee 90°"), "2"),
                Option("standing", tr("standing, trunk on the couch"), "3"),
            ),
            "ASE",
        ),
        Movement(
            "abduction",
            tr("Abduction"),
            tr("Abd"),
            (
                Option("side_lying", tr("side-lying, long lever"), "1"),
                Option("supine", tr("supine, long lever"), "2"),
                Option("standing", tr("standing"), "3"),
            ),
            "ASA",
        ),
        Movement("external_rotation", tr("External rotation"), tr("Ext rot"), _PRONE_OR_SEATED),
        Movement("internal_rotation", tr("Internal rotation"), tr("Int rot"), _PRONE_OR_SEATED),
        Movement(
            "flexion",
            tr("Flexion"),
            tr("Flex"),
            (
                Option("supine", tr("supine, hip and knee 90°"), "1"),
                Option("seated", tr("seated, hip and knee 90°"), "2"),
            ),
        ),
        Movement(
            "adduction",
            tr("Adduction"),
            tr("Add"),
            (
                Option("side_lying", tr("side-lying, tested leg down"), "1"),
                Option("supine", tr("supine, legs straight"), "2"),
            ),
        ),
    )
}
"""By code, in the order they are tested."""


def movement_of(step: str) -> Movement | None:
    """The movement a step belongs to; None for the steps about the instrument."""
    for movement in MOVEMENTS.values():
        if step.startswith(f"{movement.code}_"):
            return movement
    return None
