"""The window as the clinic has set it: its look, the size of its text, and whether figures move."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.settings import Settings
from ui.theme import apply


def dress(app: QApplication, settings: Settings) -> None:
    """From now on; what moves already asks again when it is next shown."""
    apply(app, settings.theme, int(settings.text_size) / 100)
    app.setProperty("motion", settings.motion)


def keeps_still() -> bool:
    """Whether nothing may move that nobody started. Like the look it belongs to the application."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return False
    asked = app.property("motion") or "system"
    if asked == "system":
        # PySide forgets what a part belongs to that nobody holds, and then the part as well.
        hints = app.styleHints()
        return hints.accessibility().motionPreference() is Qt.MotionPreference.ReducedMotion
    return bool(asked == "still")
