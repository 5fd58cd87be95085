import pytest

from resources.themes import palette, palettes
from ui.theme import NAMES, ROLES, TEXT_SIZES, Theme, colours

BACKGROUNDS = ("surface", "canvas")
TEXTS = [
    *((ink, ground) for ink in ("ink", "ink2", "ink3", "accent", "right-text", "left-text", "finding", "stop")
      for ground in BACKGROUNDS),
    ("on-accent", "accent"), ("on-right", "right"), ("on-left", "left-badge"), ("on-stop", "stop"),
    ("ink", "accent-soft"), ("ink3", "accent-soft"), ("finding", "finding-soft"), ("ink", "finding-soft"),
    ("miss-text", "miss"), ("stop", "stop-soft"), ("ink", "stop-soft"), ("ink2", "sunken"),
    ("ink3", "sunken"), ("surface", "ink2"),
]  # fmt: skip
MARKS = [
    *((mark, ground) for mark in ("line2", "accent", "right", "left", "finding", "stop", "miss-border")
      for ground in BACKGROUNDS),
    ("miss-border", "miss"), ("accent", "accent-soft"),
]  # fmt: skip


@pytest.mark.parametrize("name", palettes())
@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_every_text_can_be_read_on_its_ground(name: str, ink: str, ground: str) -> None:
    least = 7 if name.endswith("-contrast") else 4.5
    assert contrast(palette(name)[ink], palette(name)[ground]) >= least


@pytest.mark.parametrize("name", palettes())
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_every_mark_and_border_can_be_seen(name: str, mark: str, ground: str) -> None:
    least = 4.5 if name.endswith("-contrast") else 3
    assert contrast(palette(name)[mark], palette(name)[ground]) >= least


def test_every_look_names_the_same_colours() -> None:
    assert {tuple(tokens) for tokens in palettes().values()} == {tuple(palette("light"))}


@pytest.mark.parametrize("size", TEXT_SIZES)
def test_the_style_sheet_is_whole_in_both_looks_and_every_size(size: float) -> None:
    for name in NAMES:
        text = Theme(name, colours(name), size).style_sheet()
        assert text.count("{") == text.count("}")
        assert all(f'"{role}"' in text for role in ROLES)


def test_nothing_is_smaller_than_the_smallest_role() -> None:
    assert min(size for size, _ in ROLES.values()) == ROLES["small"][0] == 12


def contrast(one: str, other: str) -> float:
    """WCAG 2's ratio of two colours."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
