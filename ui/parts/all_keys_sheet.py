"""The list of all keys, over the work area: typing narrows it, the arrows scroll it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea

from resources.tongue import tr
from ui.key_lines import KeyGroup
from ui.keys import KeyHint, chord
from ui.parts.key_list import KeyList
from ui.parts.look import set_words, words
from ui.parts.sheet import Sheet
from ui.parts.text_field import LineField
from ui.theme import theme

_AT_ONCE = 2
"""Groups that stand there when it opens: what works here, and what works everywhere."""
_PAUSE = 40
"""Milliseconds between one page and the next, so that typing is answered meanwhile."""


class AllKeysSheet(Sheet):
    """Made anew each time, because the keys change. The groups of other pages follow while it is read."""

    def __init__(self, groups: Iterator[KeyGroup], close_key: str) -> None:
        super().__init__(tr("All keys"))
        self._close_key = close_key
        self._more = groups
        self._groups = [group for group, _ in zip(groups, range(_AT_ONCE), strict=False)]
        self._search = LineField(tr("Search the keys"), hint=tr("Type what you want to do"), every_key=True)
        self._search.typed.connect(lambda _: self._show())
        self._nothing = words("", "body", "ink2", wrap=True)
        self.list = KeyList()
        self.list.setAccessibleName(tr("All keys"))
        self._area = QScrollArea()
        self._area.setAccessibleName(tr("All keys"))
        self._area.setWidgetResizable(True)
        self._area.setWidget(self.list)
        self._area.setMinimumHeight(theme().px(470))
        self._area.setMinimumWidth(theme().px(720))
        self.column.addWidget(self._search)
        self.column.addWidget(self._nothing)
        self.column.addWidget(self._area, 1)
        self.first = self._search
        self._next = QTimer(self)
        self._next.timeout.connect(self._add)
        self._next.start(_PAUSE)
        self._show()

    @property
    def filling(self) -> bool:
        """Whether groups of other pages are still to come."""
        return self._next.isActive()

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("↑|↓", tr("scroll")),
            KeyHint("PgUp|PgDn", tr("page")),
            KeyHint(self._close_key, "", self.close_sheet),
            KeyHint("Esc", tr("close"), self.close_sheet, right=True),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._area.verticalScrollBar()
        by = {"↑": -60, "↓": 60, "PgUp": -bar.pageStep(), "PgDn": bar.pageStep()}.get(chord(event))
        if by is not None:
            bar.setValue(bar.value() + by)
            event.accept()
        else:
            super().keyPressEvent(event)

    def close_sheet(self) -> None:
        self._next.stop()
        super().close_sheet()

    def _add(self) -> None:
        group = next(self._more, None)
        if group is None:
            self._next.stop()
            return
        self._groups.append(group)
        self._show()

    def _show(self) -> None:
        wanted = self._search.text().strip().casefold()
        found = [_narrowed(group, wanted) for group in self._groups]
        found = [group for group in found if group.lines]
        self.list.show_groups(found)
        nothing = tr("No key for “{words}”. Esc closes the list.", words=self._search.text().strip())
        set_words(self._nothing, "" if found else nothing)
        self._nothing.setVisible(not found)


def _narrowed(group: KeyGroup, wanted: str) -> KeyGroup:
    """The lines that tell of it by words or by key; all of them when the group is about it."""
    if not wanted or wanted in group.title.casefold():
        return group
    lines = (
        line for line in group.lines if any(wanted in told.casefold() for told in (line.words, *line.caps))
    )
    return replace(group, lines=tuple(lines))
