"""The review: what was found at the left, the class and its reasons at the right, the decision below."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout

from app.screens.review import (
    DECISION,
    OVERRIDE_CLASS,
    OVERRIDE_REASON,
    ReviewScreen,
    review_screen,
)
from app.screens.state import State
from assessments.classification.labels import labels
from assessments.language.protocol import Option
from assessments.language.value import Choice, Ref, Text
from resources.tongue import tr
from ui.keys import KeyHint
from ui.page import Frame, Page
from ui.parts.bars import Bars
from ui.parts.choice_card import ChoiceCard
from ui.parts.flip_list import FlipList
from ui.parts.look import frame as box
from ui.parts.look import rule, set_words, words
from ui.parts.path_sheet import PathSheet
from ui.parts.reason_list import ReasonList
from ui.parts.result_table import ResultTable, TableReading, TableRow
from ui.parts.sheet import ReasonSheet
from ui.parts.tag import Tag
from ui.parts.wrapped import Wrapped
from ui.signed_keys import signed_keys

_OTHER_CLASSES = (
    "EXT-MOB", "EXT-CTRL", "EXT-COMB", "FRONT", "MIX", "UNM-FLEX", "UNM-MULTI", "UNM-NONE", "ISO", "CLEAR",
)  # fmt: skip


class ReviewPage(Page):
    """Nothing is accepted for the clinician: A, O or N decides, and both the class and the decision stay."""

    title = tr("Review")
    exam_page = True
    wide = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._screen: ReviewScreen | None = None
        self._override: ReasonSheet | None = None
        self._path: PathSheet | None = None
        self._reads_on = False
        self._search = QTimer(self)
        self._search.setSingleShot(True)
        self._search.timeout.connect(self._find_flips)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 20, 10)
        row.setSpacing(20)
        row.addLayout(self._left(), 546)
        row.addLayout(self._right(), 556)

    # The findings

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        self._about = words("", "body", "ink2", wrap=True)
        self._table = ResultTable()
        self._table.asked.connect(self.frame.show_sources)
        self._not_done = words("", "guide", "ink2", wrap=True)
        column.addWidget(words(tr("Review"), "title"))
        column.addWidget(self._about)
        column.addSpacing(6)
        column.addWidget(self._table, 1)
        column.addWidget(self._not_done)
        column.addStretch(0)
        return column

    # The class

    def _right(self) -> QVBoxLayout:
        card = box("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(18, 10, 18, 10)
        inside.setSpacing(5)
        self._lead = words(tr("Findings are consistent with"), "caption", "ink3")
        self._label = words("", "class", wrap=True)
        self._bars = Bars()
        self._standing = words("", "guide", wrap=True)
        convention = Tag("convention")
        convention.asked.connect(self.frame.show_sources)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._bars, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._standing, 1)
        line.addWidget(convention, 0, Qt.AlignmentFlag.AlignTop)
        self._could_be = words("", "guide-strong", "miss-text", wrap=True)
        self._modifiers = words("", "guide", "ink2", wrap=True)
        nothing = tr("Nothing counted. Ctrl 1 to 7 goes to the tests.")
        self._supports = ReasonList(tr("Supports"), State.SUPPORTS, nothing, columns=2)
        self._against = ReasonList(tr("Contradicts"), State.AGAINST, tr("Nothing found."))
        self._missing = ReasonList(tr("Missing"), State.MISSING, tr("Nothing."))
        reasons = QVBoxLayout()
        reasons.setSpacing(8)
        reasons.addWidget(self._supports)
        second = QHBoxLayout()
        second.setSpacing(20)
        second.addWidget(self._against, 1, Qt.AlignmentFlag.AlignTop)
        second.addWidget(self._missing, 1, Qt.AlignmentFlag.AlignTop)
        reasons.addLayout(second)
        self._flips = FlipList()
        self._idea = words("", "caption", "ink3", wrap=True)
        self._fixed = words("", "small", "ink3", wrap=True)
        for part in (self._lead, self._label):
            inside.addWidget(part)
        inside.addLayout(line)
        inside.addWidget(self._could_be)
        inside.addWidget(self._modifiers)
        inside.addWidget(rule())
        inside.addWidget(self._scrolled(reasons), 1)
        inside.addWidget(self._idea)
        inside.addWidget(self._fixed)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(card, 1)
        self._decided = words("", "guide", "ink2", wrap=True)
        column.addWidget(self._decided)
        column.addLayout(self._choices())
        return column

    def _scrolled(self, reasons: QVBoxLayout) -> QScrollArea:
        """Reasons and changes scroll where they are many, so that the decision below is always in sight."""
        inside = Wrapped()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(6)
        column.addLayout(reasons)
        column.addWidget(rule())
        column.addWidget(self._flips)
        column.addStretch(1)
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(160)
        # The bar names the keys that read on only while there is more to read.
        area.verticalScrollBar().rangeChanged.connect(lambda low, high: self._more_to_read(high > low))
        return area

    def _more_to_read(self, more: bool) -> None:
        if more != self._reads_on:
            self._reads_on = more
            if self.isVisible():
                self.frame.show_keys()

    def _scroll(self, pages: int) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def _choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(9)
        self._cards = {
            "accept": ChoiceCard(tr("Accept"), tr("Plan built from it"), "A"),
            "override": ChoiceCard(tr("Override"), tr("With a reason"), "O"),
            "no_class": ChoiceCard(tr("No class"), tr("Findings only"), "N"),
        }
        acts = {"accept": self._accept, "override": self._ask_override, "no_class": self._no_class}
        for code, card in self._cards.items():
            card.clicked.connect(acts[code])
            row.addWidget(card, 1)
        return row

    # Showing

    def enter(self, **where: object) -> None:
        self.show_exam()

    def spoken(self) -> str:
        """What the exam comes to, and whether anything is decided."""
        told = (self.title, self._lead.text(), self._label.text(), self._decided.text())
        return ". ".join(text.rstrip(".") for text in told if text)

    def show_exam(self, changed: tuple[Ref, ...] = ()) -> None:
        found = self.desk.known_flips
        if found is None:
            # The page is shown at once; the search runs when it stands.
            self._search.start(0)
        screen = review_screen(self.desk.exam.exam, self.desk.evaluation, found)
        if screen == self._screen:
            return
        self._screen = screen
        set_words(self._about, screen.about)
        self._table.show_rows(
            tuple(
                TableRow(
                    row.name,
                    row.about,
                    row.right,
                    row.left,
                    tuple(TableReading(state, text) for state, text in row.readings),
                    row.cutoff,
                    row.rule.standing,
                    row.rule.cites,
                )
                for row in screen.rows
            )
        )
        _show(self._not_done, ". ".join(screen.not_done))
        _show(self._lead, "" if screen.bars == 0 and screen.stop else tr("Findings are consistent with"))
        set_words(self._label, screen.label)
        self._bars.show_bars(screen.bars, 3)
        set_words(self._standing, screen.standing)
        _show(self._could_be, screen.could_be)
        _show(self._modifiers, screen.modifiers)
        self._supports.show_reasons(screen.supports)
        self._against.show_reasons(screen.contradictions)
        self._missing.show_reasons(screen.missing[:4] + _more(screen.missing, 4))
        self._flips.show_flips(screen.flips, screen.safety_flips)
        _show(
            self._idea,
            tr("Closest published idea: {closest_idea}", closest_idea=screen.closest_idea)
            if screen.closest_idea
            else "",
        )
        set_words(self._fixed, screen.fixed_line)
        _show(self._decided, screen.decided)
        for code, card in self._cards.items():
            possible = not screen.stop and self.desk.exam.exam.open
            card.show_choice(screen.decision.code == code, possible)

    def leave(self) -> None:
        self._search.stop()

    def _find_flips(self) -> None:
        self.desk.search_flips()
        self.show_exam()

    def keys(self) -> tuple[KeyHint, ...]:
        screen = self._screen
        free = screen is not None and not screen.stop and self.desk.exam.exam.open
        decided = screen is not None and bool(screen.decision.code)
        plan = tr("Next: Plan") if decided or not free else tr("Next: choose first")
        return (
            KeyHint("A", tr("accept"), self._accept, enabled=free),
            KeyHint("O", tr("override"), self._ask_override, enabled=free),
            KeyHint("N", tr("no class"), self._no_class, enabled=free),
            KeyHint("W", tr("path"), self._show_path),
            KeyHint("E", tr("evidence"), lambda: self.frame.show_sources(self._cites())),
            KeyHint("C", tr("copy"), self._copy),
            *signed_keys(self),
            *(self._reading_keys() if self._reads_on else ()),
            KeyHint("Ctrl Enter", plan, self._next, primary=True, enabled=decided or not free),
        )

    def every_key(self) -> tuple[KeyHint, ...]:
        return (*self.keys(), *self._reading_keys())

    def _reading_keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("PgDn", tr("more reasons"), lambda: self._scroll(1)),
            KeyHint("PgUp", "", lambda: self._scroll(-1), about=tr("reasons before")),
        )

    def focus_ref(self, ref: Ref) -> bool:
        if ref.assessment != "review":
            return False
        self.setFocus()
        return True

    def _cites(self) -> tuple[str, ...]:
        rows = self._screen.rows if self._screen else ()
        return tuple(dict.fromkeys(key for row in rows for key in row.rule.cites))

    # Deciding

    def _accept(self) -> None:
        self._decide("accept")

    def _no_class(self) -> None:
        self._decide("no_class")

    def _decide(self, code: str) -> None:
        if self._screen is not None and not self._screen.stop:
            complaint = self.desk.record_value(DECISION, Choice(code))
            if complaint is not None:
                self.frame.say(complaint.words)

    def _ask_override(self) -> None:
        if self._screen is None or self._screen.stop or not self.desk.exam.exam.open:
            return
        if self._override is None:
            keys = "1234567890"
            options = [Option(code, labels()[code].label, keys[n]) for n, code in enumerate(_OTHER_CLASSES)]
            self._override = ReasonSheet(
                tr("Which class instead, and why?"),
                options,
                tr("The program's class and yours are both kept and printed."),
                note_needed=True,
                verb=tr("Override"),
            )
            self._override.answered.connect(self._overridden)
        self.frame.ask(self._override)

    def _overridden(self, code: str, reason: str) -> None:
        self.desk.record_many(
            [
                (DECISION, Choice("override")),
                (OVERRIDE_CLASS, Choice(code)),
                (OVERRIDE_REASON, Text(reason)),
            ]
        )

    def _show_path(self) -> None:
        if self._screen is None:
            return
        if self._path is None:
            self._path = PathSheet()
        self._path.show_path(self._screen.path, self._screen.flips or ())
        self.frame.ask(self._path)

    def _copy(self) -> None:
        screen = self._screen
        if screen is None:
            return
        lines = [screen.label, screen.standing, screen.about]
        lines += [
            tr("{test}: R {right}, L {left}", test=row.name, right=row.right, left=row.left)
            for row in screen.rows
        ]
        lines += [tr("For: {reason}", reason=reason) for reason in screen.supports]
        lines += [tr("Against: {reason}", reason=reason) for reason in screen.contradictions]
        lines += [tr("Missing: {reason}", reason=reason) for reason in screen.missing]
        lines.append(screen.fixed_line)
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.frame.say(tr("The findings are on the clipboard, without the patient's name."))

    def _next(self) -> None:
        self.frame.go("plan")


def _show(label: object, text: str) -> None:
    set_words(label, text)  # type: ignore[arg-type]
    label.setVisible(bool(text))  # type: ignore[attr-defined]


def _more(sentences: tuple[str, ...], shown: int) -> tuple[str, ...]:
    rest = len(sentences) - shown
    return (tr("and {rest} more", rest=rest),) if rest > 0 else ()


PAGE = ReviewPage
