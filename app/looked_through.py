"""What is looked through each time a record is opened: history, anchor, clock, erasures, end."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from app.anchors import find_anchor
from app.audit import Act, Break, Entry
from app.backups.making import BackupNotMade, Kind, make_backup
from app.clock import Clock
from app.erased import ErasureLedger, LedgerDamaged
from app.erasing import reapply_erasures
from app.faults import Fault
from app.places import Places
from app.store.audit import Wanted, entries
from app.store.database import Database
from app.unlocked import Unlocked
from resources.tongue import tr

CHECKED_AT_START = 1000
"""Entries of the history that are checked at every start; all of them once in `CHECKED_WHOLE`."""
CHECKED_WHOLE = timedelta(days=7)

ERASED_AGAIN = tr("A record that was erased before was still in the data file. It is erased again.")
NOT_ERASED_YET = tr("An erasure could not be finished. It is tried again at the next start.")


def look_through(places: Places, unlocked: Unlocked, clock: Clock, database: Database) -> tuple[str, ...]:
    """What is wrong, as sentences; each is told to the audit as well. Nothing of it keeps a clinic out."""
    warnings: list[str] = []
    if database.clock_went_back():
        warnings.append(
            tr(
                "This computer's clock stands earlier than the last entry. "
                "The first entry after it is marked. Set the clock right."
            )
        )
        database.tell(Entry(Act.CLOCK_BACK))
    whole = _whole_is_due(database, clock)
    broken = database.history_break(None if whole else CHECKED_AT_START)
    if broken is not None:
        warnings.append(
            tr("Record history does not match from entry {seq}. Tell the data manager.", seq=broken.seq)
        )
        warnings += _kept_as_found(places, unlocked, clock, database, broken)
    elif whole:
        database.tell(Entry(Act.HISTORY_CHECKED))
    if database.anchor().seq and find_anchor(places, unlocked.keyring.database_id) is None:
        warnings.append(tr("Nothing on this computer says how far the record had come. From now on it does."))
        database.tell(Entry(Act.ANCHOR_MADE))
    return (*warnings, *_erased_again(places, unlocked, database))


def broke_off(database: Database) -> bool:
    """Whether the program stopped while somebody was at the desk, which a crash or a power cut does."""
    last = _last(database, Act.SIGNED_IN, Act.SIGNED_OUT, Act.BREAK_GLASS)
    return last is not None and last[0] != Act.SIGNED_OUT.value


def _kept_as_found(
    places: Places, unlocked: Unlocked, clock: Clock, database: Database, broken: Break
) -> tuple[str, ...]:
    """A backup that is never thrown away, once for each break: at every start it would fill the disk."""
    body = json.dumps({"from": broken.seq})
    last = _last(database, Act.CHAIN_BROKEN)
    if last is not None and last[1] == body:
        return ()
    try:
        make_backup(places, unlocked, clock, Kind.BROKEN_HISTORY)
    except BackupNotMade as refused:
        return (refused.words,)
    database.tell(Entry(Act.CHAIN_BROKEN, body=body))
    return ()


def _erased_again(places: Places, unlocked: Unlocked, database: Database) -> tuple[str, ...]:
    """Finish an erasure that was cut short, and undo what an old copy of the file brought back."""
    try:
        count = reapply_erasures(database, ErasureLedger(places.erased, unlocked.keys.audit))
    except LedgerDamaged as fault:
        return (fault.words,)
    except Fault:
        # Such as a full disk; the ledger still says so at the next start.
        return (NOT_ERASED_YET,)
    return (ERASED_AGAIN,) if count else ()


def _whole_is_due(database: Database, clock: Clock) -> bool:
    with database.reading() as session:
        checked = entries(session, Wanted(acts=(Act.HISTORY_CHECKED.value,)), most=1)
    now = clock.now()
    return not checked or not timedelta(0) <= now - datetime.fromisoformat(checked[0].at) < CHECKED_WHOLE


def _last(database: Database, *acts: Act) -> tuple[str, str | None] | None:
    """The act and the body of the newest entry that is one of these."""
    with database.reading() as session:
        found = entries(session, Wanted(acts=tuple(act.value for act in acts)), most=1)
    return (found[0].act, found[0].body) if found else None
