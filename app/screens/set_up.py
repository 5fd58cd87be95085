"""Setting a clinic up: what is asked step by step, what cannot be taken, and the words that go with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.access.person import NewPerson, complaints_of
from app.screens.entry import EntryScreen, EntryState
from app.screens.state import State
from app.settings import too_long
from app.vault.passphrases import LONGEST, SHORTEST, check_passphrase, normal
from app.vault.recovery import read_recovery_key
from assessments.language.reading import Complaint
from resources.tongue import tr

FORGOTTEN = tr("A forgotten passphrase never costs data.")
NOT_THE_SAME = tr("This is not the same passphrase.")
ANOTHER_KEY = tr("This is a recovery key, but not the one that was just made.")


class Step(StrEnum):
    CLINIC = "clinic"
    PASSPHRASE = "passphrase"
    RECOVERY = "recovery"
    TYPE_BACK = "type back"


STEPS = tuple(Step)
FIELDS: Mapping[Step, tuple[str, ...]] = {
    Step.CLINIC: ("clinic_name", "name", "licence", "login"),
    Step.PASSPHRASE: ("passphrase", "again"),
    Step.RECOVERY: (),
    Step.TYPE_BACK: ("typed_back",),
}


@dataclass(frozen=True, slots=True)
class SettingUp:
    """What was typed so far; nothing is written before the recovery key has been typed back."""

    recovery_key: str
    takes_over: bool = False
    """Whether a record of the first release lies there, which is taken over."""
    step: Step = Step.CLINIC
    typed: Mapping[str, str] = field(default_factory=dict)
    tried: bool = False
    """Whether the step was to be left already: only then an empty field is called missing."""
    refused: str = ""
    """What the disk or the records said when it was tried."""

    def text(self, name: str) -> str:
        return self.typed.get(name, "")

    @property
    def person(self) -> NewPerson:
        login = self.text("login") or proposed_login(self.text("name"))
        return NewPerson(self.text("name"), self.text("licence"), login)


@dataclass(frozen=True, slots=True)
class SetUpScreen:
    """One step: where it stands among the others, what it asks, and how each entry stands."""

    step: Step
    title: str
    about: str
    rows: tuple[tuple[str, State], ...]
    entries: Mapping[str, EntryScreen]
    notes: tuple[str, ...]
    """What is honest to say about it."""
    go_on: str
    """What the button says."""
    key: tuple[str, ...] = ()
    """The recovery key in its groups, on the step that shows it."""
    refused: str = ""


def type_in(setting: SettingUp, name: str, text: str) -> SettingUp:
    """A passphrase keeps its spaces; everything else loses those round it."""
    text = text if name in ("passphrase", "again") else text.strip()
    return replace(setting, typed={**setting.typed, name: text}, refused="")


def go_on(setting: SettingUp) -> SettingUp | None:
    """The next step, or this one with what is wrong with it; None when everything is there."""
    if complaints(setting, whole=True):
        return replace(setting, tried=True)
    at = STEPS.index(setting.step)
    return replace(setting, step=STEPS[at + 1], tried=False) if at + 1 < len(STEPS) else None


def go_back(setting: SettingUp) -> SettingUp:
    return replace(setting, step=STEPS[max(0, STEPS.index(setting.step) - 1)], tried=False, refused="")


def complaints(setting: SettingUp, whole: bool) -> dict[str, Complaint]:
    """What cannot be taken on this step; `whole` counts what is still empty too."""
    found: dict[str, Complaint] = {}
    match setting.step:
        case Step.CLINIC:
            found = complaints_of(setting.person, ())
            if not setting.text("clinic_name"):
                found["clinic_name"] = Complaint(tr("Type the name of the clinic."))
            elif complaint := too_long(setting.text("clinic_name")):
                found["clinic_name"] = complaint
        case Step.PASSPHRASE:
            found = passphrase_complaints(
                setting.text("passphrase"), setting.text("again"), about_them(setting)
            )
        case Step.TYPE_BACK:
            if complaint := _typed_back(setting):
                found["typed_back"] = complaint
        case Step.RECOVERY:
            pass
    if whole:
        return found
    return {name: said for name, said in found.items() if setting.text(name)}


def passphrase_complaints(passphrase: str, again: str, about: tuple[str, ...]) -> dict[str, Complaint]:
    """What is wrong with a new passphrase that was typed twice."""
    if complaint := check_passphrase(passphrase, about):
        return {"passphrase": complaint}
    return {} if normal(passphrase) == normal(again) else {"again": Complaint(NOT_THE_SAME)}


def about_them(setting: SettingUp) -> tuple[str, ...]:
    """What others would try first."""
    return (setting.person.login, setting.text("clinic_name"), setting.text("name"))


def characters(passphrase: str) -> str:
    """Under the field while it is typed."""
    long = len(normal(passphrase))
    if not long:
        return tr(
            "At least {least} characters, up to {most}; four or more words are best.",
            least=SHORTEST,
            most=LONGEST,
        )
    if long < SHORTEST:
        return tr("{length} of at least {least} characters.", length=long, least=SHORTEST)
    return tr("{length} characters.", length=long)


def proposed_login(name: str) -> str:
    """Initials and family name: "R. Osei, PT" is rosei."""
    plain = unicodedata.normalize("NFKD", name.partition(",")[0]).encode("ascii", "ignore").decode().lower()
    words: list[str] = re.findall(r"[a-z0-9]+", plain)
    if not words:
        return ""
    return ("".join(word[0] for word in words[:-1]) + words[-1])[:32]


def set_up_screen(setting: SettingUp) -> SetUpScreen:
    step = setting.step
    title, about = _HEADS[step]
    if step is Step.CLINIC and setting.takes_over:
        about = _TAKEN_OVER
    return SetUpScreen(
        step,
        title,
        about,
        tuple((words, _row_state(step, of)) for of, words in _ROWS.items()),
        _entries(setting),
        _NOTES[step],
        _BUTTONS[step],
        tuple(setting.recovery_key.split("-")) if step is Step.RECOVERY else (),
        setting.refused,
    )


def _entries(setting: SettingUp) -> dict[str, EntryScreen]:
    found = complaints(setting, whole=setting.tried)
    made: dict[str, EntryScreen] = {}
    for name in FIELDS[setting.step]:
        text = setting.text(name)
        if name in found:
            made[name] = EntryScreen(text, EntryState.REFUSED, found[name].words)
        elif name == "login" and not text and setting.text("name"):
            # Taken as it stands unless another one is typed.
            made[name] = EntryScreen(setting.person.login, EntryState.FILLED)
        else:
            made[name] = EntryScreen(text, EntryState.FILLED if text else EntryState.EMPTY)
    return made


def _typed_back(setting: SettingUp) -> Complaint | None:
    typed = setting.text("typed_back")
    if not typed:
        return Complaint(tr("Type the recovery key from the sheet."))
    key = read_recovery_key(typed)
    if isinstance(key, Complaint):
        return key
    return None if key == read_recovery_key(setting.recovery_key) else Complaint(ANOTHER_KEY)


def _row_state(now: Step, of: Step) -> State:
    if of is now:
        return State.NOW
    return State.DONE if STEPS.index(of) < STEPS.index(now) else State.TO_DO


_ROWS = {
    Step.CLINIC: tr("Clinic and you"),
    Step.PASSPHRASE: tr("Passphrase"),
    Step.RECOVERY: tr("Recovery key"),
    Step.TYPE_BACK: tr("Type it back"),
}
_HEADS = {
    Step.CLINIC: (
        tr("Welcome to Sagittal"),
        tr(
            "Four short steps, about two minutes. Nothing leaves this computer; every record on it is "
            "encrypted."
        ),
    ),
    Step.PASSPHRASE: (
        tr("Your passphrase"),
        tr("It opens the records and covers the screen when you leave the desk. Only you know it."),
    ),
    Step.RECOVERY: (
        tr("The recovery key"),
        tr("It opens the records when a passphrase is forgotten. This is the only time it is shown."),
    ),
    Step.TYPE_BACK: (
        tr("Type the recovery key back"),
        tr(
            "From the sheet, so that it is certain to work on the day it is needed. "
            "Small letters and missing hyphens are fine."
        ),
    ),
}
_TAKEN_OVER = tr(
    "This computer holds records of the first release, which are not encrypted. They are taken over into the "
    "encrypted file, every one is compared, and only then the old file is destroyed."
)
_NOTES = {
    Step.CLINIC: (
        tr("The clinic and your name stand on every page that is printed. Both can be changed later."),
        tr("You can add other people once the clinic is set up."),
    ),
    Step.PASSPHRASE: (
        tr("Length counts, not odd characters: four or more words that do not belong together."),
        tr("Pasting and password managers are welcome."),
        tr(
            "Nobody can look it up. {assurance} The recovery key on the next step sets a new one.",
            assurance=FORGOTTEN,
        ),
    ),
    Step.RECOVERY: (
        tr("Keep the sheet locked away, not beside this computer and not as a picture on a phone."),
        tr("Whoever holds it can open every record of the clinic."),
        tr("Without the sheet and without any passphrase nobody can open the records, and nobody can help."),
    ),
    Step.TYPE_BACK: (tr("The clinic is set up as soon as the key is right."),),
}
_BUTTONS = {
    Step.CLINIC: tr("Next: passphrase"),
    Step.PASSPHRASE: tr("Next: recovery key"),
    Step.RECOVERY: tr("I have the sheet"),
    Step.TYPE_BACK: tr("Set up the clinic"),
}
