"""What stands before the records: the sign-in, after a start and on a covered screen."""

from __future__ import annotations

from dataclasses import dataclass

from app.lock import Reason
from app.vault.attempts import RECOVERY_AFTER
from resources.tongue import tr, trn

WRONG = tr("User or passphrase not right.")
CAPS = tr("Caps Lock is on.")
UNSAVED = tr(
    "An entry is not saved yet: the disk did not take it. It stays behind this cover. Sign in to see it."
)


@dataclass(frozen=True, slots=True)
class SignInScreen:
    title: str
    about: str
    login: str = ""
    """Who was here last; whoever signs in may write another."""
    said: str = ""
    """What was wrong with the last attempt."""
    wait: int = 0
    """Seconds until the next attempt is taken."""
    recovery: bool = False
    """Whether the recovery key is offered as the way on, and not only named."""


def start_screen(login: str, wrong: int = 0) -> SignInScreen:
    """After the program was started by hand."""
    return SignInScreen(
        tr("Sign in"),
        tr("The records are encrypted. Your passphrase opens them."),
        login,
        recovery=_offered(wrong),
    )


def gone_screen(login: str, wrong: int = 0) -> SignInScreen:
    """After the keys left the memory."""
    about = tr("The keys have left the memory. Your passphrase brings you back to where you were.")
    return SignInScreen(tr("Locked"), about, login, recovery=_offered(wrong))


def cover_screen(
    reason: Reason, login: str, idle_minutes: int, wrong: int = 0, unsaved: bool = False
) -> SignInScreen:
    """Over a desk that stays as it was left."""
    about = UNSAVED if unsaved else _ABOUT[reason].format(minutes=_minutes(idle_minutes))
    if reason is Reason.SWITCH:
        return SignInScreen(tr("Switch user"), about, "", recovery=_offered(wrong))
    return SignInScreen(tr("Locked"), about, login, recovery=_offered(wrong))


def refused(screen: SignInScreen, login: str, wrong: int, wait: float) -> SignInScreen:
    """After an attempt that was not right; never which of the two was wrong."""
    return SignInScreen(screen.title, screen.about, login, WRONG, _whole(wait), _offered(wrong))


def waiting(screen: SignInScreen, login: str, left: float) -> SignInScreen:
    """While the next attempt is not taken yet."""
    return SignInScreen(screen.title, screen.about, login, screen.said, _whole(left), screen.recovery)


def wait_words(seconds: int) -> str:
    return tr("The next attempt is taken in {seconds} s.", seconds=seconds) if seconds else ""


def caps_lock(text: str, shift: bool) -> bool | None:
    """Whether this letter was typed with Caps Lock on; None when it does not tell."""
    if len(text) != 1 or text.upper() == text.lower():
        return None
    return text.isupper() != shift


_ABOUT = {
    Reason.IDLE: tr("Nobody touched the desk for {minutes}. Everything stands as it was left."),
    Reason.LONG: tr("Ten hours have passed since the last sign-in. Everything stands as it was left."),
    Reason.ASKED: tr("Everything stands as it was left."),
    Reason.SWITCH: tr("The exam that lies open stays as it is. Its clinician comes back to the same field."),
    Reason.SCREEN: tr("The computer's screen was locked. Everything stands as it was left."),
    Reason.SLEEP: tr("The computer was asleep. Everything stands as it was left."),
    Reason.CLOCK: tr("The computer's clock was set back. Everything stands as it was left."),
    Reason.MINIMISED: tr("The window was minimised. Everything stands as it was left."),
}


def _minutes(minutes: int) -> str:
    return trn("a minute", "{n} minutes", minutes)


def _offered(wrong: int) -> bool:
    return wrong >= RECOVERY_AFTER


def _whole(seconds: float) -> int:
    return max(0, -int(-seconds // 1))
