"""What every page of the window is: its title, its keys, its guide, and how it is shown again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.access.rights import Right, refusal
from app.screens.banner import BannerScreen
from app.screens.guide import GuideScreen
from app.screens.rail import RailScreen
from assessments.language.exam import NotAllowed
from assessments.language.value import Ref
from ui.desk import Desk
from ui.keys import KeyHint, act_on
from ui.parts.sheet import Sheet
from ui.spoken import Role


class Frame(Protocol):
    """What a page may ask of the window round it."""

    @property
    def desk(self) -> Desk: ...
    def go(self, name: str, **where: object) -> None:
        """Show the page of that name: a module of `ui.pages`, or an assessment by its id."""
        ...

    def back(self) -> None: ...
    def next_step(self) -> None: ...
    def ask(self, sheet: Sheet) -> None:
        """Put a sheet over the work area; the focus comes back when it closes."""
        ...

    def show_keys(self) -> None:
        """Show the page's keys again, because they changed."""
        ...

    def show_rail(self) -> None: ...
    def focus_answer(self, ref: Ref) -> None:
        """Go where this answer is given and put the caret there."""
        ...

    def show_sources(self, cites: tuple[str, ...]) -> None:
        """Open the evidence tab, for a tag that was pressed."""
        ...

    def say(self, words: str) -> None:
        """A sentence in the key bar's place until the next key: what was done, or what could not be."""
        ...

    def settle(self) -> None:
        """Take the settings in use again, after they changed."""
        ...


class Page(QWidget):
    """A page puts parts together: it hands them screens and takes what was typed to the desk.

    Build the widgets in `__init__` once; `enter` and `show_exam` only show. Keys declared in `keys` work and
    are printed at the bottom; a key typed in a text field does not reach them.
    """

    spoken_role = Role.Pane
    title = ""
    exam_page = False
    """Whether the rail and the exam's banner stand beside it."""
    wide = False
    """Whether it uses the guide's room as well."""
    aside = False
    """Whether Esc goes where one came from, although it is a page of the exam."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self.desk = frame.desk

    def enter(self, **where: object) -> None:
        """Come to the page; afterwards the window asks for `keys` and `guide`, and focuses `first`."""

    def leave(self) -> None:
        """Go away from it; everything typed was kept already."""

    def spoken(self) -> str:
        """What a screen reader says while the page itself has the caret, because its keys are the page's."""
        return self.title

    def stays(self) -> str:
        """Why one cannot go away from it now, such as a running trial; empty when one can."""
        return ""

    def running(self) -> bool:
        """Whether a timed trial runs now, which a cover that nobody asked for would disturb."""
        return False

    def show_exam(self, changed: tuple[Ref, ...] = ()) -> None:
        """Show the exam again as it stands, after any change of it."""

    def keys(self) -> tuple[KeyHint, ...]:
        return ()

    def every_key(self) -> tuple[KeyHint, ...]:
        """Also those that it has only at other times, such as while a trial runs."""
        return self.keys()

    def for_who_may(self, right: Right, *hints: KeyHint) -> tuple[KeyHint, ...]:
        """The hints where the role of who is at the desk may; otherwise keys that say who may, and a button
        that is off."""
        if self.desk.may(right):
            return hints
        why = partial(self.frame.say, refusal(right))
        says = tuple(replace(hint, words="", act=why, primary=False) for hint in hints)
        return (*says, *(replace(hint, act=None, enabled=False) for hint in hints if hint.primary))

    def guide(self) -> GuideScreen | None:
        """What the guide panel shows; None leaves the panel away."""
        return None

    def figure(self) -> QWidget | None:
        """A drawing that stands above the guide's words."""
        return None

    def banner(self) -> BannerScreen | None:
        """A banner of the page's own; an exam page gets the exam's."""
        return None

    def rail(self) -> RailScreen | None:
        """A rail of the page's own; an exam page gets the exam's."""
        return None

    def first(self) -> QWidget | None:
        """What the caret goes to on coming in."""
        return None

    def focus_ref(self, ref: Ref) -> bool:
        """Put the caret on the place of this answer; False when this page does not show it."""
        return False

    def minimumSizeHint(self) -> QSize:
        """The height that wrapped words need at this width; their own smallest size reckons with a column
        of single words and would make every page scroll."""
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return super().minimumSizeHint()
        wide = layout.minimumSize().width()
        return QSize(wide, self.heightForWidth(max(self.width(), wide)))

    def heightForWidth(self, width: int) -> int:
        """The least height at this width: what may be smaller, such as a list, gives way before the page
        scrolls."""
        layout = self.layout()
        return layout.minimumHeightForWidth(width) if layout is not None else -1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.frame.say("")
        if act_on(event, self.keys()):
            event.accept()
        else:
            event.ignore()


def come_to(page: Page, where: dict[str, object]) -> str:
    """Enter the page; otherwise why what it is for does not open for who is at the desk now."""
    try:
        page.enter(**where)
    except NotAllowed as refused:
        return str(refused)
    return ""


PageMaker = Callable[[Frame], Page]
