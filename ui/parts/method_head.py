"""The head of a test: its name, how it is given, and one question after another until that is known."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.screens.entry import EntryScreen, EntryState
from app.screens.method import OTHER, MethodItem, MethodScreen
from assessments.language.value import Ref
from resources.tongue import tr
from ui.keys import chord
from ui.parts.choice_row import segments_of
from ui.parts.field import NumberField
from ui.parts.look import set_look, set_words, words
from ui.parts.segments import Segments
from ui.parts.tag import Tag
from ui.theme import theme


class MethodHead(QWidget):
    """The first line names the test and shows the method; the second asks what is open of it, and says what
    the test is once nothing is. Answered parts are changed by pressing them, or with `change`."""

    typed = Signal(object, str)
    """The place of a part of the method, and what was chosen or typed for it."""
    asked = Signal(tuple)
    """The tag was pressed: the citations behind it."""

    def __init__(
        self, title: str, about: str, tag: str = "", unit: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._screen = MethodScreen(())
        self._changing: Ref | None = None
        self._other = False
        self._refused = ""
        self._locked = False
        self._walked = False
        self._buttons: list[_MethodButton] = []
        self._top = QHBoxLayout()
        self._top.setSpacing(8)
        self._top.addWidget(words(title, "title"))
        self._top.addStretch(1)
        self._about = words(about, "body", "ink2")
        self._tag = Tag(tag) if tag else None
        self._ask = words("", "strong")
        self.choices = _Question(tr("Method"), ())
        self.choices.typed.connect(self._chosen)
        self.number = NumberField(tr("Other"), unit)
        self.number.setFixedWidth(110)
        self.number.typed.connect(self._number_typed)
        self._last = words("", "caption", "ink3")
        self._line = QHBoxLayout()
        self._line.setSpacing(10)
        self._line.addWidget(self._about)
        if self._tag is not None:
            self._line.addWidget(self._tag)
            self._tag.asked.connect(self.asked)
        for part in (self._ask, self.choices, self.number, self._last):
            self._line.addWidget(part)
        self._line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._top)
        column.addLayout(self._line)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def asks(self) -> Ref | None:
        """The part of the method that is asked for now."""
        item = self._item()
        return item.ref if item else None

    @property
    def caret(self) -> QWidget:
        """Where the question is answered."""
        return self.number if self._other else self.choices

    def change(self, ref: Ref | None = None) -> None:
        """Ask for a part again; without a place, for the one after the part that is asked for now."""
        refs = [item.ref for item in self._screen.items]
        if ref is None:
            at = refs.index(self.asks) + 1 if self.asks in refs else 0
            ref = refs[at % len(refs)]
        self._changing, self._other, self._refused = ref, False, ""
        self._show()
        self.caret.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_method(self, screen: MethodScreen, locked: bool = False) -> None:
        self._screen = screen
        while len(self._buttons) < len(screen.items):
            button = _MethodButton()
            button.clicked.connect(partial(self._press, len(self._buttons)))
            self._buttons.append(button)
            self._top.addWidget(button)
        for button, item in zip(self._buttons, screen.items, strict=True):
            button.show_item(item, item.ref == self.asks and not locked)
            button.setEnabled(not locked)
        self._locked = locked
        self._show()

    def show_refused(self, typed: str, sentence: str) -> None:
        """What was typed was not taken: it stays, with the sentence that says why."""
        self._refused = sentence
        self._other = True
        self._show()
        self.number.show_entry(EntryScreen(typed, EntryState.REFUSED))

    def answered(self) -> None:
        """What was asked for was taken."""
        if self.number.line.hasFocus():
            # The field goes away; the caret must not be sent on by that.
            self.choices.setFocus(Qt.FocusReason.OtherFocusReason)
        self._changing, self._other, self._refused = None, False, ""

    def _item(self) -> MethodItem | None:
        if self._locked:
            return None
        changing = next((item for item in self._screen.items if item.ref == self._changing), None)
        return changing or self._screen.next_open

    def _show(self) -> None:
        item = self._item()
        if item is not None:
            set_words(self._ask, item.ask)
            self.choices.show_segments(segments_of(item.options), item.ask)
            text, state, sentence = item.code, EntryState.FILLED, ""
            if not item.said:
                text, sentence = item.again, tr("same as last visit")
                state = EntryState.PROPOSED if item.again else EntryState.EMPTY
            self.choices.show_entry(EntryScreen(text, state, sentence if item.again else ""))
            if self._other and not self._refused:
                self.number.show_entry(EntryScreen())
            set_words(self._last, self._refused or (tr("Same as last visit: Enter") if item.again else ""))
            set_look(self._last, "tone", "stop" if self._refused else "ink3")
        for part in (self._ask, self.choices):
            part.setVisible(item is not None)
        self.number.setVisible(item is not None and self._other)
        self._last.setVisible(item is not None and bool(self._last.text()))
        self._about.setVisible(item is None)
        if self._tag is not None:
            self._tag.setVisible(item is None)

    def _press(self, number: int) -> None:
        self.change(self._screen.items[number].ref)

    def _chosen(self, code: str) -> None:
        item = self._item()
        if item is None:
            return
        if code == OTHER:
            self._other = True
            self._show()
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)
        elif code != item.code or self._changing is not None:
            self.typed.emit(item.ref, code)

    def _number_typed(self, text: str) -> None:
        item = self._item()
        if item is not None and text.strip():
            self._walked = self.number.line.hasFocus()
            self.typed.emit(item.ref, text)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Enter in the number would walk on from it; whoever took the number has put the caret already."""
        walked, self._walked = self._walked, False
        return walked or super().focusNextPrevChild(next)


class _Question(Segments):
    """Enter confirms what is proposed and goes nowhere by itself: the head asks the next question."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if chord(event) == "Enter" and self._screen.state is EntryState.PROPOSED:
            self.typed.emit(self._screen.text)
        else:
            super().keyPressEvent(event)

    def _choose(self, segment: object, moves_on: bool = True) -> None:
        super()._choose(segment, moves_on=False)  # type: ignore[arg-type]


class _MethodButton(QPushButton):
    """ "Shoes Off": what is asked, and in bold what stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._ask = words("", "body", "ink2")
        self._said = words("", "strong")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(13, 0, 13, 0)
        self._row.setSpacing(8)
        for label in (self._ask, self._said):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._row.addWidget(label)

    def show_item(self, item: MethodItem, now: bool) -> None:
        set_words(self._ask, item.ask)
        set_words(self._said, item.said or (tr("asked now") if now else tr("to do")))
        set_look(self._said, "tone", "ink" if item.said else "accent" if now else "ink3")
        self.setAccessibleName(f"{item.ask}: {item.said or tr('not recorded')}")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._row.sizeHint().width(), max(36, theme().px(36)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
