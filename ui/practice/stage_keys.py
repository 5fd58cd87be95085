"""The keys of the stage, printed under it; each can be clicked as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.tongue import tr
from ui.keys import KeyHint
from ui.spoken import Role, SpokenCell
from ui.theme import theme

_AIR, _BETWEEN, _PAD = 7, 16, 6
_CAP, _LINE, _LINES = 22, 30, 2


@dataclass(frozen=True, slots=True)
class _Placed:
    hint: KeyHint
    caps: tuple[QRectF, ...]
    words: QRectF

    @property
    def box(self) -> QRectF:
        return self.caps[0].united(self.words)


class StageKeys(QWidget):
    """Two lines at most: where that is too few, the keys to spare go first. They work all the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints: tuple[KeyHint, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_keys(self, hints: Sequence[KeyHint]) -> None:
        """Those with words, in their order; one that cannot be pressed now is left out."""
        shown = tuple(hint for hint in hints if hint.words and hint.enabled)
        before = [(hint.keys, hint.words) for hint in self._hints]
        self._hints = shown
        if before != [(hint.keys, hint.words) for hint in shown]:
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        placed = self._placed(width)
        return round(max((one.words.bottom() for one in placed), default=0))

    def sizeHint(self) -> QSize:
        wide = max(self.width(), 300)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, theme().px(_LINE))

    def cells(self) -> tuple[SpokenCell, ...]:
        return tuple(
            SpokenCell(one.hint.words, one.box, key=one.hint.keys, role=Role.Button)
            for one in self._placed(self.width())
        )

    def cell_at_caret(self) -> int:
        return -1

    def spoken_group(self) -> str:
        return tr("Keys of the picture")

    def cut(self) -> list[str]:
        """Words that leave the row at its right or below."""
        room = QRectF(self.rect()).adjusted(-1, -1, 1, 1)
        return [one.hint.words for one in self._placed(self.width()) if not room.contains(one.box)]

    def _placed(self, width: int) -> tuple[_Placed, ...]:
        hints = list(self._hints)
        while True:
            placed = tuple(self._lay_out(hints, width))
            spare = [hint for hint in hints if hint.spare]
            if not spare or placed[-1].words.top() <= theme().px(_LINE) * (_LINES - 1):
                return placed
            hints.remove(spare[-1])

    def _lay_out(self, hints: Sequence[KeyHint], width: int) -> Iterator[_Placed]:
        look = theme()
        small, body = QFontMetricsF(look.font("small-strong")), QFontMetricsF(look.font("guide"))
        cap, line = look.px(_CAP), look.px(_LINE)
        x, y = 0.0, 0.0
        for hint in hints:
            wides = [max(cap, small.horizontalAdvance(one) + 2 * _PAD) for one in hint.caps]
            long = body.horizontalAdvance(hint.words) + 1
            needs = sum(wides) + 4 * (len(wides) - 1) + _AIR + long
            if x and x + needs > width:
                x, y = 0.0, y + line
            boxes = []
            for wide in wides:
                boxes.append(QRectF(x, y + (line - cap) / 2, wide, cap))
                x += wide + 4
            x += _AIR - 4
            yield _Placed(hint, tuple(boxes), QRectF(x, y, long, line))
            x += long + _BETWEEN

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for one in self._placed(self.width()):
            for box, cap in zip(one.caps, one.hint.caps, strict=True):
                _paint_cap(painter, box, cap)
            painter.setFont(look.font("guide"))
            painter.setPen(look.colour("ink"))
            painter.drawText(
                one.words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, one.hint.words
            )
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for one in self._placed(self.width()):
            if one.box.contains(event.position()) and one.hint.act is not None:
                one.hint.act()
                return
        super().mousePressEvent(event)


def _paint_cap(painter: QPainter, box: QRectF, cap: str) -> None:
    look = theme()
    key = box.adjusted(0.5, 0.5, -0.5, -1.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("line2"))
    painter.drawRoundedRect(box, 4, 4)
    painter.setBrush(look.colour("surface"))
    painter.setPen(QPen(look.colour("line2"), 1))
    painter.drawRoundedRect(key, 4, 4)
    painter.setFont(look.font("small-strong"))
    painter.setPen(look.colour("ink"))
    painter.drawText(key, Qt.AlignmentFlag.AlignCenter, cap)
