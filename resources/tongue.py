"""The language in which everything that is read is written: `tr` for a sentence, `trn` for one that counts.

English stands in the code and is the key of the catalogue. The language is chosen once, before the first text
is made, because many texts are constants: the environment's SAGITTAL_LANGUAGE, else the first of the
computer's languages that has a catalogue, else English as written. `pseudo` is a language nobody speaks:
longer, accented, between marks, so that a text that was forgotten or does not fit is seen at a glance.
"""

from __future__ import annotations

import os
import plistlib
import struct
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Formatter

DOMAIN = "sagittal"
ENGLISH = "en"
PSEUDO = "pseudo"

LANGUAGE_ASKED = "SAGITTAL_LANGUAGE"
CATALOGUES = "SAGITTAL_CATALOGUES"
"""Names a folder of catalogues to look in before the shipped ones, so that a translator can try a draft."""


def tr(sentence: str, /, **fields: object) -> str:
    """The sentence in the language of the program, its {fields} filled in.

    Without fields nothing is filled in, so a text may hold braces. What somebody typed is a field and stays
    as it is. Where the catalogue lost or misspelt a field, the English sentence speaks: no number is lost.
    """
    told = _told(sentence)
    return _filled(told, sentence, fields) if fields else told


def trn(one: str, many: str, n: int, /, **fields: object) -> str:
    """The sentence for that number of things; {n} is the number, unless a field of that name says it."""
    english = one if n == 1 else many
    told = _CATALOGUE.ngettext(one, many, n)
    if told is not english and not _counts_alike(told, one, many):
        told = english
    return _filled(told, english, {"n": n, **fields})


def listed(words: Sequence[str]) -> str:
    """One after the other, as a sentence holds them: "hip", "hip and knee", "hip, knee and foot"."""
    if len(words) < 2:
        return "".join(words)
    return tr("{most} and {last}", most=", ".join(words[:-1]), last=words[-1])


def inside(words: str) -> str:
    """As it goes on in a sentence. Which words begin small there is a matter of the language: only that of
    English is known here, another keeps what its translator wrote."""
    return words[:1].lower() + words[1:] if _LANGUAGE == ENGLISH else words


def language() -> str:
    """The code of the language in force: "en", "pseudo" or the name of a catalogue ("de", "pt_BR")."""
    return _LANGUAGE


def _told(sentence: str) -> str:
    # An empty text would answer with the head of the catalogue.
    if not sentence:
        return sentence
    told = _CATALOGUE.gettext(sentence)
    return told if told is sentence or _same_fields(told, sentence) else sentence


def _filled(told: str, english: str, fields: Mapping[str, object]) -> str:
    if told is not english:
        try:
            return told.format_map(fields)
        except (LookupError, ValueError, TypeError, AttributeError):
            pass
    return english.format_map(fields)


@cache
def _same_fields(told: str, english: str) -> bool:
    wanted = _fields(english)
    return wanted is None or _fields(told) == wanted


@cache
def _counts_alike(told: str, one: str, many: str) -> bool:
    """A language may say a number as a word (one day, a couple of days): only {n} may be missing."""
    wanted = (_fields(one) or set()) | (_fields(many) or set())
    found = _fields(told)
    return found is not None and found | {"n"} == wanted | {"n"}


def _fields(sentence: str) -> set[str] | None:
    """The names between braces; None where the braces mean nothing."""
    try:
        return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
    except ValueError:
        return None


class _Pseudo(NullTranslations):
    """Every text about two fifths longer, inside its words and not beside them, as a long language is."""

    def gettext(self, message: str) -> str:
        return _pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _pseudo(msgid1 if n == 1 else msgid2)


_ACCENTED = str.maketrans("aceinosuyzACEINOSUYZ", "áçéíñóšúýžÁÇÉÍÑÓŠÚÝŽ")
_LONGER_BY = 0.4


@cache
def _pseudo(sentence: str) -> str:
    try:
        parts = list(Formatter().parse(sentence))
    except ValueError:
        return f"⟦{''.join(_stretched(sentence))}⟧"
    written = [
        "".join(_stretched(words)).replace("{", "{{").replace("}", "}}") + _field(name, spec, conversion)
        for words, name, spec, conversion in parts
    ]
    return f"⟦{''.join(written)}⟧"


def _stretched(words: str) -> Iterator[str]:
    owed = 0.5
    for letter in words:
        owed += _LONGER_BY
        yield letter.translate(_ACCENTED)
        if letter.isalpha() and owed >= 1:
            owed -= 1
            yield letter.lower().translate(_ACCENTED)


def _field(name: str | None, spec: str | None, conversion: str | None) -> str:
    if name is None:
        return ""
    return "{" + name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "") + "}"


def _chosen() -> tuple[str, NullTranslations]:
    asked = os.environ.get(LANGUAGE_ASKED, "").strip()
    for wish in [asked] if asked else _languages_of_the_computer():
        if wish == PSEUDO:
            return PSEUDO, _Pseudo()
        for code in _spellings(wish):
            if (found := _catalogue(code)) is not None:
                return code, found
        if wish.partition("_")[0].partition("-")[0].lower() == ENGLISH:
            break
    return ENGLISH, NullTranslations()


def _languages_of_the_computer() -> list[str]:
    """The environment's wishes in gettext's order, and where it has none, what the desktop was set to."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if wishes := [wish for wish in os.environ.get(name, "").split(":") if wish]:
            return wishes
    return _languages_of_the_desktop()


def _languages_of_the_desktop() -> list[str]:
    if sys.platform == "win32":
        import ctypes
        import locale

        code = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return [locale.windows_locale[code]] if code in locale.windows_locale else []
    if sys.platform == "darwin":
        try:
            kept = Path.home() / "Library" / "Preferences" / ".GlobalPreferences.plist"
            wishes = plistlib.loads(kept.read_bytes()).get("AppleLanguages", [])
        except (OSError, plistlib.InvalidFileException, AttributeError):
            return []
        return [str(wish) for wish in wishes]
    return []


def _spellings(wish: str) -> list[str]:
    """ "pt-BR.UTF-8" as catalogues may be named: "pt_BR", then "pt"; never a path."""
    code = wish.partition(".")[0].partition("@")[0].replace("-", "_")
    if not code.replace("_", "").isalnum():
        return []
    parts = code.split("_")
    return list(dict.fromkeys((code, f"{parts[0]}_{parts[-1]}", parts[0])))


def _catalogue(code: str) -> GNUTranslations | None:
    """The catalogue of that language; one that cannot be read is none, since English always can."""
    for folder in _folders():
        file = folder.joinpath(code, "LC_MESSAGES", f"{DOMAIN}.mo")
        try:
            with file.open("rb") as opened:
                return GNUTranslations(opened)
        except (OSError, ValueError, struct.error):
            continue
    return None


def _folders() -> list[Traversable]:
    ours = files("resources").joinpath("locale")
    drafts = os.environ.get(CATALOGUES, "")
    return [Path(drafts), ours] if drafts else [ours]


_LANGUAGE, _CATALOGUE = _chosen()
