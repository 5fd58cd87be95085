"""The look in force: colours by token, fonts by role, and the style sheet made from both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from resources.themes import palette
from ui.sheet_text import style_sheet

NAMES = ("light", "dark", "light-contrast", "dark-contrast")
SYSTEM = "system"
"""Not a look of its own: the one that the computer is set to."""
TEXT_SIZES = (1.0, 1.15, 1.3)
FAMILY = "Noto Sans"

ROLES: Mapping[str, tuple[int, bool]] = {
    "clock": (220, True),
    "timer": (84, True),
    "reading": (52, True),
    "score": (36, True),
    "score-small": (26, True),
    "title": (26, True),
    "name": (22, True),
    "class": (21, True),
    "result": (20, True),
    "section": (18, True),
    "value": (17, True),
    "search": (17, False),
    "strong": (15, True),
    "body": (15, False),
    "guide": (14, False),
    "guide-strong": (14, True),
    "caption": (13, False),
    "caption-strong": (13, True),
    "small": (12, False),
    "small-strong": (12, True),
}
"""Size in pixels at text size 1.0, and whether bold. Nothing on screen is smaller than "small"."""


@dataclass(frozen=True)
class Theme:
    """One look at one text size."""

    name: str
    colours: Mapping[str, str]
    text_size: float = 1.0

    def colour(self, token: str) -> QColor:
        return QColor(self.colours[token])

    def px(self, pixels: float) -> int:
        """A length that grows with the text, such as a row that holds one line."""
        return round(pixels * self.text_size)

    def font(self, role: str) -> QFont:
        """A font of one's own: changing it changes no other part."""
        return QFont(_font(role, self.text_size))

    def style_sheet(self) -> str:
        roles = {role: (self.px(size), bold) for role, (size, bold) in ROLES.items()}
        return style_sheet(self.colours, roles, self.px)


def colours(name: str) -> Mapping[str, str]:
    """The tokens of one look."""
    return palette(name)


@cache
def _font(role: str, text_size: float) -> QFont:
    size, bold = ROLES[role]
    font = QFont(FAMILY)
    font.setPixelSize(round(size * text_size))
    font.setBold(bold)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@cache
def _look(name: str, text_size: float) -> Theme:
    return Theme(name, colours(name), text_size)


def theme() -> Theme:
    """The look in force. Like the palette it belongs to the application, so painted parts ask for it when
    they paint and nothing has to be handed a new one when it changes."""
    app = QApplication.instance()
    name = app.property("look") if app else None
    size = app.property("text_size") if app else None
    return _look(name or "light", size or 1.0)


def apply(app: QApplication, name: str, text_size: float = 1.0) -> None:
    """Give the whole application this look; every part repaints in it."""
    load_fonts()
    app.setProperty("follows_the_computer", name == SYSTEM)
    if name == SYSTEM:
        name = as_the_computer()
    if app.property("look") == name and app.property("text_size") == text_size:
        return
    app.setProperty("look", name)
    app.setProperty("text_size", text_size)
    look = theme()
    app.setFont(look.font("body"))
    app.setStyleSheet(look.style_sheet())


def follow_the_computer(app: QApplication) -> None:
    """From now on, take the computer's look again whenever it changes, where that is what was asked for."""

    def again() -> None:
        if app.property("follows_the_computer"):
            apply(app, SYSTEM, theme().text_size)

    hints = app.styleHints()
    hints.colorSchemeChanged.connect(again)
    hints.accessibility().contrastPreferenceChanged.connect(again)


def as_the_computer() -> str:
    """The look that the computer is set to, which is light where it says nothing."""
    hints = QGuiApplication.styleHints()
    name = "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"
    strong = hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
    return f"{name}-contrast" if strong else name


@cache
def load_fonts() -> tuple[str, ...]:
    """The bundled Noto Sans, Regular and Bold, made known to Qt; the families that were found."""
    found: list[str] = []
    folder = files("resources").joinpath("fonts")
    if folder.is_dir():
        for entry in sorted(folder.iterdir(), key=lambda e: e.name):
            if entry.name.endswith((".ttf", ".otf")):
                number = QFontDatabase.addApplicationFontFromData(QByteArray(entry.read_bytes()))
                found += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return tuple(found)
