"""Taking down where the caret is, and going back there: to the page, the exam and the part of the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.faults import Fault
from app.resume import Bookmark, Part
from assessments.language.exam import NotAllowed
from ui.cover import put_caret
from ui.page import Page
from ui.parts.passphrase_field import PassphraseField

if TYPE_CHECKING:
    from ui.window import Window


def take_bookmark(window: Window, focus: QWidget | None, caret: int) -> Bookmark:
    """Where the window stands now and the caret stood before; a part is known by its spoken name, which it
    has after the next start as well."""
    now = window.workstation.clock.now()
    page = window.page
    if page is None:
        return Bookmark(now, "home")
    where = {name: str(value) for name, value in window.where.items() if isinstance(value, str | int)}
    examination = window.desk.examination if page.exam_page else None
    parts = dict(_parts(page))
    return Bookmark(
        now,
        window.page_name,
        where,
        examination.id if examination is not None else "",
        next((part for part, widget in parts.items() if widget is focus), None),
        caret,
        tuple((part, _text(widget)) for part, widget in parts.items() if _begun(page, widget)),
    )


def go_to_bookmark(window: Window, bookmark: Bookmark) -> bool:
    """False when what was open cannot be opened any more; then the window is where it was."""
    try:
        if bookmark.exam_id:
            window.desk.lay_open(window.workstation.open_exam(bookmark.exam_id, window.desk.by))
        window.go(bookmark.page, **bookmark.where)
    except (Fault, NotAllowed, LookupError):
        return False
    page = window.page
    if page is None:
        return True
    parts = dict(_parts(page))
    for part, text in bookmark.typed:
        field = parts.get(part)
        if field is not None and _text(field) != text:
            _type(field, text)
    part_now = parts.get(bookmark.part) if bookmark.part is not None else None
    if part_now is not None:
        part_now.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(part_now, QLineEdit):
            put_caret(part_now, bookmark.caret)
    return True


def _parts(page: Page) -> Iterator[tuple[Part, QWidget]]:
    """Everything on the page that can have the caret and may be remembered."""
    seen: dict[str, int] = {}
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() is Qt.FocusPolicy.NoFocus or isinstance(widget.parent(), PassphraseField):
            continue
        name = widget.accessibleName()
        number = seen[name] = seen.get(name, -1) + 1
        yield Part(name, number), widget


def _begun(page: Page, widget: QWidget) -> bool:
    """Whether something is typed in it that is kept nowhere else. An answer that was taken is in the exam,
    and may be another one when its clinician comes back."""
    return bool(_text(widget)) and (not page.exam_page or widget.property("state") == "refused")


def _text(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit) and not widget.isReadOnly():
        return widget.text()
    if isinstance(widget, QPlainTextEdit) and not widget.isReadOnly():
        return widget.toPlainText()
    return ""


def _type(field: QWidget, text: str) -> None:
    """As by hand: the caret comes, the text is written, the caret goes, and the field hands it over."""
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(field, QLineEdit):
        field.setText(text)
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    field.clearFocus()
