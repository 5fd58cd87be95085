"""The questions of the strength page that need a sheet: how it is set up, why it is left out or stopped."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel

from app.dates import read_date
from app.screens.entry import EntryScreen, EntryState, entry_screen
from app.screens.not_done import NOT_DONE
from assessments.hip_strength import ASSESSMENT
from assessments.hip_strength.movements import MOVEMENTS, movement_of
from assessments.hip_strength.protocol import ID, PROTOCOL
from assessments.language.completeness import open_refs
from assessments.language.protocol import Option
from assessments.language.reading import Complaint
from assessments.language.value import ALL, NotDone, Ref, Side, Value
from resources.tongue import tr
from ui.page import Frame
from ui.parts.also_sheet import AlsoSheet
from ui.parts.look import set_words, words
from ui.parts.scope_sheet import ScopeSheet
from ui.parts.sheet import ReasonSheet

_SCOPES = (
    Option("movement", tr("This movement"), "T"),
    Option(Side.RIGHT.value, tr("Right"), "R"),
    Option(Side.LEFT.value, tr("Left"), "L"),
    Option("whole", tr("Whole test"), "W"),
)
_STOPS = (
    Option("sharp_pain", tr("Sharp pain"), "1"),
    Option("pain", tr("Pain up by 2"), "2"),
    Option("leg_symptoms", tr("New leg symptoms"), "3"),
    Option("cramp", tr("Cramp"), "4"),
    Option("dizziness", tr("Dizziness"), "5"),
    Option("patient", tr("Patient stops"), "6"),
    Option("examiner", tr("Examiner stops"), "7"),
)
_DEVICE = ("device", "serial", "calibration_date")


class StrengthSheets(QObject):
    """Each sheet is made when it is first asked for, and records what it is told."""

    left_out = Signal(str)
    """What was left out, "movement", a side or "whole", after it was recorded."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._movement = ""
        self._setups: dict[str, AlsoSheet] = {}
        self._wholes: dict[str, QLabel] = {}
        self._refused: dict[str, EntryScreen] = {}
        self._why: ScopeSheet | None = None
        self._stop: ReasonSheet | None = None

    # Set-up

    def show_setup(self, which: str, movement: str, whole: str) -> None:
        """The dynamometer, or position and fixation of the movement; `whole` is all that is known of it."""
        device = which == "device"
        key = "device" if device else movement
        if key not in self._setups:
            steps: Sequence[str] = _DEVICE if device else (f"{key}_position", f"{key}_fixation")
            title = (
                tr("Dynamometer")
                if device
                else tr("{movement}: position and fixation", movement=MOVEMENTS[key].name)
            )
            made = AlsoSheet(title, [PROTOCOL.step(id) for id in steps])
            made.typed.connect(self._typed)
            self._setups[key] = made
            self._wholes[key] = words("", "body", "ink2", wrap=True)
            made.column.insertWidget(1, self._wholes[key])
        set_words(self._wholes[key], whole)
        self.show_entries()
        self._frame.ask(self._setups[key])

    def show_entries(self) -> None:
        """Show in every sheet what stands now."""
        exam = self._frame.desk.exam.exam
        for sheet in self._setups.values():
            sheet.show_entries(
                {
                    id: self._refused.get(id)
                    or entry_screen(exam.answers, Ref(ID, id), PROTOCOL.step(id).kind, locked=not exam.open)
                    for id in sheet.steps
                }
            )

    def _typed(self, id: str, typed: str) -> None:
        """A date is kept as the document writes it, in whatever way it was typed."""
        self._refused.pop(id, None)
        text: str | Complaint = typed
        if id == "calibration_date" and typed.strip():
            day = read_date(typed)
            text = day if isinstance(day, Complaint) else day.isoformat()
        complaint = text if isinstance(text, Complaint) else self._frame.desk.record(Ref(ID, id), text)
        if complaint is not None:
            self._refused[id] = EntryScreen(typed, EntryState.REFUSED, complaint.words)
        self.show_entries()

    # Left out, stopped

    def ask_why(self, movement: str) -> None:
        self._movement = movement
        if self._why is None:
            self._why = ScopeSheet(tr("Hip strength: why is it not done?"), _SCOPES, NOT_DONE)
            self._why.decided.connect(self._leave_out)
        self._frame.ask(self._why)

    def _leave_out(self, scope: str, code: str, note: str) -> None:
        reason = NotDone(code, note or next(o.words for o in NOT_DONE if o.code == code))
        if scope == "whole":
            place = Ref(ID, ALL)
        elif scope == "movement":
            place = Ref(ID, f"{self._movement}_method")
        else:
            place = self._side_place(self._movement, Side(scope))
        self._frame.desk.record_value(place, reason)
        self.left_out.emit(scope)

    def ask_stop(self) -> None:
        if self._stop is None:
            self._stop = ReasonSheet(
                tr("Stop the test: why?"), _STOPS, tr("What was measured is kept."), verb=tr("Stop")
            )
            self._stop.answered.connect(self._stopped)
        self._frame.ask(self._stop)

    def _stopped(self, code: str, note: str) -> None:
        """Sides without a force are closed with the reason; what was measured stays."""
        said = note or next(option.words for option in _STOPS if option.code == code)
        reason = NotDone(code, tr("Stopped: {reason}", reason=said.lower()))
        closed: list[tuple[Ref, Value]] = []
        for ref in open_refs(ASSESSMENT, self._frame.desk.exam.exam.answers):
            movement = movement_of(ref.step)
            if movement is not None and ref.side is not None and what_of(ref) in ("force", "grade"):
                closed.append((self._side_place(movement.code, ref.side), reason))
        if closed:
            self._frame.desk.record_many(closed)
        else:
            self._frame.say(tr("Every side has its force: there is nothing left to stop."))

    def _side_place(self, movement: str, side: Side) -> Ref:
        """Where a side says that it was not done."""
        answers = self._frame.desk.exam.exam.answers
        if answers.choice(ID, f"{movement}_method") == "manual":
            return Ref(ID, f"{movement}_grade", side)
        return Ref(ID, f"{movement}_force", side, 1)


def what_of(ref: Ref) -> str:
    """The part of a step's id after its movement: "force", "pain", "both_low"."""
    movement = movement_of(ref.step)
    return ref.step.removeprefix(f"{movement.code}_") if movement else ref.step
