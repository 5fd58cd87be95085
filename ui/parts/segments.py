"""Options side by side, each with its key: one key answers, and the caret moves on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.screens.entry import EntryScreen, EntryState
from resources.tongue import tr
from ui.keys import chord
from ui.parts.state_words import ENTRY_WORDS
from ui.spoken import Role, SpokenCell, tell_caret
from ui.theme import Theme, theme


@dataclass(frozen=True, slots=True)
class Segment:
    """One option: its code, its words, and the key that gives it."""

    code: str
    words: str
    key: str


class Segments(QWidget):
    """Emits `typed` with the code chosen, or with "" when the answer is taken away.

    With `several`, codes are ticked and unticked, `typed` carries all of them ("" for none), and Enter only
    moves on. What is known from before has a dashed edge, and Enter confirms it. `dense` is for pages with
    many questions.
    """

    typed = Signal(str)

    def __init__(
        self,
        name: str,
        segments: Sequence[Segment],
        *,
        several: bool = False,
        equal: int = 0,
        show_keys: bool = True,
        moves_on: bool = True,
        dense: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._high, self._air = (26, 12.0) if dense else (32, 24.0)
        self._segments = tuple(segments)
        self._several = several
        self._equal = equal
        self._show_keys = show_keys
        self._moves_on = moves_on
        self._screen = EntryScreen()
        self._measured: tuple[tuple[float, tuple[Segment, ...]], list[float]] | None = None
        self._caret = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._tell()

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The options on offer now."""
        return self._segments

    @property
    def chosen(self) -> tuple[str, ...]:
        """The codes that stand now."""
        known = {s.code for s in self._segments}
        if self._screen.state is EntryState.PROPOSED:
            return ()
        if self._several:
            return tuple(code for code in self._screen.text.split() if code in known)
        return (self._screen.text,) if self._screen.text in known else ()

    def show_entry(self, screen: EntryScreen) -> None:
        if screen != self._screen:
            self._screen = screen
            self._tell()
            tell_caret(self)
            self.update()

    def show_segments(self, segments: Sequence[Segment], name: str = "") -> None:
        """Offer other options, such as when the method changes; a `name` says that they answer another
        question."""
        if name:
            self.show_name(name)
        if tuple(segments) != self._segments:
            self._segments = tuple(segments)
            self.updateGeometry()
            self.update()

    def show_name(self, name: str) -> None:
        """What is asked, where the same options answer another question now."""
        if name != self._name:
            self._name = name
            self._tell()

    def cut(self) -> list[str]:
        """The words that do not fit; none, when the part is wide enough."""
        return [
            s.words
            for s, r in zip(self._segments, self._boxes(self.width()), strict=True)
            if r.right() > self.width()
        ]

    def cells(self) -> tuple[SpokenCell, ...]:
        role = Role.CheckBox if self._several else Role.RadioButton
        closed = self._screen.state in (EntryState.LOCKED, EntryState.BARRED)
        boxes = self._boxes(self.width())
        return tuple(
            SpokenCell(s.words, box, key=s.key, role=role, chosen=s.code in self.chosen, available=not closed)
            for s, box in zip(self._segments, boxes, strict=True)
        )

    def cell_at_caret(self) -> int:
        return self._caret

    def spoken_group(self) -> str:
        return self.accessibleName()

    def _tell(self) -> None:
        spoken = [s.words for s in self._segments if s.code in self.chosen]
        state = ", ".join(spoken) or ENTRY_WORDS[self._screen.state]
        if self._screen.state is EntryState.PROPOSED:
            proposed = (s.words for s in self._segments if s.code == self._screen.text)
            state = tr(
                "{where}: {answer}, not confirmed",
                where=self._screen.sentence,
                answer=next(proposed, self._screen.text),
            )
        self.setAccessibleName(f"{self._name}: {state}")

    def sizeHint(self) -> QSize:
        return QSize(int(sum(self._widths())), self._row_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(int(max(self._widths(), default=40)), self._row_height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        boxes = self._boxes(width)
        return int(boxes[-1].bottom()) + 1 if boxes else self._row_height()

    def resizeEvent(self, event: object) -> None:
        wanted = self.heightForWidth(self.width())
        if wanted != self.minimumHeight():
            self.setMinimumHeight(wanted)

    def _row_height(self) -> int:
        return max(self._high, theme().px(self._high))

    def _widths(self) -> list[float]:
        """The width of each option, measured once for each text size: layouts ask for it very often."""
        look = theme()
        known = (look.text_size, self._segments)
        if self._measured is None or self._measured[0] != known:
            self._measured = (known, self._measure(look))
        return self._measured[1]

    def _measure(self, look: Theme) -> list[float]:
        if self._equal:
            # In a dense row the cells keep their width: their digits have room to grow in it.
            grown = self._equal * 0.8 if self._air < 20 else self._equal
            return [float(max(self._equal, look.px(grown)))] * len(self._segments)
        body, cap = QFontMetrics(look.font("guide-strong")), QFontMetrics(look.font("small-strong"))
        return [
            self._air
            + body.horizontalAdvance(s.words)
            + (8 + max(20, cap.horizontalAdvance(s.key) + 10) if self._show_keys and s.key else 0)
            for s in self._segments
        ]

    def _boxes(self, width: int) -> list[QRectF]:
        x, y, height = 0.0, 0.0, float(self._row_height())
        boxes = []
        for wide in self._widths():
            if x and x + wide > width:
                x, y = 0.0, y + height + 4
            boxes.append(QRectF(x, y, wide, height))
            x += wide
        return boxes

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = chord(event)
        segment = next((s for s in self._segments if s.key and s.key.upper() == pressed), None)
        if self._screen.state in (EntryState.LOCKED, EntryState.BARRED):
            event.ignore()
        elif segment is not None:
            self._choose(segment)
        elif pressed in ("←", "→"):
            self._caret = max(0, min(len(self._segments) - 1, self._caret + (1 if pressed == "→" else -1)))
            tell_caret(self)
            self.update()
        elif pressed == "Space":
            self._choose(self._segments[self._caret])
        elif pressed in ("Backspace", "Del"):
            self.typed.emit("")
        elif pressed in ("Enter", "Shift Enter"):
            if pressed == "Enter" and self._screen.state is EntryState.PROPOSED:
                self.typed.emit(self._screen.text)
            self.focusNextPrevChild(pressed == "Enter")
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for segment, box in zip(self._segments, self._boxes(self.width()), strict=True):
            if box.contains(event.position()) and self._screen.state is not EntryState.LOCKED:
                self._choose(segment, moves_on=False)

    def _choose(self, segment: Segment, moves_on: bool = True) -> None:
        self._caret = self._segments.index(segment)
        if self._several:
            codes = set(self.chosen) ^ {segment.code}
            self.typed.emit(" ".join(s.code for s in self._segments if s.code in codes))
            return
        had_focus = self.hasFocus()
        self.typed.emit(segment.code)
        # The page may have moved the caret itself.
        if moves_on and self._moves_on and had_focus and self.hasFocus():
            self.focusNextPrevChild(True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        codes = [s.code for s in self._segments]
        self._caret = codes.index(self.chosen[0]) if self.chosen else 0
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.chosen
        focus = self.hasFocus()
        state = self._screen.state
        missing = state is EntryState.MISSING and not focus
        boxes = self._boxes(self.width())
        for number, (segment, box) in enumerate(zip(self._segments, boxes, strict=True)):
            on = segment.code in chosen
            proposed = state is EntryState.PROPOSED and segment.code == self._screen.text
            inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
            pen = QPen(look.colour("miss-border" if missing else "line2"), 1)
            if missing or state is EntryState.NOT_DONE:
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            fill = "accent" if on else "miss" if missing else "accent-soft" if focus else "surface"
            if not on and state in (EntryState.LOCKED, EntryState.BARRED, EntryState.NOT_DONE):
                fill = "sunken"
            painter.setBrush(look.colour(fill))
            painter.drawRect(inner)
            if proposed:
                painter.setPen(QPen(look.colour("accent"), 2, Qt.PenStyle.DashLine))
                painter.drawRect(box.adjusted(3, 3, -3, -3))
            left = box.left() + self._air / 2
            painter.setFont(look.font("guide-strong" if on or proposed else "guide"))
            painter.setPen(look.colour("on-accent" if on else "ink"))
            if self._equal:
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, segment.words)
            else:
                painter.drawText(
                    QRectF(left, box.top(), box.width(), box.height()),
                    Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                    segment.words,
                )
            if self._show_keys and segment.key and not self._equal:
                self._paint_cap(painter, box, segment.key, "on-accent" if on else "ink2")
            if focus and number == self._caret:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(look.colour("ink" if on else "accent"), 3))
                painter.drawRect(box.adjusted(1.5, 1.5, -1.5, -1.5))
        painter.end()

    def _paint_cap(self, painter: QPainter, box: QRectF, key: str, tone: str) -> None:
        look = theme()
        font = look.font("small-strong")
        wide = max(20.0, QFontMetrics(font).horizontalAdvance(key) + 10.0)
        cap = QRectF(
            box.right() - wide - (7 if self._air > 20 else 4),
            box.center().y() - look.px(10),
            wide,
            look.px(20),
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour(tone), 1))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(font)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
