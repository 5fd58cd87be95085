"""The style sheet and the sizes of the letters."""

import pytest

from ui.theme import NAMES, ROLES, TEXT_SIZES, Theme, colours


@pytest.mark.parametrize("size", TEXT_SIZES)
def test_the_style_sheet_is_whole_in_every_look_and_size(size: float) -> None:
    for name in NAMES:
        text = Theme(name, colours(name), size).style_sheet()
        assert text.count("{") == text.count("}")
        assert "None" not in text
        assert all(f'"{role}"' in text for role in ROLES)


def test_nothing_is_smaller_than_the_smallest_role() -> None:
    assert min(size for size, _ in ROLES.values()) == ROLES["small"][0] == 12
