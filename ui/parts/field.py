"""A number with its unit inside the field, as it is typed; the page decides what the text means."""

from __future__ import annotations

import re

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.screens.entry import EntryScreen, EntryState
from app.screens.state import State
from assessments.language.reading import LONGEST
from resources.tongue import tr
from ui.parts.bounded_line import BoundedLine
from ui.parts.look import set_look, set_words, words
from ui.parts.state_icon import paint_state
from ui.parts.state_words import ENTRY_WORDS
from ui.spoken import announce
from ui.theme import theme

_EDGES = 24
"""Pixels on both sides of the words in a field."""
_FIRST, _BETWEEN = 13, 4
"""Pixels from the edge to the first letter, and from the number to its unit."""
TOO_LONG = tr("Not taken: a number has at most {most} characters.", most=LONGEST)
_NUMBER_SO_FAR = re.compile(r"[+\-−–]?\d*[.,]?\d*")


class NumberField(QWidget):
    """Emits `typed` with the text on Enter, on Tab and on leaving; shows a sentence under it when refused.
    What is known from before stands grey in it, and Enter on the empty field confirms it.

    `words` are those that may follow the number ("below", "kgf"). A letter that cannot be part of what is
    typed goes on to the page, so the page's single-letter keys work from inside the field.
    """

    typed = Signal(str)

    def __init__(
        self,
        name: str,
        unit: str = "",
        *,
        after: tuple[str, ...] = (),
        role: str = "strong",
        height: int = 32,
        right: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.line = _Line(self, unit, tuple(word.lower() for word in after), role, height, right)
        self._name = self._unit = ""
        self.show_name(name, unit)
        self._sentence: QLabel | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_entry(self, screen: EntryScreen) -> None:
        """Show what stands; a refused text stays as typed. Nothing is touched that does not differ."""
        self.line.show_entry(screen)
        self.say("" if screen.state is EntryState.PROPOSED else screen.sentence)
        self.line.setAccessibleDescription(screen.sentence or ENTRY_WORDS[screen.state])

    def say(self, said: str) -> None:
        """A sentence under the field, until it is shown again."""
        if said and self._sentence is None:
            self._sentence = words("", "small", "stop", wrap=True)
            self._column.addWidget(self._sentence)
        if self._sentence is not None:
            set_words(self._sentence, said)
            self._sentence.setVisible(bool(said))
            announce(self._sentence, said)

    def show_height(self, pixels: int) -> None:
        """As high as the page has room for; not less than it was made."""
        self.line.show_height(pixels)

    def show_unit(self, unit: str) -> None:
        self.line.show_unit(unit)
        self.show_name(self._name, unit)

    def show_name(self, name: str, unit: str | None = None) -> None:
        """What is asked for here, where the same field asks for another thing now."""
        named = (name, self._unit if unit is None else unit)
        if named != (self._name, self._unit):
            self._name, self._unit = named
            self.line.setAccessibleName(", ".join(filter(None, named)))

    def text(self) -> str:
        """What stands in the field now, kept or not."""
        return self.line.text()


class _Line(BoundedLine):
    def __init__(
        self, field: NumberField, unit: str, after: tuple[str, ...], role: str, height: int, right: bool
    ) -> None:
        super().__init__(LONGEST, field)
        self._field = field
        self.too_long.connect(lambda: field.say(TOO_LONG))
        self._unit = unit
        self._after = after
        self._role = role
        self._height = height
        self._higher = 0
        self._state = EntryState.EMPTY
        self._shown = ""
        self._proposal = self._sentence = ""
        self.setProperty("role", role)
        self.setProperty("state", "empty")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        if right:
            self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._make_room()

    def sizeHint(self) -> QSize:
        return QSize(120, max(self._height, theme().px(self._height), self._higher))

    def show_height(self, pixels: int) -> None:
        if pixels != self._higher:
            self._higher = pixels
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(56, self.sizeHint().height())

    def show_entry(self, screen: EntryScreen) -> None:
        self._state = screen.state
        if screen.state is EntryState.REFUSED:
            if screen.text and self.text() != screen.text:
                self.setText(screen.text)
            self._shown = self.text()
        else:
            self._show_text("" if screen.state is EntryState.PROPOSED else screen.text)
        self._proposal = screen.text if screen.state is EntryState.PROPOSED else ""
        self._sentence = screen.sentence
        self._show_hint()
        closed = screen.state in (EntryState.LOCKED, EntryState.BARRED)
        if self.isReadOnly() != closed:
            self.setReadOnly(closed)
            self.setFocusPolicy(Qt.FocusPolicy.ClickFocus if closed else Qt.FocusPolicy.StrongFocus)
        set_look(self, "state", screen.state.value)
        self.update()

    def _show_hint(self) -> None:
        """What is proposed, and from when where there is room to say it; it is in the description as well."""
        short = f"{self._proposal} {self._unit}".strip() if self._proposal else ""
        hint = f"{short} {self._sentence}".strip() if short else ""
        metrics = QFontMetrics(theme().font(self._role))
        if metrics.horizontalAdvance(hint) > self.width() - _EDGES:
            hint = short
        if self.placeholderText() != hint:
            self.setPlaceholderText(hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_hint()

    def _show_text(self, text: str) -> None:
        if self._shown != text or self.text() != text:
            self._shown = text
            if self.text() != text:
                self.setText(text)
                self.setCursorPosition(len(text))

    def show_unit(self, unit: str) -> None:
        if unit != self._unit:
            self._unit = unit
            self._make_room()
            self.update()

    def _make_room(self) -> None:
        if self._unit and self.alignment() & Qt.AlignmentFlag.AlignRight:
            width = QFontMetrics(theme().font("body")).horizontalAdvance(self._unit)
            self.setTextMargins(0, 0, width + 4, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            if self._proposal and not self.text():
                self._field.typed.emit(self._proposal)
            self._commit()
            if self._state is not EntryState.REFUSED:
                self.focusNextPrevChild(not modifiers & Qt.KeyboardModifier.ShiftModifier)
            else:
                self.selectAll()
            event.accept()
        elif control and event.key() in (Qt.Key.Key_Z, Qt.Key.Key_Y) and self.text() == self._shown:
            # The field's own typing is undone by the field; once there is none, undo belongs to the exam.
            event.ignore()
        elif control and event.key() == Qt.Key.Key_Z:
            self.setText(self._shown)
            # A change by hand as well, so that whoever follows the keys follows this one.
            self.textEdited.emit(self._shown)
            event.accept()
        elif control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._commit()
            event.ignore()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape):
            event.ignore()
        elif not control and event.text().isprintable() and event.text() and not self._fits(event.text()):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.text() and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._commit()

    def _commit(self) -> None:
        """Hand over what is typed, once: what stands already is not said again."""
        text = self.text()
        if text != self._shown and not self.isReadOnly():
            self._shown = text
            self._field.typed.emit(text)

    def _fits(self, key: str) -> bool:
        start = self.selectionStart() if self.hasSelectedText() else self.cursorPosition()
        end = start + len(self.selectedText())
        text = (self.text()[:start] + key + self.text()[end:]).lower()
        number = _NUMBER_SO_FAR.match(text)
        rest = text[number.end() :] if number else text
        word = rest.strip()
        if not word:
            return not rest or bool(number and number.group())
        digits = bool(number and re.search(r"\d", number.group()))
        return digits and any(known.startswith(word) for known in self._after)

    def unit_begins(self) -> float:
        """Right after the number; in an empty field where the number itself and a hint would begin."""
        typed = QFontMetrics(theme().font(self._role)).horizontalAdvance(self.text())
        return float(_FIRST + (_BETWEEN + typed if typed else 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = theme()
        painter = QPainter(self)
        middle = self.height() / 2
        if self._state is EntryState.MISSING and not self.text() and not self.hasFocus():
            paint_state(painter, QRectF(11, middle - 8, 16, 16), State.MISSING)
            painter.setFont(look.font("guide-strong"))
            painter.setPen(look.colour("miss-text"))
            room = self.width() - 35
            # A field too narrow for the word keeps the sign; the word is in its description.
            missing = tr("Missing")
            if painter.fontMetrics().horizontalAdvance(missing) <= room:
                painter.drawText(QRectF(33, 0, room, self.height()), _LEFT, missing)
        elif (
            self._unit
            and self._state not in (EntryState.NOT_DONE, EntryState.BARRED)
            and (self.text() or not self._proposal)
        ):
            # A painter takes over what the widget's own font says of a line through it.
            font = look.font("body")
            font.setStrikeOut(False)
            painter.setFont(font)
            painter.setPen(look.colour("ink2"))
            width = QFontMetrics(look.font("body")).horizontalAdvance(self._unit)
            if self.alignment() & Qt.AlignmentFlag.AlignRight:
                left = float(self.width() - 10 - width)
            else:
                left = self.unit_begins()
            painter.drawText(QRectF(left, 0, width + 4, self.height()), _LEFT, self._unit)
        painter.end()


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
