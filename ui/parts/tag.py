"""What a rule stands on: a dashed pill for a convention, a solid one for a published rule."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from resources.tongue import tr
from ui.theme import theme

STANDING_WORDS = {
    "convention": tr("convention"),
    "published": tr("published"),
    "computed": tr("computed"),
}


class Tag(QPushButton):
    """A pill that says "convention", "published" or "computed"; pressing it asks for the citations."""

    asked = Signal(tuple)
    """The citation keys behind the rule."""

    def __init__(self, standing: str, cites: tuple[str, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(STANDING_WORDS[standing], parent)
        self._cites = cites
        self.setProperty("role", "small")
        self.setProperty("look", "convention" if standing == "convention" else "published")
        self.setAccessibleName(self.text())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.asked.emit(self._cites))

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme().font("small")).horizontalAdvance(self.text())
        # Painted smaller than it is, so that it can be hit.
        return QSize(width + 20, theme().px(20) + 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
