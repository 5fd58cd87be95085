"""The plan: the home sheet at the left, the real page beside it, and the signature."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from app.access.rights import Right
from app.dates import read_date, write_date
from app.history import History
from app.moving_on import MovingOn, moving_on
from app.printing import PRESCRIPTION, home_document, home_page
from app.report.making import NotMade
from app.screens.exercise_shown import exercise_shown
from app.screens.plan import (
    NEXT_VISIT,
    TASKS,
    PlanScreen,
    moved,
    offers,
    plan_screen,
    sheet_grade,
    tasks,
    teaching,
    unrecorded,
    visit_day,
    with_item,
    without,
)
from assessments.language.conventions import conventions
from assessments.language.reading import Complaint
from assessments.language.value import Choices, PlanItem, Prescription, Ref, Text
from assessments.plan.education import teach_back
from assessments.plan.library import FREQUENCIES, daily_tasks
from assessments.plan.selection import PHASES, proposed
from resources.tongue import tr
from ui.keys import KeyHint
from ui.page import Frame, Page
from ui.parts.dose_sheet import DoseSheet
from ui.parts.exercise_sheet import ExerciseSheet
from ui.parts.line_sheet import LineSheet
from ui.parts.list_sheet import ListLine, ListSheet
from ui.parts.look import set_words, words
from ui.parts.moving_on_sheet import MovingOnSheet
from ui.parts.page_checks import PageChecks
from ui.parts.paper_view import PaperView
from ui.parts.phase_card import PhaseCard
from ui.parts.plan_head import PlanHead
from ui.parts.plan_notes import PlanNotes
from ui.parts.plan_row import SHOW_KEY, PlanItemRow
from ui.parts.sign_sheet import SignSheet
from ui.signed_keys import addendum_key, signed_keys

_SETTLED_MS = 150
"""After the last change, before the page is made anew."""


class PlanPage(Page):
    """What is shown is the program's proposal until the clinician changes or signs it."""

    title = tr("Plan")
    exam_page = True
    wide = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._screen: PlanScreen | None = None
        self._history = History()
        self._at = 0
        self._printed: tuple[object, str] | None = None
        """What the paper shows: it is not made again for the same words on the same paper."""
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self._show_paper)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 20, 8)
        row.setSpacing(24)
        row.addLayout(self._left(), 700)
        row.addLayout(self._right(), 394)

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(5)
        self._head = PlanHead()
        column.addWidget(self._head)
        self._phases = [PhaseCard(number) for number in (1, 2, 3)]
        phases = QHBoxLayout()
        phases.setSpacing(8)
        for card in self._phases:
            card.clicked.connect(lambda _=False, number=card.number: self._phase(number))
            phases.addWidget(card, 1)
        column.addLayout(phases)
        self._withheld = words("", "strong", "miss-text", wrap=True)
        column.addWidget(self._withheld)
        self._rows = [PlanItemRow(n) for n in range(1, int(conventions()["PLAN_MOST"]) + 1)]
        for item in self._rows:
            item.chosen.connect(self._choose)
            item.figure_pressed.connect(self._figures)
            column.addWidget(item, 20)
        self._complaints = words("", "strong", "stop", wrap=True)
        column.addWidget(self._complaints)
        column.addStretch(1)
        self._tasks = words("", "guide", "ink2", wrap=True)
        self._visit = words("", "guide", "ink2")
        about = QHBoxLayout()
        about.addWidget(self._tasks, 1)
        about.addWidget(self._visit)
        column.addLayout(about)
        self._notes = PlanNotes()
        self._notes.asked.connect(self.frame.show_sources)
        column.addWidget(self._notes)
        return column

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(words(tr("Page preview"), "strong"))
        self._paper = PaperView(tr("The patient's page as it will print"))
        column.addWidget(self._paper, 1)
        self._checks = PageChecks()
        column.addWidget(self._checks)
        self._teach_back = words("", "caption", "ink2", wrap=True)
        column.addWidget(self._teach_back)
        return column

    # Showing

    def enter(self, **where: object) -> None:
        self._at = 0
        exam = self.desk.exam
        self._history = self.desk.workstation.history(exam.patient.id)
        self.show_exam()

    def leave(self) -> None:
        self._settled.stop()

    def show_exam(self, changed: tuple[Ref, ...] = ()) -> None:
        screen = plan_screen(self.desk.exam.exam, self.desk.evaluation)
        self._screen = screen
        self._at = max(0, min(self._at, len(screen.rows) - 1))
        self._head.show_head(screen.about, screen.count, screen.advised)
        for card, phase in zip(self._phases, screen.phases, strict=True):
            card.show_phase(
                phase.name, phase.weeks, phase.when, phase.number == screen.phase, screen.editable
            )
        _show(self._withheld, screen.withheld)
        _show(self._complaints, " ".join(screen.complaints))
        for n, item in enumerate(self._rows):
            item.setVisible(n < len(screen.rows))
            if n < len(screen.rows):
                item.show_item(screen.rows[n], n == self._at and screen.editable)
        _show(self._tasks, tr("Daily tasks: {tasks}", tasks=screen.tasks) if screen.rows else "")
        set_words(self._visit, tr("Next visit: {day}", day=screen.next_visit))
        self._notes.show_notes(self._moving_on(screen))
        _show(
            self._teach_back,
            tr("Before they leave: “{teach_back}”", teach_back=teach_back()) if screen.rows else "",
        )
        self._settled.start()

    def _moving_on(self, screen: PlanScreen) -> MovingOn:
        exam = self.desk.exam
        return moving_on(exam.exam, self.desk.evaluation, screen.phase, self._history, exam.number)

    def _show_paper(self) -> None:
        if self._screen is None or self.desk.examination is None:
            return
        settings, plan = self.desk.workstation.settings, self._screen.prescription
        document = home_document(self.desk.exam, self.desk.evaluation, plan, settings)
        if self._printed == (document, settings.paper):
            return
        try:
            content = home_page(self.desk.exam, self.desk.evaluation, plan, settings)
        except NotMade as fault:
            self.frame.say(fault.words)
            return
        self._printed = (document, settings.paper)
        self._paper.show_pdf(content)
        self._paper.setVisible(True)
        self._checks.show_checks(self._paper.pages, sheet_grade(document), float(conventions()["READ_GRADE"]))

    def keys(self) -> tuple[KeyHint, ...]:
        screen = self._screen
        if screen is not None and screen.signed:
            return (
                KeyHint("Ctrl P", tr("print"), self._print),
                KeyHint("C", tr("criteria"), self._criteria),
                KeyHint(SHOW_KEY, tr("figures"), self._figures),
                KeyHint("↑|↓", tr("item")),
                KeyHint("↑", "", lambda: self._walk(-1)),
                KeyHint("↓", "", lambda: self._walk(1)),
                KeyHint("F8", tr("clinician's report"), self._report),
                *addendum_key(self),
                *signed_keys(self),
                KeyHint("Ctrl Enter", tr("Print"), self._print, primary=True),
            )
        return self._keys(free=screen is not None and screen.editable, sign=screen.sign if screen else "")

    def every_key(self) -> tuple[KeyHint, ...]:
        signed = (KeyHint("D", "", about=tr("addendum")), KeyHint("K", "", about=tr("countersign")))
        return (*self._keys(free=True, sign=tr("Sign the exam")), *signed, KeyHint("X", "", about=tr("void")))

    def _keys(self, free: bool, sign: str) -> tuple[KeyHint, ...]:
        return (
            KeyHint("↑|↓", tr("item")),
            KeyHint("↑", "", lambda: self._walk(-1)),
            KeyHint("↓", "", lambda: self._walk(1)),
            KeyHint("Enter", tr("dose"), self._dose, enabled=free),
            KeyHint("A", tr("add"), self._add, enabled=free),
            KeyHint("Del", tr("remove"), self._remove, enabled=free),
            KeyHint("Alt ↑", tr("order"), lambda: self._move(-1), enabled=free),
            KeyHint("Alt ↓", "", lambda: self._move(1), enabled=free, about=tr("order")),
            *(
                KeyHint(str(n), "", partial(self._phase, n), enabled=free, about=tr("phase {n}", n=n))
                for n in (1, 2, 3)
            ),
            KeyHint(SHOW_KEY, "", self._figures, about=tr("show the figures of the item, large")),
            KeyHint("T", tr("tasks"), self._ask_tasks, enabled=free),
            KeyHint("V", tr("next visit"), self._ask_visit),
            KeyHint("C", tr("criteria"), self._criteria),
            KeyHint("F8", tr("report"), self._report),
            KeyHint("Ctrl P", tr("print"), self._print, right=True),
            *self.for_who_may(Right.SIGN, KeyHint("Ctrl Enter", sign, self._sign, primary=True)),
        )

    def focus_ref(self, ref: Ref) -> bool:
        if ref.assessment != "plan":
            return False
        self.setFocus()
        return True

    def spoken(self) -> str:
        listed = self._screen is not None and bool(self._screen.rows)
        return f"{self.title}. {self._rows[self._at].accessibleName()}" if listed else self.title

    # Changing the sheet

    def _keep(self, plan: Prescription) -> None:
        complaint = self.desk.record_value(PRESCRIPTION, plan)
        if complaint is not None:
            self.frame.say(complaint.words)

    def _choose(self, at: int) -> None:
        self._at = at
        self.show_exam()

    def _walk(self, by: int) -> None:
        if self._screen is not None and self._screen.rows:
            self._choose((self._at + by) % len(self._screen.rows))

    def _phase(self, number: int) -> None:
        if self._screen is not None and self._screen.editable:
            self._keep(proposed(self.desk.evaluation, number))

    def _remove(self) -> None:
        if self._screen is not None and self._screen.rows:
            self._keep(without(self._screen.prescription, self._at))

    def _move(self, by: int) -> None:
        if self._screen is None:
            return
        plan = moved(self._screen.prescription, self._at, by)
        if plan != self._screen.prescription:
            self._at += by
            self._keep(plan)

    def _add(self) -> None:
        screen = self._screen
        if screen is None:
            return
        if len(screen.rows) >= int(conventions()["PLAN_MOST"]):
            self.frame.say(tr("The sheet is full: {count}. Remove one first.", count=screen.count))
            return
        found = {offer.exercise.code: offer for offer in offers(self.desk.exam.exam, self.desk.evaluation)}
        lines = [
            ListLine(code, offer.exercise.name, ". ".join(filter(None, (offer.why, offer.why_tick))))
            for code, offer in found.items()
        ]
        sheet = ListSheet(
            tr("Add to the home sheet"),
            lines,
            " ".join(self._moving_on(screen).left_out) or tr("No caution keeps anything off the list."),
            nothing=tr("Nothing more is offered in this phase."),
        )
        sheet.picked.connect(lambda code: self._keep(with_item(screen.prescription, found[code].item)))
        self.frame.ask(sheet)

    def _criteria(self) -> None:
        if self._screen is not None:
            found = self._moving_on(self._screen)
            self.frame.ask(MovingOnSheet(found, found.phase == PHASES[-1], self.frame.show_sources))

    def _figures(self) -> None:
        if self._screen is not None and self._screen.rows:
            shown = exercise_shown(self._screen.prescription.items[self._at])
            if shown is not None:
                self.frame.ask(ExerciseSheet(shown))

    def _dose(self) -> None:
        screen = self._screen
        if screen is None or not screen.rows:
            return
        at, item = self._at, screen.prescription.items[self._at]
        sheet = DoseSheet(screen.rows[at].name, item, FREQUENCIES, teaching(item.exercise))

        def keep(changed: object) -> None:
            if isinstance(changed, PlanItem):
                self._keep(with_item(screen.prescription, changed, at))

        sheet.kept.connect(keep)
        self.frame.ask(sheet)

    def _ask_tasks(self) -> None:
        chosen = tasks(self.desk.exam.exam, self.desk.evaluation)
        lines = [ListLine(t.code, t.name, t.how, t.code in chosen) for t in daily_tasks().values()]
        sheet = ListSheet(tr("Daily tasks, three to practise"), lines, several=True)
        sheet.kept.connect(lambda codes: self.desk.record_value(TASKS, Choices(tuple(codes))))
        self.frame.ask(sheet)

    def _ask_visit(self) -> None:
        sheet = LineSheet(tr("Next visit"), tr("The day as 14-Aug-1980 or 14/8/1980."), tr("Date"))
        sheet.show_text(write_date(visit_day(self.desk.exam.exam)))

        def keep(typed: str) -> None:
            day = read_date(typed)
            if isinstance(day, Complaint):
                sheet.refuse(day.words)
            elif day < self.desk.exam.exam.started.at.date():
                sheet.refuse(tr("That day is before this exam."))
            else:
                sheet.close_sheet()
                self.desk.record_value(NEXT_VISIT, Text(day.isoformat()))

        sheet.answered.connect(keep)
        self.frame.ask(sheet)

    # Signing and printing

    def _sign(self) -> None:
        screen = self._screen
        if screen is None:
            return
        if screen.open_answers:
            self._ask_missing(screen)
        elif not screen.decided:
            self.frame.say(tr("Accept, override or choose no class in the review first."))
            self.frame.go("review")
        elif screen.complaints:
            self.frame.say(" ".join(screen.complaints))
        else:
            person = self.desk.workstation.person
            about = tr("After this only an addendum, with its reason, changes the exam.")
            if not self.desk.may(Right.SIGN_ALONE):
                waits = tr("It waits for somebody to countersign it, and says so on paper.")
                about = f"{about} {waits}"
            sheet = SignSheet(tr("Sign the exam"), about, person.name, person.licence)
            sheet.signed.connect(self._signed)
            self.frame.ask(sheet)

    def _ask_missing(self, screen: PlanScreen) -> None:
        lines = [ListLine(str(n), one.words) for n, one in enumerate(screen.open_answers)]
        sheet = ListSheet(
            tr("Missing before signing"),
            lines,
            tr("Answer each, or say on its page why it is not done (X)."),
        )

        def go(number: str) -> None:
            self.frame.focus_answer(screen.open_answers[int(number)].ref)

        sheet.picked.connect(go)
        self.frame.ask(sheet)

    def _signed(self) -> None:
        screen = self._screen
        if screen is None:
            return
        shown = unrecorded(self.desk.exam.exam, self.desk.evaluation, screen)
        if screen.editable and self.desk.record_many(shown) is not None:
            return
        person = self.desk.workstation.person
        complaint = self.desk.sign(person.name, person.licence)
        self.frame.say(complaint.words if complaint else tr("Signed. Ctrl P prints."))

    def _print(self) -> None:
        self.frame.go("preview", what="handout")

    def _report(self) -> None:
        self.frame.go("preview", what="clinician")


def _show(label: QLabel, text: str) -> None:
    set_words(label, text)
    label.setVisible(bool(text))


PAGE = PlanPage
