"""The strip at the top: the patient, the safety state, whether the last entry is kept, and who works."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.screens.banner import BannerScreen, Fact
from app.screens.state import State
from ui.parts.key_cap import KeyCap
from ui.parts.look import set_look, set_words, words
from ui.parts.state_icon import StateIcon

_TONES = {State.STOP: "stop", State.CAUTION: "miss-text", State.MISSING: "miss-text"}


class Banner(QFrame):
    """Facts stand label over value; those that find no room step back, last first, never the safety state."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._screen: BannerScreen | None = None
        self._name = words("", "name")
        self._place = words("", "body", "ink3")
        self._facts: list[_FactBox] = []
        self._middle = QHBoxLayout()
        self._middle.setSpacing(20)
        self._mark = StateIcon(size=18)
        self._saved = words("", "guide", "ink2")
        self._clinician = words("", "guide-strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 16, 0)
        row.setSpacing(20)
        row.addWidget(self._name)
        row.addWidget(self._place)
        row.addLayout(self._middle)
        row.addStretch(1)
        kept = QHBoxLayout()
        kept.setSpacing(7)
        kept.addWidget(self._mark)
        kept.addWidget(self._saved)
        row.addLayout(kept)
        row.addWidget(self._clinician)
        lock = QHBoxLayout()
        lock.setSpacing(7)
        self._lock = (KeyCap("Ctrl L"), words("Lock", "guide", "ink2"))
        for part in self._lock:
            lock.addWidget(part)
        row.addLayout(lock)

    def show_banner(self, screen: BannerScreen) -> None:
        if screen == self._screen:
            return
        self._screen = screen
        set_words(self._name, screen.name)
        self._name.setVisible(bool(screen.name))
        set_words(self._place, screen.place)
        self._place.setVisible(bool(screen.place))
        self._show_facts(screen.facts)
        set_words(self._saved, screen.saved)
        set_look(self._saved, "tone", "stop" if screen.saved_state is State.STOP else "ink2")
        self._mark.show_state(screen.saved_state)
        self._mark.setVisible(bool(screen.saved))
        set_words(self._clinician, screen.clinician)
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
        """Long names come first: they get smaller before they are cut, and facts step back for them, and at
        last the key of the cover, which works all the same."""
        set_look(self._name, "role", "name")
        for part in (*self._facts, *self._lock):
            part.show()
        spare: list[QWidget] = [*self._lock, *(box for box in self._facts if not box.keeps)]
        if self._too_wide():
            set_look(self._name, "role", "section")
        while spare and self._too_wide():
            spare.pop().hide()

    def _too_wide(self) -> bool:
        boxes = [box for box in self._facts if not box.isHidden()]
        parts = [self._name, self._place, *boxes, self._saved, self._clinician, *self._lock]
        wide = sum(part.sizeHint().width() + 20 for part in parts if not part.isHidden())
        return wide + 60 > self.width()


class _FactBox(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.keeps = False
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
        self.keeps = fact.state is not None or fact.label == "Born"
        set_words(self._label, fact.label)
        set_words(self._value, fact.value)
        set_look(self._value, "tone", _TONES.get(fact.state, "ink") if fact.state else "ink")
        self._icon.show_state(fact.state)
        self._icon.setVisible(fact.state is not None)


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
        row.addWidget(words("DEMONSTRATION, no real patient", "small-strong", "miss-text"))
        row.addStretch(1)
