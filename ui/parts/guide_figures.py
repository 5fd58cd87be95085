"""The figures above a guide: each under its caption, the one that moves played when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.screens.guide_figures import GuideFigure
from resources.tongue import tr
from ui.keys import KeyHint
from ui.later import Later
from ui.parts.key_cap import KeyCap
from ui.parts.look import rule, set_look, set_words, words
from ui.parts.movement_view import MovementView
from ui.parts.picture_view import PictureView

KEY = "F4"


class GuideFigures(QWidget):
    """Shows as many places as its page has figures. The pictures come once the page stands; a place has its
    height before, so that no word moves."""

    def __init__(self, now: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._figures: tuple[GuideFigure, ...] = ()
        self._places: list[_Place] = []
        self._low = False
        self._later = Later(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 6)
        self._column.setSpacing(0)

    def show_figures(self, figures: Sequence[GuideFigure]) -> None:
        if tuple(figures) == self._figures:
            return
        if [figure.moves for figure in figures] != [figure.moves for figure in self._figures]:
            self._build(figures)
        self._figures = tuple(figures)
        pairs = zip(self._places, self._figures, strict=True)
        changed = [(place, figure) for place, figure in pairs if place.announce(figure)]
        self._later.do(partial(place.draw, figure) for place, figure in changed)

    def follow(self, figures: Callable[[], Sequence[GuideFigure]]) -> None:
        """From now on show these whenever the caret goes elsewhere."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)

        def moved(old: QWidget | None, now: QWidget | None) -> None:
            if now is not None and self.isVisible():
                self.show_figures(figures())

        app.focusChanged.connect(moved)
        self.destroyed.connect(lambda: app.focusChanged.disconnect(moved))

    def fit(self, low: bool) -> None:
        """In a low window the words need the room of the first of three figures."""
        self._low = low
        self._hide_first()

    def key(self) -> KeyHint:
        """The key that plays the movement, for the page; it is printed beside the figure."""
        return KeyHint(KEY, "", self.play, about=tr("play the movement"))

    @property
    def mover(self) -> MovementView | None:
        """The figure that moves."""
        return next((p.view for p in self._places if isinstance(p.view, MovementView)), None)

    def play(self) -> None:
        """Once there and back; again stills it."""
        if self.mover is not None and self.isVisible():
            self.mover.toggle()

    def pictures(self) -> tuple[PictureView, ...]:
        """The figures that are shown, from above downward."""
        return tuple(place.view for place in self._places if not place.isHidden())

    def captions(self) -> tuple[str, ...]:
        return tuple(place.caption.text() for place in self._places if not place.isHidden())

    def _build(self, figures: Sequence[GuideFigure]) -> None:
        for place in self._places:
            self._column.removeWidget(place)
            place.deleteLater()
        self._places = [_Place(figure.moves, self._now, self.play) for figure in figures]
        for place in self._places:
            self._column.addWidget(place)
        self._hide_first()

    def _hide_first(self) -> None:
        if self._places:
            self._places[0].setVisible(not (self._low and len(self._places) > 2))


class _Place(QWidget):
    """A caption, its figure, and a line that ends them."""

    def __init__(self, moves: bool, now: Callable[[], float], play: Callable[[], None]) -> None:
        super().__init__()
        self._figure: GuideFigure | None = None
        self._high = 0.0
        self.caption: QLabel = words("", "caption-strong", "ink3", wrap=True)
        self.view: PictureView = MovementView(now, by_itself=False, key=KEY) if moves else PictureView()
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.caption, 1)
        if moves:
            button = QPushButton(tr("Play"))
            button.setProperty("look", "tab")
            button.setProperty("role", "caption")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(tr("Play the movement"))
            button.clicked.connect(play)
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            head.addWidget(KeyCap(KEY), 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.view)
        column.addWidget(rule())
        column.addSpacing(4)

    def announce(self, figure: GuideFigure) -> bool:
        """The words of the figure that comes; whether it is another one than before."""
        other = figure != self._figure
        self._figure = figure
        set_words(self.caption, figure.caption)
        set_look(self.caption, "tone", "finding" if figure.fault else "ink3")
        self._high = figure.high
        self._measure()
        return other

    def draw(self, figure: GuideFigure) -> None:
        picture = figure.picture
        if isinstance(self.view, MovementView):
            self.view.show_still(picture, figure.moment, figure.way, figure.hold)
        else:
            self.view.show_picture(picture)

    def _measure(self) -> None:
        high = round(self.width() * self._high)
        if high and high != self.view.height():
            self.view.setFixedHeight(high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
