"""What every page of the practice is: its title, its keys, and where the caret begins."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.keys import KeyHint, act_on
from ui.practice.frame import Frame
from ui.spoken import Role


class Page(QWidget):
    """Widgets are made in `__init__` once; `enter` shows. Keys declared in `keys` work and are printed."""

    spoken_role = Role.Pane
    title = ""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame

    def enter(self, **where: object) -> None:
        """Come to the page; afterwards the window asks for `keys` and focuses `first`."""

    def turn_away(self) -> None:
        """Another page comes, or the practice is left."""

    def keys(self) -> tuple[KeyHint, ...]:
        return ()

    def every_key(self) -> tuple[KeyHint, ...]:
        """Also those that it has only at other times, such as after the commit."""
        return self.keys()

    def first(self) -> QWidget | None:
        """What the caret goes to on coming in."""
        return None

    def back(self) -> None:
        """Esc; where one comes from."""
        self.frame.go("start")

    def place(self) -> str:
        """What stands beside the name of the practice in the banner."""
        return self.title

    def spoken(self) -> str:
        return self.title

    def minimumSizeHint(self) -> QSize:
        """The height that wrapped words need at this width."""
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return super().minimumSizeHint()
        wide = layout.minimumSize().width()
        return QSize(wide, self.heightForWidth(max(self.width(), wide)))

    def heightForWidth(self, width: int) -> int:
        """The least height at this width: what may be smaller gives way before the page scrolls."""
        layout = self.layout()
        return layout.minimumHeightForWidth(width) if layout is not None else -1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.frame.say("")
        if act_on(event, self.keys()):
            event.accept()
        else:
            event.ignore()
