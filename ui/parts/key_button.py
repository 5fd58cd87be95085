"""A button with its key printed on it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ui.parts.key_cap import KeyCap
from ui.parts.look import set_look, set_words
from ui.parts.verb_sign import VerbSign
from ui.theme import theme


class KeyButton(QPushButton):
    """A verb at the left and its key at the right; `look` is "", "primary", "stop" or, for what is
    seldom pressed, "quiet". A `sign` stands before the verb."""

    def __init__(
        self,
        text: str,
        keys: str = "",
        look: str = "",
        height: int = 36,
        parent: QWidget | None = None,
        *,
        sign: str = "",
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
        self._sign = VerbSign(sign, text) if sign else None
        if self._sign is not None:
            row.addWidget(self._sign)
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
        if look == "quiet" and enabled:
            tone = "ink2"
        set_look(self._label, "tone", tone)
        set_look(self._label, "role", "body" if look == "quiet" else "strong")
        if self._sign is not None:
            self._sign.show_tone(tone)
        if self._cap is not None:
            set_look(self._cap, "look", {"primary": "key-primary", "stop": "key-stop"}.get(look, "key"))
            self._cap.setVisible(enabled)
        self.updateGeometry()

    @property
    def words(self) -> str:
        """The verb as it is shown."""
        return self._label.text()

    def sizeHint(self) -> QSize:
        inner = self._row.sizeHint()
        return QSize(inner.width(), max(self._height, theme().px(self._height)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
