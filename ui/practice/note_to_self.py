"""A learner's note to self beside an attempt, asked for in a sheet and kept when the sheet goes."""

from __future__ import annotations

from uuid import uuid4

from PySide6.QtCore import QObject

from app.practice.attempt import Attempt
from app.practice.book import NotKept
from app.practice.notes import Note
from resources.tongue import tr
from ui.parts.note_sheet import NoteSheet
from ui.practice.frame import Frame


class NoteToSelf(QObject):
    """A note that is left empty is none."""

    def __init__(self, frame: Frame, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame
        self._sheet: NoteSheet | None = None
        self._attempt: Attempt | None = None

    def ask(self, attempt: Attempt) -> None:
        if self._sheet is None:
            self._sheet = NoteSheet()
            self._sheet.gone.connect(self._keep)
        self._attempt = attempt
        self._sheet.show_note(tr("Note to self"), attempt.task.title, "")
        self._frame.ask(self._sheet)

    def _keep(self) -> None:
        assert self._sheet is not None
        assert self._attempt is not None
        said = self._sheet.note.toPlainText().strip()
        if not said:
            return
        now = self._frame.clock.now()
        try:
            self._frame.book.add_note(Note(uuid4().hex, now, self._attempt.learner, self._attempt.id, said))
        except NotKept as refusal:
            self._frame.say(refusal.words)
            return
        self._frame.say(tr("The note is kept. It stands in your portfolio."))
