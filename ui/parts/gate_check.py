"""A condition that a reading needs before it counts: yellow until it is said to hold."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from resources.tongue import tr
from ui.keys import chord
from ui.parts.key_cap import KeyCap
from ui.parts.look import set_look, set_words, words
from ui.spoken import Role
from ui.theme import theme


class GateCheck(QWidget):
    """Emits `typed` with "yes", "no" or "" ; its key is answered by the page from anywhere in the card."""

    typed = Signal(str)

    spoken_role = Role.CheckBox

    def __init__(self, name: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._held: bool | None = None
        self._locked = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setMinimumHeight(max(52, theme().px(50)))
        self._words = words("", "strong")
        self._detail = words("", "caption", "ink2", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(54, 4, 12, 4)
        row.setSpacing(8)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._words)
        lines.addWidget(self._detail)
        row.addLayout(lines, 1)
        row.setAlignment(lines, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(KeyCap(key))
        for part in (self._words, self._detail):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_gate(self, held: bool | None, said: str, detail: str, locked: bool = False) -> None:
        self._held, self._locked = held, locked
        set_words(self._words, said)
        set_words(self._detail, detail)
        set_look(self._words, "tone", "miss-text" if held is None else "ink")
        set_look(self._detail, "tone", "miss-text" if held is None else "ink2")
        state = {True: tr("yes"), False: tr("no"), None: tr("not confirmed")}[held]
        self.setAccessibleName(f"{self._name}, {said}: {state}. {detail}")
        self.update()

    def spoken_chosen(self) -> bool:
        return bool(self._held)

    def turn(self) -> None:
        """Say yes; said already, say no."""
        if not self._locked:
            self.typed.emit("no" if self._held else "yes")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match chord(event):
            case "Space":
                self.turn()
            case "Y" | "N" as key if not self._locked:
                self.typed.emit("yes" if key == "Y" else "no")
                self.focusNextPrevChild(True)
            case "Backspace" | "Del" if not self._locked:
                self.typed.emit("")
            case "Enter":
                self.focusNextPrevChild(True)
            case "Shift Enter":
                self.focusNextPrevChild(False)
            case _:
                event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.turn()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        watch = self._held is None
        pen = QPen(look.colour("miss-border" if watch else "line2"), 1)
        if watch:
            pen.setStyle(Qt.PenStyle.DashLine)
        fill = "accent-soft" if self.hasFocus() else "miss" if watch else "surface"
        painter.setPen(pen)
        painter.setBrush(look.colour(fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        box = QRectF(12, self.height() / 2 - 15, 30, 30)
        mark = "accent" if self._held else "miss-border" if watch else "ink2"
        painter.setPen(QPen(look.colour(mark), 2))
        painter.setBrush(look.colour("accent" if self._held else "surface"))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        if self._held is not None:
            pen = QPen(look.colour("on-accent" if self._held else "ink2"), 3)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            if self._held:
                corners = [(8.0, 16.0), (13.0, 21.0), (22.0, 10.0)]
                painter.drawPolyline(QPolygonF([QPointF(box.left() + x, box.top() + y) for x, y in corners]))
            else:
                painter.drawLine(box.topLeft() + QPointF(9, 15), box.topLeft() + QPointF(21, 15))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("accent"), 3))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
        painter.end()
