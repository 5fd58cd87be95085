"""What the clinic sets once; on the first start it asks who works here before anything else."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.faults import Fault
from app.screens.entry import EntryScreen, EntryState
from app.settings import Settings, SettingsRefused, read_years
from assessments.language.exam import NotAllowed
from assessments.language.protocol import Option
from assessments.language.reading import Complaint
from resources.tongue import tr
from ui.keys import KeyHint
from ui.page import Frame, Page
from ui.parts.choice_row import segments_of
from ui.parts.key_button import KeyButton
from ui.parts.look import frame as card
from ui.parts.look import rule, set_words, words
from ui.parts.segments import Segments
from ui.parts.text_field import LineField
from ui.theme import theme

_TEXTS = (
    ("clinic_name", tr("Clinic"), tr("Printed at the head of every page")),
    ("clinic_phone", tr("Clinic phone"), tr("For “stop and call” on the home sheet")),
    ("clinician_name", tr("Your name"), tr("As you sign, such as R. Osei, PT")),
    ("clinician_licence", tr("Licence number"), tr("Printed under your signature")),
    (
        "retention_years",
        tr("Keep records for"),
        tr("Years after the last visit, as the law says"),
    ),
)
_CHOICES = (
    (
        "idle_minutes",
        tr("Cover the desk after"),
        tuple(
            Option(str(n), tr("{n} min", n=n), key)
            for n, key in ((1, "1"), (2, "2"), (5, "3"), (10, "4"), (15, "5"))
        ),
    ),
    (
        "cover_minimised",
        tr("When minimised"),
        (Option("on", tr("Cover at once"), "Y"), Option("off", tr("Leave open"), "N")),
    ),
    ("paper", tr("Paper"), (Option("a4", "A4", "4"), Option("letter", tr("Letter"), "L"))),
    (
        "text_size",
        tr("Text size"),
        (Option("100", "100 %", "1"), Option("115", "115 %", "2"), Option("130", "130 %", "3")),
    ),
    (
        "theme",
        tr("Look"),
        (
            Option("light", tr("Light"), "L"),
            Option("dark", tr("Dark"), "D"),
            Option("system", tr("As the computer"), "A"),
            Option("light-contrast", tr("Light, high contrast"), "H"),
            Option("dark-contrast", tr("Dark, high contrast"), "C"),
        ),
    ),
    (
        "motion",
        tr("Moving figures"),
        (
            Option("system", tr("As the computer"), "A"),
            Option("moving", tr("Move"), "M"),
            Option("still", tr("Keep still"), "S"),
        ),
    ),
    ("sound", tr("Sound"), (Option("on", tr("On"), "Y"), Option("off", tr("Off"), "N"))),
)
_OF_THE_COVER = ("idle_minutes", "cover_minimised")
_SWITCHES = ("cover_minimised", "sound")
_WAYS = (
    ("F4", tr("People and passphrases"), "people"),
    ("F5", tr("Who did what"), "audit"),
    ("F6", tr("The record and its backups"), "records"),
)


_ROOMY = 560
"""Pixels of height, from which on there is room for heads."""


class SettingsPage(Page):
    """Every change is kept as it is made and seen at once."""

    title = tr("Settings")

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._fields: dict[str, LineField | Segments] = {}
        clinic, choices = _grid(), _grid()
        for line, (name, label, hint) in enumerate(_TEXTS):
            self._add(clinic, line, name, label, LineField(label, hint=hint))
        # In one grid with the texts, so that the fields of both begin on one line.
        clinic.addWidget(rule(), len(_TEXTS), 0, 1, 2)
        for line, (name, label, options) in enumerate(_CHOICES, len(_TEXTS) + 1):
            grid = clinic if name in _OF_THE_COVER else choices
            self._add(grid, line, name, label, Segments(label, segments_of(options)))
        self._grids = (clinic, choices)
        self._heads = (words(tr("The clinic and you"), "section"), words(tr("Screen and paper"), "section"))
        cards = QHBoxLayout()
        cards.setSpacing(20)
        for named, grid, share in zip(self._heads, self._grids, (690, 590), strict=True):
            cards.addWidget(_card(named, grid), share, Qt.AlignmentFlag.AlignTop)
        self._title = words("", "title")
        self._about = words("", "body", "ink3", wrap=True)
        self._page = page = QVBoxLayout(self)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._title)
        head.addWidget(self._about, 1, Qt.AlignmentFlag.AlignVCenter)
        page.addLayout(head)
        page.addLayout(cards)
        page.addLayout(self._ways())
        page.addStretch(1)
        self._space(roomy=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._space(roomy=self.height() >= theme().px(_ROOMY))

    def _space(self, roomy: bool) -> None:
        """Heads and air where there is room; on a low screen with large text the choices need every line."""
        self._page.setContentsMargins(32, 20 if roomy else 10, 32, 16 if roomy else 6)
        self._page.setSpacing(14 if roomy else 8)
        for head, grid in zip(self._heads, self._grids, strict=True):
            head.setVisible(roomy)
            grid.setVerticalSpacing(10 if roomy else 6)

    def _add(self, grid: QGridLayout, line: int, name: str, label: str, field: LineField | Segments) -> None:
        grid.addWidget(words(label), line, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(field, line, 1)
        field.typed.connect(lambda text: self._type(name, text))
        self._fields[name] = field

    def _ways(self) -> QHBoxLayout:
        """The clinic's other pages; a key of theirs works in a text field too."""
        row = QHBoxLayout()
        row.setSpacing(10)
        for key, label, name in _WAYS:
            button = KeyButton(label, key)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self.frame.go, name))
            row.addWidget(button)
        row.addStretch(1)
        return row

    @property
    def _settings(self) -> Settings:
        return self.desk.workstation.settings

    def enter(self, **where: object) -> None:
        first = not self._settings.clinician_name
        set_words(self._title, tr("Welcome to Sagittal") if first else tr("Settings"))
        set_words(
            self._about,
            tr("Say who works here. Your name stands beside every answer and signs the report.")
            if first
            else tr("Kept as you change them."),
        )
        self._show()

    def first(self) -> QWidget:
        return self._fields["clinic_name"]

    def keys(self) -> tuple[KeyHint, ...]:
        ready = bool(self._settings.clinician_name)
        return (
            KeyHint("Enter", tr("next field")),
            *(KeyHint(key, "", partial(self.frame.go, page), about=name) for key, name, page in _WAYS),
            KeyHint("Esc", "", self._leave, about=tr("to the patients")),
            KeyHint(
                "Ctrl Enter",
                tr("To the patients") if ready else tr("Type your name first"),
                self._leave,
                primary=True,
            ),
        )

    def _type(self, name: str, text: str) -> None:
        value: Any = text == "on" if name in _SWITCHES else text.strip()
        if name == "idle_minutes" and text:
            value = int(text)
        if name == "retention_years":
            value = read_years(text)
            if isinstance(value, Complaint):
                self._refuse(name, text, value)
                return
        if name in {choice[0] for choice in _CHOICES} and not text:
            self._show()
            return
        try:
            self.desk.workstation.change_settings(replace(self._settings, **{name: value}))
        except SettingsRefused as refused:
            self._refuse(name, text, refused.complaints[name])
            return
        except (Fault, NotAllowed) as refused:
            self.frame.say(str(refused))
        self.frame.settle()
        self._show()

    def _refuse(self, name: str, text: str, why: Complaint) -> None:
        self._fields[name].show_entry(EntryScreen(text, EntryState.REFUSED, why.words))

    def _show(self) -> None:
        settings = self._settings
        for name, field in self._fields.items():
            value = getattr(settings, name)
            text = ("on" if value else "off") if name in _SWITCHES else str(value or "")
            needed = name == "clinician_name" and not text
            state = EntryState.MISSING if needed else EntryState.FILLED if text else EntryState.EMPTY
            field.show_entry(EntryScreen(text, state))
        self.frame.show_keys()

    def _leave(self) -> None:
        if self._settings.clinician_name:
            self.frame.go("home")
        else:
            self._fields["clinician_name"].setFocus()


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, 130)
    grid.setColumnStretch(1, 1)
    return grid


def _card(head: QLabel, grid: QGridLayout) -> QWidget:
    box = card("card")
    inside = QVBoxLayout(box)
    inside.setContentsMargins(24, 10, 24, 10)
    inside.setSpacing(10)
    inside.addWidget(head)
    inside.addLayout(grid)
    return box


PAGE = SettingsPage
