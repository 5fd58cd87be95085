"""The stage: a simulated patient does the test; the learner plays, slows, freezes, turns and measures."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.figures.views import View
from app.figures.words import view_words
from app.practice.scene import Scene
from app.practice.scenes.strength import BEFORE
from assessments.language.value import Ref
from resources.tongue import tr
from ui.dress import keeps_still
from ui.keys import KeyHint, act_on
from ui.practice.goniometer_view import GoniometerView
from ui.practice.player import FRAME, Player, clock_words
from ui.practice.stage_frames import Frames
from ui.practice.stage_keys import StageKeys
from ui.practice.stage_picture import Shown, StagePicture
from ui.practice.stage_strip import StageStrip
from ui.practice.trace_view import SAMPLE, TraceView
from ui.spoken import announce

_TICK = 16
"""Milliseconds from one picture to the next."""
_SPEEDS = {0.25: "¼ ×", 0.5: "½ ×", 1.0: "1 ×", 2.0: "2 ×", 4.0: "4 ×"}
_LEVEL = ("thomas",)
"""Tests that are read against the horizontal."""


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
        self._frames = Frames()
        self._scene: Scene | None = None
        self._clean: Scene | None = None
        self._about = ""
        self._view = 0
        self._allowed = self._lines = False
        self._example = _Example.NONE
        self._seen = self._resume = False
        self._heard = ""
        self._words: tuple[str, ...] = ()
        self.picture = StagePicture()
        self.goniometer = GoniometerView(self.picture)
        self.trace = TraceView()
        self.strip = StageStrip()
        self.row = StageKeys()
        self.setFocusProxy(self.picture)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.picture, 3)
        column.addWidget(self.trace, 2)
        column.addWidget(self.strip)
        column.addWidget(self.row)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self._step)
        self.picture.clicked.connect(self.toggle)
        self.picture.installEventFilter(self)
        self.strip.sought.connect(self.seek)
        self.trace.pointed.connect(self._read)
        self.goniometer.moved.connect(self._show_keys)
        self.goniometer.put_away.connect(self._measured)

    # What the page asks for.

    def show_scene(self, scene: Scene | None, about: str = "", allowed: bool = False) -> None:
        """Another patient, from the start; None empties the stage. `about` is what it is called aloud, where
        that is not the scene's own title."""
        self._scene, self._clean = scene, None
        self._about = about or (scene.title if scene else "")
        self._view = 0
        self._allowed, self._lines, self._example = allowed, False, _Example.NONE
        self._frames.forget()
        self.goniometer.forget()
        spans = scene.repetitions if scene else ()
        traces = [found[0] for start, _ in spans if scene and (found := scene.trace(start))]
        self.trace.setVisible(bool(traces))
        self.trace.show_traces(traces)
        self._player.load(scene.seconds if scene else 0.0, SAMPLE if traces else FRAME)
        self.strip.show_repetitions(spans, self._player.seconds, bool(traces))
        self._resume = scene is not None and not keeps_still()
        self._run()

    def allow_lines(self, allowed: bool) -> None:
        """Whether the expert's lines, the good example and the peak may be seen: after the commit."""
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
            self.seek(moment)
            return
        spans = self._scene.repetitions
        start = 0.0 if moment is None else spans[self._scene.repetition(moment) - 1][0]
        self._player.seek(start)
        self._player.play(moment)
        self._run()

    def replay_item(self, ref: Ref) -> None:
        """The moment at which an item shows most, from the side from which it does."""
        if self._scene is not None:
            view = self._scene.view(ref)
            if view in self._scene.views:
                self._turn(self._scene.views.index(view))
            self.replay(self._scene.moment(ref))

    def keys(self) -> tuple[KeyHint, ...]:
        """Every key that works on the stage now, for the page to answer as well."""
        scene = self._scene
        if scene is None:
            return ()
        # While a goniometer lies on it the words of its keys take the room.
        measures = not self.goniometer.isHidden()
        hints = [
            KeyHint("Space", tr("pause") if self._player.playing else tr("play"), self.toggle),
            KeyHint("←|→", "" if measures else tr("frame")),
            KeyHint("←", act=lambda: self._by_frames(-1)),
            KeyHint("→", act=lambda: self._by_frames(1)),
            KeyHint("Shift ←", about=tr("five frames back"), act=lambda: self._by_frames(-5)),
            KeyHint("Shift →", about=tr("five frames on"), act=lambda: self._by_frames(5)),
            KeyHint("H", "" if measures else tr("slower"), self.slower, about=tr("slower")),
            KeyHint("Home", "" if measures else tr("again"), self.replay, about=tr("again"), spare=True),
        ]
        if len(scene.views) > 1:
            hints.append(KeyHint("V", "" if measures else tr("view"), self.next_view, about=tr("view")))
        if len(scene.repetitions) > 1:
            several = tr("trial") if scene.trace(0.0) else tr("rep")
            hints += [
                KeyHint("PgUp|PgDn", "" if measures else several, spare=True),
                KeyHint("PgUp", act=lambda: self._by_repetitions(-1)),
                KeyHint("PgDn", act=lambda: self._by_repetitions(1)),
            ]
        if measures:
            hints += self.goniometer.keys()
        else:
            hints.append(KeyHint("M", tr("measure"), self.measure))
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
        """To another place, and still."""
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
            self._turn((self._view + 1) % len(self._scene.views))
            announce(self.picture, view_words(self._seen_from()))

    def measure(self) -> None:
        """Freeze it and lay a goniometer on it; for a test that is read so, with one arm level."""
        if self._scene is None:
            return
        self._player.pause()
        if self._example is _Example.INSTEAD:
            self._example = _Example.NONE
        self._run()
        first = self.goniometer.tool is None
        level = self._scene.course.movement(0).code in _LEVEL
        self.goniometer.lay_on(level=level if first else None)
        self._show_keys()

    def toggle_lines(self) -> None:
        self._lines = self._allowed and not self._lines
        self._show()

    def next_example(self) -> None:
        """The good example beside the patient, then in the patient's place, then away."""
        if self._allowed:
            self._example = _Example((self._example.value + 1) % len(_Example))
            self._show()

    def _turn(self, view: int) -> None:
        if view != self._view:
            # What was measured from one side is nothing from another.
            self._view = view
            self.goniometer.forget()
            self._show()

    def _by_frames(self, count: int) -> None:
        self._player.step(count)
        self._run()

    def _by_repetitions(self, count: int) -> None:
        """To the start of the one before or after; before the first and after the last nothing happens."""
        assert self._scene is not None
        spans = self._scene.repetitions
        number = self._scene.repetition(self._player.at) - 1 + count
        if 0 <= number < len(spans):
            self._player.seek(spans[number][0])
            self._run()

    def _read(self, second: float) -> None:
        """A place on the curve of the push under way."""
        if self._scene is not None:
            number = self._scene.repetition(self._player.at)
            self.seek(self._scene.repetitions[number - 1][0] + BEFORE + second)

    def _measured(self) -> None:
        self.picture.setFocus()
        self._show_keys()

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
        self._frames.forget()

    def eventFilter(self, part: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and part is self.picture:
            self._place_goniometer()
        return super().eventFilter(part, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not act_on(event, self.keys()):
            super().keyPressEvent(event)

    # What is seen and said.

    def _show(self) -> None:
        scene, at = self._scene, self._player.at
        number = scene.repetition(at) if scene else 0
        self.strip.show_moment(at, number)
        self.picture.show_moment(self._shown(scene, at, number) if scene else Shown())
        self.picture.say(self._spoken(scene, at, number) if scene else "")
        self._place_goniometer()
        push = scene.trace(at) if scene else None
        if push is not None:
            self.trace.show_push(*push, self._allowed)
        heard = scene.heard(at) if scene else ""
        if heard != self._heard:
            self._heard = heard
            announce(self.picture, heard)
        self._show_keys()

    def _show_keys(self) -> None:
        hints = self.keys()
        words = tuple(hint.words for hint in hints)
        if words != self._words:
            self._words = words
            self.row.show_keys(hints)
            self.keys_changed.emit()

    def _shown(self, scene: Scene, at: float, number: int) -> Shown:
        view, drawings, captions = self._seen_from(), [], []
        if self._example is not _Example.INSTEAD:
            drawings.append(self._frames.at(scene, at, view, self._lines))
            captions.append(tr("This patient"))
        if self._example is not _Example.NONE:
            drawings.append(self._frames.at(self._good(scene), at, view, False))
            captions.append(tr("Good example"))
        return Shown(
            tuple(drawings),
            tuple(captions) if self._example is not _Example.NONE else (),
            self._counted(scene, number),
            clock_words(at),
            view_words(view),
            self._speed(),
            scene.heard(at),
            self._player.playing,
        )

    def _counted(self, scene: Scene, number: int) -> str:
        all = len(scene.repetitions)
        if all < 2:
            return ""
        if scene.trace(0.0):
            return tr("Trial {n} of {all}", n=number, all=all)
        return tr("Rep {n} of {all}", n=number, all=all)

    def _spoken(self, scene: Scene, at: float, number: int) -> str:
        counted = self._counted(scene, number)
        return ", ".join(part for part in (self._about, counted, clock_words(at)) if part)

    def _good(self, scene: Scene) -> Scene:
        if self._clean is None:
            self._clean = scene.clean()
        return self._clean

    def _seen_from(self) -> View:
        assert self._scene is not None
        return self._scene.views[self._view]

    def _place_goniometer(self) -> None:
        self.goniometer.setGeometry(self.picture.rect())
        shown = self.picture.shown
        if shown.drawings:
            self.goniometer.show_on(shown.drawings[0].picture.box, self.picture.figure_place())

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
