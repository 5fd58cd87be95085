"""How large the regions of the window are: by its width, the text size, and the longest words of the rail."""

from __future__ import annotations

from dataclasses import dataclass

from ui.theme import theme

WIDE = 1600
"""From this width of the window the roomier measures hold."""


@dataclass(frozen=True, slots=True)
class Regions:
    """Pixels: the widths of rail and guide at the sides, the heights of banner and key bar."""

    rail: int
    guide: int
    banner: int
    bar: int


def regions(width: int, rail_needs: int) -> Regions:
    """In a window of this width; the rail grows with what its words need, within bounds."""
    look, roomy = theme(), width >= WIDE
    rail, guide = (256, 440) if roomy else (208, 336)
    return Regions(
        rail=max(rail, look.px(200), min(rail_needs, look.px(300))),
        guide=max(guide, look.px(285)),
        banner=64 if roomy else max(56, look.px(50)),
        bar=52 if roomy else max(44, look.px(42)),
    )
