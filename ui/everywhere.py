"""The keys that work on every page: guide, lock, steps of the exam, undo, and the list of all keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from app.lock import Reason
from app.screens.undoing import undo_hint
from assessments.language.catalogue import catalogue
from resources.tongue import tr
from ui.desk import Desk
from ui.keys import KeyHint
from ui.page import Frame, Page
from ui.rating import rating_steps

ALL_KEYS = "F12"


@dataclass(frozen=True, slots=True)
class Reach:
    """What of the window the keys move."""

    show_tab: Callable[[int], None]
    read_on: Callable[[bool], None]
    full_screen: Callable[[], None]
    cover: Callable[[Reason], None]
    show_all_keys: Callable[[], None]


class Window(Frame, Protocol):
    @property
    def page(self) -> Page | None: ...
    @property
    def steps(self) -> tuple[str, ...]: ...


class Everywhere:
    """A page's own keys win over these. Few stand in the bar; the list of all keys tells every one."""

    def __init__(self, window: Window, desk: Desk, reach: Reach) -> None:
        self._window = window
        self._desk = desk
        self._reach = reach

    def keys(self, all_keys_in_bar: bool = True) -> tuple[KeyHint, ...]:
        exam = self._exam_page
        all_keys = KeyHint(ALL_KEYS, tr("all keys"), self._reach.show_all_keys, right=True, spare=True)
        if not all_keys_in_bar:
            all_keys = replace(all_keys, words="", about=all_keys.words)
        switch = KeyHint("Ctrl U", tr("switch user"), partial(self._reach.cover, Reason.SWITCH), right=True)
        if exam:
            switch = replace(switch, words="", about=switch.words)
        hints = (
            all_keys,
            switch,
            KeyHint("Ctrl L", "", partial(self._reach.cover, Reason.ASKED), about=tr("lock the desk")),
            KeyHint("F11", "", self._reach.full_screen, about=tr("full screen, or a window again")),
            KeyHint("Esc", "", self._window.back, about=tr("back; nothing is lost")),
        )
        return (*hints, *self._of_exams()) if exam else hints

    def _of_exams(self) -> tuple[KeyHint, ...]:
        hint = self.undo_hint()
        again = tr("do again what was taken back")
        tabs = (tr("guide"), tr("evidence"), tr("last visit"))
        rating = rating_steps(self._desk.examination)
        visit = (*(one.protocol.short_name for one in catalogue()), tr("Review"), tr("Plan"))
        names = tuple(name for _, name in rating) or visit
        return (
            KeyHint("Ctrl Enter", "", self._window.next_step, about=tr("next step")),
            *(
                KeyHint(f"Ctrl {n}", "", partial(self._window.go, page), about=name)
                for n, (page, name) in enumerate(zip(self._window.steps, names, strict=True), start=1)
            ),
            KeyHint("Ctrl Z", "", self.undo, about=hint or tr("undo; nothing is there to take back now")),
            KeyHint("Ctrl Y|Ctrl Shift Z", "", partial(self.undo, again=True), about=again),
            *(
                KeyHint(f"F{n}", "", partial(self._reach.show_tab, n - 1), about=name)
                for n, name in enumerate(tabs, start=1)
            ),
            KeyHint("PgDn|PgUp", "", about=tr("read on in the guide")),
            KeyHint("PgDn", "", partial(self._reach.read_on, True)),
            KeyHint("PgUp", "", partial(self._reach.read_on, False)),
        )

    @property
    def _exam_page(self) -> bool:
        return self._window.page is not None and self._window.page.exam_page

    def undo_hint(self) -> str:
        """What Ctrl Z would take back, by name; empty where there is nothing, or where the page undoes."""
        if not self._exam_page or self._desk.examination is None:
            return ""
        return undo_hint(self._desk.exam.to_undo)

    def undo(self, again: bool = False) -> None:
        """Take the last answer back, or do it again, and go to its place."""
        if not self._exam_page:
            return
        ref = self._desk.redo() if again else self._desk.undo()
        if ref is None:
            nothing = tr("There is nothing to do again.") if again else tr("There is nothing to undo.")
            self._window.say(nothing)
            return
        self._window.focus_answer(ref)
