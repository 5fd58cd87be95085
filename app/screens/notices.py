"""What stands under the strip at the top for as long as it is so: the recovery key in use, a record that does
not match, an exam that somebody else left open."""

from __future__ import annotations

from dataclasses import dataclass

from app.access.rights import Right
from app.access.session import Session
from app.folders import Space, folder_words, room
from app.places import Places
from app.screens.state import State
from resources.tongue import tr


@dataclass(frozen=True, slots=True)
class Notice:
    state: State
    """STOP or CAUTION."""
    words: str
    passing: bool = False
    """Whether it is left away beside an exam, where it would only take room."""


def notices(
    session: Session,
    warnings: tuple[str, ...] = (),
    about_folder: tuple[Notice, ...] = (),
    draft: Notice | None = None,
) -> tuple[Notice, ...]:
    """`warnings` are what opening the record found; what is about the folder was found before."""
    found = []
    if session.broken_glass_reason:
        found.append(Notice(State.STOP, glass_words(session.broken_glass_reason)))
    found += [Notice(_gravity(warning), warning) for warning in warnings]
    found += [notice for notice in about_folder if notice.words not in warnings]
    if draft is not None:
        found.append(draft)
    return tuple(found)


def _gravity(warning: str) -> State:
    """Red where the record itself may be wrong; what was mended or only has to be known is yellow."""
    return State.STOP if any(grave in warning for grave in _GRAVE) else State.CAUTION


_GRAVE = (tr("Record history does not match"), tr("(erased.json) is damaged"))


def folder_notices(places: Places) -> tuple[Notice, ...]:
    """A folder that is synchronised, and a disk that is nearly full or full."""
    found = [Notice(State.CAUTION, words) for words in folder_words(places)]
    disk = room(places)
    if disk.words:
        found.append(Notice(State.STOP if disk.space is Space.NONE else State.CAUTION, disk.words))
    return tuple(found)


def glass_words(reason: str) -> str:
    return tr(
        "Opened with the recovery key: {reason}. You may look, print and set a new "
        "passphrase. All of it stands in the record.",
        reason=reason.rstrip("."),
    )


def draft_of(session: Session, clinician: str, patient: str) -> Notice | None:
    """The exam that another person left open here; None for somebody who may not see whose it is."""
    if not session.may(Right.VIEW):
        return None
    return Notice(
        State.CAUTION,
        tr("Draft of {clinician} on patient {patient}", clinician=clinician, patient=patient),
        passing=True,
    )
