"""The first day of a clinic: four steps by keyboard, and nothing written before the last is right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.screens.set_up import (
    FIELDS,
    SettingUp,
    SetUpScreen,
    Step,
    characters,
    go_back,
    go_on,
    set_up_screen,
    type_in,
)
from resources.tongue import tr
from ui.door.form import Form
from ui.door.step_line import StepLine
from ui.door.two_columns import TwoColumns, labelled
from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.key_groups import KeyGroups
from ui.parts.look import frame, set_words, words
from ui.parts.passphrase_field import PassphraseField
from ui.parts.text_field import LineField

_LABELS = {
    "clinic_name": (tr("Clinic"), tr("Riverside Clinic")),
    "name": (tr("Your name"), tr("as you sign, such as R. Osei, PT")),
    "licence": (tr("Licence number"), tr("printed under your signature")),
    "login": (tr("User name"), tr("a short one to sign in with")),
    "passphrase": (tr("Passphrase"), ""),
    "again": (tr("Once more"), ""),
    "typed_back": (tr("Recovery key"), tr("seven groups of four")),
}


class SetUpForm(Form):
    finished = Signal(object)
    """Everything is there: the `SettingUp`, to be kept."""
    practice_wanted = Signal()
    sheet_wanted = Signal(bool)
    """The recovery sheet on paper, or else as a file."""

    def __init__(self, setting: SettingUp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self._steps = StepLine()
        self._columns = TwoColumns(self._steps)
        self.fields: dict[str, LineField | PassphraseField] = {}
        self._cards: dict[Step, QWidget] = {step: self._card(step) for step in Step}
        self._refused = words("", "body", "stop", wrap=True)
        self._go = KeyButton("", "Ctrl Enter", "primary", 44)
        self._go.clicked.connect(self.go_on)
        self._practise = KeyButton(tr("Practise, no account"), "Ctrl T", "quiet")
        self._practise.clicked.connect(self.practice_wanted.emit)
        for part in (*self._cards.values(), self._refused, self._go, self._practise):
            self._columns.left.addWidget(part)
        self._columns.left.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._columns)
        self.show_set_up(set_up_screen(setting))

    def _card(self, step: Step) -> QWidget:
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 18, 24, 18)
        inside.setSpacing(10)
        if step is Step.RECOVERY:
            self._groups = KeyGroups()
            inside.addWidget(self._groups)
            row = QHBoxLayout()
            row.setSpacing(12)
            self._print = KeyButton(tr("Print the sheet"), "Ctrl P")
            self._print.clicked.connect(lambda: self.sheet_wanted.emit(True))
            self._save = KeyButton(tr("Save it as PDF"), "Ctrl S")
            self._save.clicked.connect(lambda: self.sheet_wanted.emit(False))
            row.addWidget(self._print)
            row.addWidget(self._save)
            inside.addLayout(row)
            return card
        inside.addLayout(labelled([(_LABELS[name][0], self._field(name)) for name in FIELDS[step]]))
        return card

    def _field(self, name: str) -> LineField | PassphraseField:
        label, hint = _LABELS[name]
        field: LineField | PassphraseField
        if name in ("passphrase", "again"):
            field = PassphraseField(label)
            field.entered.connect(lambda: self._entered(name))
            if name == "passphrase":
                field.edited.connect(lambda text: self._count(text))
        else:
            field = LineField(label, hint=hint)
        field.typed.connect(lambda text: self._type(name, text))
        self.fields[name] = field
        return field

    def show_set_up(self, screen: SetUpScreen) -> None:
        self._columns.show_words(screen.title, screen.about, screen.notes)
        self._steps.show_steps(screen.rows)
        for step, card in self._cards.items():
            card.setVisible(step is screen.step)
        for name, entry in screen.entries.items():
            self.fields[name].show_entry(entry)
        if screen.step is Step.PASSPHRASE:
            self._count(self.setting.text("passphrase"))
        self._groups.show_key(screen.key)
        set_words(self._refused, screen.refused)
        self._refused.setVisible(bool(screen.refused))
        self._go.show_button(screen.go_on, "primary")
        self._practise.setVisible(screen.step is Step.CLINIC)
        self.keys_changed.emit()

    def first(self) -> QWidget:
        """The first field that waits for something; where there is none, the button."""
        names = FIELDS[self.setting.step]
        shown = set_up_screen(self.setting).entries
        waiting = next((n for n in names if shown[n].sentence or not shown[n].text), "")
        return self.fields[waiting] if waiting else self.fields[names[0]] if names else self._go

    def keys(self) -> tuple[KeyHint, ...]:
        step = self.setting.step
        field = (KeyHint("Enter", tr("next field"), self._enter),) if FIELDS[step] else ()
        letters = (KeyHint("Ctrl H", tr("show or hide the passphrase"), self._turn_letters),)
        sheet = (
            KeyHint("Ctrl P", tr("print the sheet"), lambda: self.sheet_wanted.emit(True)),
            KeyHint("Ctrl S", tr("save it as PDF"), lambda: self.sheet_wanted.emit(False)),
        )
        first = step is Step.CLINIC
        practise = KeyHint("Ctrl T", tr("practise, no account"), self.practice_wanted.emit, right=True)
        back = (KeyHint("Esc", tr("back"), self.go_back, right=True),)
        return (
            *field,
            *(letters if step is Step.PASSPHRASE else ()),
            *(sheet if step is Step.RECOVERY else ()),
            *((practise,) if first else back),
            KeyHint("Ctrl Enter", "", self.go_on),
            *(() if field else (KeyHint("Enter", "", self.go_on),)),
        )

    def go_on(self) -> None:
        """To the next step, or to the first field that is not right; after the last, to the end."""
        after = go_on(self.setting)
        if after is None:
            self.finished.emit(self.setting)
            return
        self._turn_to(after)

    def go_back(self) -> None:
        if self.setting.step is not Step.CLINIC:
            self._turn_to(go_back(self.setting))

    def refuse(self, said: str) -> None:
        """What the disk or the record said when everything was to be kept."""
        set_words(self._refused, said)
        self._refused.setVisible(bool(said))

    def forget(self) -> None:
        """Nothing secret stays in the fields."""
        for name in ("passphrase", "again"):
            field = self.fields[name]
            if isinstance(field, PassphraseField):
                field.clear()
        self._groups.show_key(())
        self.setting = SettingUp("")

    def _turn_to(self, setting: SettingUp) -> None:
        self.setting = setting
        self.show_set_up(set_up_screen(setting))
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _type(self, name: str, text: str) -> None:
        self.setting = type_in(self.setting, name, text)
        self.show_set_up(set_up_screen(self.setting))

    def _entered(self, name: str) -> None:
        """Enter in a passphrase: the next one, and after the second the next step."""
        if name == "passphrase" and not set_up_screen(self.setting).entries["passphrase"].sentence:
            self.fields["again"].setFocus(Qt.FocusReason.TabFocusReason)
        elif name == "again":
            self.go_on()

    def _enter(self) -> None:
        """Enter on the button."""
        if self._go.hasFocus():
            self.go_on()

    def _count(self, text: str) -> None:
        field = self.fields["passphrase"]
        if isinstance(field, PassphraseField):
            field.say(characters(text))

    def _turn_letters(self) -> None:
        pair = [self.fields[name] for name in ("passphrase", "again")]
        shown = any(isinstance(field, PassphraseField) and field.shown for field in pair)
        for field in pair:
            if isinstance(field, PassphraseField):
                field.show_letters(not shown)
