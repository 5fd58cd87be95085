"""What the clamshell asks on a sheet: how it is given, and a result that was counted by hand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.clamshell import HOLD
from app.screens.clamshell import SETUP
from app.screens.entry import EntryScreen, EntryState, entry_screen
from assessments.clamshell.protocol import ID, PROTOCOL
from assessments.language.reading import Complaint, read
from assessments.language.value import Choice, Ref, Side, Value
from resources.tongue import tr
from ui.page import Frame
from ui.parts.entries_sheet import EntriesSheet
from ui.side_page import kept


class ClamshellSheets(QObject):
    """Each records what is typed on it, for the side whose turn it is, given as `mode` says."""

    def __init__(self, frame: Frame, side: Callable[[], Side], mode: Callable[[], str]) -> None:
        super().__init__()
        self._frame = frame
        self._side = side
        self._mode = mode
        self._setup: EntriesSheet | None = None
        self._result: EntriesSheet | None = None
        self._refused: dict[str, EntryScreen] = {}

    def ask_setup(self) -> None:
        """Target and band, the same for both sides."""
        if self._setup is None:
            self._setup = self._sheet(tr("How it is given"), SETUP)
        self._ask(self._setup)

    def ask_result(self) -> None:
        """A result without the timer: counted or timed by hand."""
        if self._result is not None:
            self._result.deleteLater()
        ids = ("seconds",) if self._mode() == HOLD else ("repetitions", "seconds")
        self._result = self._sheet(tr("{side}: what the trial came to", side=self._side().heading), ids)
        self._ask(self._result)

    def show_entries(self) -> None:
        """Show in both sheets what stands now."""
        if self._setup is not None:
            self._setup.show_entries({id: self._entry(id, None) for id in self._setup.steps})
        if self._result is not None:
            self._result.show_entries({id: self._entry(id, self._side()) for id in self._result.steps})

    def _sheet(self, title: str, ids: tuple[str, ...]) -> EntriesSheet:
        sheet = EntriesSheet(title, tuple(PROTOCOL.step(id) for id in ids))
        sheet.typed.connect(self._typed)
        return sheet

    def _ask(self, sheet: EntriesSheet) -> None:
        self._refused.clear()
        self.show_entries()
        self._frame.ask(sheet)

    def _entry(self, step: str, side: Side | None) -> EntryScreen:
        answers = self._frame.desk.exam.exam.answers
        refused = self._refused.get(step)
        return refused or entry_screen(answers, Ref(ID, step, side), PROTOCOL.step(step).kind)

    def _typed(self, step: str, typed: str) -> None:
        """A result says in the same stroke which test it is of."""
        asked = PROTOCOL.step(step)
        reading = read(asked.kind, typed) if typed.strip() else None
        if isinstance(reading, Complaint):
            self._refused[step] = EntryScreen(typed, EntryState.REFUSED, reading.words)
            self.show_entries()
            return
        side = self._side() if asked.sided else None
        pairs: list[tuple[Ref, Value | None]]
        pairs = [(Ref(ID, step, side), None if reading is None else reading.value)]
        if asked.sided and reading is not None:
            pairs.insert(0, (Ref(ID, "mode", side), Choice(self._mode())))
        self._refused.pop(step, None)
        kept(self._frame, self._frame.desk.record_many(pairs))
