"""The instrument and the set-up of a strength test as they stand, or as they were last visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.dates import write_date
from app.earlier import Earlier
from assessments.hip_strength.movements import Movement
from assessments.hip_strength.protocol import FIXATIONS, ID
from assessments.language.answers import Answers
from assessments.language.conventions import conventions
from assessments.language.reading import number
from resources.tongue import tr


@dataclass(frozen=True, slots=True)
class Device:
    """The instrument as it stands, or as it was last visit; `stale` when its check is too long ago."""

    words: str
    proposed: bool
    stale: bool
    name: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The whole line, then shorter ones for little room; a check that is due is never left out."""
        whole = tr("Device: {device}", device=self.words)
        if self.proposed:
            whole = tr("Device: {device} (last visit)", device=self.words)
        if not self.name:
            return (whole,)
        if self.stale:
            due = tr("Device: {name}, check due", name=self.name)
            return whole, due, tr("Check due: {name}", name=self.name)
        named = tr("Device: {device}", device=self.name)
        known = (tr("Device: {device} (last visit)", device=self.name),) if self.proposed else ()
        return whole, *known, named, self.name


def device(answers: Answers, earlier: Earlier | None, today: date) -> Device:
    here = answers.text(ID, "device")
    source = answers if here or earlier is None else earlier.answers
    name = (source.text(ID, "device") or "").strip()
    if not name:
        return Device(tr("not recorded"), False, False)
    on = _day(source.text(ID, "calibration_date"))
    if on is None:
        return Device(tr("{name}, check not recorded", name=name), source is not answers, False, name)
    months = (today.year - on.year) * 12 + today.month - on.month - (today.day < on.day)
    limit = conventions()["CALIBRATED_WITHIN"]
    stale = months >= limit
    words = tr("{name}, checked {day}", name=name, day=write_date(on))
    if stale:
        words = tr("{name}, check over {months} months old", name=name, months=number(limit))
    return Device(words, source is not answers, stale, name)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def setup(answers: Answers, earlier: Earlier | None, movement: Movement) -> tuple[str, ...]:
    """ "prone, knee straight, belt"; what was so last visit until something is said here. First the whole
    line, then a shorter one for little room."""
    parts, known, found = [], False, False
    nothing = {"position": tr("position not recorded"), "fixation": tr("fixation not recorded")}
    for step, options in (("position", movement.positions), ("fixation", FIXATIONS)):
        id = f"{movement.code}_{step}"
        code = answers.choice(ID, id)
        if code is None and earlier is not None:
            code = earlier.answers.choice(ID, id)
            known = known or code is not None
        words = next((option.words for option in options if option.code == code), "")
        found = found or bool(words)
        parts.append(words or nothing[step])
    if not found:
        return (tr("position, fixation not recorded"),)
    words = "; ".join(parts)
    return (tr("{setup} (last visit)", setup=words), words) if known else (words,)
