"""What a passphrase must be: long, and nothing that is tried first. Nothing is asked about its characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from zxcvbn import zxcvbn

from assessments.language.reading import Complaint
from resources.tongue import tr

SHORTEST = 15
LONGEST = 256
_WEIGHED = 72
"""The first characters decide: weighing a text takes far more than twice as long when it is twice as long."""
_REST = 8
"""What has to be left when the names are taken out."""
_LEAST_SCORE = 3
"""Of 0 to 4: at least a hundred million guesses."""
_ADVICE = tr("Four or more words that do not belong together are easy to remember and hard to guess.")


def normal(typed: str) -> str:
    """The same letters however the keyboard made them. Spaces count, also the last one."""
    return unicodedata.normalize("NFKC", typed)


def secret(typed: str) -> bytes:
    return normal(typed).encode("utf-8", "surrogatepass")


def check_passphrase(typed: str, about: Iterable[str]) -> Complaint | None:
    """Why a passphrase is not taken; `about` is what others would try: user names, the clinic's name."""
    passphrase = normal(typed)
    if len(passphrase) < SHORTEST:
        return Complaint(
            tr(
                "Too short: {passphrase} of at least {least} characters. {advice}",
                passphrase=len(passphrase),
                least=SHORTEST,
                advice=_ADVICE,
            )
        )
    if len(passphrase) > LONGEST:
        return Complaint(
            tr(
                "Too long: {passphrase} of at most {most} characters.",
                passphrase=len(passphrase),
                most=LONGEST,
            )
        )
    names = _names(about)
    bare = _bare(passphrase)
    rest = re.sub("|".join(names) or "$", "", bare)
    if rest != bare and not rest.strip("0123456789"):
        return Complaint(
            tr(
                "This is the user name or the name of the clinic, which others would try first. {advice}",
                advice=_ADVICE,
            )
        )
    if rest != bare and len(rest) < _REST:
        return Complaint(
            tr("Easy to guess: mostly the user name or the name of the clinic. {advice}", advice=_ADVICE)
        )
    weighed = zxcvbn(passphrase[:_WEIGHED], user_inputs=names)
    return None if weighed["score"] >= _LEAST_SCORE else Complaint(f"{_reason(weighed)} {_ADVICE}")


def _names(about: Iterable[str]) -> list[str]:
    """Each name and each word of it, the longest first; what is shorter than three letters tells nothing."""
    known = {_bare(part) for name in about for part in (name, *name.split())}
    return sorted((part for part in known if len(part) >= 3), key=len, reverse=True)


def _bare(text: str) -> str:
    """Letters and digits alone, so that a space or a hyphen makes no other name of it."""
    return re.sub(r"[\W_]+", "", normal(text).casefold())


def _reason(weighed: dict[str, Any]) -> str:
    """What most of the passphrase is made of."""
    part = max(weighed["sequence"], key=lambda part: len(part["token"]))
    match part["pattern"], part.get("dictionary_name"):
        case "dictionary", "user_inputs":
            return tr("Easy to guess: mostly the user name or the name of the clinic.")
        case "dictionary", "passwords":
            return tr("On the list of passphrases that are tried first.")
        case "dictionary", _:
            return tr("Easy to guess: mostly one common word.")
        case "repeat", _:
            return tr("Easy to guess: the same again and again.")
        case "sequence", _:
            return tr("Easy to guess: characters in their usual order.")
        case "spatial", _:
            return tr("Easy to guess: keys that lie side by side.")
        case "date", _:
            return tr("Easy to guess: mostly a date.")
        case _:
            return tr("Easy to guess.")
