"""What stands beside the attempts in the book: a learner's note to self, and a supervisor's sign-off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast, get_args

from app.practice.attempt import Unreadable, moment, text
from resources.tongue import tr

Table = dict[str, Any]
Decision = Literal["accepted", "again", "seen"]


@dataclass(frozen=True, slots=True)
class Note:
    """A learner's own words about one attempt."""

    id: str
    at: datetime
    learner: str
    attempt: str
    words: str


@dataclass(frozen=True, slots=True)
class SignOff:
    """A supervisor's word on a circuit of stations, typed without any connection and without an account.

    The program sets no mark to pass: `decision` is the supervisor's own. `circuit` is the `station` of the
    attempts it is about, up to its first "/".
    """

    id: str
    at: datetime
    learner: str
    supervisor: str
    circuit: str
    decision: Decision
    comment: str

    @property
    def decision_words(self) -> str:
        return DECISIONS[self.decision]


DECISIONS: dict[Decision, str] = {
    "accepted": tr("Done well enough, in the supervisor's judgement"),
    "again": tr("To be done again"),
    "seen": tr("Seen, nothing decided"),
}


def note_table(note: Note) -> Table:
    return {
        "id": note.id,
        "at": note.at.isoformat(),
        "learner": note.learner,
        "attempt": note.attempt,
        "words": note.words,
    }


def read_note(table: Table) -> Note:
    """`Unreadable` for what is missing, not known, or of another kind than it should be."""
    _exactly(table, Note.__dataclass_fields__)
    try:
        return Note(
            text(table["id"]),
            moment(table["at"]),
            text(table["learner"]),
            text(table["attempt"]),
            text(table["words"]),
        )
    except ValueError as why:
        raise Unreadable(str(why)) from why


def sign_off_table(sign_off: SignOff) -> Table:
    return {
        "id": sign_off.id,
        "at": sign_off.at.isoformat(),
        "learner": sign_off.learner,
        "supervisor": sign_off.supervisor,
        "circuit": sign_off.circuit,
        "decision": sign_off.decision,
        "comment": sign_off.comment,
    }


def read_sign_off(table: Table) -> SignOff:
    """`Unreadable` for what is missing, not known, or of another kind than it should be."""
    _exactly(table, SignOff.__dataclass_fields__)
    try:
        if table["decision"] not in get_args(Decision):
            raise ValueError(f"nobody decides {table['decision']!r}")
        return SignOff(
            text(table["id"]),
            moment(table["at"]),
            text(table["learner"]),
            text(table["supervisor"]),
            text(table["circuit"]),
            cast(Decision, table["decision"]),
            text(table["comment"]),
        )
    except ValueError as why:
        raise Unreadable(str(why)) from why


def _exactly(table: Table, known: Any) -> None:
    if unlike := set(table) ^ set(known):
        raise Unreadable(f"the keys are not those that are kept: {', '.join(sorted(unlike))}")
