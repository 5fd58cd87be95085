"""Somebody who signs in here: name, licence, user name, roles, and the passphrase they type themselves."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.access.person import NewPerson, Person
from app.access.roles import Role
from app.screens.entry import EntryScreen, EntryState
from app.screens.people import ROLE_OPTIONS
from assessments.language.reading import Complaint
from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.choice_row import segments_of
from ui.parts.key_button import KeyButton
from ui.parts.look import set_words, words
from ui.parts.new_passphrase import NewPassphrase
from ui.parts.segments import Segments
from ui.parts.sheet import Sheet
from ui.parts.text_field import LineField

_LINES = (
    ("name", tr("Name, as it stands under what they sign")),
    ("licence", tr("Licence number")),
    ("login", tr("User name, small letters")),
)


class PersonSheet(Sheet):
    """Ctrl Enter asks to keep; whoever listens closes the sheet or shows why not."""

    given = Signal(object, str)
    """A `NewPerson`, and the passphrase; empty when an existing person is changed."""

    def __init__(self, person: Person | None) -> None:
        super().__init__(
            tr("Change {name}", name=person.name) if person else tr("Add somebody"),
            "" if person else tr("They type their passphrase here themselves, so that nobody else knows it."),
        )
        self._roles = person.roles if person else frozenset({Role.CLINICIAN})
        self._lines: dict[str, LineField] = {}
        for name, label in _LINES:
            if name == "login" and person:
                continue
            field = LineField(label, every_key=True)
            field.show_text(getattr(person, name) if person else "")
            self._lines[name] = field
            self.add_field(label, field)
        self._choice = Segments(tr("Roles"), segments_of(ROLE_OPTIONS), several=True, moves_on=False)
        self._choice.typed.connect(self._choose)
        self.add_field(tr("Roles, one or several"), self._choice)
        self._refused = words("", "caption", "stop", wrap=True)
        self._refused.hide()
        self.column.addWidget(self._refused)
        self.passphrase = NewPassphrase() if person is None else None
        if self.passphrase is not None:
            self.column.addWidget(self.passphrase)
            self.passphrase.entered.connect(self._give)
        self._login = person.login if person else ""
        button = KeyButton(tr("Keep"), "Ctrl Enter", "primary")
        button.clicked.connect(self._give)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button)
        self.column.addLayout(row)
        self.first = self._lines["name"]
        self._show_roles()

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            *super().keys(),
            KeyHint("Ctrl Enter", tr("keep"), self._give),
            KeyHint("Enter", "", self._next),
        )

    def refuse(self, complaints: Mapping[str, Complaint]) -> None:
        """Each sentence at its field; what has no field here stands under the roles."""
        for name, field in self._lines.items():
            why = complaints.get(name)
            state = EntryState.REFUSED if why else EntryState.FILLED
            field.show_entry(EntryScreen(field.text(), state, why.words if why else ""))
        if self.passphrase is not None and "passphrase" in complaints:
            self.passphrase.refuse(complaints["passphrase"].words)
        left = [c.words for name, c in complaints.items() if name not in self._lines and name != "passphrase"]
        set_words(self._refused, " ".join(left))
        self._refused.setVisible(bool(left))

    def close_sheet(self) -> None:
        if self.passphrase is not None:
            self.passphrase.clear()
        super().close_sheet()

    def _choose(self, codes: str) -> None:
        self._roles = frozenset(Role(code) for code in codes.split() if code != "-")
        self._show_roles()

    def _show_roles(self) -> None:
        text = " ".join(option.code for option in ROLE_OPTIONS if Role(option.code) in self._roles)
        self._choice.show_entry(EntryScreen(text, EntryState.FILLED if text else EntryState.EMPTY))

    def _next(self) -> None:
        self.focusNextPrevChild(True)

    def _give(self) -> None:
        texts = {name: field.text() for name, field in self._lines.items()}
        new = NewPerson(texts["name"], texts["licence"], texts.get("login", self._login), self._roles)
        if self.passphrase is None:
            self.given.emit(new, "")
        elif self.passphrase.agreed():
            self.given.emit(new, self.passphrase.text())
