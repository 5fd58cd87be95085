"""What the clinic has set once for every exam, page and print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal, get_args

from app.faults import Fault
from app.own_errors import own_errors_text, read_own_errors
from assessments.change.own import NO_OWN, OwnErrors
from assessments.language.reading import Complaint
from resources.tongue import tr

Paper = Literal["a4", "letter"]
TextSize = Literal["100", "115", "130"]
Theme = Literal["light", "dark", "light-contrast", "dark-contrast", "system"]
"""A look by name; "system" is light or dark, in high contrast or not, as the computer is set."""
Motion = Literal["system", "moving", "still"]
"""Whether figures move by themselves; "system" is as the computer asks."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting has a value from the first start; an empty name prints as no name."""

    clinic_name: str = ""
    clinic_phone: str = ""
    clinician_name: str = ""
    clinician_licence: str = ""
    paper: Paper = "a4"
    text_size: TextSize = "100"
    """Per cent."""
    theme: Theme = "light"
    sound: bool = True
    idle_minutes: int = 5
    """Minutes without a key or a click until the screen is covered, from 1 to 15."""
    cover_minimised: bool = False
    """Whether a window that is minimised is covered at once."""
    retention_years: int = 0
    """Years that a record must be kept after the last visit; 0 while the clinic has not said."""
    second_place: str = ""
    """The folder for a second copy of each backup, on a stick or a share; empty while there is none."""
    motion: Motion = "system"
    figures_in_colour: bool = False
    """On the patient's page; on it nothing but the figures ever has a colour."""
    own_errors: OwnErrors = NO_OWN
    """The clinic's own errors that a change is held against; none until a manager switches one on."""


class SettingsRefused(Fault):
    """What was typed cannot be kept; `complaints` says why, by the name of the setting."""

    def __init__(self, complaints: dict[str, Complaint]) -> None:
        super().__init__(" ".join(complaint.words for complaint in complaints.values()))
        self.complaints = complaints


LONGEST = 200
"""Characters of a name, a number or a licence, as of a patient's."""
LEAST_IDLE, MOST_IDLE = 1, 15
MOST_RETENTION = 100
_SWITCHES = ("figures_in_colour", "sound", "cover_minimised")


def to_texts(settings: Settings) -> dict[str, str]:
    """Each setting as the text that is kept."""
    # Half a character pasted from elsewhere is no UTF-8 and would be refused by the database.
    texts = {
        field.name: str(getattr(settings, field.name)).encode("utf-8", "replace").decode("utf-8")
        for field in fields(settings)
    }
    switches = {name: "on" if getattr(settings, name) else "off" for name in _SWITCHES}
    return {**texts, **switches, "own_errors": own_errors_text(settings.own_errors)}


def from_texts(texts: Mapping[str, str]) -> Settings:
    """The settings as kept; what is absent, or means nothing to this version, is as on the first start."""
    start = Settings()
    paper = texts.get("paper")
    size = texts.get("text_size")
    theme = texts.get("theme")
    motion = texts.get("motion")
    return Settings(
        clinic_name=texts.get("clinic_name", start.clinic_name),
        clinic_phone=texts.get("clinic_phone", start.clinic_phone),
        clinician_name=texts.get("clinician_name", start.clinician_name),
        clinician_licence=texts.get("clinician_licence", start.clinician_licence),
        paper=next((p for p in get_args(Paper) if p == paper), start.paper),
        figures_in_colour=texts.get("figures_in_colour") == "on",
        own_errors=read_own_errors(texts.get("own_errors", "")),
        text_size=next((s for s in get_args(TextSize) if s == size), start.text_size),
        theme=next((t for t in get_args(Theme) if t == theme), start.theme),
        motion=next((m for m in get_args(Motion) if m == motion), start.motion),
        sound=texts.get("sound", "on") != "off",
        idle_minutes=_minutes(texts.get("idle_minutes", ""), start.idle_minutes),
        cover_minimised=texts.get("cover_minimised") == "on",
        retention_years=_years(texts.get("retention_years", "")),
        second_place=texts.get("second_place", start.second_place),
    )


def _minutes(text: str, start: int) -> int:
    """Never longer than a clinic may choose, whatever stands in the file."""
    return min(max(int(text), LEAST_IDLE), MOST_IDLE) if text.isdecimal() else start


def _years(text: str) -> int:
    return min(int(text), MOST_RETENTION) if text.isdecimal() else 0


def complaints_of(settings: Settings, before: Settings) -> dict[str, Complaint]:
    """What is typed anew and too long; what an older version kept stays until somebody types it again."""
    found = {}
    for name in ("clinic_name", "clinic_phone", "clinician_name", "clinician_licence"):
        text: str = getattr(settings, name)
        if text != getattr(before, name) and (complaint := too_long(text)):
            found[name] = complaint
    return found


def too_long(text: str) -> Complaint | None:
    if len(text) <= LONGEST:
        return None
    return Complaint(
        tr("That is {count} characters; the most kept here is {most}.", count=len(text), most=LONGEST)
    )


def read_years(typed: str) -> int | Complaint:
    """Years of retention as somebody types them; nothing typed is "not set"."""
    text = typed.strip()
    if text and not (text.isdecimal() and 1 <= int(text) <= MOST_RETENTION):
        return Complaint(
            tr(
                "Type whole years, from 1 to {most}, or leave it empty.",
                most=MOST_RETENTION,
            )
        )
    return int(text or 0)
