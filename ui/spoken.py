"""What a screen reader is told of the parts we paint ourselves: each cell in them, and which has the caret.

Qt speaks for its own widgets. A painted part is one widget to it, however many cells it shows; so a part
that has cells says them (`cells`, `cell_at_caret`), and here they become its children in Qt's accessibility
tree.
"""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QObject, QPoint, QRect, QRectF
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

Role = QAccessible.Role


@dataclass(frozen=True, slots=True)
class SpokenCell:
    """One cell in words: "Right, lift 2, lumbar rotation", its value "none", and where it is painted.

    `chosen` is None where there is nothing to choose. A cell that cannot be pressed is read and no target.
    """

    name: str
    box: QRectF
    value: str = ""
    key: str = ""
    """The key that presses it."""
    role: Role = Role.Cell
    chosen: bool | None = None
    pressed: bool = True
    reach: float = 0.0
    """Pixels beside it where a click still counts as one on it."""
    available: bool = True


@runtime_checkable
class HasCells(Protocol):
    """A painted part with several cells. Whoever moves the caret in it calls `tell_caret`."""

    def cells(self) -> Sequence[SpokenCell]: ...
    def cell_at_caret(self) -> int:
        """Which of the cells has the caret; -1 while none has, and the part is spoken as a whole."""
        ...

    def spoken_group(self) -> str:
        """What holds the cells, said once on coming in."""
        ...


@runtime_checkable
class HasRole(Protocol):
    """A painted part that is one thing, such as a picture. Its accessible name says what it shows."""

    spoken_role: Role


@runtime_checkable
class CanBeChosen(Protocol):
    """A part that is ticked or chosen, or not."""

    def spoken_chosen(self) -> bool: ...


@runtime_checkable
class SaysItself(Protocol):
    """A part whose name is made when it is asked for, because too much of it changes."""

    def spoken(self) -> str: ...


def tell_caret(part: QWidget) -> None:
    """The caret stands on another cell, or on the same one with another value: it is spoken."""
    if QAccessible.isActive() and part.hasFocus() and isinstance(part, HasCells):
        at = part.cell_at_caret()
        if at >= 0:
            event = QAccessibleEvent(part, QAccessible.Event.Focus)
            event.setChild(at)
            _send(event)


def announce(part: QWidget, said: str) -> None:
    """A sentence that appeared somewhere else than at the caret, such as one that says what was not saved."""
    if said and QAccessible.isActive() and part.isVisible():
        _send(QAccessibleAnnouncementEvent(part, said))


def _send(event: QAccessibleEvent) -> None:
    QAccessible.updateAccessibility(event)


def _interface(key: str, part: QObject) -> QAccessibleInterface | None:
    if not isinstance(part, QWidget):
        return None
    if isinstance(part, HasCells):
        return _Part(part)
    return _Single(part) if isinstance(part, HasRole) else None


class _Single(QAccessibleWidget):
    """A painted part that is one thing: its name is its accessible name, its role what it says of itself."""

    def __init__(self, part: Any) -> None:
        super().__init__(part, part.spoken_role, "")
        # Weak, because Qt keeps what a factory made until the program ends.
        self._part = weakref.ref(part)

    def text(self, kind: QAccessible.Text) -> str:
        part = self._part()
        if kind is QAccessible.Text.Name and isinstance(part, SaysItself) and isValid(part):
            return part.spoken()
        return super().text(kind)

    def state(self) -> QAccessible.State:
        state, part = super().state(), self._part()
        if isinstance(part, CanBeChosen) and isValid(part):
            state.checkable, state.checked = True, part.spoken_chosen()
        return state


class _Part(QAccessibleWidget):
    """The part itself: a group of its cells."""

    def __init__(self, part: QWidget) -> None:
        super().__init__(part, Role.Grouping, "")
        self._part = weakref.ref(part)
        self._told: list[_Cell] = []

    def _owner(self) -> Any:
        part = self._part()
        return part if part is not None and isValid(part) else None

    def text(self, kind: QAccessible.Text) -> str:
        part = self._owner()
        if kind is QAccessible.Text.Name and part is not None:
            return str(part.spoken_group())
        return super().text(kind)

    def childCount(self) -> int:
        part = self._owner()
        return len(part.cells()) if part is not None else 0

    def child(self, index: int) -> Any:
        """The same object for the same place each time: a screen reader remembers them."""
        if not 0 <= index < self.childCount():
            return None
        while len(self._told) <= index:
            self._told.append(_Cell(self._part, len(self._told)))
        return self._told[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((n for n, cell in enumerate(self._told) if cell is child), -1)

    def childAt(self, x: int, y: int) -> Any:
        for index in range(self.childCount()):
            child = self.child(index)
            if child is not None and child.rect().contains(x, y):
                return child
        return None

    def focusChild(self) -> Any:
        part = self._owner()
        return self.child(part.cell_at_caret()) if part is not None and part.hasFocus() else None


class _Cell(QAccessibleInterface):
    def __init__(self, part: weakref.ref[QWidget], index: int) -> None:
        super().__init__()
        self._part = part
        self._index = index

    def _owner(self) -> Any:
        part = self._part()
        return part if part is not None and isValid(part) else None

    def _cell(self) -> SpokenCell | None:
        part = self._owner()
        cells = part.cells() if part is not None else ()
        return cells[self._index] if self._index < len(cells) else None

    def isValid(self) -> bool:
        return self._cell() is not None

    def object(self) -> Any:
        # It has none of its own: it is painted.
        return None

    def window(self) -> Any:
        part = self._owner()
        return part.window().windowHandle() if part is not None else None

    def parent(self) -> Any:
        part = self._owner()
        return QAccessible.queryAccessibleInterface(part) if part is not None else None

    def child(self, index: int) -> Any:
        return None

    def childAt(self, x: int, y: int) -> Any:
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def text(self, kind: QAccessible.Text) -> str:
        cell = self._cell()
        if cell is None:
            return ""
        if kind is QAccessible.Text.Name:
            return cell.name
        kinds = {QAccessible.Text.Value: cell.value, QAccessible.Text.Accelerator: cell.key}
        return kinds.get(kind, "")

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """A cell is answered by its key, never by a text that is put in."""

    def rect(self) -> QRect:
        part, cell = self._owner(), self._cell()
        if part is None or cell is None:
            return QRect()
        box = cell.box.toRect()
        return QRect(part.mapToGlobal(QPoint(box.left(), box.top())), box.size())

    def role(self) -> Role:
        cell = self._cell()
        return cell.role if cell is not None else Role.NoRole

    def state(self) -> QAccessible.State:
        state, part, cell = QAccessible.State(), self._owner(), self._cell()
        if part is None or cell is None:
            state.invalid = True
            return state
        state.focusable = True
        state.focused = part.hasFocus() and part.cell_at_caret() == self._index
        state.checkable = cell.chosen is not None
        state.checked = bool(cell.chosen)
        state.disabled = not cell.available
        state.invisible = not part.isVisible()
        return state


# Here, so that no part with cells can be imported without Qt knowing how they are spoken.
QAccessible.installFactory(_interface)
