"""Listening to the window as a screen reader does: what it would say at the caret, read from Qt's
accessibility tree and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget

ROLES = {
    QAccessible.Role.Button: "button",
    QAccessible.Role.EditableText: "text field",
    QAccessible.Role.RadioButton: "choice",
    QAccessible.Role.CheckBox: "check box",
    QAccessible.Role.Cell: "cell",
    QAccessible.Role.Table: "table",
    QAccessible.Role.List: "list",
    QAccessible.Role.ListItem: "item",
    QAccessible.Role.Grouping: "group",
    QAccessible.Role.Graphic: "picture",
    QAccessible.Role.Document: "document",
    QAccessible.Role.StaticText: "text",
}
"""What a screen reader calls a part; a part without one of these is spoken by its name alone."""


@dataclass(frozen=True)
class Stop:
    """One place where the caret can stand, and what is said there."""

    name: str
    role: str
    value: str
    description: str
    states: tuple[str, ...]
    group: str
    """What holds it, said once on coming in, such as the grid that has the cell."""

    @property
    def asked(self) -> str:
        """What is asked there, without the answer."""
        return f"{self.group}, {self.name.partition(':')[0]}"

    @property
    def spoken(self) -> str:
        parts = (self.group, self.name, self.value, self.role, *self.states, self.description)
        return ", ".join(part for part in parts if part)


def at_caret() -> Stop:
    """What a screen reader says now."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return stop_of(widget)


def stop_of(widget: QWidget) -> Stop:
    """What is said when the focus comes to this widget: of the cell that has the caret, if it has cells."""
    whole = QAccessible.queryAccessibleInterface(widget)
    assert whole is not None
    child = whole.focusChild() if whole.childCount() else None
    inner = child if child is not None and child.object() is None else None
    told = inner or whole
    group = said(whole, QAccessible.Text.Name) if inner is not None else ""
    return Stop(
        said(told, QAccessible.Text.Name),
        ROLES.get(told.role(), ""),
        said(told, QAccessible.Text.Value),
        said(told, QAccessible.Text.Description),
        states_of(told),
        group,
    )


def states_of(told: QAccessibleInterface) -> tuple[str, ...]:
    state = told.state()
    names = (
        ("checked", state.checked),
        ("not checked", state.checkable and not state.checked),
        ("read only", state.readOnly),
        ("not available", state.disabled),
    )
    return tuple(name for name, on in names if on)


def said(told: QAccessibleInterface, kind: QAccessible.Text) -> str:
    return str(told.text(kind) or "").strip()


def tree(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """The whole tree from this widget down, in the order in which a screen reader walks it; what is not shown
    is left out, as a screen reader does."""
    root = QAccessible.queryAccessibleInterface(widget)
    assert root is not None
    yield from _below(root)


def _below(told: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    if told.state().invisible:
        return
    yield told
    for number in range(told.childCount()):
        child = told.child(number)
        if child is not None and child.isValid():
            yield from _below(child)


def read_aloud(widget: QWidget) -> str:
    """Everything that is said from this widget down when it is read through."""
    kinds = (QAccessible.Text.Name, QAccessible.Text.Value)
    texts = (said(told, kind) for told in tree(widget) for kind in kinds)
    return "\n".join(text for text in texts if text)


def stops(inside: QWidget) -> list[QWidget]:
    """Where Tab stops inside this part, in its order."""
    found: list[QWidget] = []
    part = inside.nextInFocusChain()
    while part is not None and part is not inside:
        reached = part.isVisible() and part.isEnabled() and inside.isAncestorOf(part)
        if reached and part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.focusProxy() is None:
            found.append(part)
        part = part.nextInFocusChain()
    return found
