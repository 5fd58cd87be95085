"""Trying what was typed at the sign-in, and keeping the next attempt waiting after wrong ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from app.clock import Clock
from app.door import WrongPassphrase
from app.faults import Fault
from app.screens.door import SignInScreen, refused, waiting
from app.vault.attempts import Attempts, delay_seconds
from ui.door.sign_in import SignIn

_TICK_MS = 250


class SigningIn(QObject):
    """`open` is given the user and the passphrase, and raises `WrongPassphrase` or another `Fault`; whatever
    it does on success takes the form away."""

    def __init__(
        self, form: SignIn, attempts: Attempts, clock: Clock, open: Callable[[str, str], None]
    ) -> None:
        super().__init__(form)
        self._form = form
        self._attempts = attempts
        self._clock = clock
        self._open = open
        self._until = 0.0
        self._screen = SignInScreen("", "")
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._count_down)
        form.asked.connect(self._try)

    def begin(self, screen: SignInScreen) -> None:
        """Show the form empty. A program that was started again waits as it would have waited before."""
        self._screen = screen
        self._form.show_sign_in(screen)
        self._wait(delay_seconds(self._attempts.count()))

    def end(self) -> None:
        """Nothing of what was typed stays in the form."""
        self._tick.stop()
        self._form.passphrase.clear()

    def _try(self, login: str, passphrase: str) -> None:
        try:
            self._open(login, passphrase)
        except WrongPassphrase:
            wrong = self._attempts.count()
            wait = delay_seconds(wrong)
            self._screen = refused(self._screen, login, wrong, wait)
            self._form.show_sign_in(self._screen)
            self._form.first().setFocus()
            self._wait(wait)
        except Fault as fault:
            self._screen = replace(self._screen, login=login, said=fault.words, wait=0)
            self._form.show_sign_in(self._screen)

    def _wait(self, seconds: float) -> None:
        self._until = self._clock.monotonic() + seconds
        if seconds:
            self._tick.start()
            self._count_down()

    def _count_down(self) -> None:
        left = self._until - self._clock.monotonic()
        self._screen = waiting(self._screen, self._form.login.text(), left)
        if left <= 0:
            self._tick.stop()
        self._form.show_waiting(self._screen)

    def say(self, about: str) -> None:
        """Another sentence under the title; what is typed stays."""
        self._screen = replace(self._screen, about=about, login=self._form.login.text())
        self._form.show_waiting(self._screen)
