"""The strip at the top, with names that are too long for it: what may step back, and what never does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.screens.banner import BannerScreen, Fact
from app.screens.state import State
from tests.ui.looking import cut_texts, outside, settle
from ui.parts.banner import Banner
from ui.theme import apply

SIGNED = BannerScreen(
    name="OYELARAN, Edith",
    facts=(
        Fact("Born", "08-Sep-1957 (69 y)"),
        Fact("Sex", "Female"),
        Fact("No.", "SG-0412"),
        Fact("Body mass", "70 kg"),
        Fact("Pain side", "Centre"),
        Fact("Safety 16-Oct-2026", "Medical review", State.STOP),
    ),
    saved="Signed 14:51 Marguerite Vandenberghe, Resident, awaiting countersign",
    saved_short="Signed 14:51, awaiting countersign",
    saved_state=State.SAVED,
    clinician="R. Osei",
)
LONG = "Vandenberghe-Oyelaran-Nakamura Marguerite Antoinette Elisabeth "
LONG_NAMES = {
    "name": replace(SIGNED, name=LONG * 6),
    "clinician": replace(SIGNED, clinician=LONG * 3),
    "number": replace(SIGNED, facts=(*SIGNED.facts[:2], Fact("No.", "7" * 200), *SIGNED.facts[3:])),
    "all": replace(SIGNED, name=LONG * 6, clinician=LONG * 3),
    "clinic": BannerScreen(place=LONG * 3, clinician=LONG * 3),
    "not saved": replace(
        SIGNED,
        name=LONG,
        clinician=LONG,
        saved="NOT SAVED: changed by two",
        saved_short="",
        saved_state=State.STOP,
    ),
}


@pytest.fixture(params=[1.0, 1.15, 1.3])
def banner(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Banner]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply(app, "light", request.param)
    window = QWidget()
    made = Banner(window)
    qtbot.addWidget(window)
    window.show()
    made.show()
    yield made
    # Until here the window above it is kept.
    window.close()


@pytest.mark.parametrize("width", [1024, 1366 - 204, 1920 - 240])
@pytest.mark.parametrize("long", ["", *LONG_NAMES])
def test_no_name_is_so_long_that_a_word_is_cut(banner: Banner, long: str, width: int) -> None:
    screen = LONG_NAMES.get(long, SIGNED)
    banner.resize(width, 64)
    banner.show_banner(screen)
    settle()
    assert cut_texts(banner) == []
    assert outside(banner) == []
    if screen.facts:
        assert {"08-Sep-1957 (69 y)", "Medical review"} <= set(shown(banner))
    if screen.saved_state is State.STOP:
        assert screen.saved in shown(banner)


def test_a_shortened_name_is_whole_for_who_listens_and_who_points_at_it(banner: Banner) -> None:
    banner.resize(1024, 64)
    banner.show_banner(LONG_NAMES["name"])
    settle()
    (name,) = [label for label in labels(banner) if label.text().startswith("Vandenberghe")]
    assert name.text().endswith("…")
    assert name.accessibleName() == LONG * 6


def test_the_word_beside_the_lock_key_steps_back_before_anything_of_the_patient(banner: Banner) -> None:
    banner.show_banner(replace(SIGNED, saved="Saved 14:32:05", saved_short=""))
    for width in range(1900, 900, -20):
        banner.resize(width, 64)
        settle()
        if "Centre" not in shown(banner):
            assert "Lock" not in shown(banner)
            assert "OYELARAN, Edith" in shown(banner)
            return
    raise AssertionError("Nothing stepped back.")


def test_what_stepped_back_returns_with_the_room(banner: Banner) -> None:
    banner.resize(1024, 64)
    banner.show_banner(SIGNED)
    settle()
    banner.resize(2600, 64)
    settle()
    assert {SIGNED.saved, "Lock", "Centre", "R. Osei"} <= set(shown(banner))


def test_a_change_of_the_text_size_makes_room_anew(banner: Banner) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    banner.resize(1366 - 204, 64)
    for size in (1.0, 1.3, 1.15):
        apply(app, "light", size)
        banner.show_banner(SIGNED)
        settle()
        assert cut_texts(banner) == []


def labels(banner: Banner) -> list[QLabel]:
    return [label for label in banner.findChildren(QLabel) if label.isVisible()]


def shown(banner: Banner) -> list[str]:
    return [label.text() for label in labels(banner)]
