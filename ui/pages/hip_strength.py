"""Hip strength: one movement at a time, three trials a side, and what the difference is worth."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.earlier import Earlier, earlier_history, earlier_visit
from app.screens.entry import EntryScreen, EntryState
from app.screens.guide import GuideScreen, guide_screen
from app.screens.guide_figures import GuideFigure, strength_figures
from app.screens.last_visit import last_visit_lines
from app.screens.strength import (
    UNITS,
    StrengthScreen,
    next_movement,
    of_movement,
    strength_screen,
    usual_summary,
    with_setup,
)
from app.screens.testing import CautionScreen, locked_words
from assessments.hip_strength import ASSESSMENT
from assessments.hip_strength.movements import MOVEMENTS, movement_of
from assessments.hip_strength.protocol import FORCE, ID, PROTOCOL, VALIDITY
from assessments.language.completeness import open_refs, started
from assessments.language.conventions import conventions
from assessments.language.reading import Complaint, Reading, read
from assessments.language.value import SIDES, Choice, Ref, Side
from resources.tongue import tr
from ui.keys import KeyHint
from ui.page import Frame, Page
from ui.parts.guide_figures import GuideFigures
from ui.parts.sheet import PickSheet
from ui.parts.strength_view import StrengthView
from ui.strength_sheets import StrengthSheets, what_of


class HipStrengthPage(Page):
    """Digits and Enter walk right, then left, then pain, then "both low?", then the next movement."""

    title = PROTOCOL.name
    exam_page = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._movement = next(iter(MOVEMENTS))
        self._unit = FORCE.unit
        self._refused: dict[Ref, EntryScreen] = {}
        self._before: Earlier | None = None
        self._returning = False
        self._last: Ref | None = None
        self._rest_ends = 0.0
        self._drawn_side = Side.RIGHT
        self._screen: StrengthScreen | None = None
        self._sheets = StrengthSheets(frame)
        self._sheets.left_out.connect(self._left_out)
        self.figures = GuideFigures(frame.desk.workstation.clock.monotonic)
        self.figures.follow(self._figures_now)
        self.view = StrengthView()
        self.view.typed.connect(self._typed)
        self.view.chosen.connect(self._go)
        self.view.asked.connect(self.frame.show_sources)
        self.view.pressed.connect(self._show_setup)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 8)
        column.addWidget(self.view)
        self._clock = QTimer(self)
        self._clock.setInterval(250)
        self._clock.timeout.connect(self._show_rest)
        for before, after in pairwise(self.view.walk()):
            QWidget.setTabOrder(before, after)

    # Shown

    def enter(self, **where: object) -> None:
        asked = where.get("movement")
        self._refused.clear()
        self._last = None
        if asked is None:
            answers = self.desk.exam.exam.answers
            self._before = earlier_visit(self.desk.workstation, self.desk.exam)
            self._returning = started(ASSESSMENT, answers)
            asked = next_movement(answers) or self._movement
        self._movement = str(asked)
        self.show_exam()

    def leave(self) -> None:
        self._clock.stop()

    def show_exam(self, changed: tuple[Ref, ...] = ()) -> None:
        for ref in changed:
            self._refused.pop(ref, None)
        exam = self.desk.exam.exam
        closed = locked_words(exam, self.desk.evaluation)
        screen = strength_screen(
            exam.answers,
            self._movement,
            self.desk.workstation.clock.now().date(),
            self._before,
            unit=self._unit,
            returning=self._returning,
            locked=bool(closed),
        )
        if closed:
            screen = replace(screen, cautions=CautionScreen((closed,), True))
        self._screen = screen
        mine = {
            ref: entry for ref, entry in self._refused.items() if movement_of(ref.step) == screen.movement
        }
        places: dict[object, EntryScreen] = {
            (what_of(ref), ref.side, ref.trial): entry for ref, entry in mine.items()
        }
        self.view.show_strength(screen, places)
        # Parts have their height only once they are laid out.
        QTimer.singleShot(0, self, self._fit)
        self.figures.show_figures(self._figures_now())
        self._sheets.show_entries()

    def _fit(self) -> None:
        viewport, layout = self.parentWidget(), self.layout()
        if viewport is not None and layout is not None:
            margins = layout.contentsMargins()
            self.view.fit(viewport.height() - margins.top() - margins.bottom())

    def minimumSizeHint(self) -> QSize:
        """As high as it is at its width; for a narrower page the row of pain would count twice."""
        least, layout = super().minimumSizeHint(), self.layout()
        if layout is None:
            return least
        return QSize(least.width(), layout.totalHeightForWidth(max(least.width(), self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()
        QTimer.singleShot(0, self, self._fit)

    def keys(self) -> tuple[KeyHint, ...]:
        manual = self._screen is not None and self._screen.manual
        force = () if manual else (
            KeyHint("V", tr("not valid"), self._ask_quality),
            KeyHint("U", tr("unit {units}", units=', '.join(UNITS)), self._turn_unit),
            KeyHint("Tab", tr("other side")),
            KeyHint("M", "", self._turn_summary, about=tr("best of the valid trials, or their mean")),
        )  # fmt: skip
        return (
            KeyHint("0-9", tr("grade") if manual else tr("force")),
            *force,
            KeyHint("Q", tr("pain"), self._to_pain),
            KeyHint("PgDn", tr("movement"), partial(self._step, 1)),
            KeyHint("PgUp", "", partial(self._step, -1), about=tr("movement before")),
            KeyHint("T", "", partial(self._show_setup, "setup"), about=tr("position, held by")),
            KeyHint("E", "", partial(self._show_setup, "device"), about=tr("device")),
            KeyHint("L", "", self._to_lever, about=tr("lever arm")),
            KeyHint("B", "", partial(self._both_low, "yes"), about=tr("both sides low")),
            KeyHint("N", "", partial(self._both_low, "no"), about=tr("not low")),
            KeyHint("X", tr("not done"), lambda: self._sheets.ask_why(self._movement)),
            self.figures.key(),
            KeyHint("S", tr("stop test"), self._sheets.ask_stop, right=True),
            KeyHint("Ctrl Enter", tr("Next: Clamshell"), self.frame.next_step, primary=True),
        )

    def guide(self) -> GuideScreen:
        history = earlier_history(self.desk.workstation, self.desk.exam)
        manual = self._screen is not None and self._screen.manual
        here = replace(ASSESSMENT, guide=of_movement(ASSESSMENT.guide, self._movement, manual))
        return guide_screen(here, last_visit_lines(history, ID))

    def figure(self) -> QWidget:
        return self.figures

    def _figures_now(self) -> tuple[GuideFigure, ...]:
        """The movement, on the side that was typed in last."""
        self._drawn_side = self._side or self._drawn_side
        return strength_figures(self._movement, self._drawn_side)

    def first(self) -> QWidget | None:
        """The first open place of the movement; a method known from before needs no key."""
        screen = self._screen
        answers = self.desk.exam.exam.answers
        mine = [
            ref
            for ref in open_refs(ASSESSMENT, answers)
            if movement_of(ref.step) == MOVEMENTS[self._movement]
        ]
        for ref in mine:
            if what_of(ref) == "method" and screen is not None and screen.method.state is EntryState.PROPOSED:
                continue
            if what_of(ref) == "summary":
                continue
            return self._place(ref)
        if screen is not None and screen.method.state in (EntryState.EMPTY, EntryState.MISSING):
            return self.view.method
        return self.view.first_trial

    def focus_ref(self, ref: Ref) -> bool:
        if ref.assessment != ID:
            return False
        movement = movement_of(ref.step)
        if movement is not None and movement.code != self._movement:
            self._go(movement.code)
        place = self._place(ref)
        place.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _place(self, ref: Ref) -> QWidget:
        table, side = self.view.table, ref.side
        match what_of(ref):
            case "force" | "valid" if side is not None:
                field = table.trials[side, ref.trial or 1]
                return field if field.isVisibleTo(self) else self.view.first_trial
            case "grade" if side is not None:
                return table.grades[side]
            case "pain" if side is not None:
                return table.pains[side]
            case "lever" if side is not None:
                return table.levers[side]
            case "both_low":
                return self.view.low
            case "method":
                return self.view.method
            case _:
                return self.view.first_trial

    # Typed

    def _ref(self, what: str, side: Side | None = None, trial: int | None = None) -> Ref:
        return Ref(ID, f"{self._movement}_{what}", side, trial)

    def _typed(self, what: str, side: Side | None, trial: int | None, typed: str) -> None:
        ref = self._ref(what, side, trial)
        self._refused.pop(ref, None)
        by_unit = what == "force" and typed.strip() and self._unit_of(ref) != FORCE.unit
        full = f"{typed} {self._unit_of(ref)}" if by_unit and not typed.strip()[-1:].isalpha() else typed
        complaint = self._keep_first(ref, full) if what in ("force", "grade") else self.desk.record(ref, full)
        if complaint is not None:
            self._refused[ref] = EntryScreen(typed, EntryState.REFUSED, complaint.words)
        elif what == "force" and typed.strip():
            self._last = ref
            self._begin_rest()
        self.show_exam()
        if complaint is None:
            self._walk_on(what, side)

    def _keep_first(self, ref: Ref, typed: str) -> Complaint | None:
        """A force or a grade, together with what was proposed and still open, in one stroke."""
        if not typed.strip():
            return self.desk.clear(ref)
        reading = read(PROTOCOL.step(ref.step).kind, typed)
        if not isinstance(reading, Reading):
            return reading
        answers = self.desk.exam.exam.answers
        beside = with_setup(answers, self._before, self._movement) if what_of(ref) == "force" else []
        return self.desk.record_many([*beside, (ref, reading.value)])

    def _unit_of(self, ref: Ref) -> str:
        """What stands was entered in its own unit; a new force is entered in the one chosen."""
        if self._screen is None or ref.side is None or ref.trial is None:
            return self._unit
        trials = self._screen.sides[SIDES.index(ref.side)].trials
        return trials[ref.trial - 1].unit if ref.trial <= len(trials) else self._unit

    def _walk_on(self, what: str, side: Side | None) -> None:
        """The pain of the left asks next whether both are low; when nothing is left, the next movement."""
        if what == "method" and self.view.method.hasFocus():
            # Another method has another guide.
            self._go(self._movement)
        elif what == "both_low" or (what == "pain" and side is Side.LEFT and not self.view.low.isVisible()):
            at = QApplication.focusWidget()
            following = next_movement(self.desk.exam.exam.answers, after=self._movement)
            if following is not None and at in (self.view.low, self.view.table.pains[Side.LEFT]):
                self._go(following)

    def _go(self, movement: str) -> None:
        self.frame.go(ID, movement=movement)

    def _step(self, by: int) -> None:
        codes = list(MOVEMENTS)
        self._go(codes[(codes.index(self._movement) + by) % len(codes)])

    def _both_low(self, code: str) -> None:
        if self.view.low.isVisible():
            self.view.low.setFocus()
            self._typed("both_low", None, None, code)

    def _show_setup(self, which: str) -> None:
        if self._screen is not None:
            lines = self._screen.device.lines if which == "device" else self._screen.setup
            self._sheets.show_setup(which, self._movement, lines[0])

    def _to_lever(self) -> None:
        self.view.table.levers[Side.RIGHT].setFocus()

    def _to_pain(self) -> None:
        self.view.table.pains[self._side or Side.RIGHT].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _side(self) -> Side | None:
        at = QApplication.focusWidget()
        table = self.view.table
        for (side, _), field in table.trials.items():
            if field.line is at:
                return side
        found = [s for s in SIDES if at in (table.grades[s].line, table.pains[s], table.levers[s].line)]
        return found[0] if found else None

    def _turn_unit(self) -> None:
        self._unit = UNITS[(UNITS.index(self._unit) + 1) % len(UNITS)]
        self.show_exam()
        self.frame.say(
            tr(
                "Forces are now entered in {unit}, and kept in {kept} as well.",
                unit=self._unit,
                kept=FORCE.unit,
            )
        )

    def _turn_summary(self) -> None:
        """One choice for the whole exam: every movement that has one changes with it."""
        answers = self.desk.exam.exam.answers
        code = "max" if usual_summary(answers, self._before) == "mean" else "mean"
        steps = [f"{m}_summary" for m in MOVEMENTS if Ref(ID, f"{m}_summary") in answers.entries]
        steps = steps or [f"{self._movement}_summary"]
        self.desk.record_many([(Ref(ID, step), Choice(code)) for step in steps])

    # Quality of a trial

    def _ask_quality(self) -> None:
        """Of the trial under the caret; of an empty one, the trial that was just typed."""
        at = QApplication.focusWidget()
        entries = self.desk.exam.exam.entries
        here = [
            self._ref("force", side, trial)
            for (side, trial), field in self.view.table.trials.items()
            if field.line is at
        ]
        ref = here[0] if here and here[0] in entries else self._last
        if ref is None or ref not in entries or ref.side is None:
            self.frame.say(tr("Type the force first, then say why it does not count."))
            return
        sheet = PickSheet(
            tr("{side}, trial {trial}: is it valid?", side=ref.side.heading, trial=ref.trial),
            VALIDITY,
            tr("The number is kept and struck through; it counts no more."),
        )
        sheet.picked.connect(partial(self._judge, ref))
        sheet.gone.connect(sheet.deleteLater)
        self.frame.ask(sheet)

    def _judge(self, ref: Ref, code: str) -> None:
        step = ref.step.replace("_force", "_valid")
        self.desk.record_value(Ref(ID, step, ref.side, ref.trial), Choice(code))
        side = ref.side
        if side is not None and self._screen is not None:
            trials = self._screen.sides[SIDES.index(side)].trials
            open_trial = next((n for n, t in enumerate(trials, start=1) if not t.quality), None)
            if open_trial is not None:
                self.view.table.trials[side, open_trial].setFocus(Qt.FocusReason.OtherFocusReason)

    def _left_out(self, scope: str) -> None:
        """A movement left out is followed by the next one, a side by the other."""
        following = next_movement(self.desk.exam.exam.answers, after=self._movement)
        if scope == "movement" and following is not None:
            self._go(following)
        elif scope == Side.RIGHT:
            self.view.table.trials[Side.LEFT, 1].setFocus(Qt.FocusReason.OtherFocusReason)

    # Rest

    def _begin_rest(self) -> None:
        self._rest_ends = self.desk.workstation.clock.monotonic() + float(conventions()["STRENGTH_REST"])
        self._clock.start()
        self._show_rest()

    def _show_rest(self) -> None:
        left = self._rest_ends - self.desk.workstation.clock.monotonic()
        if left <= 0:
            self._clock.stop()
        said = tr("Rest {seconds} s", seconds=int(left) + 1) if left > 0 else tr("Rested. Next trial.")
        self.view.show_rest(said)


PAGE = HipStrengthPage
