"""The body painted: far limbs pale behind, then one silhouette, then the near arm over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.figures.segments import SIDES
from app.figures.shapes import Ink, Path, Point, Shape
from app.figures.skeleton import Body
from app.figures.skin import Seen, Skin, contour
from app.figures.vectors import dot
from app.figures.views import Eye, View, eye

LINE = 0.75
"""How wide a contour is; it is painted twice as wide and half covered by the fill."""
CREASE = 0.5
_ROOT = {"arm": 5, "leg": 9}
"""The ring of a limb from which on its line is drawn over the trunk: below the shoulder, below the groin."""
_AWAY = 9.0
"""An arm this much further from the viewer than the ribs is behind the trunk."""
_TOWARDS = 6.0
"""A limb whose next joint is this much nearer to the viewer comes out of the picture, over the trunk."""
_LEG = ("leg", "foot")
_ARM = ("arm", "thumb")


@dataclass(frozen=True)
class Mannequin:
    """A body in a view: its shapes from back to front, and what of it is where in the picture."""

    body: Body
    eye: Eye
    shapes: tuple[Shape, ...]
    points: tuple[Point, ...]
    """Every point of its outlines."""

    def seen(self, landmark: str) -> Point:
        return self.eye.seen(self.body.landmark(landmark))


def mannequin(body: Body, view: View) -> Mannequin:
    """The body in a view, with the limbs that recede in the paler pair of inks."""
    looking = eye(view, body.pose.base)
    seen = Seen(body.frames, looking)
    skins: dict[str, Skin] = {}
    for chain in _all_chains():
        skins[chain] = seen.skin(chain)
    behind, hidden, before = _arranged(body, looking)
    shapes: list[Shape] = []
    for limb in hidden:
        shapes += _silhouette([skins[chain] for chain in _chains(limb)], Ink.BODY, Ink.BODY_LINE)
    for limb in behind:
        chains = _chains(limb)
        shapes += _silhouette([skins[chain] for chain in chains], Ink.FAR, Ink.FAR_LINE)
    apart = {chain for limb in (*behind, *hidden) for chain in _chains(limb)}
    main = [chain for chain in _all_chains() if chain not in apart]
    folds = [seen.fold(f"{side}_armpit") for side in SIDES if f"{side}_arm" not in behind]
    shapes += _silhouette([*folds, *(skins[chain] for chain in main)], Ink.BODY, Ink.BODY_LINE)
    for crease in seen.creases(behind):
        shapes.append(Path(contour(crease, closed=False), line=Ink.BODY_LINE, width=CREASE))
    for limb in before:
        shapes += _laid_over(limb, skins)
    points = tuple(point for skin in skins.values() for outline in skin.outlines for point in outline)
    return Mannequin(body, looking, tuple(shapes), points)


def _all_chains() -> tuple[str, ...]:
    limbs = [f"{side}_{part}" for side in SIDES for part in (*_LEG, *_ARM, "shoulder")]
    return ("trunk", "head", *limbs)


def _chains(limb: str) -> tuple[str, ...]:
    if limb == "head":
        return ("head",)
    side, part = limb.split("_")
    return tuple(f"{side}_{name}" for name in (_LEG if part == "leg" else _ARM))


def _arranged(body: Body, eye: Eye) -> tuple[list[str], list[str], list[str]]:
    """Which limbs recede, which arms the trunk hides, and what lies over the trunk, the nearest last."""
    frames = body.frames

    def near(part: str) -> float:
        return dot(eye.near, frames[part].at)

    hips = near("left_thigh") - near("right_thigh")
    behind = list(body.pose.pale)
    if abs(hips) > 5.0:
        far = "right" if hips > 0.0 else "left"
        behind += [limb for limb in (f"{far}_arm", f"{far}_leg") if limb not in behind]
    hidden: list[str] = []
    before: list[tuple[float, str]] = []
    for side in SIDES:
        hand = (near(f"{side}_hand") + near(f"{side}_forearm")) / 2.0
        if hand < near("high") - _AWAY and f"{side}_arm" not in behind:
            hidden.append(f"{side}_arm")
        if near(f"{side}_fingers") > near("high") - 1.0:
            before.append((hand, f"{side}_arm"))
        knee = near(f"{side}_shank")
        if knee > near(f"{side}_thigh") + _TOWARDS:
            before.append((knee, f"{side}_leg"))
    if near("head") > near("high") + _TOWARDS:
        before.append((near("head"), "head"))
    return behind, hidden, [limb for _, limb in sorted(before) if limb not in behind]


def _silhouette(skins: Sequence[Skin], fill: Ink, line: Ink) -> list[Shape]:
    """All outlines, then all fills over them: where parts overlap no line is left."""
    steps = [contour(outline) for skin in skins for outline in skin.outlines if len(outline) > 2]
    under: list[Shape] = [Path(each, line=line, width=2.0 * LINE) for each in steps]
    return [*under, *(Path(each, fill=fill) for each in steps)]


def _laid_over(limb: str, skins: dict[str, Skin]) -> list[Shape]:
    """A limb over the trunk: its line begins below its root, so that it grows out of the body.

    Where it points at the viewer its parts lie over one another, the nearest last.
    """
    lines: list[Shape] = []
    fills: list[Shape] = []
    chains = _chains(limb)
    for number, chain in enumerate(chains):
        skin = skins[chain]
        whole = [contour(outline) for outline in skin.outlines if len(outline) > 2]
        if skins[chains[0]].edges is None and limb.endswith("leg"):
            for each in whole:
                fills += [Path(each, line=Ink.BODY_LINE, width=2.0 * LINE), Path(each, fill=Ink.BODY)]
            continue
        fills += [Path(each, fill=Ink.BODY) for each in whole]
        if skin.edges and not number and limb != "head":
            left, right = skin.edges
            root = min(_ROOT[limb.split("_")[1]], len(left) - 2, len(right) - 2)
            whole[0] = contour((*left[root:], *right[: root - 1 : -1]), closed=False)
        lines += [Path(each, line=Ink.BODY_LINE, width=2.0 * LINE) for each in whole]
    return [*lines, *fills]
