"""Add a patient or correct one; a likely double is shown before anything is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.faults import Fault
from app.patients import Patient, PatientRefused
from app.screens.patient_form import (
    SEXES,
    Typed,
    duplicate_lines,
    entries,
    patient_named,
    start,
    type_in,
)
from app.screens.state import State
from resources.tongue import tr
from ui.keys import KeyHint
from ui.page import Frame, Page
from ui.parts.choice_row import segments_of
from ui.parts.field import NumberField
from ui.parts.key_button import KeyButton
from ui.parts.look import frame as card
from ui.parts.look import set_words, words
from ui.parts.segments import Segments
from ui.parts.state_icon import StateIcon
from ui.parts.text_field import LineField

_MOST_DOUBLES = 4


class PatientFormPage(Page):
    """Nothing is kept until Ctrl Enter; what was typed stays while the page is open."""

    title = tr("New patient")

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._typed: Typed = start(Patient())
        self._tried = False
        self._sex = Segments(tr("Sex"), segments_of(SEXES))
        self._fields: dict[str, LineField | NumberField | Segments] = {
            "family_name": LineField(tr("Family name")),
            "given_name": LineField(tr("Given name")),
            "born": LineField(tr("Date of birth"), hint=tr("14-Aug-1980 or 14-08-1980")),
            "sex": self._sex,
            "record_number": LineField(tr("Record number")),
            "phone": LineField(tr("Phone")),
            "height_cm": NumberField(tr("Height"), "cm", height=36),
            "mass_kg": NumberField(tr("Body mass"), "kg", height=36),
        }
        labels = {
            "family_name": tr("Family name"),
            "given_name": tr("Given name"),
            "born": tr("Date of birth"),
            "sex": tr("Sex"),
            "record_number": tr("Record number"),
            "phone": tr("Phone"),
            "height_cm": tr("Height"),
            "mass_kg": tr("Body mass"),
        }
        self._title = words("", "title")
        self._about = words("", "body", "ink3", wrap=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, 150)
        grid.setColumnStretch(1, 1)
        for line, (name, field) in enumerate(self._fields.items()):
            grid.addWidget(words(labels[name]), line, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(field, line, 1)
            field.typed.connect(lambda text, name=name: self._type(name, text))
        form = card("card")
        inside = QVBoxLayout(form)
        inside.setContentsMargins(24, 14, 24, 14)
        inside.addLayout(grid)
        left = QVBoxLayout()
        left.setSpacing(6)
        self._found: list[Patient] = []
        left.addWidget(self._title)
        left.addWidget(self._about)
        left.addSpacing(8)
        left.addWidget(form)
        left.addStretch(1)
        page = QHBoxLayout(self)
        page.setContentsMargins(32, 20, 32, 16)
        page.setSpacing(32)
        page.addLayout(left, 700)
        page.addLayout(self._beside(), 500)

    def _beside(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(10)
        self._doubles = card("miss")
        box = QVBoxLayout(self._doubles)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(StateIcon(State.CAUTION, 20))
        head.addWidget(words(tr("Is it one of these?"), "section", "miss-text"), 1)
        box.addLayout(head)
        box.addWidget(
            words(
                tr("Open the record that is there, or keep on when it is another person."), "body", wrap=True
            )
        )
        self._lines = [words("", "strong", wrap=True) for _ in range(_MOST_DOUBLES)]
        for line in self._lines:
            box.addWidget(line)
        self._open_double = KeyButton(tr("Open the first of these"), "Ctrl O")
        self._open_double.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._open_double.clicked.connect(self._open_first)
        box.addWidget(self._open_double)
        right.addSpacing(52)
        right.addWidget(self._doubles)
        right.addStretch(1)
        return right

    def enter(self, **where: object) -> None:
        self._tried = False
        self._found = []
        patient = where.get("patient")
        if patient is None:
            self._typed = start(patient_named(str(where.get("typed", ""))))
        else:
            self._typed = start(self.desk.workstation.open_patient(str(patient)))
        new = not self._typed.patient.id
        self.title = tr("New patient") if new else tr("Correct the details")
        set_words(self._title, self.title)
        set_words(
            self._about,
            tr("Only a name is needed. What is left empty is shown as not recorded.")
            if new
            else tr("Signed exams keep the details as they were on the day of signing."),
        )
        self._show()

    def first(self) -> QWidget:
        return self._fields["family_name"]

    def keys(self) -> tuple[KeyHint, ...]:
        new = not self._typed.patient.id
        found = bool(self._found)
        return (
            KeyHint("Enter", tr("next field")),
            KeyHint("Ctrl O", tr("open the first of these"), self._open_first, enabled=found),
            KeyHint("Esc", tr("leave without keeping"), self.frame.back, right=True),
            KeyHint(
                "Ctrl Enter",
                tr("Add this patient") if new else tr("Keep the changes"),
                self._keep,
                primary=True,
            ),
        )

    def _type(self, field: str, text: str) -> None:
        self._typed = type_in(self._typed, field, text)
        self._show()

    def _show(self) -> None:
        patients = self.desk.workstation.patients
        patient = self._typed.patient
        found = patients.complaints(patient)
        if not self._tried:
            found.pop("family_name", None)
        for name, screen in entries(self._typed, found).items():
            self._fields[name].show_entry(screen)
        named = bool(patient.family_name or patient.given_name)
        self._found = patients.likely_duplicates(patient)[:_MOST_DOUBLES] if named else []
        today = self.desk.workstation.clock.now().date()
        lines = duplicate_lines(self._found, today)
        self._doubles.setVisible(bool(lines))
        for label, line in zip(self._lines, (*lines, *[""] * _MOST_DOUBLES), strict=False):
            set_words(label, line)
            label.setVisible(bool(line))
        self.frame.show_keys()

    def _keep(self) -> None:
        self._tried = True
        if self._typed.complaints:
            self._fields[next(iter(self._typed.complaints))].setFocus()
            return
        patients = self.desk.workstation.patients
        patient = self._typed.patient
        try:
            kept = patients.correct(patient) if patient.id else patients.add(patient)
        except PatientRefused as refusal:
            self._show()
            self._fields[next(iter(refusal.complaints))].setFocus()
            return
        except Fault as fault:
            self.frame.say(fault.words)
            return
        self.frame.go("patient", patient=kept.id)

    def _open_first(self) -> None:
        if self._found:
            self.frame.go("patient", patient=self._found[0].id)


PAGE = PatientFormPage
