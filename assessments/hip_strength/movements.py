"""The six movements of the hip, what each finding is called, and how each may be positioned."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.language.protocol import Option


@dataclass(frozen=True, slots=True)
class Movement:
    """One direction of effort. `finding` is the code the classification reads; None feeds no finding."""

    code: str
    name: str
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
    Option("prone", "prone, hip straight, knee 90°", "1"),
    Option("seated", "seated, hip and knee 90°", "2"),
)

MOVEMENTS = {
    movement.code: movement
    for movement in (
        Movement(
            "extension",
            "Extension",
            (
                Option("prone_knee_straight", "prone, knee straight", "1"),
                Option("prone_knee_bent", "prone, knee 90°", "2"),
                Option("standing", "standing, trunk on the couch", "3"),
            ),
            "ASE",
        ),
        Movement(
            "abduction",
            "Abduction",
            (
                Option("side_lying", "side-lying, long lever", "1"),
                Option("supine", "supine, long lever", "2"),
                Option("standing", "standing", "3"),
            ),
            "ASA",
        ),
        Movement("external_rotation", "External rotation", _PRONE_OR_SEATED),
        Movement("internal_rotation", "Internal rotation", _PRONE_OR_SEATED),
        Movement(
            "flexion",
            "Flexion",
            (
                Option("supine", "supine, hip and knee 90°", "1"),
                Option("seated", "seated, hip and knee 90°", "2"),
            ),
        ),
        Movement(
            "adduction",
            "Adduction",
            (
                Option("side_lying", "side-lying, tested leg down", "1"),
                Option("supine", "supine, legs straight", "2"),
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
