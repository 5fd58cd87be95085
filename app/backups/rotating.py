"""New keys for the clinic, so that who left cannot read what comes after with an old copy of the key file."""

from __future__ import annotations

import json
from collections.abc import Collection
from contextlib import suppress

from app.audit import Act, Entry
from app.backups.kinds import Kind
from app.backups.making import BackupNotMade, make_backup
from app.backups.replacing import replace_files
from app.backups.staging import Staging
from app.clock import Clock
from app.erased import ErasureLedger
from app.faults import Fault
from app.places import Places
from app.store.copying import NotCopied, copying
from app.store.earlier_keys import keep_earlier_keys
from app.unlocked import Unlocked
from app.vault.keyring import rotated
from app.vault.keys import Keys
from resources.tongue import tr


class NotRotated(Fault):
    def __init__(self, reason: str) -> None:
        super().__init__(tr("The keys were NOT changed: {reason}. Everything is as before.", reason=reason))


def rotate(places: Places, unlocked: Unlocked, clock: Clock, leaving: Collection[str] = ()) -> Unlocked:
    """Give everybody but those who leave (slots of the keyring) new keys and write the record anew with them.

    The record must be closed. Nobody types a passphrase and the recovery sheet stays good. A verified backup
    under the old keys is kept first. Killed at any point, the record is whole under the old keys or the new.
    Raises `BackupNotMade`, `LastWayIn` and `NotRotated`, and then nothing was changed; and `NotReplaced`.
    """
    keyring, keys = rotated(unlocked.keyring, unlocked.keys, leaving)
    fresh = Unlocked(keyring, keys, unlocked.slot_id)
    backup = make_backup(places, unlocked, clock, Kind.BEFORE_ROTATE)
    try:
        with copying():
            staging = Staging(places, clock)
            staging.copy(places.database, unlocked.database_key, fresh.database_key)
            rekey(staging, unlocked.keys, fresh, backup.name, len(leaving))
            with staging.opened(fresh, keys.audit, backup.name) as database:
                # Whoever asked for it has to sign in to the new one.
                database.tell(Entry(Act.SIGNED_OUT))
            if places.erased.exists():
                erased = ErasureLedger(places.erased, unlocked.keys.audit).ids()
                ErasureLedger(staging.places.erased, keys.audit).add(*erased)
            staging.finish(fresh)
    except NotCopied as why:
        raise NotRotated(why.reason) from why
    replace_files(places, keyring.database_id, backup.name)
    # So that the newest copy of the key file fits the record again. It is due anyway, and tried again.
    with suppress(BackupNotMade):
        make_backup(places, fresh, clock, Kind.REGULAR)
    return fresh


def rekey(staging: Staging, old: Keys, fresh: Unlocked, kept_as: str, leaving: int = 0) -> None:
    """Seal what comes from now on with the new keys; what was sealed stays as it was."""
    with staging.opened(fresh, fresh.keys.audit, kept_as) as database:
        told = json.dumps({"leaving": leaving, "backup": kept_as})
        keep_earlier_keys(database, old.audit, old.root, Entry(Act.KEY_ROTATED, body=told))
