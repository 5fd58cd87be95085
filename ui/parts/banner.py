"""The strip at the top: the patient, the safety state, whether the last entry is kept, and who works."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.screens.banner import BannerScreen, Fact
from app.screens.state import State
from resources.tongue import tr
from ui.parts.key_cap import KeyCap
from ui.parts.look import set_look, set_words, words
from ui.parts.state_icon import StateIcon
from ui.theme import theme

_BETWEEN, _NEAR = 20, 7
_NAME, _CLINICIAN, _SAVED = 150, 90, 130
"""The least that is left of each, in pixels of the smallest text."""
_TONES = {State.STOP: "stop", State.CAUTION: "miss-text", State.MISSING: "miss-text"}


class Banner(QFrame):
    """Facts stand label over value; those that find no room step back, last first, never the safety state."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._screen: BannerScreen | None = None
        self._text_size = 0.0
        self._making_room = False
        self._name = words("", "name")
        self._place = words("", "body", "ink3")
        self._facts: list[_FactBox] = []
        self._middle = QHBoxLayout()
        self._middle.setSpacing(_BETWEEN)
        self._mark = StateIcon(size=18)
        self._saved = words("", "guide", "ink2")
        self._clinician = words("", "guide-strong")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 16, 0)
        row.setSpacing(_BETWEEN)
        row.addWidget(self._name)
        row.addWidget(self._place)
        row.addLayout(self._middle)
        row.addStretch(1)
        kept = QHBoxLayout()
        kept.setSpacing(_NEAR)
        kept.addWidget(self._mark)
        kept.addWidget(self._saved)
        row.addLayout(kept)
        row.addWidget(self._clinician)
        lock = QHBoxLayout()
        lock.setSpacing(_NEAR)
        self._lock = (KeyCap("Ctrl L"), words(tr("Lock"), "guide", "ink2"))
        for part in self._lock:
            lock.addWidget(part)
        row.addLayout(lock)

    def show_banner(self, screen: BannerScreen) -> None:
        if screen == self._screen and theme().text_size == self._text_size:
            return
        self._screen, self._text_size = screen, theme().text_size
        for label, whole in self._texts(screen):
            label.setAccessibleName(whole)
        self._show_facts(screen.facts)
        set_look(self._saved, "tone", "stop" if screen.saved_state is State.STOP else "ink2")
        self._mark.show_state(screen.saved_state)
        self._mark.setVisible(bool(screen.saved))
        self._make_room()

    def _show_facts(self, facts: tuple[Fact, ...]) -> None:
        while len(self._facts) > len(facts):
            box = self._facts.pop()
            self._middle.removeWidget(box)
            box.hide()
            box.deleteLater()
        while len(self._facts) < len(facts):
            box = _FactBox()
            self._facts.append(box)
            self._middle.addWidget(box)
        for box, fact in zip(self._facts, facts, strict=True):
            box.show_fact(fact)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def minimumSizeHint(self) -> QSize:
        return QSize(300, super().minimumSizeHint().height())

    def _make_room(self) -> None:
        """What can be found elsewhere steps back first; at last long names end in "…". The birth date, the
        safety state and what is not saved are always whole."""
        screen = self._screen
        if screen is None or self._making_room:
            return
        # Showing a part lets the window lay itself out, which may ask for room again.
        self._making_room = True
        set_look(self._name, "role", "name")
        for part in (*self._facts, *self._lock):
            part.show()
        for label, whole in self._texts(screen):
            set_words(label, whole)
            label.setVisible(bool(whole))
        for step_back in self._steps(screen):
            if self._missing() <= 0:
                break
            step_back()
        self._making_room = False

    def _texts(self, screen: BannerScreen) -> tuple[tuple[QLabel, str], ...]:
        return (
            (self._name, screen.name),
            (self._place, screen.place),
            (self._saved, screen.saved),
            (self._clinician, screen.clinician),
        )

    def _steps(self, screen: BannerScreen) -> Iterator[Callable[[], None]]:
        """In this order. The key of the cover works also where it is not printed."""
        cap, word = self._lock
        yield word.hide
        if screen.saved_short:
            yield partial(set_words, self._saved, screen.saved_short)
        yield partial(set_look, self._name, "role", "section")
        spare = [box for box in self._facts if not box.keeps]
        yield from (box.hide for box in reversed(spare) if not box.names)
        yield cap.hide
        yield from (box.hide for box in reversed(spare) if box.names)
        yield partial(self._shorten, self._clinician, theme().px(_CLINICIAN))
        if screen.saved_state is not State.STOP:
            yield partial(self._shorten, self._saved, theme().px(_SAVED))
        yield partial(self._shorten, self._place, 0)
        yield partial(self._shorten, self._name, theme().px(_NAME))
        yield self._clinician.hide

    def _shorten(self, label: QLabel, least: int) -> None:
        room = max(label.sizeHint().width() - self._missing(), least)
        set_words(label, label.fontMetrics().elidedText(label.text(), Qt.TextElideMode.ElideRight, room))

    def _missing(self) -> int:
        """By how many pixels what is shown is wider than the strip."""
        kept: list[QWidget] = [part for part in (self._mark, self._saved) if not part.isHidden()]
        lock: list[QWidget] = [part for part in self._lock if not part.isHidden()]
        alone: list[QWidget] = [self._name, self._place, *self._facts, self._clinician]
        groups = [kept, lock, *([part] for part in alone if not part.isHidden())]
        # An empty group keeps the distance to its neighbour.
        wide = sum(_wide(group) + _BETWEEN for group in groups) - _BETWEEN
        sides = self._row.contentsMargins()
        return wide + sides.left() + sides.right() - self.contentsRect().width()


def _wide(group: Sequence[QWidget]) -> int:
    return sum(part.sizeHint().width() + _NEAR for part in group) - _NEAR if group else 0


class _FactBox(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.keeps = False
        self.names = False
        """Whether it helps to tell this patient from another."""
        self._label = words("", "small", "ink3")
        self._value = words("", "strong")
        self._icon = StateIcon(size=16)
        self._icon.hide()
        value = QHBoxLayout()
        value.setSpacing(5)
        value.addWidget(self._icon)
        value.addWidget(self._value)
        value.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(self._label)
        column.addLayout(value)

    def show_fact(self, fact: Fact) -> None:
        self.keeps = fact.state is not None or fact.label == tr("Born")
        self.names = fact.label in (tr("Sex"), tr("No."))
        set_words(self._label, fact.label)
        set_words(self._value, fact.value)
        set_look(self._value, "tone", _TONES.get(fact.state, "ink") if fact.state else "ink")
        self._icon.show_state(fact.state)
        self._icon.setVisible(fact.state is not None)
        # The strip asks at once how wide it is; the line with the icon would still tell of the fact before.
        layout = self.layout()
        assert layout is not None
        layout.activate()


class Stripe(QFrame):
    """Says under the banner that this is a made-up person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stripe")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 2, 20, 2)
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(StateIcon(State.CAUTION, 16))
        row.addWidget(words(tr("DEMONSTRATION, no real patient"), "small-strong", "miss-text"))
        row.addStretch(1)
