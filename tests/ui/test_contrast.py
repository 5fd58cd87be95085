"""Every pair of colours that the program puts on one another can be told apart, in every look; the pairs are
read from the style sheet where it says them, and listed by hand where a part paints them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from math import dist
from pathlib import Path

import pytest

from resources.themes import palette, palettes
from ui.sheet_text import style_sheet
from ui.theme import NAMES, ROLES

UI = Path(__file__).parents[2] / "ui"
PAPERS = ("surface", "canvas")
LEAST = {name: (7.0, 4.5) if name.endswith("-contrast") else (4.5, 3.0) for name in palettes()}
"""Of text, and of marks and borders, in each look (WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11)."""

_ON_PAPER = ("ink", "ink2", "ink3", "accent", "right-text", "left-text", "finding", "stop", "miss-text")
_MARKS_ON_PAPER = (
    "line2", "accent", "ink", "ink2", "right", "left", "left-badge", "finding", "stop", "miss-border",
)  # fmt: skip
PAINTED_TEXTS: Mapping[str, tuple[str, ...]] = {
    "accent-soft": ("ink", "ink2", "ink3", "accent", "stop", "miss-text"),
    "accent": ("on-accent",),
    "finding-soft": ("finding", "ink"),
    "miss": ("miss-text", "ink"),
    "stop-soft": ("stop", "ink", "ink3"),
    "stop": ("on-stop",),
    "sunken": ("ink", "ink2", "ink3"),
    "ink2": ("surface",),
    "right": ("on-right",),
    "left-badge": ("on-left",),
    **dict.fromkeys(PAPERS, _ON_PAPER),
}
"""What parts write with a painter, by what they write it on: score cells, rows, badges, cards, plots."""

PAINTED_MARKS: Mapping[str, tuple[str, ...]] = {
    "accent-soft": ("accent", "ink2"),
    "finding-soft": ("finding",),
    "miss": ("miss-border",),
    "stop-soft": ("stop",),
    "accent": ("on-accent",),
    "sunken": ("ink2", "right", "left", "ink"),
    **dict.fromkeys(PAPERS, _MARKS_ON_PAPER),
}
"""What carries a meaning without words: borders of fields and cells, marks of a side, icons, axes."""

DECORATIVE = frozenset({"line"})
"""Divides what stands apart anyway, and never carries a meaning (design 2.1)."""


# The style sheet


def rules(look: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each rule with its properties, colours by token."""
    sheet = style_sheet({token: f"<{token}>" for token in palette(look)}, _sizes(), round)
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
        parts = [part.partition(":") for part in body.split(";")]
        properties = {name.strip(): value.strip() for name, _, value in parts if value}
        yield " ".join(selectors.split()), properties


def sheet_texts() -> set[tuple[str, str]]:
    """Text and ground wherever one rule says both, or says a ground for text in plain ink."""
    found = set()
    for selectors, body in rules("light"):
        ground, text = _ground(body), _token(body.get("color", ""))
        # A frame and a scroll bar write nothing themselves; what stands in them is in the list by hand.
        if ground and (text or not re.match(r"QFrame|QScroll|QWidget#", selectors)):
            found.add((text or "ink", ground))
        chosen = _token(body.get("selection-background-color", ""))
        if chosen:
            found.add((_token(body["selection-color"]), chosen))
        if "placeholder-text-color" in body:
            found |= {(_token(body["placeholder-text-color"]), paper) for paper in ("surface", "accent-soft")}
    return found


def sheet_marks() -> set[tuple[str, str]]:
    """Borders that mark a control or its state, against the ground inside and the papers outside."""
    found = set()
    for _, body in rules("light"):
        ground = _ground(body)
        for name, value in body.items():
            edge = _token(value) if name.startswith("border") else ""
            if edge and edge not in DECORATIVE:
                found |= {(edge, paper) for paper in ((ground,) if ground else PAPERS) if paper != edge}
    return found


def _ground(body: dict[str, str]) -> str:
    """What a rule is painted on; a transparent key on a coloured button stands on the button's colour."""
    text = _token(body.get("color", ""))
    return _token(body.get("background", "")) or (text.removeprefix("on-") if text.startswith("on-") else "")


def _token(value: str) -> str:
    found = re.search(r"<([a-z0-9-]+)>", value)
    return found[1] if found else ""


def _sizes() -> dict[str, tuple[int, bool]]:
    return dict(ROLES)


def _pairs(painted: Mapping[str, tuple[str, ...]]) -> set[tuple[str, str]]:
    return {(ink, ground) for ground, inks in painted.items() for ink in inks}


TEXTS = sorted(sheet_texts() | _pairs(PAINTED_TEXTS))
MARKS = sorted(sheet_marks() | _pairs(PAINTED_MARKS))


def too_near(look: str, pairs: Iterable[tuple[str, str]], least: float) -> dict[tuple[str, str], float]:
    colours = palette(look)
    found = {(one, other): contrast(colours[one], colours[other]) for one, other in pairs}
    return {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < least}


@pytest.mark.parametrize("look", NAMES)
def test_every_text_can_be_read_on_its_ground(look: str) -> None:
    assert too_near(look, TEXTS, LEAST[look][0]) == {}


