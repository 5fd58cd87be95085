"""The body chart as an entry: regions of the body are marked and unmarked by mouse, touch or keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.figures.body_chart import ROOM, Way, chart, picture
from app.figures.regions import BACK, FRONT, Outline
from app.figures.shapes import Fit
from app.screens.entry import EntryScreen, EntryState
from assessments.intake.marking import marks_words
from assessments.intake.sites import region
from assessments.language.protocol import Option
from resources.tongue import tr
from ui.keys import chord
from ui.painting import Drawing
from ui.parts.state_words import ENTRY_WORDS
from ui.spoken import Role, SpokenCell, tell_caret
from ui.theme import theme

REACH = 12
"""Pixels beside a region that still count as it, where nothing else lies: a fingertip is no needle."""

_HEADS = 3.6
"""Of a hundredth of a stature: no larger than the heads of the questions beside the chart."""

_WAYS = {"←": Way.LEFT, "→": Way.RIGHT, "↑": Way.UP, "↓": Way.DOWN}
_FIRST = (BACK, "low_back_middle")
"""Where the caret stands while nothing is marked: arrows reach the low back and the hips at once."""


class BodyChart(QWidget):
    """Emits `typed` with the codes of all marked regions, "" for none.

    Arrows move the caret as the eye sees it, Space marks, R and L go to the same region of the other side.
    Enter is left to the page, which knows what the marks have answered already.
    """

    typed = Signal(str)

    def __init__(self, name: str, options: Sequence[Option], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._words = {option.code: option.words for option in options}
        self._outlines = tuple(one for one in chart().outlines if one.code in self._words)
        self._screen = EntryScreen()
        self._drawing: Drawing | None = None
        self._caret = next(n for n, one in enumerate(self._outlines) if (one.view, one.code) == _FIRST)
        self._under: Outline | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._show()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The codes of the marked regions."""
        if not self._open and self._screen.state is not EntryState.LOCKED:
            return ()
        return tuple(code for code in self._screen.text.split() if code in self._words)

    @property
    def caret(self) -> Outline:
        """The region that the keys are about."""
        return self._outlines[self._caret]

    def show_entry(self, screen: EntryScreen) -> None:
        if screen != self._screen:
            self._screen = screen
            self._show()

    def place_of(self, outline: Outline) -> QPointF:
        """A point of the widget that lies in that region."""
        return self._placed(outline.centre)

    def heightForWidth(self, width: int) -> int:
        return round(width * ROOM.high / ROOM.wide)

    def sizeHint(self) -> QSize:
        # Wider and no higher than the least: a layout that asks for heights takes the hint for the need.
        return QSize(300, self.heightForWidth(260))

    def minimumSizeHint(self) -> QSize:
        return QSize(260, self.heightForWidth(260))

    # Said to a screen reader

    def cells(self) -> tuple[SpokenCell, ...]:
        marked = self.chosen
        return tuple(
            SpokenCell(
                _in_view(one, self._words[one.code]),
                self._polygon(one).boundingRect(),
                tr("marked") if one.code in marked else tr("not marked"),
                role=Role.CheckBox,
                chosen=one.code in marked,
                available=self._open,
                reach=REACH,
            )
            for one in self._outlines
        )

    def cell_at_caret(self) -> int:
        return self._caret

    def spoken_group(self) -> str:
        return self.accessibleName()

    def _show(self) -> None:
        marked = self.chosen
        self._drawing = Drawing(picture(marked, marks_words(marked), heads=_HEADS))
        said = marks_words(marked) if self._open or marked else self._screen.text
        state = said or ENTRY_WORDS[self._screen.state]
        self.setAccessibleName(f"{self._name}: {state}")
        tell_caret(self)
        self.update()

    # Marking

    @property
    def _open(self) -> bool:
        closed = (EntryState.LOCKED, EntryState.BARRED, EntryState.NOT_DONE)
        return self._screen.state not in closed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = chord(event)
        if pressed in _WAYS:
            self._go_to(chart().beside(self.caret, _WAYS[pressed]))
        elif event.key() == Qt.Key.Key_Home:
            self._go_to(self._outlines[0])
        elif event.key() == Qt.Key.Key_End:
            self._go_to(self._outlines[-1])
        elif pressed in ("R", "L"):
            self._go_across("right" if pressed == "R" else "left")
        elif pressed == "Shift Enter":
            self.focusNextPrevChild(False)
        elif pressed == "Space" and self._open:
            self._toggle(self.caret)
        elif pressed in ("Backspace", "Del") and self._open:
            self.typed.emit("")
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        outline = self._at(event.position())
        if outline is not None and event.button() is Qt.MouseButton.LeftButton:
            self._go_to(outline)
            if self._open:
                self._toggle(outline)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        under = self._at(event.position()) if self._open else None
        if under is not self._under:
            self._under = under
            self.setCursor(Qt.CursorShape.PointingHandCursor if under else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._under = None
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        marked = self.chosen
        if marked and self.caret.code not in marked:
            self._caret = next(n for n, one in enumerate(self._outlines) if one.code in marked)
        tell_caret(self)
        self.update()

    def _toggle(self, outline: Outline) -> None:
        codes = set(self.chosen) ^ {outline.code}
        self.typed.emit(" ".join(code for code in self._words if code in codes))

    def _go_across(self, side: str) -> None:
        here = region(self.caret.code)
        code = here.code if here.side is None or here.side == side else here.mirrored
        there = chart().in_view(self.caret.view, code)
        if there is not None:
            self._go_to(there)

    def _go_to(self, outline: Outline) -> None:
        self._caret = self._outlines.index(outline)
        tell_caret(self)
        self.update()

    # Seen

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        assert self._drawing
        if self._screen.state is EntryState.BARRED:
            painter.setOpacity(0.5)
        self._drawing.paint(painter, QRectF(self.rect()), look)
        painter.setOpacity(1.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        line = QPen(look.colour("accent"), 3)
        line.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(line)
        for outline in (self._under, self.caret if self.hasFocus() else None):
            if outline is not None:
                painter.drawPolygon(self._polygon(outline))
        painter.end()

    @property
    def _fit(self) -> Fit:
        return ROOM.fitted(self.width(), self.height())

    def _placed(self, point: tuple[float, float]) -> QPointF:
        fit = self._fit
        x, y = point
        return QPointF(fit.beside + (x - ROOM.left) * fit.scale, fit.below + (ROOM.top - y) * fit.scale)

    def _polygon(self, outline: Outline) -> QPolygonF:
        return QPolygonF([self._placed(point) for point in outline.points])

    def _at(self, spot: QPointF) -> Outline | None:
        fit = self._fit
        x, y = (spot.x() - fit.beside) / fit.scale + ROOM.left, ROOM.top - (spot.y() - fit.below) / fit.scale
        found = chart().at((x, y), REACH / fit.scale)
        return found if found in self._outlines else None


def _in_view(outline: Outline, words: str) -> str:
    """ "right buttock, from behind", because some regions are seen in both views."""
    if outline.view == FRONT:
        return tr("{region}, from the front", region=words)
    return tr("{region}, from behind", region=words)
