"""The recovery key in use: what is asked before it opens anything, and a new passphrase instead of an old."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from app.access.person import Person
from app.screens.entry import EntryScreen, EntryState
from app.screens.set_up import FORGOTTEN, passphrase_complaints
from app.vault.recovery import read_recovery_key
from assessments.language.reading import Complaint
from resources.tongue import tr

TITLE = tr("Use the recovery key")
ABOUT = tr(
    "It is on the sealed sheet. It opens the records when a passphrase is forgotten, or when nobody who has "
    "one can be here."
)
NOTES = (
    FORGOTTEN,
    tr("Your reason stands in the record, and every data manager is told at the next sign-in."),
    tr("With it you may look and print, and set a new passphrase. Nothing is signed or answered."),
)
NEW_TITLE = tr("Set a new passphrase")
NEW_ABOUT = tr(
    "The records are open. Whoever forgot the passphrase types a new one now, with their own hands."
)
NEW_NOTES = (
    tr("The old passphrase opens nothing any more. No record is changed."),
    tr("Afterwards you are at the desk as the person whose passphrase it is."),
    tr("Esc goes on without a new one: a red line stays under the strip at the top as long as it lasts."),
)
REASON_FIRST = tr("Say why the recovery key is used.")


@dataclass(frozen=True, slots=True)
class Asked:
    """The recovery key and the reason as typed."""

    typed: Mapping[str, str] = field(default_factory=dict)
    tried: bool = False
    refused: str = ""

    def text(self, name: str) -> str:
        return self.typed.get(name, "")


def type_asked(asked: Asked, name: str, text: str) -> Asked:
    return replace(asked, typed={**asked.typed, name: text.strip()}, refused="")


def asked_complaints(asked: Asked) -> dict[str, Complaint]:
    """What is wrong before any key is tried; the check characters find a slip of the finger."""
    found: dict[str, Complaint] = {}
    key = read_recovery_key(asked.text("key"))
    if not asked.text("key"):
        found["key"] = Complaint(tr("Type the recovery key from the sheet."))
    elif isinstance(key, Complaint):
        found["key"] = key
    if not asked.text("reason"):
        found["reason"] = Complaint(REASON_FIRST)
    return found


def asked_entries(asked: Asked) -> dict[str, EntryScreen]:
    found = asked_complaints(asked)
    return _entries(asked.typed, ("key", "reason"), found, asked.tried)


@dataclass(frozen=True, slots=True)
class NewPassphrase:
    """For whom, and the passphrase twice."""

    people: tuple[Person, ...]
    clinic: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    tried: bool = False
    refused: str = ""

    def text(self, name: str) -> str:
        return self.typed.get(name, "")

    @property
    def person(self) -> Person | None:
        login = self.text("login").strip().lower()
        return next((person for person in self.people if person.login == login), None)


def start_new(people: Iterable[Person], clinic: str, login: str = "") -> NewPassphrase:
    """`login` is who was at the desk last; where only one person can sign in, it is that one."""
    active = tuple(person for person in people if person.active)
    only = active[0].login if len(active) == 1 else ""
    return NewPassphrase(active, clinic, {"login": login or only})


def type_new(new: NewPassphrase, name: str, text: str) -> NewPassphrase:
    return replace(new, typed={**new.typed, name: text.strip() if name == "login" else text}, refused="")


def new_complaints(new: NewPassphrase) -> dict[str, Complaint]:
    found: dict[str, Complaint] = {}
    person = new.person
    if person is None:
        names = ", ".join(person.login for person in new.people)
        found["login"] = Complaint(tr("Nobody signs in with that name. These do: {names}.", names=names))
    about = (new.clinic, *((person.login, person.name) if person else ()))
    return {**found, **passphrase_complaints(new.text("passphrase"), new.text("again"), about)}


def new_entries(new: NewPassphrase) -> dict[str, EntryScreen]:
    return _entries(new.typed, ("login", "passphrase", "again"), new_complaints(new), new.tried)


def _entries(
    typed: Mapping[str, str], names: tuple[str, ...], found: Mapping[str, Complaint], tried: bool
) -> dict[str, EntryScreen]:
    """A field that is empty is called missing only after it was tried."""
    made: dict[str, EntryScreen] = {}
    for name in names:
        text = typed.get(name, "")
        if name in found and (text or tried):
            made[name] = EntryScreen(text, EntryState.REFUSED, found[name].words)
        else:
            made[name] = EntryScreen(text, EntryState.FILLED if text else EntryState.EMPTY)
    return made
