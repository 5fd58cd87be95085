"""What a passphrase must be: long, and nothing that is tried first. Nothing is asked about its characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from zxcvbn import zxcvbn

from assessments.language.reading import Complaint

SHORTEST = 15
LONGEST = 256
_WEIGHED = 72
"""The first characters decide: weighing a text takes far more than twice as long when it is twice as long."""
_LEAST_SCORE = 3
"""Of 0 to 4: at least a hundred million guesses."""
_ADVICE = "Four or more words that do not belong together are easy to remember and hard to guess."


def normal(typed: str) -> str:
    """The same letters however the keyboard made them. Spaces count, also the last one."""
    return unicodedata.normalize("NFKC", typed)


def secret(typed: str) -> bytes:
    return normal(typed).encode("utf-8", "surrogatepass")


def check_passphrase(typed: str, about: Iterable[str]) -> Complaint | None:
    """Why a passphrase is not taken; `about` is what others would try: user names, the clinic's name."""
    passphrase = normal(typed)
    if len(passphrase) < SHORTEST:
        return Complaint(f"Too short: {len(passphrase)} of at least {SHORTEST} characters. {_ADVICE}")
    if len(passphrase) > LONGEST:
        return Complaint(f"Too long: {len(passphrase)} of at most {LONGEST} characters.")
    names = [name for name in map(_bare, about) if name]
    if any(_is_only(name, _bare(passphrase)) for name in names):
        return Complaint(
            "This is the user name or the name of the clinic, which others would try first. " + _ADVICE
        )
    weighed = zxcvbn(passphrase[:_WEIGHED], user_inputs=names)
    return None if weighed["score"] >= _LEAST_SCORE else Complaint(f"{_reason(weighed)} {_ADVICE}")


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", normal(text).casefold())


def _is_only(name: str, passphrase: str) -> bool:
    """The name itself, once or over and over, at most with a number behind it."""
    return re.fullmatch(rf"(?:{re.escape(name)})+\d*", passphrase) is not None


def _reason(weighed: dict[str, Any]) -> str:
    """What most of the passphrase is made of."""
    part = max(weighed["sequence"], key=lambda part: len(part["token"]))
    match part["pattern"], part.get("dictionary_name"):
        case "dictionary", "user_inputs":
            return "Easy to guess: mostly the user name or the name of the clinic."
        case "dictionary", "passwords":
            return "On the list of passphrases that are tried first."
        case "dictionary", _:
            return "Easy to guess: mostly one common word."
        case "repeat", _:
            return "Easy to guess: the same again and again."
        case "sequence", _:
            return "Easy to guess: characters in their usual order."
        case "spatial", _:
            return "Easy to guess: keys that lie side by side."
        case "date", _:
            return "Easy to guess: mostly a date."
        case _:
            return "Easy to guess."
