"""The body painted: far limbs pale behind, then one silhouette, then the near arm over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.figures.segments import SIDES
from app.figures.shapes import Ink, Path, Point, Shape
from app.figures.skeleton import Body
from app.figures.skin import CLOSE, Contour, Seen, Skin, contour, contours_of
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
_ALL_CHAINS = (
    "trunk",
    "head",
    *(f"{side}_{part}" for side in SIDES for part in (*_LEG, *_ARM, "shoulder")),
)


@dataclass(frozen=True)
class Mannequin:
    """A body in a view: its shapes from back to front, and what of it is where in the picture."""

    body: Body
    eye: Eye
    shapes: tuple[Shape, ...]
    skins: Mapping[str, Skin]
    contours: Mapping[str, tuple[Contour, ...]]
    """The outlines of each chain."""
    behind: tuple[str, ...]
    """The limbs that recede."""

    @property
    def points(self) -> tuple[Point, ...]:
        """Every point of its outlines."""
        return tuple(point for skin in self.skins.values() for outline in skin.outlines for point in outline)

    def seen(self, landmark: str) -> Point:
        return self.eye.seen(self.body.landmark(landmark))


def mannequin(body: Body, view: View) -> Mannequin:
    """The body in a view, with the limbs that recede in the paler pair of inks."""
    looking = eye(view, body.pose.base)
    seen = Seen(body.frames, looking)
    drawn = {chain: seen.drawn(chain) for chain in _ALL_CHAINS}
    skins = {chain: skin for chain, (skin, _) in drawn.items()}
    lines = {chain: outlines for chain, (_, outlines) in drawn.items()}
    behind, hidden, before = _arranged(body, looking)
    shapes: list[Shape] = []
    for limb in hidden:
        shapes += _silhouette(_of(limb, lines), Ink.BODY, Ink.BODY_LINE)
    for limb in behind:
        shapes += _silhouette(_of(limb, lines), Ink.FAR, Ink.FAR_LINE)
    apart = {chain for limb in (*behind, *hidden) for chain in _chains(limb)}
    main = [each for chain in _ALL_CHAINS if chain not in apart for each in lines[chain]]
    folds = [seen.fold(f"{side}_armpit") for side in SIDES if f"{side}_arm" not in behind]
    main += [each for fold in folds for each in contours_of(fold)]
    shapes += _silhouette(main, Ink.BODY, Ink.BODY_LINE)
    for crease in seen.creases(behind):
        shapes.append(Path(contour(crease, closed=False), line=Ink.BODY_LINE, width=CREASE))
    for limb in before:
        shapes += _laid_over(limb, skins, lines)
    return Mannequin(body, looking, tuple(shapes), skins, lines, tuple(behind))


def _of(limb: str, lines: Mapping[str, tuple[Contour, ...]]) -> list[Contour]:
    return [each for chain in _chains(limb) for each in lines[chain]]


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


def _silhouette(contours: Sequence[Contour], fill: Ink, line: Ink) -> list[Shape]:
    """All outlines, then all fills over them: where parts overlap no line is left."""
    under: list[Shape] = [Path(each, line=line, width=2.0 * LINE) for each in contours]
    return [*under, *(Path(each, fill=fill) for each in contours)]


def _laid_over(limb: str, skins: Mapping[str, Skin], lines: Mapping[str, tuple[Contour, ...]]) -> list[Shape]:
    """A limb over the trunk: its line begins below its root, so that it grows out of the body.

    Where it points at the viewer its parts lie over one another, the nearest last.
    """
    contours = _of(limb, lines)
    edges = skins[_chains(limb)[0]].edges
    if edges is None and limb.endswith("leg"):
        return [shape for each in contours for shape in _silhouette([each], Ink.BODY, Ink.BODY_LINE)]
    if edges is None or limb == "head":
        return _silhouette(contours, Ink.BODY, Ink.BODY_LINE)
    left, right = edges
    root = min(_ROOT[limb.split("_")[1]], len(left) - 2, len(right) - 2)
    grown = contour((*left[root:], *right[: root - 1 : -1]), closed=False)
    # A thigh is laid over from below the groin on, or it would cover a hand on the waist.
    cut = root - 3 if limb.endswith("leg") else 0
    band = (*contour((*left[cut:], *right[: cut - 1 if cut else None : -1]), closed=False), CLOSE)
    lines_of = [Path(each, line=Ink.BODY_LINE, width=2.0 * LINE) for each in (grown, *contours[1:])]
    return [*lines_of, *(Path(each, fill=Ink.BODY) for each in (band, *contours[1:]))]
