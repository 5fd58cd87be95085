"""The start page: find a patient as you type, resume what lies open, begin with a new one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.access.rights import Right, refusal
from app.backups.second import last_second
from app.screens.health import PRIVATE, strip_items
from app.screens.home import HomeScreen, home_screen
from app.screens.state import State
from assessments.language.exam import NotAllowed
from resources.tongue import tr
from ui.exam_files import ask_which, take_in
from ui.keys import KeyHint
from ui.page import Frame, Page
from ui.parts.health_strip import HealthStrip
from ui.parts.key_button import KeyButton
from ui.parts.look import frame as card
from ui.parts.look import set_words, words
from ui.parts.patient_list import PatientList
from ui.parts.state_icon import StateIcon
from ui.parts.text_field import LineField
from ui.parts.verb_sign import VerbSign

_TODAY_ROWS = 8
_ACTION = 46
"""Pixels: the height of what is pressed most."""


class HomePage(Page):
    """The caret stays in the search field; the arrows walk the list beneath it."""

    title = tr("Patients")

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._screen: HomeScreen | None = None
        self._voided = False
        """Whether the voided records are listed instead of the others."""
        self.choose_exam_file: Callable[[], str] = partial(ask_which, self)
        """Asks for an exam file; "" when none is to be taken in."""
        page = QHBoxLayout()
        page.setContentsMargins(32, 20, 32, 16)
        page.setSpacing(32)
        left = QVBoxLayout()
        left.setSpacing(10)
        head = QHBoxLayout()
        self._title = words(tr("Patients"), "title")
        head.addWidget(self._title)
        head.addStretch(1)
        self._count = words("", "body", "ink3")
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        self._search = LineField(
            tr("Search"),
            hint=tr("Name, number, or date of birth (14-08-1980)"),
            every_key=True,
            height=50,
            role="search",
        )
        glass = VerbSign("glass", tr("Search"), "ink2", self._search.line)
        glass.move(12, (self._search.line.height() - glass.height()) // 2)
        self._search.line.setTextMargins(glass.width() + 10, 0, 0, 0)
        self._search.typed.connect(lambda _: self._show())
        self._list = PatientList()
        self._list.opened.connect(self._open)
        left.addLayout(head)
        left.addWidget(self._search)
        left.addWidget(self._list, 1)
        page.addLayout(left, 930)
        page.addLayout(self._beside(), 340)
        self._health = HealthStrip(PRIVATE)
        self._health.asked.connect(self._record)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(page, 1)
        whole.addWidget(self._health)
        self.desk.upkeep.told.connect(self._show_health)

    def _beside(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(10)
        self._resume = card("card")
        inside = QVBoxLayout(self._resume)
        inside.setContentsMargins(16, 14, 16, 16)
        inside.setSpacing(4)
        inside.addWidget(words(tr("Open exam, nothing lost"), "caption", "ink3"))
        self._resume_name = words("", "class", wrap=True)
        self._resume_words = words("", "body", "ink2", wrap=True)
        self._resume_button = KeyButton(tr("Resume exam"), "Ctrl Enter", "primary", height=_ACTION)
        self._resume_button.clicked.connect(self._resume_exam)
        inside.addWidget(self._resume_name)
        inside.addWidget(self._resume_words)
        inside.addSpacing(6)
        inside.addWidget(self._resume_button)
        self._new_button = new = KeyButton(tr("New patient"), "Ctrl N", height=_ACTION, sign="plus")
        new.clicked.connect(self._new)
        practice = KeyButton(tr("Practice"), "Ctrl T", "quiet")
        practice.clicked.connect(self.desk.practice_wanted.emit)
        settings = KeyButton(tr("Settings"), "Ctrl G", "quiet", sign="sliders")
        settings.clicked.connect(self._settings)
        for button in (self._resume_button, new, practice, settings):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        right.addWidget(self._resume)
        right.addWidget(new)
        right.addWidget(practice)
        right.addWidget(settings)
        right.addSpacing(10)
        self._today = words("", "strong")
        right.addWidget(self._today)
        self._todays: list[_TodayLine] = []
        for _ in range(_TODAY_ROWS):
            line = _TodayLine()
            self._todays.append(line)
            right.addWidget(line)
        nobody = tr("No exam today yet. Each one of today will stand here.")
        self._nobody = words(nobody, "body", "ink3", wrap=True)
        right.addWidget(self._nobody)
        self._waiting = words("", "body", "ink2", wrap=True)
        right.addWidget(self._waiting)
        right.addStretch(1)
        return right

    def enter(self, **where: object) -> None:
        self.desk.lay_open(None)
        self._voided = False
        self._search.show_text("")
        self._show()

    def first(self) -> QWidget:
        return self._search

    def keys(self) -> tuple[KeyHint, ...]:
        resume = self._screen is not None and self._screen.resume is not None
        listed = bool(self._list.current)
        return (
            KeyHint("↑|↓", tr("patient"), enabled=listed),
            KeyHint("↑", "", lambda: self._list.walk(-1)),
            KeyHint("↓", "", lambda: self._list.walk(1)),
            KeyHint("PgUp", "", lambda: self._list.walk(-10), about=tr("ten patients up")),
            KeyHint("PgDn", "", lambda: self._list.walk(10), about=tr("ten patients down")),
            KeyHint("Enter", tr("open"), lambda: self._open(self._list.current), enabled=listed),
            KeyHint("Ctrl Enter", tr("resume"), self._resume_exam, enabled=resume),
            *self.for_who_may(Right.KEEP_PATIENTS, KeyHint("Ctrl N", tr("new patient"), self._new)),
            KeyHint("Ctrl D", tr("all patients") if self._voided else tr("voided records"), self._turn),
            KeyHint("Ctrl B", tr("the record"), self._record),
            KeyHint("Ctrl T", tr("practice"), self.desk.practice_wanted.emit, spare=True),
            KeyHint("Ctrl G", tr("settings"), self._settings),
            self._rating_key(),
            *self.for_who_may(
                Right.EXAMINE, KeyHint("Ctrl I", "", self._take_in, about=tr("take in an exam file"))
            ),
            KeyHint(
                "Esc",
                tr("clear the search") if self._search.text() else "",
                self._clear,
                about=tr("clear the search"),
            ),
            KeyHint("/", "", self._search.setFocus, about=tr("to the search")),
            KeyHint("F1", tr("manual"), lambda: self.frame.go("manual")),
            KeyHint("F11", tr("full screen"), None, right=True),
        )

    def _show(self) -> None:
        station = self.desk.workstation
        typed = self._search.text()
        seen = station.recent()
        if typed.strip() or self._voided:
            found = station.patients.find(typed, self._voided)
        else:
            known = {patient.id for patient, _ in seen}
            found = [patient for patient, _ in seen]
            found += [patient for patient in station.patients.find("") if patient.id not in known]
        last = {patient.id: head for patient, head in seen}
        for patient in found:
            if patient.id not in last and (heads := station.exams_of(patient.id)):
                last[patient.id] = heads[0]
        unfinished = station.unfinished()
        names = {h.patient_id: station.patients.get(h.patient_id).name for h in unfinished[:1]}
        today = station.clock.now().date()
        waiting = len(station.awaiting_countersign()) if self.desk.may(Right.COUNTERSIGN) else 0
        self._screen = home_screen(
            typed,
            found,
            last,
            unfinished,
            seen,
            names,
            today,
            waiting,
            self._voided,
            station.answered_of(unfinished[0].id) if station.broke_off and unfinished else None,
        )
        self._show_screen(self._screen)

    def _show_health(self) -> None:
        if self.isVisible():
            station = self.desk.workstation
            folder, second = station.settings.second_place, last_second(station.places)
            now = station.clock.now()
            self._health.show_items(strip_items(self.desk.upkeep.standing.health, folder, second, now))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_health()

    def _show_screen(self, screen: HomeScreen) -> None:
        set_words(self._title, tr("Voided records") if self._voided else tr("Patients"))
        set_words(self._count, screen.count)
        self._list.show_rows(screen.rows, screen.nothing)
        self._resume.setVisible(screen.resume is not None)
        # One button at a time is the one to press next.
        self._new_button.show_button(tr("New patient"), "" if screen.resume is not None else "primary")
        if screen.resume is not None:
            set_words(self._resume_name, screen.resume.name)
            set_words(self._resume_words, screen.resume.words)
        set_words(self._today, screen.today)
        for line, row in zip(self._todays, (*screen.todays, *[None] * _TODAY_ROWS), strict=False):
            line.setVisible(row is not None)
            if row is not None:
                line.show_row(row.state, row.time, row.name)
        self._nobody.setVisible(not screen.todays)
        set_words(self._waiting, screen.waiting)
        self._waiting.setVisible(bool(screen.waiting))
        self.frame.show_keys()

    def _take_in(self) -> None:
        take_in(self, self.choose_exam_file)

    def _turn(self) -> None:
        self._voided = not self._voided
        self._show()

    def _clear(self) -> None:
        self._voided = False
        self._search.show_text("")
        self._show()

    def _open(self, patient: str) -> None:
        if patient:
            self.frame.go("patient", patient=patient)

    def _new(self) -> None:
        if self.desk.may(Right.KEEP_PATIENTS):
            self.frame.go("patient_form", typed=self._search.text())
        else:
            self.frame.say(refusal(Right.KEEP_PATIENTS))

    def _record(self) -> None:
        self.frame.go("records")

    def _settings(self) -> None:
        self.frame.go("settings")

    def _ratings(self) -> None:
        self.frame.go("agreement")

    def _rating_key(self) -> KeyHint:
        """First to stand in the bar while a rating waits for who is at the desk."""
        ratings = self.desk.workstation.ratings
        if ratings.open_of_mine() is not None:
            return KeyHint("Ctrl K", tr("your rating"), self._ratings)
        said = tr("rating waits") if ratings.waiting else tr("agreement")
        return KeyHint("Ctrl K", said, self._ratings, spare=not ratings.waiting)

    def _resume_exam(self) -> None:
        if self._screen is None or self._screen.resume is None:
            return
        head = self._screen.resume
        try:
            self.desk.lay_open(self.desk.workstation.open_exam(head.id, self.desk.by))
        except NotAllowed as refused:
            self.frame.say(str(refused))
            return
        last = next((h.last_step for h in self.desk.workstation.unfinished() if h.id == head.id), None)
        self.frame.go(last.assessment if last else "intake")
        if last is not None:
            self.frame.focus_answer(last)


class _TodayLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._icon = StateIcon(size=18)
        self._time = words("", "body", "ink2")
        self._name = words("", "strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._time)
        row.addWidget(self._name, 1)

    def show_row(self, state: State, time: str, name: str) -> None:
        self._icon.show_state(state)
        set_words(self._time, time)
        set_words(self._name, name)


PAGE = HomePage
