"""The stage: a simulated patient does the test; the learner plays, slows, freezes, turns and measures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.figures.words import view_words
from app.practice.scene import Scene
from app.practice.scenes.strength import BEFORE
from assessments.language.value import Ref
from resources.tongue import tr
from ui.dress import keeps_still
from ui.keys import KeyHint, act_on
from ui.parts.look import set_words, words
from ui.practice.goniometer_view import GoniometerView
from ui.practice.looking import Example, Looking
from ui.practice.player import FRAME, Player
from ui.practice.stage_keys import StageKeys
from ui.practice.stage_picture import Shown, StagePicture
from ui.practice.stage_strip import StageStrip
from ui.practice.trace_view import SAMPLE, TraceView
from ui.spoken import announce

_TICK = 16
"""Milliseconds from one picture to the next."""
_MANY = 5
"""Frames that Shift and an arrow go."""


class Stage(QWidget):
    """`now` is an instant in seconds that never goes back. It plays by itself when it is shown, unless
    nothing may move that nobody started; out of sight it waits.

    Until the scores are committed nothing is said in words that the eyes are asked for; W says in numbers
    what they would measure.
    """

    keys_changed = Signal()
    """The words of a key are others now; for who prints `keys` elsewhere too."""

    def __init__(self, now: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = Player(now)
        self._looking: Looking | None = None
        self._seen = self._resume = self._describes = False
        self._heard = ""
        self._words: tuple[str, ...] = ()
        self.picture = StagePicture()
        self.goniometer = GoniometerView(self.picture)
        self.trace = TraceView()
        self.described = words("", "caption", "ink2", wrap=True)
        self.described.hide()
        self.strip = StageStrip()
        self.row = StageKeys()
        self.setFocusProxy(self.picture)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.picture, 3)
        column.addWidget(self.trace, 2)
        column.addWidget(self.described)
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
        looking = self._looking = Looking(scene, about, allowed) if scene else None
        self.goniometer.forget()
        traces = looking.traces if looking else ()
        self.trace.setVisible(bool(traces))
        self.trace.show_traces(traces)
        seconds = scene.seconds if scene else 0.0
        self._player.load(seconds, SAMPLE if traces else FRAME)
        self._show_strip()
        self._resume = scene is not None and not keeps_still()
        self._describes = False
        self._run()

    def allow_lines(self, allowed: bool) -> None:
        """Whether the expert's lines, the good example and the peak may be seen: after the commit."""
        if self._looking is not None and allowed != self._looking.allowed:
            self._looking.allow(allowed)
            self._show_strip()
            self._show()

    def replay(self, moment: float | None = None) -> None:
        """The repetition of that moment from its start up to the moment, with lines where they are allowed;
        without a moment all of it from the start. Where nothing may move the moment stands at once."""
        looking = self._looking
        if looking is None:
            return
        if moment is not None:
            looking.lines = looking.allowed
            if keeps_still():
                self.seek(moment)
                return
        self._player.seek(0.0 if moment is None else looking.start_of(moment) or 0.0)
        self._player.play(moment)
        self._run()

    def replay_item(self, ref: Ref) -> None:
        """The moment at which an item shows most, from the side from which it does."""
        if self._looking is not None:
            scene = self._looking.scene
            if self._looking.turn(scene.view(ref)):
                self.goniometer.forget()
            self.replay(scene.moment(ref))

    def keys(self) -> tuple[KeyHint, ...]:
        """Every key that works on the stage now, for the page to answer as well."""
        return tuple(self._keys(self._looking)) if self._looking is not None else ()

    def _keys(self, looking: Looking) -> Iterator[KeyHint]:
        # While a goniometer lies on it the words of its keys take the room.
        measures = not self.goniometer.isHidden()

        def usual(said: str) -> str:
            return "" if measures else said

        yield KeyHint("Space", tr("pause") if self._player.playing else tr("play"), self.toggle)
        yield KeyHint("←|→", usual(tr("frame")))
        for cap, count in (("←", -1), ("→", 1), ("Shift ←", -_MANY), ("Shift →", _MANY)):
            yield KeyHint(cap, act=partial(self._by_frames, count))
        yield KeyHint("H", usual(tr("slower")), self.slower, about=tr("slower"))
        yield KeyHint("Home", usual(tr("again")), self.replay, about=tr("again"), spare=True)
        if len(looking.scene.views) > 1:
            yield KeyHint("V", usual(tr("view")), self.next_view, about=tr("view"))
        if len(looking.scene.repetitions) > 1 or not looking.tells_end:
            several = tr("trial") if looking.traces else tr("repetition")
            yield KeyHint("PgUp|PgDn", usual(several), about=several, spare=True)
            yield KeyHint("PgUp", act=lambda: self._by_repetitions(-1))
            yield KeyHint("PgDn", act=lambda: self._by_repetitions(1))
        if measures:
            yield from self.goniometer.keys()
        else:
            yield KeyHint("M", tr("measure"), self.measure)
        yield KeyHint("W", usual(tr("in words")), self.describe, about=tr("in words"), spare=True)
        if looking.allowed:
            lines = tr("lines off") if looking.lines else tr("lines on")
            yield KeyHint("G", usual(lines), self.toggle_lines, about=lines)
            example = looking.example_words()
            yield KeyHint("K", usual(example), self.next_example, about=example)

    # What a key does.

    def toggle(self) -> None:
        if self._looking is None:
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
        announce(self.picture, self.picture.shown.speed)

    def next_view(self) -> None:
        if self._looking is not None and self._looking.turn():
            # What was measured from one side is nothing from another.
            self.goniometer.forget()
            self._show()
            announce(self.picture, view_words(self._looking.view))

    def measure(self) -> None:
        """Freeze it and lay a goniometer on it; for a test that is read so, with one arm level."""
        if self._looking is None:
            return
        if self._looking.example is Example.INSTEAD:
            self._looking.example = Example.NONE
        self.seek(self._player.at)
        self.goniometer.lay_on(level=self._looking.level if self.goniometer.tool is None else None)
        self._show_keys()

    def describe(self) -> None:
        """Freeze it and say in numbers what is there to be measured; again, and the words go."""
        self._describes = not self._describes
        self.seek(self._player.at)

    def toggle_lines(self) -> None:
        if self._looking is not None and self._looking.allowed:
            self._looking.lines = not self._looking.lines
            self._show()

    def next_example(self) -> None:
        """The good example beside the patient, then in the patient's place, then away."""
        if self._looking is not None:
            self._looking.next_example()
            self._show()

    def _by_frames(self, count: int) -> None:
        self._player.step(count)
        self._run()

    def _by_repetitions(self, count: int) -> None:
        """To the start of the one before or after; before the first and after the last nothing happens."""
        start = self._looking.start_of(self._player.at, count) if self._looking else None
        if start is not None:
            self._player.seek(start)
            self._run()

    def _read(self, second: float) -> None:
        """A place on the curve of the push under way."""
        start = self._looking.start_of(self._player.at) if self._looking else None
        if start is not None:
            self.seek(start + BEFORE + second)

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
        if self._looking is not None:
            self._looking.forget()

    def eventFilter(self, part: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and part is self.picture:
            self._place_goniometer()
        return super().eventFilter(part, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not act_on(event, self.keys()):
            super().keyPressEvent(event)

    # What is seen and said.

    def _show(self) -> None:
        looking, at = self._looking, self._player.at
        self.picture.show_moment(looking.shown(self._player) if looking else Shown())
        self.picture.say(looking.spoken(at) if looking else "")
        self.strip.show_moment(at, looking.scene.repetition(at) if looking else 0)
        self._place_goniometer()
        push = looking.scene.trace(at) if looking else None
        if looking and push is not None:
            self.trace.show_push(*push, looking.allowed)
        self._say(looking, at)
        self._show_keys()

    def _show_strip(self) -> None:
        looking = self._looking
        if looking is None:
            self.strip.show_repetitions((), 0.0)
            return
        scene = looking.scene
        self.strip.show_repetitions(
            scene.repetitions, scene.seconds, bool(looking.traces), tells_end=looking.tells_end
        )

    def _say(self, looking: Looking | None, at: float) -> None:
        heard = looking.scene.heard(at) if looking else ""
        if heard != self._heard:
            self._heard = heard
            announce(self.picture, heard)
        if looking and self._describes and not self._player.playing:
            force = self.trace.words() if looking.traces else ""
            said = f"{looking.described(at)} {force}".strip()
            if said != self.described.text():
                set_words(self.described, said)
                announce(self.picture, said)
        self.described.setVisible(self._describes)

    def _show_keys(self) -> None:
        hints = self.keys()
        words = tuple(hint.words for hint in hints)
        if words != self._words:
            self._words = words
            self.row.show_keys(hints)
            self.keys_changed.emit()

    def _place_goniometer(self) -> None:
        self.goniometer.setGeometry(self.picture.rect())
        shown = self.picture.shown
        if shown.drawings:
            self.goniometer.show_on(shown.drawings[0].picture.box, self.picture.figure_place())
