"""The record made anew of what can be read of a damaged one; the damaged one stays in quarantine."""

from __future__ import annotations

import json

from app.audit import Act, Entry
from app.backups.replacing import replace_files
from app.backups.staging import Staging
from app.clock import Clock
from app.erased import ErasureLedger
from app.erasing import reapply_erasures
from app.faults import Fault
from app.places import Places
from app.store.copying import NotCopied, copying
from app.store.rescuing import Rescued, rescue
from app.unlocked import Unlocked
from resources.tongue import tr


class NotRescued(Fault):
    def __init__(self, reason: str) -> None:
        super().__init__(tr("The record was NOT rescued: {reason}. Everything is as before.", reason=reason))


def rescue_record(places: Places, unlocked: Unlocked, clock: Clock) -> Rescued:
    """Exchange the damaged database for one with what could be read of it. The record must be closed.

    The lists are made again when it is opened (`Workstation.rebuild`). Raises `NotRescued`, and then nothing
    was changed; and `NotReplaced`.
    """
    now = clock.now()
    try:
        with copying():
            staging = Staging(places, clock)
            found = rescue(places.database, unlocked.database_key, staging.places.database)
            with staging.opened(unlocked, unlocked.keys.audit, "quarantine") as database:
                reapply_erasures(database, ErasureLedger(places.erased, unlocked.keys.audit))
                told = {"read": dict(found.read), "patients": len(found.lost), "gaps": found.gaps}
                database.tell(Entry(Act.RESCUED, body=json.dumps(told)))
            staging.finish(unlocked)
    except NotCopied as why:
        raise NotRescued(why.reason) from why
    replace_files(places, unlocked.keyring.database_id, f"{now:%Y%m%dT%H%M%S}-damaged")
    return found
