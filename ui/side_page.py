"""What the pages of the two-sided tests do alike: keep an answer, leave a side out, stop it, walk on."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.earlier import earlier_history
from app.screens.entry import EntryScreen, EntryState
from app.screens.guide import GuideScreen, guide_screen
from app.screens.last_visit import last_method, last_visit_lines
from app.screens.not_done import NOT_DONE
from assessments.language.catalogue import catalogue
from assessments.language.finding import Method
from assessments.language.protocol import Chosen, Option
from assessments.language.reading import Complaint
from assessments.language.value import ALL, SIDES, Choice, Ref, Side, Value
from resources.tongue import tr
from ui.desk import assessment_of
from ui.keys import KeyHint
from ui.page import Frame, Page
from ui.parts.guide_figures import GuideFigures
from ui.parts.sheet import PickSheet, ReasonSheet, Sheet
from ui.theme import theme

WIDEST = 1060
"""Wider than this a row is hard to follow; on a wide screen the page stands in the middle."""

LOW = 640
"""Under this height of the work area, at text size 1, there is no room to spare."""


class SidePage(Page):
    """A page with both sides beside each other. It fits its height to the room there is."""

    exam_page = True

    def __init__(self, frame: Frame, assessment: str) -> None:
        super().__init__(frame)
        self.assessment = assessment_of(assessment)
        self.id = assessment
        self.title = self.assessment.protocol.name
        self.last: Method | None = None
        self._guide: GuideScreen | None = None
        self._refused: dict[Ref, EntryScreen] = {}
        self._sheets: dict[tuple[object, ...], Sheet] = {}
        self.figures = GuideFigures(frame.desk.workstation.clock.monotonic)
        self._content = QWidget()
        self._content.setMaximumWidth(WIDEST)
        self.column = QVBoxLayout(self._content)
        self.column.setContentsMargins(0, 0, 0, 0)
        self._outer = QHBoxLayout(self)
        self._outer.addWidget(self._content)

    # What a page says of itself

    def side(self) -> Side:
        """The side on which the caret stands; the right until a page knows better."""
        return SIDES[0]

    def walk_on(self) -> None:
        """Put the caret on what comes next; the page itself until it has a path of its own."""
        self.setFocus()

    def next_hint(self) -> KeyHint:
        """The key to the step after this one, by its name."""
        names = {a.protocol.id: a.protocol.short_name for a in catalogue()}
        after = list(names.values())[list(names).index(self.id) + 1 :]
        words = tr("Next: {step}", step=after[0] if after else tr("Review"))
        return KeyHint("Ctrl Enter", words, self.frame.next_step, primary=True)

    def fit(self, room: QSize) -> None:
        """Take the measures for this room; on a low screen the spaces go first."""
        low = room.height() < LOW * theme().text_size
        self._content.setMaximumWidth(max(WIDEST, self._content.minimumSizeHint().width()))
        self._outer.setContentsMargins(20, 3 if low else 14, 20, 1 if low else 10)
        self.column.setSpacing(1 if low else 5)
        self.figures.fit(low)

    # Coming in

    def enter(self, **where: object) -> None:
        self._refused.clear()
        history = earlier_history(self.desk.workstation, self.desk.exam)
        self.last = last_method(history, self.id)
        self._guide = guide_screen(self.assessment, last_visit_lines(history, self.id))
        self.show_exam()

    def guide(self) -> GuideScreen | None:
        return self._guide

    def figure(self) -> QWidget:
        return self.figures

    # Keeping

    def entry(self, ref: Ref, entries: dict[Ref, EntryScreen]) -> EntryScreen:
        """What an entry shows: what was refused stays until it is mended."""
        return self._refused.get(ref) or entries[ref]

    def type_in(self, ref: Ref, typed: str) -> bool:
        """Keep what was typed; otherwise it stays with the sentence that says why, and False."""
        if self.closed():
            return False
        self._refused.pop(ref, None)
        complaint = self.desk.record(ref, typed)
        if complaint is not None:
            self._refused[ref] = EntryScreen(typed, EntryState.REFUSED, complaint.words)
            self.show_exam()
        return complaint is None

    def _refused_words(self, ref: Ref) -> str:
        return self._refused[ref].sentence if ref in self._refused else ""

    def keep(self, pairs: Iterable[tuple[Ref, Value]]) -> bool:
        return not self.closed() and self._said(self.desk.record_many(pairs))

    def take_away(self, ref: Ref) -> bool:
        return not self.closed() and self._said(self.desk.clear(ref))

    def take_back(self) -> None:
        """Undo the last stroke, if it was one of this page."""
        last = self.desk.exam.exam.undoable
        if last is None or last.ref.assessment != self.id:
            self.frame.say(tr("Nothing of this test to take back."))
            return
        ref = self.desk.undo()
        if ref is not None:
            self.focus_ref(ref)

    def locked(self) -> str:
        """Why nothing can be recorded now."""
        return ""

    def closed(self) -> bool:
        if why := self.locked():
            self.frame.say(why)
        return bool(why)

    def _said(self, complaint: Complaint | None) -> bool:
        return kept(self.frame, complaint)

    # Stopping and leaving out

    def ask_stop(self) -> None:
        """Why this side was stopped; what was seen stays."""
        if self.closed():
            return
        side = self.side()
        ref = Ref(self.id, "stopped_by", side)
        stopped = ref in self.desk.exam.exam.entries
        self.frame.ask(self._sheet(("stop", side, stopped), lambda: self._stop_sheet(ref, side, stopped)))

    def _stop_sheet(self, ref: Ref, side: Side, stopped: bool) -> Sheet:
        kind = self.assessment.protocol.step("stopped_by").kind
        assert isinstance(kind, Chosen)
        off = (Option("", tr("Not stopped after all"), "0"),) if stopped else ()
        sheet = PickSheet(
            tr("Stop the {side} side: by what?", side=side.words),
            (*kind.options, *off),
            tr("What was seen stays. A stopped side is never counted as clean."),
        )
        sheet.picked.connect(lambda code: self._stopped(ref, code))
        return sheet

    def _stopped(self, ref: Ref, code: str) -> None:
        if self.keep([(ref, Choice(code))]) if code else self.take_away(ref):
            self.walk_on()

    def ask_not_done(self) -> None:
        """Why the test, or one side of it, is not done."""
        if self.closed():
            return
        left_out = any(Ref(self.id, ALL, side) in self.desk.exam.exam.entries for side in (None, *SIDES))
        self.frame.ask(self._sheet(("scope", left_out), lambda: self._scope_sheet(left_out)))

    def _scope_sheet(self, left_out: bool) -> Sheet:
        back = (Option("done", tr("Done after all"), "0"),) if left_out else ()
        options = (
            Option("", tr("The whole test"), "1"),
            Option("right", tr("The right side"), "2"),
            Option("left", tr("The left side"), "3"),
            *back,
        )
        sheet = PickSheet(tr("{test}: what is not done?", test=self.title), options)
        sheet.picked.connect(self._ask_why)
        return sheet

    def _ask_why(self, scope: str) -> None:
        if scope == "done":
            for side in (None, *SIDES):
                self.take_away(Ref(self.id, ALL, side))
            self.walk_on()
            return
        self.frame.ask(self._sheet(("why", scope), lambda: self._why_sheet(scope)))

    def _why_sheet(self, scope: str) -> Sheet:
        one = tr("Why is the {side} side not done?", side=Side(scope).words) if scope else ""
        sheet = ReasonSheet(one or tr("Why is the test not done?"), NOT_DONE)
        sheet.answered.connect(lambda code, note: self._skip(code, note, scope))
        return sheet

    def _skip(self, code: str, note: str, scope: str) -> None:
        said = next(option.words for option in NOT_DONE if option.code == code)
        if self._said(self.desk.skip(self.id, code, note or said, Side(scope) if scope else None)):
            self.walk_on()

    def _sheet(self, key: tuple[object, ...], make: Callable[[], Sheet]) -> Sheet:
        if key not in self._sheets:
            self._sheets[key] = make()
        return self._sheets[key]

    # Room

    def showEvent(self, event: object) -> None:
        viewport = self.parentWidget()
        if viewport is not None:
            viewport.removeEventFilter(self)
            viewport.installEventFilter(self)
            self.fit(viewport.size())
            # Parts have their own height only once the page is laid out: then it is fitted once more.
            QTimer.singleShot(0, self.refit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            viewport = self.parentWidget()
            assert viewport is not None
            self.fit(viewport.size())
        return False

    def refit(self) -> None:
        """Fit again, because parts came or went."""
        viewport = self.parentWidget()
        if viewport is not None and self.isVisible():
            self.fit(viewport.size())


def focus(widget: QWidget) -> None:
    """Put the caret there, as after a key."""
    widget.setFocus(Qt.FocusReason.OtherFocusReason)


def kept(frame: Frame, complaint: Complaint | None) -> bool:
    """Whether it was kept; if not, the reason is said."""
    if complaint is not None:
        frame.say(complaint.words)
    return complaint is None
