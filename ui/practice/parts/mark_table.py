"""Every answer beside the key, item by item; the line at the caret is the one that is explained."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from app.practice.screens.case import MarkRow
from app.screens.state import State
from resources.tongue import tr
from ui.keys import chord
from ui.parts.state_icon import paint_state
from ui.spoken import Role, SpokenCell, tell_caret
from ui.theme import theme

_WRAP = Qt.TextFlag.TextWordWrap
_PAD = 12
_ANSWER = 0.34
"""The largest share that the answers of one column may take."""


class MarkArea(QScrollArea):
    """Holds the table: as high as its lines, and scrolled where there is less room."""

    def __init__(self, table: MarkTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(table)
        self._table = table
        table.grown.connect(self._grow)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, theme().px(100))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        self.setMaximumHeight(self._table.heightForWidth(self.viewport().width()) + 2)


class MarkTable(QWidget):
    """Painted, because a whole safety screen has thirty lines."""

    chosen = Signal(int)
    """The place of the line that the caret came to."""
    grown = Signal()
    """It has other lines, and another height."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[MarkRow, ...] = ()
        self._at = 0
        self._short = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def at(self) -> int:
        return self._at

    def show_rows(self, rows: Sequence[MarkRow], at: int = 0) -> None:
        self._rows = tuple(rows)
        self._at = max(0, min(at, len(self._rows) - 1))
        self.setAccessibleName(tr("Your scores against the key"))
        self._short = all(row.short for row in self._rows)
        self.updateGeometry()
        self.update()
        self.grown.emit()

    def go_to(self, at: int) -> None:
        if 0 <= at < len(self._rows) and at != self._at:
            self._at = at
            self._keep_in_sight()
            tell_caret(self)
            self.update()
            self.chosen.emit(at)

    @property
    def _role(self) -> str:
        """Of the answers: large where all of them are short."""
        return "score-small" if self._short else "strong"

    @property
    def _longest(self) -> float:
        metrics = QFontMetricsF(theme().font(self._role))
        return max(
            (metrics.horizontalAdvance(said) for row in self._rows for said in (row.you, row.key)), default=0
        )

    # What is said

    def cells(self) -> tuple[SpokenCell, ...]:
        return tuple(
            SpokenCell(
                f"{row.group}, {row.words}" if row.group else row.words,
                box,
                tr("you {you}, key {key}, {how}", you=row.you, key=row.key, how=row.way),
                role=Role.ListItem,
            )
            for row, box in zip(self._rows, self._boxes(), strict=True)
        )

    def cell_at_caret(self) -> int:
        return self._at

    def spoken_group(self) -> str:
        return self.accessibleName()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = chord(event)
        step = {"↑": -1, "↓": 1}.get(pressed)
        if step is not None:
            self.go_to(self._at + step)
        elif pressed.isdigit() and 1 <= int(pressed) <= len(self._rows):
            self.go_to(int(pressed) - 1)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number, box in enumerate(self._boxes()):
            if box.contains(event.position()):
                self.go_to(number)

    def focusInEvent(self, event: object) -> None:
        self.update()

    def focusOutEvent(self, event: object) -> None:
        self.update()

    def _keep_in_sight(self) -> None:
        box = self._boxes()[self._at]
        holder = self.parentWidget()
        while holder is not None and not isinstance(holder, QScrollArea):
            holder = holder.parentWidget()
        if isinstance(holder, QScrollArea):
            holder.ensureVisible(int(box.center().x()), int(box.center().y()), 0, int(box.height()))

    # Measures

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        boxes = self._boxes(width)
        return int(boxes[-1].bottom()) + 1 if boxes else theme().px(40)

    def sizeHint(self) -> QSize:
        wide = max(self.width(), 380)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(max(self.width(), 300)))

    def _columns(self, width: int) -> tuple[QRectF, QRectF, QRectF, QRectF]:
        """Left and width of item, you, key and how, at a height of nothing."""
        look = theme()
        left, sign = look.px(44), look.px(24)
        differ = max(
            look.px(78), QFontMetricsF(look.font("caption-strong")).horizontalAdvance(tr("differ")) + sign
        )
        differ = max(differ, QFontMetricsF(look.font("caption")).horizontalAdvance(tr("agree")) + sign) + _PAD
        room = width - left - differ
        answer = min(max(look.px(52), self._longest + 14.0), room * _ANSWER)
        item = room - 2 * answer
        return (
            QRectF(left, 0, item, 0),
            QRectF(left + item, 0, answer, 0),
            QRectF(left + item + answer, 0, answer, 0),
            QRectF(width - differ, 0, differ, 0),
        )

    def _head(self) -> int:
        return theme().px(28)

    def _boxes(self, width: int = 0) -> list[QRectF]:
        look = theme()
        wide = width or self.width()
        item, you, keyed, _ = self._columns(wide)
        y = float(self._head())
        boxes, group = [], ""
        for row in self._rows:
            if row.group != group:
                group = row.group
                y += look.px(24)
            high = max(
                float(look.px(46 if len(self._rows) <= 6 else 34)),
                _high(row.words, "body", item.width() - 8) + 8,
                _high(row.you, self._role, you.width() - 6) + 8,
                _high(row.key, self._role, keyed.width() - 6) + 8,
            )
            boxes.append(QRectF(0, y, wide, high))
            y += high
        return boxes

    # Paint

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.colour("surface"))
        columns = self._columns(self.width())
        head = self._head()
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("ink3"))
        for column, name, where in zip(
            columns, (tr("Item"), tr("You"), tr("Key"), ""), (_LEFT, *[_MID] * 3), strict=True
        ):
            painter.drawText(QRectF(column.left(), 0, column.width(), head), where, name)
        group = ""
        for number, (row, box) in enumerate(zip(self._rows, self._boxes(), strict=True)):
            if row.group != group:
                group = row.group
                over = QRectF(_PAD, box.top() - look.px(24), self.width() - _PAD, look.px(24))
                painter.setFont(look.font("caption-strong"))
                painter.setPen(look.colour("ink3"))
                painter.drawText(over, _LEFT, group)
            self._paint_row(painter, number, row, box, columns)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _paint_row(
        self, painter: QPainter, number: int, row: MarkRow, box: QRectF, columns: Sequence[QRectF]
    ) -> None:
        look = theme()
        if not row.agrees:
            painter.fillRect(box, look.colour("finding-soft"))
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(box.topLeft(), box.topRight())
        now = number == self._at
        if row.place <= 9:
            side = look.px(21)
            cap = QRectF(_PAD, box.center().y() - side / 2, side, side)
            painter.setPen(QPen(look.colour("line2"), 1))
            painter.setBrush(look.colour("surface"))
            painter.drawRoundedRect(cap, 4, 4)
            painter.setFont(look.font("small-strong"))
            painter.setPen(look.colour("ink"))
            painter.drawText(cap, _MID, str(row.place))
        item, you, keyed, how = (QRectF(c.left(), box.top(), c.width(), box.height()) for c in columns)
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font("body"))
        painter.drawText(item.adjusted(0, 0, -8, 0), _LEFT | _WRAP, row.words)
        painter.setFont(look.font(self._role))
        painter.drawText(you.adjusted(3, 0, -3, 0), _MID | _WRAP, row.you)
        painter.drawText(keyed.adjusted(3, 0, -3, 0), _MID | _WRAP, row.key)
        sign = look.px(16)
        paint_state(painter, QRectF(how.left() + 4, how.center().y() - sign / 2, sign, sign), row.state)
        painter.setFont(look.font("caption" if row.agrees else "caption-strong"))
        painter.setPen(look.colour("ink" if row.agrees else "finding"))
        said = tr("agree") if row.state is State.DONE else tr("differ")
        painter.drawText(how.adjusted(sign + 9, 0, 0, 0), _LEFT, said)
        if now:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("accent"), 3 if self.hasFocus() else 1))
            painter.drawRect(box.adjusted(1.5, 1.5, -1.5, -1.5))


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_MID = Qt.AlignmentFlag.AlignCenter


def _high(text: str, role: str, width: float) -> float:
    metrics = QFontMetricsF(theme().font(role))
    return metrics.boundingRect(QRectF(0, 0, max(width, 20), 2000), _WRAP, text).height()
