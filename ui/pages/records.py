"""The record as a whole: how well it is looked after, its backups, a restore, and the clinic's keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.access.rights import Right, refusal
from app.backups.kept import Backup
from app.backups.rehearsal import Rehearsed
from app.backups.replacing import NotReplaced
from app.backups.second import last_second
from app.faults import Fault
from app.screens import records as screens
from app.screens.records import RecordsScreen, records_screen
from app.store.state import State as FileState
from app.support import support_text
from app.upkeep import Checked, check_record, recovery_typed
from app.vault.recovery import new_recovery_key
from assessments.language.exam import NotAllowed
from resources.tongue import tr
from ui.choosing import Choosing, SystemChoosing
from ui.door.bundle import save_bundle
from ui.door.key_sheet import print_sheet, save_sheet
from ui.keys import KeyHint
from ui.page import Frame, Page
from ui.parts.bundle_sheet import BundleSheet
from ui.parts.key_button import KeyButton
from ui.parts.line_sheet import LineSheet
from ui.parts.look import frame as card
from ui.parts.look import set_words, words
from ui.parts.new_key_sheet import NewKeySheet
from ui.parts.row_list import RowList
from ui.parts.state_lines import StateLines
from ui.parts.typed_sheet import TypedSheet


class RecordsPage(Page):
    """What takes long is done behind the desk; what exchanges the record waits for everything else first."""

    title = tr("The record")
    wide = True
    aside = True

    def __init__(self, frame: Frame, choosing: Choosing | None = None) -> None:
        super().__init__(frame)
        self.choosing = choosing or SystemChoosing(self)
        self._buttons: list[tuple[KeyButton, Right]] = []
        self._acts: list[tuple[str, str, Right, Callable[[], object]]] = []
        page = QHBoxLayout(self)
        page.setContentsMargins(32, 20, 32, 16)
        page.setSpacing(32)
        page.addLayout(self._left(), 930)
        page.addLayout(self._beside(), 340)
        self.desk.upkeep.told.connect(self._told)

    def _left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(10)
        title = QHBoxLayout()
        title.addWidget(words(tr("The record"), "title"))
        title.addStretch(1)
        bundle = KeyButton(tr("Support bundle"), "S", height=32)
        bundle.clicked.connect(self._show_bundle)
        bundle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        title.addWidget(bundle)
        left.addLayout(title)
        self._unconfirmed = card("miss")
        inside = QHBoxLayout(self._unconfirmed)
        inside.setContentsMargins(16, 10, 12, 10)
        inside.setSpacing(16)
        self._unconfirmed_words = words("", "body", "miss-text", wrap=True)
        self._right = KeyButton(tr("This is right"), "Ctrl Enter", "primary")
        self._right.clicked.connect(self._this_is_right)
        inside.addWidget(self._unconfirmed_words, 1)
        inside.addWidget(self._right)
        left.addWidget(self._unconfirmed)
        self._health = StateLines(2)
        box = card("card")
        within = QVBoxLayout(box)
        within.setContentsMargins(16, 12, 16, 12)
        within.addWidget(self._health)
        left.addWidget(box)
        left.addSpacing(6)
        head = QHBoxLayout()
        head.addWidget(words(tr("Backups"), "section"))
        head.addStretch(1)
        self._count = words("", "body", "ink3")
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        left.addLayout(head)
        self._list = RowList(tr("Backups"), screens.HEADS)
        self._list.opened.connect(lambda _: self._ask_restore())
        left.addWidget(self._list, 1)
        self._off: QLabel = words("", "caption", "ink3", wrap=True)
        left.addWidget(self._off)
        return left

    def _beside(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(8)
        self._button(right, tr("Back up now"), "B", Right.BACK_UP, self._back_up, "primary")
        self._button(right, tr("Try out a restore"), "T", Right.BACK_UP, self._rehearse)
        self._button(right, tr("Restore this backup"), "R", Right.RESTORE, self._ask_restore)
        self._button(right, tr("Check the whole record"), "V", Right.AUDIT, self._check)
        self._second = self._told_of(right, tr("Second place"))
        self._button(right, tr("Choose a folder"), "F", Right.CLINIC, self._choose_folder)
        self._recovery = self._told_of(right, tr("Recovery key and keys"))
        self._button(right, tr("Type the recovery key"), "Y", Right.KEYS, self._ask_recovery)
        self._button(right, tr("New recovery key"), "N", Right.KEYS, self._new_key)
        self._button(right, tr("Change the clinic's keys"), "K", Right.KEYS, self._ask_rotate)
        right.addStretch(1)
        return right

    def _button(
        self,
        column: QVBoxLayout,
        text: str,
        key: str,
        right: Right,
        act: Callable[[], object],
        look: str = "",
    ) -> None:
        button = KeyButton(text, key, look)
        button.clicked.connect(lambda: self._act(right, act))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setProperty("asked", look)
        column.addWidget(button)
        self._buttons.append((button, right))
        self._acts.append((key, text, right, act))

    def _told_of(self, column: QVBoxLayout, heading: str) -> StateLines:
        column.addSpacing(8)
        column.addWidget(words(heading, "strong"))
        lines = StateLines(1)
        column.addWidget(lines)
        return lines

    def enter(self, **where: object) -> None:
        self._show()

    def first(self) -> QWidget:
        return self._list

    def keys(self) -> tuple[KeyHint, ...]:
        acts = tuple(
            KeyHint(key, "", partial(self._act, right, act), about=name)
            for key, name, right, act in self._acts
        )
        listed = bool(self._list.current)
        waits = self._unconfirmed.isVisibleTo(self)
        return (
            KeyHint("↑|↓", tr("backup"), enabled=listed),
            KeyHint("Enter", tr("restore this backup") if listed and self.desk.may(Right.RESTORE) else ""),
            KeyHint("Ctrl Enter", tr("this is right"), self._this_is_right, enabled=waits),
            *acts,
            KeyHint("S", "", self._show_bundle, about=tr("support bundle")),
            KeyHint("Esc", tr("back"), right=True),
        )

    # Showing

    def _told(self) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        station, now = self.desk.workstation, self.desk.workstation.clock.now()
        unconfirmed = station.backups.unconfirmed()
        self._show_screen(
            records_screen(
                self.desk.upkeep.standing,
                station.backups.kept(),
                station.settings.second_place,
                last_second(station.places),
                recovery_typed(station),
                unconfirmed.words if unconfirmed else "",
                station.access,
                now,
            )
        )

    def _show_screen(self, screen: RecordsScreen) -> None:
        self._health.show_lines(screen.health)
        self._list.show_rows(screen.rows, screens.NOTHING)
        set_words(self._count, screen.count)
        self._second.show_lines((screen.second,))
        self._recovery.show_lines((screen.recovery,))
        set_words(self._unconfirmed_words, screen.unconfirmed)
        self._unconfirmed.setVisible(bool(screen.unconfirmed))
        self._right.show_button(tr("This is right"), "primary", self.desk.may(Right.RESTORE))
        set_words(self._off, screen.off)
        self._off.setVisible(bool(screen.off))
        for (button, right), (_, text, _, act) in zip(self._buttons, self._acts, strict=True):
            may = self.desk.may(right)
            # Nothing can be tried out or restored before there is a backup.
            there = bool(screen.rows) or act not in (self._rehearse, self._ask_restore)
            button.show_button(text, str(button.property("asked") or ""), may and there)
            button.setAccessibleDescription("" if may else refusal(right))
        self.frame.show_keys()

    # Acting

    def _act(self, right: Right, act: Callable[[], object]) -> None:
        """For who may; for others the sentence who may."""
        if not self.desk.may(right):
            self.frame.say(refusal(right))
            return
        try:
            act()
        except (Fault, NotAllowed) as refused:
            self.frame.say(str(refused))

    def _behind(self, said: str, act: Callable[[], object], words_of: Callable[[object], str]) -> None:
        """Behind the desk, and what came of it where the keys stand."""

        def came(found: object) -> None:
            self.frame.say(str(found) if isinstance(found, Fault | NotAllowed) else words_of(found))
            self._told()

        self.frame.say(said)
        self.desk.upkeep.run(act, came)

    def _back_up(self) -> None:
        backups = self.desk.workstation.backups

        def made(found: object) -> str:
            assert isinstance(found, Backup)
            return screens.made_words(found, backups.second_words)

        self._behind(screens.MAKING, backups.back_up, made)

    def _rehearse(self) -> None:
        backups, name = self.desk.workstation.backups, self._list.current

        def tried(found: object) -> str:
            assert isinstance(found, Rehearsed)
            return screens.rehearsed_words(found)

        self._behind(screens.TRYING, lambda: backups.rehearse(name), tried)

    def _check(self) -> None:
        def checked(found: object) -> str:
            assert isinstance(found, Checked)
            return screens.checked_words(found)

        self._behind(screens.CHECKING, lambda: check_record(self.desk.workstation), checked)

    def _this_is_right(self) -> None:
        def right(_: object) -> str:
            self.desk.upkeep.forget()
            return screens.RIGHT

        self._behind(screens.MAKING, self.desk.workstation.backups.this_is_right, right)

    def _choose_folder(self) -> None:
        station = self.desk.workstation
        folder = self.choosing.folder(tr("A second place for backups"))
        if folder is None:
            return
        if complaint := screens.folder_complaint(station.places, folder):
            self.frame.say(complaint)
            return
        station.change_settings(replace(station.settings, second_place=str(folder)))
        said = screens.folder_words(station.places, folder)
        self._behind(
            said, station.backups.back_up, lambda _: f"{said} {station.backups.second_words}".strip()
        )

    # What exchanges the record

    def _ask_restore(self) -> None:
        backups = self.desk.workstation.backups
        if not self.desk.may(Right.RESTORE):
            self.frame.say(refusal(Right.RESTORE))
            return
        if not self._list.current:
            self.frame.say(screens.NOTHING)
            return
        backup = backups.named(self._list.current)
        lines = screens.restore_lines(backups.will_be_missing(backup))
        sheet = TypedSheet(tr("Restore this backup?"), lines, screens.RESTORE_WORD, tr("Restore the backup"))
        sheet.confirmed.connect(lambda typed: self._exchange(sheet, lambda: backups.restore(backup, typed)))
        self.frame.ask(sheet)

    def _ask_rotate(self) -> None:
        backups = self.desk.workstation.backups
        sheet = TypedSheet(
            tr("Change the clinic's keys?"), screens.ROTATE_LINES, screens.NEW_KEYS, tr("Change the keys")
        )
        sheet.confirmed.connect(lambda _: self._exchange(sheet, backups.rotate))
        self.frame.ask(sheet)

    def _exchange(self, sheet: TypedSheet, act: Callable[[], object]) -> None:
        """Everything else is on the disk before the record is shut; then somebody signs in again."""
        self.desk.lay_open(None)
        if self.desk.saver.standing.pending:
            sheet.refuse(screens.UNSAVED)
            return
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self.desk.upkeep.settle()
            act()
        except NotReplaced:
            # The next start finishes it, or says why it cannot.
            pass
        except (Fault, NotAllowed) as refused:
            sheet.refuse(str(refused))
            return
        finally:
            QApplication.restoreOverrideCursor()
        sheet.close_sheet()
        self.desk.upkeep.exchanged.emit()

    # Keys and support

    def _ask_recovery(self) -> None:
        sheet = LineSheet(
            tr("Type the recovery key from its sheet"),
            tr("Once a year, so that it is certain to work on the day it is needed. Seal the sheet again."),
            tr("Recovery key"),
            tr("Check"),
        )

        def check(typed: str) -> None:
            complaint = self.desk.workstation.people.verify_recovery_key(typed)
            if complaint is not None:
                sheet.refuse(complaint.words)
                return
            sheet.close_sheet()
            self._show()
            self.frame.say(tr("The recovery key is right and opens the records."))

        sheet.answered.connect(lambda typed: self._act(Right.KEYS, partial(check, typed)))
        self.frame.ask(sheet)

    def _new_key(self) -> None:
        station, key = self.desk.workstation, new_recovery_key()
        sheet = NewKeySheet(key)

        def put(on_paper: bool) -> None:
            act = print_sheet if on_paper else save_sheet
            sheet.say(act(self, station.settings.clinic_name, key, station.clock.now().date()))

        def keep() -> None:
            station.people.renew_recovery_key(key)
            sheet.close_sheet()
            self._show()
            self.frame.say(tr("The new recovery key opens the records. Destroy the old sheet."))

        sheet.sheet_wanted.connect(put)
        sheet.typed_back.connect(lambda: self._act(Right.KEYS, keep))
        sheet.gone.connect(sheet.deleteLater)
        self.frame.ask(sheet)

    def _show_bundle(self) -> None:
        sheet = BundleSheet(support_text(self.desk.workstation.places, FileState.OK))

        def keep(text: str) -> None:
            said = save_bundle(self.choosing, text)
            if said:
                sheet.close_sheet()
                self.frame.say(said)

        sheet.kept.connect(keep)
        self.frame.ask(sheet)


PAGE = RecordsPage
