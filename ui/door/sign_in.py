"""The sign-in: who, and the passphrase. The same form stands at the start and on a covered screen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.screens.door import SignInScreen, wait_words
from app.screens.entry import EntryScreen, EntryState
from app.screens.state import State
from resources.tongue import tr
from ui.brand import paint_mark
from ui.door.form import Form
from ui.keys import KeyHint
from ui.parts.key_button import KeyButton
from ui.parts.look import frame, set_words, words
from ui.parts.passphrase_field import PassphraseField
from ui.parts.state_icon import StateIcon
from ui.parts.text_field import LineField
from ui.theme import theme


class SignIn(Form):
    asked = Signal(str, str)
    """A user and a passphrase, to be tried."""
    recovery_wanted = Signal()
    practice_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = SignInScreen("", "")
        self.practises = False
        """Whether one can practise from here, as at the start; not over a record that lies open."""
        self._mark = _Mark()
        self._title = words("", "title")
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._about = words("", "body", "ink2", wrap=True)
        self._about.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.login = LineField(tr("User"))
        self.login.line.textEdited.connect(lambda _: self._show_state())
        self.passphrase = PassphraseField(tr("Passphrase"))
        self.passphrase.entered.connect(self._ask)
        self.passphrase.edited.connect(lambda _: self._show_state())
        self._said = words("", "body", "stop", wrap=True)
        self._sign = StateIcon(State.STOP, 18)
        self._wait = words("", "body", "ink2", wrap=True)
        self._open = KeyButton(tr("Open"), "Enter", "primary", 44)
        self._open.clicked.connect(self._ask)
        self._recovery = KeyButton(tr("Use the recovery key"), "Ctrl R")
        self._recovery.clicked.connect(self.recovery_wanted.emit)
        self._practise = KeyButton(tr("Practise, no account"), "Ctrl T", "quiet")
        self._practise.clicked.connect(self.practice_wanted.emit)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.addWidget(words(tr("User")), 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.login, 0, 1)
        label = words(tr("Passphrase"))
        label.setFixedHeight(self.passphrase.line.height())
        grid.addWidget(label, 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.passphrase, 1, 1)
        grid.setColumnStretch(1, 1)
        self._card = card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(32, 28, 32, 28)
        inside.setSpacing(10)
        inside.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self._title)
        inside.addWidget(self._about)
        inside.addSpacing(10)
        inside.addLayout(grid)
        wrong = QHBoxLayout()
        wrong.setSpacing(8)
        wrong.addWidget(self._sign)
        wrong.addWidget(self._said, 1)
        inside.addLayout(wrong)
        inside.addWidget(self._wait)
        inside.addSpacing(4)
        inside.addWidget(self._open)
        inside.addWidget(self._recovery)
        inside.addWidget(self._practise)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.addStretch(2)
        column.addLayout(row)
        column.addStretch(3)

    def show_sign_in(self, screen: SignInScreen) -> None:
        """A first showing, or one after an attempt: what was typed as the passphrase is gone."""
        self.passphrase.clear()
        self.login.show_entry(
            EntryScreen(screen.login, EntryState.FILLED if screen.login else EntryState.EMPTY)
        )
        self.show_waiting(screen)

    def show_waiting(self, screen: SignInScreen) -> None:
        """The same while time passes; nothing that is typed meanwhile is touched."""
        self.shown = screen
        self._card.setFixedWidth(theme().px(490))
        set_words(self._title, screen.title)
        set_words(self._about, screen.about)
        for label, text in ((self._said, screen.said), (self._wait, wait_words(screen.wait))):
            set_words(label, text)
            label.setVisible(bool(text))
        self._sign.setVisible(bool(screen.said))
        self._recovery.setVisible(screen.recovery)
        self._practise.setVisible(self.practises)
        self._show_state()

    def first(self) -> QWidget:
        return self.passphrase.line if self.shown.login else self.login.line

    def keys(self) -> tuple[KeyHint, ...]:
        recovery = "" if self.shown.recovery else tr("forgotten: use the recovery key")
        shown = tr("hide the passphrase") if self.passphrase.shown else tr("show the passphrase")
        practise = (KeyHint("Ctrl T", tr("practise, no account"), self.practice_wanted.emit, right=True),)
        return (
            KeyHint("Enter", tr("open"), self._ask),
            KeyHint("Ctrl H", shown, self._turn_letters),
            *(practise if self.practises else ()),
            KeyHint("Ctrl R", recovery, self.recovery_wanted.emit, right=True),
        )

    @property
    def _ready(self) -> bool:
        return bool(self.login.text().strip() and self.passphrase.text()) and not self.shown.wait

    def _ask(self) -> None:
        if self._ready:
            self.asked.emit(self.login.text().strip(), self.passphrase.text())
        elif not self.login.text().strip():
            self.login.setFocus()
        elif not self.passphrase.text():
            self.passphrase.setFocus()

    def _turn_letters(self) -> None:
        self.passphrase.show_letters(not self.passphrase.shown)
        self.keys_changed.emit()

    def _show_state(self) -> None:
        self._open.show_button(tr("Open"), "primary", not self.shown.wait)
        self.keys_changed.emit()


class _Mark(QWidget):
    """The program's mark, large."""

    def sizeHint(self) -> QSize:
        side = theme().px(56)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2))
        painter.end()
