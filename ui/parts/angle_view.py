"""An angle that is read from the couch: the drawn body, the number large beside it, and its words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.figures.shapes import Picture
from assessments.language.value import Side
from ui.painting import Drawing
from ui.spoken import Role
from ui.theme import Theme, theme

_LEAST = 56
"""The number alone; the figure takes what there is above that."""
_MOST = 420
_NUMBER = 52
_AIR = 8


class AngleView(QWidget):
    """The number stands over the empty corner above the hanging leg, so the figure has the whole width.

    Grey while the angle does not count; with no angle the figure shows the position and nothing is measured.
    """

    spoken_role = Role.Graphic

    def __init__(self, side: Side, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.side = side
        self._angle = self._direction = self._doubt = ""
        self._drawing: Drawing | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMaximumHeight(_MOST)

    @property
    def angle(self) -> str:
        return self._angle

    @property
    def direction(self) -> str:
        return self._direction

    @property
    def picture(self) -> Picture | None:
        return self._drawing.picture if self._drawing else None

    def show_angle(self, angle: str, direction: str, doubt: str) -> None:
        """`direction` says what no angle means when there is none."""
        if (angle, direction, doubt) != (self._angle, self._direction, self._doubt):
            self._angle, self._direction, self._doubt = angle, direction, doubt
            self._say()
            self.update()

    def show_figure(self, picture: Picture) -> None:
        if self.picture != picture:
            self._drawing = Drawing(picture)
            self._say()
            self.update()

    def _say(self) -> None:
        angle = f"{self._angle} {self._direction}".strip()
        said = ", ".join(words for words in (angle, self._doubt) if words)
        if said != self.accessibleName():
            self.setAccessibleName(said)
        details = self.picture.words if self.picture else ""
        if details != self.accessibleDescription():
            self.setAccessibleDescription(details)

    def sizeHint(self) -> QSize:
        return QSize(300, theme().px(140))

    def minimumSizeHint(self) -> QSize:
        return QSize(220, theme().px(_LEAST))

    def cut(self) -> list[str]:
        """The words that do not fit beside the card's edge."""
        look = theme()
        return [text for text, role, _ in self._lines() if _wide(look, role, text) > self.width()]

    def _lines(self) -> list[tuple[str, str, str]]:
        """Text, role and tone from above downward."""
        quiet = bool(self._doubt) or not self._angle
        lines = [
            (self._angle, "reading", "ink3" if self._doubt else f"{self.side.value}-text"),
            (self._direction, "body", "ink3" if quiet else "ink"),
            (self._doubt, "strong", "ink2"),
        ]
        return [line for line in lines if line[0]]

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        lines = self._lines()
        under = sum(QFontMetricsF(look.font(role)).height() for _, role, _ in lines if role != "reading")
        flat = self.height() < look.px(_NUMBER) + under
        if self._drawing and not flat:
            box = self._drawing.picture.box
            wide = min(self.width(), self.height() * box.wide / box.high)
            # At the left, so that the corner for the number stays as large as can be.
            self._drawing.paint(painter, QRectF(0.0, 0.0, wide, self.height()), look)
        y = 0.0
        for text, role, tone in lines:
            font = look.font(role)
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(look.colour(tone))
            high = look.px(_NUMBER) if role == "reading" else metrics.height()
            if flat and role != "reading":
                # In a low window the words stand beside the number.
                x = _wide(look, "reading", self._angle) + _AIR if self._angle else 0.0
                line = QRectF(x, y, self.width() - x, high)
                painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
            elif flat:
                painter.drawText(QPointF(0.0, look.px(46)), text)
                continue
            else:
                line = QRectF(0.0, y, self.width(), high)
                painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
            y += high
        painter.end()


def _wide(look: Theme, role: str, text: str) -> float:
    return QFontMetricsF(look.font(role)).horizontalAdvance(text)
