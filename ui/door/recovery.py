"""Breaking the glass: the recovery key with its reason, then a new passphrase for a forgotten one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.screens.recovery import (
    ABOUT,
    NEW_ABOUT,
    NEW_NOTES,
    NEW_TITLE,
    NOTES,
    TITLE,
    Asked,
    NewPassphrase,
    asked_complaints,
    asked_entries,
    new_complaints,
    new_entries,
    type_asked,
    type_new,
)
from resources.tongue import tr
from ui.door.form import Form
from ui.door.two_columns import TwoColumns, labelled
from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.look import frame, set_words, words
from ui.parts.passphrase_field import PassphraseField
from ui.parts.text_field import LineField


class RecoveryForm(Form):
    asked = Signal(str, str)
    """A recovery key whose check characters are right, and the reason."""
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = Asked()
        self.key = LineField(tr("Recovery key"), hint=tr("seven groups of four"))
        self.reason = LineField(tr("Reason"), hint=tr("such as: passphrase forgotten"))
        self._refused = words("", "body", "stop", wrap=True)
        self._open = KeyButton(tr("Open the records"), "Ctrl Enter", "stop", 44)
        self._open.clicked.connect(self._ask)
        self._columns = TwoColumns()
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 18, 24, 18)
        inside.addLayout(labelled([(tr("Recovery key"), self.key), (tr("Reason"), self.reason)]))
        for part in (card, self._refused, self._open):
            self._columns.left.addWidget(part)
        self._columns.left.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._columns)
        self.key.typed.connect(lambda text: self._type("key", text))
        self.reason.typed.connect(lambda text: self._type("reason", text))
        self._show()

    def begin(self) -> None:
        """Empty, as it is each time it is asked for."""
        self._asked = Asked()
        self._show()

    def refuse(self, said: str) -> None:
        self._asked = replace(self._asked, refused=said)
        self._show()

    def first(self) -> QWidget:
        return self.key.line

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("Enter", tr("next field"), self._enter),
            KeyHint("Ctrl Enter", "", self._ask),
            KeyHint("Esc", tr("back to the sign-in"), self.left.emit, right=True),
        )

    def _enter(self) -> None:
        if self._open.hasFocus():
            self._ask()

    def _type(self, name: str, text: str) -> None:
        self._asked = type_asked(self._asked, name, text)
        self._show()

    def _ask(self) -> None:
        self._asked = replace(self._asked, tried=True)
        self._show()
        wrong = asked_complaints(self._asked)
        if wrong:
            (self.key if "key" in wrong else self.reason).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.asked.emit(self._asked.text("key"), self._asked.text("reason"))

    def _show(self) -> None:
        self._columns.show_words(TITLE, ABOUT, NOTES)
        shown = asked_entries(self._asked)
        self.key.show_entry(shown["key"])
        self.reason.show_entry(shown["reason"])
        set_words(self._refused, self._asked.refused)
        self._refused.setVisible(bool(self._asked.refused))


class NewPassphraseForm(Form):
    chosen = Signal(str, str)
    """Whose, by the person's id, and the passphrase."""
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._new = NewPassphrase(())
        self.login = LineField(tr("User"))
        self.passphrase = PassphraseField(tr("New passphrase"))
        self.again = PassphraseField(tr("Once more"))
        self._refused = words("", "body", "stop", wrap=True)
        self._keep = KeyButton(tr("Set the passphrase"), "Ctrl Enter", "primary", 44)
        self._keep.clicked.connect(self._choose)
        self._columns = TwoColumns()
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 18, 24, 18)
        fields: list[tuple[str, QWidget]] = [
            (tr("User"), self.login), (tr("New passphrase"), self.passphrase), (tr("Once more"), self.again),
        ]  # fmt: skip
        inside.addLayout(labelled(fields))
        for part in (card, self._refused, self._keep):
            self._columns.left.addWidget(part)
        self._columns.left.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._columns)
        self.login.typed.connect(lambda text: self._type("login", text))
        self.passphrase.typed.connect(lambda text: self._type("passphrase", text))
        self.again.typed.connect(lambda text: self._type("again", text))
        self.passphrase.entered.connect(self._after_passphrase)
        self.again.entered.connect(self._choose)

    def begin(self, new: NewPassphrase) -> None:
        self._new = new
        self._show()

    def refuse(self, said: str) -> None:
        self._new = replace(self._new, refused=said)
        self._show()

    def forget(self) -> None:
        """Nothing secret stays in the fields."""
        self._new = NewPassphrase(())
        self.passphrase.clear()
        self.again.clear()

    def first(self) -> QWidget:
        return self.passphrase.line if self._new.text("login") else self.login.line

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("Enter", tr("next field"), self._enter),
            KeyHint("Ctrl H", tr("show or hide the passphrase"), self._turn_letters),
            KeyHint("Ctrl Enter", "", self._choose),
            KeyHint("Esc", tr("go on without, to look only"), self.left.emit, right=True),
        )

    def _enter(self) -> None:
        if self._keep.hasFocus():
            self._choose()

    def _after_passphrase(self) -> None:
        if not new_entries(self._new)["passphrase"].sentence:
            self.again.setFocus(Qt.FocusReason.TabFocusReason)

    def _turn_letters(self) -> None:
        shown = self.passphrase.shown
        for field in (self.passphrase, self.again):
            field.show_letters(not shown)

    def _type(self, name: str, text: str) -> None:
        self._new = type_new(self._new, name, text)
        self._show()

    def _choose(self) -> None:
        self._new = replace(self._new, tried=True)
        self._show()
        wrong = new_complaints(self._new)
        person = self._new.person
        if not wrong and person is not None:
            self.chosen.emit(person.id, self._new.text("passphrase"))
            return
        fields = {"login": self.login, "passphrase": self.passphrase, "again": self.again}
        fields[next(iter(wrong))].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        self._columns.show_words(NEW_TITLE, NEW_ABOUT, NEW_NOTES)
        shown = new_entries(self._new)
        self.login.show_entry(shown["login"])
        self.passphrase.show_entry(shown["passphrase"])
        self.again.show_entry(shown["again"])
        set_words(self._refused, self._new.refused)
        self._refused.setVisible(bool(self._new.refused))
