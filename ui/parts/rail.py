"""The step rail at the left: every step with its state, its second line and its key; it never scrolls."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from app.screens.rail import RailRow, RailScreen
from app.screens.state import State
from resources.tongue import tr
from ui.parts.state_icon import paint_state
from ui.parts.state_words import STATE_WORDS
from ui.spoken import Role, SpokenCell
from ui.theme import Theme, theme

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_CENTRE = Qt.AlignmentFlag.AlignCenter
_FOOT = tr("go to step")
_FOOT_ROOM = 76
"""Pixels: two lines of keys, and air above them."""
_ALL_KEYS = tr("all keys")
_LINE_TONES = {
    State.MISSING: "miss-text",
    State.STOP: "stop",
    State.NOW: "accent",
    State.CAUTION: "miss-text",
}


class Rail(QFrame):
    """Steps are reached by Ctrl and a digit; a click says which one is wanted."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._screen = RailScreen("", "", ())

    def show_rail(self, screen: RailScreen) -> None:
        if screen != self._screen:
            self._screen = screen
            now = next((r for r in screen.rows if r.id == screen.current), None)
            self.setAccessibleName(f"{screen.heading}. {screen.about}. {now.name if now else ''}")
            self.setAccessibleDescription(
                "; ".join(f"{r.key} {r.name}: {STATE_WORDS[r.state]}, {r.line}" for r in screen.rows)
            )
            self.update()

    def cells(self) -> tuple[SpokenCell, ...]:
        return tuple(
            SpokenCell(
                row.name, place, f"{STATE_WORDS[row.state]}, {row.line}", f"Ctrl {row.key}", Role.ListItem
            )
            for row, place in zip(self._screen.rows, self._places(), strict=True)
        )

    def cell_at_caret(self) -> int:
        return -1

    def spoken_group(self) -> str:
        return self.accessibleName()

    def cut(self) -> list[str]:
        """Names and second lines that do not fit the rail."""
        look = theme()
        room = self._text_width(look)
        cut = []
        for row in self._screen.rows:
            now = row.id == self._screen.current
            if QFontMetrics(look.font("strong" if now else "body")).horizontalAdvance(row.name) > room:
                cut.append(row.name)
        return cut

    def needs(self) -> int:
        """The width at which the heading and each step's name are whole, and so much of its second line as
        cannot be left away."""
        if not self._screen.rows:
            return 0
        look = theme()
        strong, small = QFontMetrics(look.font("strong")), QFontMetrics(look.font("small-strong"))
        names = [strong.horizontalAdvance(row.name) for row in self._screen.rows]
        lines = [small.horizontalAdvance(_shortest(row.line)) for row in self._screen.rows]
        beside = self.width() - self._text_width(look)
        heading = strong.horizontalAdvance(self._screen.heading) + 34
        foot = look.px(36) + look.px(34) + 41 + QFontMetrics(look.font("small")).horizontalAdvance(_FOOT)
        return round(max(heading, foot, beside + max(*names, *lines))) + 1

    def _text_width(self, look: Theme) -> float:
        return self.width() - 46 - max(22, look.px(22)) - 20

    @property
    def _tight(self) -> bool:
        """Whether two lines a step leave no room for captions and foot, as with large text."""
        look = theme()
        captions = sum(bool(row.caption) for row in self._screen.rows) * look.px(24)
        spare = self.height() - look.px(66) - captions - look.px(46) - 12
        return spare < len(self._screen.rows) * look.px(38)

    @property
    def tells_all_keys(self) -> bool:
        """Whether its foot has room for the key of the list of all keys."""
        return not self.isHidden() and bool(self._screen.rows) and self._room_under >= theme().px(_FOOT_ROOM)

    @property
    def _room_under(self) -> float:
        """Between the last step and the bottom."""
        return self.height() - max((place.bottom() for place in self._places()), default=0.0)

    def _places(self) -> list[QRectF]:
        look, tight = theme(), self._tight
        top = float(look.px(66) if not tight else look.px(56))
        caption = float(look.px(24)) if not tight else 0.0
        captions = sum(bool(row.caption) for row in self._screen.rows)
        spare = self.height() - top - captions * caption - 12
        rows = max(1, len(self._screen.rows))
        # Slightly lower rows keep the foot clear of the last step; where that is not enough it has one line.
        both = (spare - look.px(_FOOT_ROOM)) / rows
        least = (spare - (0 if tight else look.px(46))) / rows
        high = max(30.0, min(float(look.px(46)), both if both >= look.px(42) else least))
        places = []
        for row in self._screen.rows:
            top += (caption if row.caption else 0) + (10 if row.ends else 0)
            places.append(QRectF(0, top, self.width() - 1, high))
            top += high
        return places

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for row, place in zip(self._screen.rows, self._places(), strict=True):
            if place.contains(event.position()):
                self.chosen.emit(row.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self.width() - 32.0
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font("strong"))
        painter.drawText(QRectF(16, look.px(10), wide, look.px(24)), _LEFT, self._screen.heading)
        painter.setPen(look.colour("ink3"))
        painter.setFont(look.font("caption"))
        painter.drawText(QRectF(16, look.px(32), wide, look.px(20)), _LEFT, self._screen.about)
        for row, place in zip(self._screen.rows, self._places(), strict=True):
            self._paint_row(painter, look, row, place)
        if self._screen.rows and not self._tight:
            self._paint_foot(painter, look)
        painter.end()

    def _paint_row(self, painter: QPainter, look: Theme, row: RailRow, place: QRectF) -> None:
        now = row.id == self._screen.current
        if row.caption and not self._tight:
            painter.setPen(look.colour("ink3"))
            painter.setFont(look.font("caption"))
            caption = QRectF(16, place.top() - look.px(24), place.width() - 24, look.px(24))
            painter.drawText(caption, _LEFT, row.caption)
        if row.ends:
            painter.fillRect(QRectF(0, place.top() - 5, place.width(), 1), look.colour("line"))
        if now:
            painter.fillRect(place, look.colour("accent-soft"))
            painter.fillRect(QRectF(0, place.top(), 3, place.height()), look.colour("accent"))
        middle = place.center().y()
        paint_state(painter, QRectF(16, middle - 10, 20, 20), row.state)
        room = self._text_width(look)
        painter.setPen(look.colour("ink" if now or row.state is not State.LOCKED else "ink3"))
        painter.setFont(look.font("strong" if now else "body"))
        painter.drawText(QRectF(46, middle - look.px(19), room, look.px(21)), _LEFT, row.name)
        quiet = "small-strong" if row.state in _LINE_TONES else "small"
        painter.setFont(look.font(quiet))
        painter.setPen(look.colour(_LINE_TONES.get(row.state, "ink3")))
        line = _fitting(row.line, QFontMetrics(look.font(quiet)), room)
        painter.drawText(QRectF(46, middle + look.px(1), room, look.px(17)), _LEFT, line)
        self._paint_key(
            painter,
            look,
            row.key,
            QRectF(self.width() - 12 - look.px(22), middle - look.px(11), look.px(22), look.px(22)),
        )

    def _paint_key(self, painter: QPainter, look: Theme, key: str, box: QRectF) -> None:
        painter.setPen(QPen(look.colour("line2"), 1))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.fillRect(
            QRectF(box.left() + 3, box.bottom() - 1.5, box.width() - 6, 1.5), look.colour("line2")
        )
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font("small-strong"))
        painter.drawText(box, _CENTRE, key)

    def _paint_foot(self, painter: QPainter, look: Theme) -> None:
        top = self.height() - look.px(34)
        if self.tells_all_keys:
            above = float(top - look.px(28))
            self._paint_key(painter, look, "F12", QRectF(16, above, look.px(36), look.px(22)))
            painter.setFont(look.font("small"))
            painter.setPen(look.colour("ink3"))
            words = QRectF(16 + look.px(36) + 6, above, self.width(), look.px(22))
            painter.drawText(words, _LEFT, _ALL_KEYS)
        self._paint_key(painter, look, "Ctrl", QRectF(16, top, look.px(36), look.px(22)))
        left = 16 + look.px(36) + 6.0
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("ink3"))
        painter.drawText(QRectF(left, top, 12, look.px(22)), _LEFT, "+")
        self._paint_key(painter, look, "1–9", QRectF(left + 13, top, look.px(34), look.px(22)))
        painter.setPen(look.colour("ink3"))
        painter.setFont(look.font("small"))
        painter.drawText(QRectF(left + 19 + look.px(34), top, self.width(), look.px(22)), _LEFT, _FOOT)


def _shortest(line: str) -> str:
    """The first part of a line that may go without the others."""
    return line.partition("; ")[0].partition(", ")[0]


def _fitting(line: str, metrics: QFontMetrics, room: float) -> str:
    """As many whole parts of the line as there is room for; only a single long one is shortened."""
    while metrics.horizontalAdvance(line) > room:
        shorter = max(line.rfind("; "), line.rfind(", "))
        if shorter < 0:
            return metrics.elidedText(line, Qt.TextElideMode.ElideRight, int(room))
        line = line[:shorter]
    return line
