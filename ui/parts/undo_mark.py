"""What undo would take back, in the key bar: its whole name where there is room for it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from resources.tongue import tr
from ui.parts.key_cap import KeyCap
from ui.parts.look import set_look, set_words, words
from ui.theme import theme

_BETWEEN = 7


class UndoMark(QWidget):
    """It stands in the room that the keys leave, at its right, and asks for none: its name changes with
    every answer, and nothing else in the bar may move then. A long name goes on in a second line of small
    letters; one that is longer still is told by F12, and here the key says what it does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._cap = KeyCap("Ctrl Z", parent=self)
        self._words = words("", "guide", "ink2", parent=self)
        self._said = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_BETWEEN)
        row.addStretch(1)
        row.addWidget(self._cap)
        row.addWidget(self._words)
        self._show()

    def show_undo(self, keys: str, said: str) -> None:
        set_words(self._cap, keys)
        self._said = said
        self._show()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._cap.sizeHint().height())

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        shown, role = self._to_show()
        self._cap.setVisible(bool(shown))
        self._words.setVisible(bool(shown))
        if shown:
            set_look(self._words, "role", role)
            set_words(self._words, shown)
            self._words.setAccessibleName(self._said)

    def _to_show(self) -> tuple[str, str]:
        """As much as the room holds, and its role."""
        if not self._said:
            return "", "guide"
        wide = self.width() - self._cap.sizeHint().width() - _BETWEEN
        if self._metrics("guide").horizontalAdvance(self._said) <= wide:
            return self._said, "guide"
        small = self._metrics("small")
        if lines := _lines(self._said, wide, small):
            return lines, "small"
        short = tr("undo")
        return (short, "guide") if self._metrics("guide").horizontalAdvance(short) <= wide else ("", "guide")

    def _metrics(self, role: str) -> QFontMetrics:
        return QFontMetrics(theme().font(role))


def _lines(said: str, wide: int, metrics: QFontMetrics) -> str:
    """Broken where the halves are most alike; empty where one of them is too long."""
    gaps = [at for at, letter in enumerate(said) if letter == " "]
    halves = [(said[:at], said[at + 1 :]) for at in gaps]
    if not halves:
        return ""
    best = min(halves, key=lambda pair: max(metrics.horizontalAdvance(half) for half in pair))
    fits = all(metrics.horizontalAdvance(half) <= wide for half in best)
    return "\n".join(best) if fits else ""