@pytest.mark.parametrize("look", NAMES)
def test_every_mark_and_border_can_be_seen(look: str) -> None:
    assert too_near(look, MARKS, LEAST[look][1]) == {}


@pytest.mark.parametrize("look", ["print", "print-colour"])
def test_what_is_painted_can_be_read_and_seen_on_paper(look: str) -> None:
    text, mark = LEAST[look]
    assert too_near(look, _pairs(PAINTED_TEXTS), text) == {}
    assert too_near(look, _pairs(PAINTED_MARKS), mark) == {}


def test_the_style_sheet_says_its_pairs_in_a_way_that_is_read_here() -> None:
    """A sheet that is written another way must not leave this test with nothing to look at."""
    assert {("on-accent", "accent"), ("miss-text", "miss"), ("ink3", "sunken"), ("ink2", "surface")} <= set(
        sheet_texts()
    )
    assert {
        ("accent", "accent-soft"),
        ("line2", "surface"),
        ("miss-border", "miss"),
        ("stop", "surface"),
    } <= set(sheet_marks())


def test_every_colour_that_a_part_paints_with_is_in_some_pair() -> None:
    """A token that a painter names and no pair holds was never looked at."""
    named = set()
    for file in UI.rglob("*.py"):
        named |= set(
            re.findall(r'(?:colour|_words|words|set_look)\([^)\n]*?"([a-z0-9-]+)"', file.read_text("utf-8"))
        )
    colours = named & set(palette("light"))
    held = {token for pair in (*TEXTS, *MARKS) for token in pair}
    assert colours - held - DECORATIVE == set()


def test_every_look_names_the_same_colours_and_each_is_a_colour() -> None:
    looks = palettes()
    assert set(NAMES) | {"print", "print-colour"} == set(looks)
    for name, colours in looks.items():
        assert colours.keys() == looks["light"].keys(), name
        assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in colours.values()), name


def test_no_colour_stands_in_the_code() -> None:
    """Every colour has a name of its use in one file, or a look would miss it."""
    written = re.compile(r"#[0-9A-Fa-f]{6}\b|QColor\(\s*\d|Qt\.GlobalColor|rgba?\(")
    found = [
        f"{file.name}: {m[0]}" for file in UI.rglob("*.py") for m in written.finditer(file.read_text("utf-8"))
    ]
    assert found == []


# The sides, the findings and the stops, to eyes that see fewer colours


@pytest.mark.parametrize("look", NAMES)
@pytest.mark.parametrize(
    ("right", "left"), [("right", "left"), ("right-text", "left-text"), ("right", "left-badge")]
)
def test_the_sides_stay_apart_to_every_eye_that_sees_colours(look: str, right: str, left: str) -> None:
    colours = palette(look)
    for name, sees in EYES.items():
        apart = difference(sees(colours[right]), sees(colours[left]))
        assert apart >= 20, f"{look}: {right} and {left} are {apart:.0f} apart to {name}"


@pytest.mark.parametrize("look", NAMES)
def test_what_is_here_what_is_found_and_what_stops_stay_apart_in_their_tones(look: str) -> None:
    """Where two of them come near to some eyes, each also has its own shape (see the icons' test)."""
    colours = palette(look)
    for one, other in combinations(("accent", "finding", "miss-border"), 2):
        assert difference(colours[one], colours[other]) >= 30, (look, one, other)


def test_the_pair_of_the_sides_is_okabe_and_itos() -> None:
    """Chosen so that it can be told apart with any colour vision (Okabe and Ito, 2008)."""
    assert (palette("light")["right"], palette("light")["left"]) == ("#0072B2", "#D55E00")
    assert palette("dark")["right"] == "#56B4E9"


# Colour as numbers


def contrast(one: str, other: str) -> float:
    """WCAG 2's ratio of two colours."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

# Machado, Oliveira and Fernandes, IEEE Trans. Vis. Comput. Graph. 15(6), 2009, severity 1.0, on linear light.
_PROTAN: Matrix = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
_DEUTAN: Matrix = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
_TRITAN: Matrix = (
    (1.255528, -0.076749, -0.178779),
    (-0.078411, 0.930809, 0.147602),
    (0.004733, 0.691367, 0.303900),
)


def seen_through(matrix: Matrix, colour: str) -> str:
    light = _linear(colour)
    mixed = [sum(row[n] * light[n] for n in range(3)) for row in matrix]
    return "#" + "".join(f"{round(255 * _encoded(min(1.0, max(0.0, part)))):02X}" for part in mixed)


EYES: Mapping[str, Callable[[str], str]] = {
    "full colour vision": lambda colour: colour,
    "protanopia": lambda colour: seen_through(_PROTAN, colour),
    "deuteranopia": lambda colour: seen_through(_DEUTAN, colour),
    "tritanopia": lambda colour: seen_through(_TRITAN, colour),
}


def difference(one: str, other: str) -> float:
    """How far apart two colours look: the distance in CIE L*a*b* under daylight (1976)."""
    return dist(_lab(one), _lab(other))


def _lab(colour: str) -> Triple:
    red, green, blue = _linear(colour)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> Triple:
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return _decoded(red), _decoded(green), _decoded(blue)


def _decoded(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _encoded(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * float(part ** (1 / 2.4)) - 0.055
