"""Who did what to the record: the newest first, narrowed by kind, day and patient; taken out as a table."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.dates import read_date, write_date
from app.faults import Fault
from app.file_names import free_name, save_private
from app.screens.audit import GROUP_OPTIONS, HEADS, audit_screen, check_words, wanted_of
from app.screens.entry import EntryScreen, EntryState
from app.store.audit import Wanted
from assessments.language.exam import NotAllowed
from assessments.language.reading import Complaint
from resources.tongue import tr
from ui.keys import KeyHint
from ui.page import Frame, Page
from ui.parts.choice_row import segments_of
from ui.parts.line_sheet import LineSheet
from ui.parts.look import frame as card
from ui.parts.look import set_words, words
from ui.parts.row_list import RowList
from ui.parts.segments import Segments
from ui.parts.text_field import LineField

MOST = 500
"""Entries shown at once; a narrower question finds older ones."""

_DAY = "01-Nov-2026"


class AuditPage(Page):
    """Reads only. The box under the list shows the entry under the caret in full."""

    title = tr("Who did what")
    wide = True
    aside = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._group = "all"
        self._days: dict[str, date | None] = {"since": None, "until": None}
        self._entity = ""
        page = QVBoxLayout(self)
        page.setContentsMargins(32, 20, 32, 16)
        page.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(words(tr("Who did what"), "title"))
        head.addStretch(1)
        self._count = words("", "body", "ink3")
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        page.addLayout(head)
        page.addLayout(self._filters())
        self._about = words("", "body", "ink2")
        page.addWidget(self._about)
        self._list = RowList(tr("Entries"), HEADS)
        self._list.walked.connect(lambda _: self._show_detail())
        page.addWidget(self._list, 1)
        box = card("card")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(16, 10, 16, 10)
        self._detail = words("", "body", "ink2", wrap=True)
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside.addWidget(self._detail)
        page.addWidget(box)
        self._purpose = LineSheet(
            tr("Save these entries as a table"),
            tr(
                "They hold names and answers, and leave the encrypted file. "
                "What it is for stands in the record."
            ),
            tr("What for"),
            tr("Save"),
        )
        self._purpose.answered.connect(self._export)

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        self._groups = Segments(tr("Kind"), segments_of(GROUP_OPTIONS), moves_on=False)
        self._groups.typed.connect(self._choose)
        row.addWidget(self._groups, 1)
        self._fields: dict[str, LineField] = {}
        for name, label in (("since", tr("From")), ("until", tr("To"))):
            field = LineField(label, hint=f"{label} {_DAY}")
            field.typed.connect(partial(self._type_day, name))
            field.setFixedWidth(210)
            self._fields[name] = field
            row.addWidget(field)
        return row

    def enter(self, **where: object) -> None:
        self._entity = str(where.get("entity", ""))
        self._groups.show_entry(EntryScreen(self._group, EntryState.FILLED))
        self._show()

    def first(self) -> QWidget:
        return self._list

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("↑|↓", tr("entry")),
            KeyHint(f"{GROUP_OPTIONS[0].key}–{GROUP_OPTIONS[-1].key}", tr("kind")),
            *(KeyHint(o.key, "", partial(self._choose, o.code), about=o.words) for o in GROUP_OPTIONS),
            KeyHint("F", tr("from"), self._fields["since"].setFocus),
            KeyHint("T", tr("to"), self._fields["until"].setFocus),
            KeyHint("C", tr("check the whole history"), self._check),
            KeyHint("E", tr("save as a table"), lambda: self.frame.ask(self._purpose)),
            KeyHint("Esc", tr("back"), right=True),
        )

    # Asking

    @property
    def _offset(self) -> timedelta:
        return self.desk.workstation.clock.now().utcoffset() or timedelta(0)

    @property
    def _wanted(self) -> Wanted:
        return wanted_of(self._group, self._days["since"], self._days["until"], self._entity, self._offset)

    def _choose(self, code: str) -> None:
        self._group = code or "all"
        self._groups.show_entry(EntryScreen(self._group, EntryState.FILLED))
        self._show()

    def _type_day(self, name: str, text: str) -> None:
        day = read_date(text) if text.strip() else None
        if isinstance(day, Complaint):
            self._fields[name].show_entry(EntryScreen(text, EntryState.REFUSED, day.words))
            return
        self._days[name] = day
        state = EntryState.FILLED if day else EntryState.EMPTY
        self._fields[name].show_entry(EntryScreen(write_date(day) if day else "", state))
        self._show()

    def _show(self) -> None:
        try:
            lines = self.desk.workstation.trail.lines(self._wanted, MOST)
        except (Fault, NotAllowed) as refused:
            self._list.show_rows((), str(refused))
            return
        screen = audit_screen(lines, MOST, self._offset)
        set_words(self._count, screen.count)
        about = lines[0].about if self._entity and lines else ""
        set_words(self._about, tr("Only about {about}", about=about) if about else "")
        self._about.setVisible(bool(about))
        self._list.show_rows(screen.rows, screen.nothing)

    def _show_detail(self) -> None:
        row = self._list.row
        set_words(self._detail, row.several_lines if row else "")

    # Acting

    def _check(self) -> None:
        try:
            self.frame.say(check_words(self.desk.workstation.trail.check()))
        except (Fault, NotAllowed) as refused:
            self.frame.say(str(refused))
        self._show()

    def _export(self, purpose: str) -> None:
        if not purpose.strip():
            self._purpose.refuse(tr("Say what it is for."))
            return
        self._purpose.close_sheet()
        path = self.choose_file("who-did-what.csv")
        if not path:
            return
        try:
            content = self.desk.workstation.trail.export(self._wanted, purpose.strip())
            save_private(Path(path), content)
        except (Fault, NotAllowed) as refused:
            self.frame.say(str(refused))
            return
        self.frame.say(tr("Saved as {name}. It lies outside the encrypted file.", name=Path(path).name))
        self._show()

    def choose_file(self, name: str) -> str:
        """Where to; "" when nobody chose."""
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        home = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation))
        start = free_name(folder if folder.is_dir() else home, name)
        path, _ = QFileDialog.getSaveFileName(self, tr("Save as a table"), str(start), tr("Table (*.csv)"))
        return path


PAGE = AuditPage
