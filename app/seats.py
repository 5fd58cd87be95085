"""Who sits at an open desk: covering it, coming back to it, and another person taking it."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime

from app.access.person import Person
from app.access.session import Session
from app.audit import Act, Entry
from app.door import Door, WrongPassphrase
from app.faults import Fault
from app.lock import Reason
from app.resume import Bookmark, bookmark_text, read_bookmark
from app.store.bookmarks import find_bookmark, keep_bookmark
from app.store.people import StoredPeople
from app.workstation import Workstation
from resources.tongue import tr


def leave(workstation: Workstation, reason: Reason, bookmark: Bookmark) -> bool:
    """Tell that the desk is covered and keep where its person was; False when the disk refused. A cover
    comes all the same."""
    entry = Entry(Act.COVERED, body=json.dumps({"why": reason.value}))
    try:
        keep_bookmark(workstation.database, workstation.person.id, bookmark_text(bookmark), entry)
    except Fault:
        return False
    return True


class Taken(Fault):
    """The desk holds what only its own clinician can save."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            tr(
                "{name} has {what} here that is not saved yet. Only they can open this desk.",
                name=name,
                what=what,
            )
        )


def sit_down(door: Door, workstation: Workstation, login: str, passphrase: str, taken: str = "") -> Person:
    """The person whose passphrase it is, now at the desk; raises `WrongPassphrase`, `Taken`, `Fault`.

    Whoever covered the desk comes back to it even while nothing can be written: what is not saved yet has to
    be within reach again. Anybody else is told of in the record, or waits. `taken` is what the desk holds
    that only its own clinician can save, such as "a trial".
    """
    opened = door.try_passphrase(login, passphrase)
    person = StoredPeople(workstation.database).with_slot(opened.slot_id)
    if person is None or not person.active:
        raise WrongPassphrase
    same = person.id == workstation.person.id
    if taken and not same:
        raise Taken(workstation.person.name, taken)
    try:
        workstation.take_seat(Session(person, person.roles))
    except Fault:
        if not same:
            raise
    if wrong := door.attempts.clear():
        with suppress(Fault):
            workstation.database.tell(Entry(Act.REFUSED_SIGN_IN, body=json.dumps({"count": wrong})))
    return person


def come_back(workstation: Workstation, since: datetime | None) -> Bookmark | None:
    """Where the person at the desk was when it was last covered. `since` is when the desk was opened: what
    they left before that was another day's work. None for a desk whose keys were gone in between."""
    bookmark = read_bookmark(find_bookmark(workstation.database, workstation.person.id))
    if bookmark is None or not bookmark.good(workstation.clock.now()):
        return None
    return bookmark if since is None or bookmark.at >= since else None
