"""A button with its key printed on it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ui.parts.key_cap import KeyCap
from ui.parts.look import set_look, set_words
from ui.theme import theme


class KeyButton(QPushButton):
    """A verb at the left and its key at the right; `look` is "", "primary" or "stop"."""

    def __init__(
        self, text: str, keys: str = "", look: str = "", height: int = 36, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._height = height
        self._label = QLabel(text)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setProperty("role", "strong")
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._cap: KeyCap | None = None
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 12, 0)
        row.setSpacing(10)
        row.addWidget(self._label)
        row.addStretch(1)
        if keys:
            self._cap = KeyCap(keys)
            self._cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(self._cap)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.show_button(text, look)

    def show_button(self, text: str, look: str = "", enabled: bool = True) -> None:
        """The verb, how it looks, and whether it can be pressed now."""
        set_words(self._label, text)
        self.setAccessibleName(text)
        self.setEnabled(enabled)
        set_look(self, "look", look)
        tone = {"primary": "on-accent", "stop": "on-stop"}.get(look, "ink") if enabled else "ink3"
        set_look(self._label, "tone", tone)
        if self._cap is not None:
            set_look(self._cap, "look", {"primary": "key-primary", "stop": "key-stop"}.get(look, "key"))
            self._cap.setVisible(enabled)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        inner = self._row.sizeHint()
        return QSize(inner.width(), max(self._height, theme().px(self._height)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
