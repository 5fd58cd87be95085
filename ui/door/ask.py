"""What is asked before something grave is done: what it costs, a word to type, and a way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.screens.entry import EntryScreen, EntryState
from app.screens.trouble import AskField, AskScreen
from resources.tongue import tr
from ui.door.form import Form
from ui.door.two_columns import TwoColumns, labelled
from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.look import frame, set_words, words
from ui.parts.passphrase_field import PassphraseField
from ui.parts.text_field import LineField


class Ask(Form):
    """Made for one question and thrown away after it; nothing that was typed outlives it."""

    given = Signal(object)
    """What was typed, by the name of its field."""
    left = Signal()

    def __init__(self, screen: AskScreen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screen = screen
        self.fields: dict[str, LineField | PassphraseField] = {}
        self._refused = words("", "body", "stop", wrap=True)
        self._refused.hide()
        self._go = KeyButton(screen.verb, "Ctrl Enter", height=44)
        self._go.clicked.connect(self._give)
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 18, 24, 18)
        inside.setSpacing(10)
        about, *lines = screen.lines
        for line in lines:
            inside.addWidget(words(line, "body", wrap=True))
        inside.addLayout(labelled([(asked.label, self._field(asked)) for asked in screen.fields]))
        columns = TwoColumns()
        columns.show_words(screen.title, about, screen.notes)
        for part in (card, self._refused, self._go):
            columns.left.addWidget(part)
        columns.left.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(columns)
        self._show()

    def refuse(self, said: str) -> None:
        """Nothing was done: why. A passphrase is typed again."""
        for field in self.fields.values():
            if isinstance(field, PassphraseField):
                field.clear()
        set_words(self._refused, said)
        self._refused.setVisible(bool(said))
        self._show()
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def first(self) -> QWidget:
        """The first that is empty."""
        empty = next((name for name, field in self.fields.items() if not field.text()), "")
        return self.fields[empty or next(iter(self.fields))]

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("Enter", self._screen.verb.lower() if self._ready else tr("next field"), self._enter),
            KeyHint("Ctrl Enter", "", self._give),
            KeyHint("Esc", tr("back, nothing is changed"), self.left.emit, right=True),
        )

    def _field(self, asked: AskField) -> QWidget:
        field: LineField | PassphraseField
        if asked.secret:
            field = PassphraseField(asked.label)
            field.edited.connect(lambda _: self._show())
            field.entered.connect(self._enter)
        else:
            field = LineField(asked.label, hint=asked.hint, every_key=True)
            field.typed.connect(lambda _: self._show())
        self.fields[asked.name] = field
        return field

    @property
    def _ready(self) -> bool:
        return all(self.fields[asked.name].text().strip() for asked in self._screen.fields if asked.needed)

    def _show(self) -> None:
        for field in self.fields.values():
            if isinstance(field, LineField):
                text = field.text()
                field.show_entry(EntryScreen(text, EntryState.FILLED if text else EntryState.EMPTY))
        self._go.show_button(self._screen.verb, "stop" if self._screen.grave else "primary", self._ready)
        self.keys_changed.emit()

    def _enter(self) -> None:
        if self._ready:
            self._give()
        else:
            self.focusNextPrevChild(True)

    def _give(self) -> None:
        if self._ready:
            self.given.emit({name: field.text() for name, field in self.fields.items()})
