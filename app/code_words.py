"""How a code that is kept reads in words, and how words are put where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from resources.tongue import tr

_SEXES = {
    "female": tr("female"),
    "male": tr("male"),
    "other": tr("other"),
    "not_recorded": tr("not recorded"),
}
_LETTERS = {"female": tr("F"), "male": tr("M"), "other": tr("O")}
_STATUSES = {
    "final": tr("final"),
    "provisional": tr("provisional"),
    "incomplete": tr("incomplete"),
    "stop": tr("stop"),
}
_AGREEMENTS = {"high": tr("high"), "moderate": tr("moderate"), "low": tr("low")}
_ROLES = {
    "clinician": tr("clinician"),
    "resident": tr("resident"),
    "supervisor": tr("supervisor"),
    "manager": tr("manager"),
    "auditor": tr("auditor"),
    "break-glass": tr("break-glass"),
    "program": tr("program"),
}


def sex_words(code: str) -> str:
    """In the middle of a sentence; one that only documents know reads as itself."""
    return _SEXES.get(code, code.replace("_", " "))


def sex_letter(code: str | None) -> str:
    """For a narrow column; empty where none is recorded."""
    return _LETTERS.get(code or "", (code or "")[:1].upper())


def status_words(code: str) -> str:
    """How final the class of an exam is."""
    return _STATUSES.get(code, code)


def agreement_words(code: str) -> str:
    """How far the findings agree with the class; no probability."""
    return _AGREEMENTS.get(code, code)


def roles_in_words(kept: str) -> str:
    """The roles as they are kept beside each act, several of them with a comma."""
    return ", ".join(_ROLES.get(code, code) for code in kept.split(", "))


def capital(words: str) -> str:
    """As it begins a line."""
    return words[:1].upper() + words[1:]


def either(choices: Sequence[str]) -> str:
    """ "161 N, 168 N or 165 N"."""
    if len(choices) < 2:
        return "".join(choices)
    return tr("{these} or {last}", these=", ".join(choices[:-1]), last=choices[-1])
