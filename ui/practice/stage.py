"""The stage: a simulated patient does the test, and the learner plays, slows down, freezes and turns it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.figures.views import View
from app.figures.words import view_words
from resources.tongue import tr
from ui.dress import keeps_still
from ui.keys import KeyHint, act_on
from ui.painting import Drawing
from ui.practice.playable import Playable, repetition_at
from ui.practice.player import Player, clock_words
from ui.practice.stage_keys import StageKeys
from ui.practice.stage_picture import Shown, StagePicture
from ui.practice.stage_strip import StageStrip
from ui.spoken import announce

_TICK = 16
"""Milliseconds from one picture to the next."""
_FINE = 60
"""Places in a second of the test that are drawn apart."""
_KEPT = 180
_SPEEDS = {0.25: "¼ ×", 0.5: "½ ×", 1.0: "1 ×", 2.0: "2 ×", 4.0: "4 ×"}


class _Example(Enum):
    """Where the good example is."""

    NONE = 0
    BESIDE = 1
    INSTEAD = 2


class Stage(QWidget):
    """`now` is an instant in seconds that never goes back. It plays by itself when it is shown, unless
    nothing may move that nobody started; out of sight it waits.

    The expert's lines and the good example come only when they are allowed: after the scores are
    committed. Until then nothing is said in words that the eyes are asked for.
    """

    keys_changed = Signal()
    """The words of a key are others now; for who prints `keys` elsewhere too."""

    def __init__(self, now: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = Player(now)
        self._scene: Playable | None = None
        self._clean: Playable | None = None
        self._about = ""
        self._view = 0
        self._allowed = self._lines = False
        self._example = _Example.NONE
        self._seen = False
        self._resume = False
        self._drawn: OrderedDict[tuple[int, int, int, bool], Drawing] = OrderedDict()
        self._heard = ""
        self._words: tuple[str, ...] = ()
        self.picture = StagePicture()
        self.strip = StageStrip()
        self.row = StageKeys()
        self.setFocusProxy(self.picture)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.picture, 1)
        column.addWidget(self.strip)
        column.addWidget(self.row)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self._step)
        self.picture.clicked.connect(self.toggle)
        self.strip.sought.connect(self.seek)

    # What the page asks for.

    def show_scene(self, scene: Playable | None, about: str = "", allowed: bool = False) -> None:
        """Another patient from the start; `about` is the test and its side, as a screen reader hears it.
        None empties the stage."""
        self._scene, self._about = scene, about
        self._clean = None
        self._view = 0
        self._allowed, self._lines, self._example = allowed, False, _Example.NONE
        self._drawn.clear()
        self._player.load(scene.seconds if scene else 0.0)
        self.strip.show_repetitions(scene.repetitions if scene else (), self._player.seconds)
        self._resume = scene is not None and not keeps_still()
        self._run()

    def allow_lines(self, allowed: bool) -> None:
        """Whether the expert's lines and the good example may be seen: after the commit."""
        if allowed != self._allowed:
            self._allowed = allowed
            if not allowed:
                self._lines, self._example = False, _Example.NONE
            self._show()

    def replay(self, moment: float | None = None) -> None:
        """The repetition of that moment from its start up to the moment, with lines where they are allowed;
        without a moment all of it from the start. Where nothing may move the moment stands at once."""
        if self._scene is None:
            return
        self._lines = self._allowed and (moment is not None or self._lines)
        if moment is not None and keeps_still():
            self._player.pause()
            self._player.seek(moment)
        else:
            start = 0.0
            if moment is not None and self._scene.repetitions:
                start = self._scene.repetitions[repetition_at(self._scene, moment) - 1][0]
            self._player.seek(start)
            self._player.play(moment)
        self._run()

    def keys(self) -> tuple[KeyHint, ...]:
        """Every key that works on the stage now, for the page to answer as well."""
        if self._scene is None:
            return ()
        playing = self._player.playing
        hints = [
            KeyHint("Space", tr("pause") if playing else tr("play"), self.toggle),
            KeyHint("←|→", tr("frame")),
            KeyHint("←", act=lambda: self._frames(-1)),
            KeyHint("→", act=lambda: self._frames(1)),
            KeyHint("H", tr("slower"), self.slower),
            KeyHint("Home", tr("from the start"), self.replay, spare=True),
        ]
        if len(self._scene.views) > 1:
            hints.append(KeyHint("V", tr("other view"), self.next_view))
        if len(self._scene.repetitions) > 1:
            hints += [
                KeyHint("PgUp", about=tr("repetition before"), act=lambda: self._repetitions(-1)),
                KeyHint("PgDn", about=tr("repetition after"), act=lambda: self._repetitions(1)),
            ]
        if self._allowed:
            lines = tr("lines off") if self._lines else tr("lines on")
            hints += [
                KeyHint("G", lines, self.toggle_lines),
                KeyHint("K", self._example_words(), self.next_example),
            ]
        return tuple(hints)

    # What a key does.

    def toggle(self) -> None:
        if self._scene is None:
            return
        if self._player.playing:
            self._player.pause()
        else:
            self._player.play()
        self._run()

    def seek(self, at: float) -> None:
        self._player.pause()
        self._player.seek(at)
        self._run()

    def slower(self) -> None:
        """Half, a quarter, and round again from the fastest."""
        self._player.next_speed()
        self._show()
        announce(self.picture, self._speed())

    def next_view(self) -> None:
        if self._scene is not None:
            self._view = (self._view + 1) % len(self._scene.views)
            self._show()
            announce(self.picture, self._view_words())

    def toggle_lines(self) -> None:
        self._lines = self._allowed and not self._lines
        self._show()

    def next_example(self) -> None:
        """The good example beside the patient, then in the patient's place, then away."""
        if self._allowed:
            self._example = _Example((self._example.value + 1) % len(_Example))
            self._show()

    def _frames(self, count: int) -> None:
        self._player.step(count)
        self._run()

    def _repetitions(self, count: int) -> None:
        """To the start of the one before or after; before the first and after the last nothing happens."""
        assert self._scene is not None
        spans = self._scene.repetitions
        number = repetition_at(self._scene, self._player.at) - 1 + count
        if 0 <= number < len(spans):
            self._player.seek(spans[number][0])
            self._run()

    # How it runs.

    def _run(self) -> None:
        if self._seen and self._resume:
            self._resume = False
            self._player.play()
        if self._player.playing and self._seen:
            self._timer.start()
        else:
            self._timer.stop()
        self._show()

    def _step(self) -> None:
        if self._player.stop_at_end():
            self._timer.stop()
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._seen = True
        self._run()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._seen = False
        self._resume = self._resume or self._player.playing
        self._player.pause()
        self._timer.stop()
        self._drawn.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not act_on(event, self.keys()):
            super().keyPressEvent(event)

    # What is seen and said.

    def _show(self) -> None:
        scene, at = self._scene, self._player.at
        number = repetition_at(scene, at) if scene else 0
        self.strip.show_moment(at, number)
        self.picture.show_moment(self._shown(scene, at, number) if scene else Shown())
        self.picture.say(self._spoken(at, number))
        heard = scene.heard(at) if scene else ""
        if heard != self._heard:
            self._heard = heard
            announce(self.picture, heard)
        words = tuple(hint.words for hint in self.keys())
        if words != self._words:
            self._words = words
            self.row.show_keys(self.keys())
            self.keys_changed.emit()

    def _shown(self, scene: Playable, at: float, number: int) -> Shown:
        drawings, captions = [], []
        if self._example is not _Example.INSTEAD:
            drawings.append(self._drawing(scene, at))
            captions.append(tr("This patient"))
        if self._example is not _Example.NONE:
            drawings.append(self._drawing(self._good(scene), at))
            captions.append(tr("Good example"))
        return Shown(
            tuple(drawings),
            tuple(captions) if self._example is not _Example.NONE else (),
            tr("Rep {n} of {all}", n=number, all=len(scene.repetitions)) if number else "",
            clock_words(at),
            self._view_words(),
            self._speed(),
            scene.heard(at),
            self._player.playing,
        )

    def _drawing(self, scene: Playable, at: float) -> Drawing:
        """Each place is drawn up once while it is remembered: what is frozen, stepped or replayed costs
        nothing."""
        lines = self._lines and scene is self._scene
        place = (id(scene), round(at * _FINE), self._view, lines)
        found = self._drawn.get(place)
        if found is None:
            found = Drawing(scene.at(place[1] / _FINE, self._seen_from(scene), lines))
            self._drawn[place] = found
            if len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        return found

    def _good(self, scene: Playable) -> Playable:
        if self._clean is None:
            self._clean = scene.clean()
        return self._clean

    def _seen_from(self, scene: Playable) -> View:
        return scene.views[self._view]

    def _view_words(self) -> str:
        return view_words(self._seen_from(self._scene)) if self._scene else ""

    def _speed(self) -> str:
        return _SPEEDS[self._player.speed]

    def _example_words(self) -> str:
        match self._example:
            case _Example.NONE:
                return tr("good example")
            case _Example.BESIDE:
                return tr("only the good example")
            case _:
                return tr("only this patient")

    def _spoken(self, at: float, number: int) -> str:
        if self._scene is None:
            return ""
        place = clock_words(at)
        if not number:
            return tr("{test}, {time}", test=self._about, time=place)
        all = len(self._scene.repetitions)
        return tr("{test}, repetition {n} of {all}, {time}", test=self._about, n=number, all=all, time=place)
