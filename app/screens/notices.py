"""What stands under the strip at the top for as long as it is so: the recovery key in use, a record that does
not match, an exam that somebody else left open."""

from __future__ import annotations

from dataclasses import dataclass

from app.access.rights import Right
from app.access.session import Session
from app.screens.state import State


@dataclass(frozen=True, slots=True)
class Notice:
    state: State
    """STOP or CAUTION."""
    words: str
    passing: bool = False
    """Whether it is left away beside an exam, where it would only take room."""


def notices(
    session: Session, warnings: tuple[str, ...] = (), draft: Notice | None = None
) -> tuple[Notice, ...]:
    found = []
    if session.broken_glass_reason:
        found.append(Notice(State.STOP, glass_words(session.broken_glass_reason)))
    found += [Notice(State.STOP, warning) for warning in warnings]
    if draft is not None:
        found.append(draft)
    return tuple(found)


def glass_words(reason: str) -> str:
    return (
        f"Opened with the recovery key: {reason.rstrip('.')}. You may look, print and set a new passphrase. "
        "All of it stands in the record."
    )


def draft_of(session: Session, clinician: str, patient: str) -> Notice | None:
    """The exam that another person left open here; None for somebody who may not see whose it is."""
    if not session.may(Right.VIEW):
        return None
    return Notice(State.CAUTION, f"Draft of {clinician} on patient {patient}", passing=True)
