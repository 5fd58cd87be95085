"""What the window does about answers that are not on the disk: the red bar, its keys, and who may go."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.exam_file import ENDING, exam_file_name, save_exam_file
from app.faults import Fault
from app.saving import SavingState
from app.screens.conflict import conflict_screen
from app.screens.saving import SavedMark, closing_words, not_saved_screen, saved_mark, stay_words
from app.screens.state import State
from assessments.language.exam import NotAllowed
from assessments.language.protocol import Option
from resources.tongue import tr
from ui.desk import Desk
from ui.exam_files import ask_where_to_save
from ui.keys import KeyHint
from ui.parts.lines_sheet import LinesSheet
from ui.parts.not_saved_bar import NotSavedBar
from ui.parts.sheet import Sheet

LEAVE = 3.0
"""Seconds that leaving an exam or closing the window wait for the disk before they say so."""


class Asking(Protocol):
    """The window, as far as it is needed here."""

    def ask(self, sheet: Sheet) -> None: ...
    def say(self, words: str) -> None: ...
    def close(self) -> bool: ...


class Unsaved(QObject):
    """Beside the desk, because what is unsaved outlives every page."""

    def __init__(self, window: Asking, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = window
        self._desk = desk
        self._refused = False
        """Whether the last act, such as a signature, was not kept at all."""
        desk.refused.connect(self._refuse)
        desk.changed.connect(self._taken)
        self._lose = False
        self.bar = NotSavedBar()
        self.bar.retry.connect(self._retry)
        self.bar.to_file.connect(self.to_file)
        self.choose_file: Callable[[str], str] = partial(ask_where_to_save, parent)
        """Asks where to save, given a name; "" when nothing is to be saved."""
        self._choice: LinesSheet | None = None

    @property
    def _standing(self) -> SavingState:
        return self._desk.saver.standing

    def mark(self) -> SavedMark:
        """For the strip at the top; whoever asks shows the bar as well."""
        self.bar.show_trouble(not_saved_screen(self._standing))
        mark = saved_mark(self._standing, self._desk.workstation.clock.monotonic())
        if self._refused and mark.state is not State.STOP:
            return SavedMark(tr("NOT SAVED"), State.STOP)
        return mark

    def keys(self) -> tuple[KeyHint, ...]:
        held = self._standing.trouble is not None or self._standing.conflict is not None
        if not held:
            said = tr("Already saved: every answer is kept as it is given.")
            about = tr("save now; every answer is saved as it is given")
            return (KeyHint("Ctrl S", "", lambda: self._window.say(said), about=about),)
        return (
            KeyHint("Ctrl S", "", self._retry, about=tr("try to save again")),
            KeyHint("Ctrl Shift S", "", self.to_file, about=tr("save this exam to a file")),
        )

    def holds(self) -> str:
        """Wait for the disk; why the exam cannot be left, printed or closed now, or "" when it can."""
        return "" if self._desk.saver.flush(LEAVE) else stay_words(self._standing)

    def may_close(self, stays: str, covered: bool) -> bool:
        """Whether the window may go; else it asks, and stays unless told twice. `stays` is why the page
        cannot be left. A cover is lifted before anything behind it is asked about."""
        saved = self._desk.saver.flush(LEAVE)
        if self._lose or (saved and not stays):
            self._desk.close()
            return True
        if not covered:
            # What no file could hold offers none.
            question = self._closing if not saved else self._leaving
            about = (stays, "" if saved else closing_words(self._standing))
            question.show_lines([("", words) for words in about if words])
            self._window.ask(question)
        return False

    @cached_property
    def _closing(self) -> LinesSheet:
        return self._question(
            Option("stay", tr("Stay"), "S"),
            Option("file", tr("Save this exam to USB"), "F"),
            Option("lose", tr("Close and lose what is not saved"), "C"),
        )

    @cached_property
    def _leaving(self) -> LinesSheet:
        return self._question(
            Option("stay", tr("Stay"), "S"), Option("lose", tr("Close and lose the trial"), "C")
        )

    def _question(self, *options: Option) -> LinesSheet:
        made = LinesSheet(tr("Not saved"), options)
        made.picked.connect(self._picked)
        return made

    def to_file(self) -> None:
        if said := self.save_exam_file():
            self._window.say(said)

    def save_exam_file(self) -> str:
        """Save the whole exam, what is not on the disk included, to an encrypted file; what came of it, or ""
        when no place was chosen."""
        examination = self._desk.examination
        if examination is None:
            return ""
        station = self._desk.workstation
        chosen = self.choose_file(exam_file_name(station.clock.now()))
        if not chosen:
            return ""
        file = Path(chosen)
        file = file if file.suffix == ENDING else file.with_name(f"{file.name}{ENDING}")
        try:
            save_exam_file(station, examination, file)
        except Fault as fault:
            return fault.words
        return tr("Saved, encrypted: {file}. Ctrl I on the start page takes it in again.", file=file)

    def _refuse(self, said: str) -> None:
        self._refused = True
        self._desk.saving.emit()
        self._window.say(said)

    def _taken(self) -> None:
        self._refused = False

    def _retry(self) -> None:
        conflict = self._standing.conflict
        if conflict is None:
            self._desk.saver.retry()
            return
        if self._choice is None:
            mine, theirs = Option("mine", tr("Keep mine"), "M"), Option("theirs", tr("Take theirs"), "T")
            self._choice = LinesSheet(tr("Two people changed this exam"), (mine, theirs))
            self._choice.picked.connect(self._picked)
        screen = conflict_screen(conflict)
        rows = [(row.asked, row.said) for row in screen.rows]
        self._choice.show_lines(rows or [("", screen.sentence)])
        self._window.ask(self._choice)

    def _picked(self, code: str) -> None:
        match code:
            case "file":
                self.to_file()
            case "lose":
                self._lose = True
                self._window.close()
            case "mine":
                self._settle(self._desk.keep_mine)
            case "theirs":
                self._settle(self._desk.take_theirs)

    def _settle(self, choose: Callable[[], None]) -> None:
        try:
            choose()
        except (Fault, NotAllowed) as refused:
            self._window.say(str(refused))
