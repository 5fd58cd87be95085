"""A record that cannot be opened: what happened in one sentence, and a button for each way on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.screens.state import State
from app.screens.trouble import Choice, TroubleScreen, Way
from resources.tongue import tr
from ui.door.form import Form
from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.look import frame, set_look, set_words, words
from ui.parts.state_icon import StateIcon
from ui.theme import theme

_MOST = 3


class Trouble(Form):
    chosen = Signal(str)
    """The `Way`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screen: TroubleScreen | None = None
        self._icon = StateIcon(State.STOP, 24)
        self._title = words("", "title", wrap=True)
        self._said = words("", "body", wrap=True)
        self._more = words("", "body", "ink2", wrap=True)
        self._ways = [_WayRow(str(n + 1)) for n in range(_MOST)]
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._icon)
        head.addWidget(self._title, 1)
        self._card = frame("refer")
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(28, 22, 28, 24)
        inside.setSpacing(12)
        inside.addLayout(head)
        inside.addWidget(self._said)
        inside.addWidget(self._more)
        inside.addSpacing(4)
        for number, way in enumerate(self._ways):
            way.button.clicked.connect(partial(self._choose, number))
            inside.addWidget(way)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._card)
        across.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.addStretch(2)
        column.addLayout(across)
        column.addStretch(3)

    def show_trouble(self, screen: TroubleScreen) -> None:
        self._screen = screen
        self._card.setFixedWidth(theme().px(640))
        set_look(self._card, "look", "card" if screen.good else "refer")
        self._icon.show_state(State.DONE if screen.good else State.STOP)
        set_words(self._title, screen.title)
        set_words(self._said, screen.sentence)
        set_words(self._more, "\n".join(screen.more))
        self._more.setVisible(bool(screen.more))
        for number, (row, choice) in enumerate(zip(self._ways, self._choices, strict=True)):
            row.setVisible(choice is not None)
            if choice is not None:
                row.show_choice(choice, "primary" if number == 0 else "")
        self.setAccessibleName(f"{screen.title}. {screen.sentence}")
        self.keys_changed.emit()

    def first(self) -> QWidget:
        return self._ways[0].button

    def keys(self) -> tuple[KeyHint, ...]:
        picks = tuple(
            KeyHint(str(number + 1), _lower(choice.words) if number else "", partial(self._choose, number))
            for number, choice in enumerate(self._choices)
            if choice is not None
        )
        first = self._choices[0]
        enter = KeyHint("Enter", _lower(first.words) if first else "", self._press)
        shut = first is not None and first.way is Way.CLOSE
        close = KeyHint(
            "Esc", "" if shut else tr("close"), partial(self.chosen.emit, Way.CLOSE.value), right=True
        )
        arrows = (KeyHint("↓", "", partial(self._walk, True)), KeyHint("↑", "", partial(self._walk, False)))
        return (enter, *picks[1:], *picks[:1], *arrows, close)

    @property
    def _choices(self) -> tuple[Choice | None, ...]:
        choices = self._screen.choices if self._screen is not None else ()
        return (*choices, *[None] * _MOST)[:_MOST]

    def _press(self) -> None:
        """Enter on the button that has the focus, or the first."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QPushButton) and self.isAncestorOf(focus):
            focus.click()
        else:
            self._choose(0)

    def _walk(self, down: bool) -> None:
        self.focusNextPrevChild(down)

    def _choose(self, number: int, *_: object) -> None:
        choice = self._choices[number]
        if choice is not None:
            self.chosen.emit(choice.way.value)


class _WayRow(QWidget):
    """The button, and what it does beneath."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.button = KeyButton("", key, height=44)
        self._about: QLabel = words("", "caption", "ink3", wrap=True)
        self._about.setContentsMargins(15, 0, 15, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.button)
        column.addWidget(self._about)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_choice(self, choice: Choice, look: str) -> None:
        self.button.show_button(choice.words, look)
        self.button.setAccessibleDescription(choice.about)
        set_words(self._about, choice.about)
        self._about.setVisible(bool(choice.about))


def _lower(said: str) -> str:
    return said[:1].lower() + said[1:]
