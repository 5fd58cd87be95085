"""The program brought up to date on a clinic's computer, until the plug is pulled.

    python tests/faults/updater.py first FOLDER
    python tests/faults/updater.py next FOLDER KEY SCRIPTS
    python tests/faults/updater.py --desk

Takes the first release's plain record over, or updates an encrypted one by the next release's steps.
At a desk it takes lines of the same words with tabs between them. Says "begun" and "done".
"""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

from app.backups.kept import find_backups
from app.backups.kinds import Kind
from app.backups.making import make_backup
from app.clock import SystemClock
from app.faults import Fault
from app.places import Places
from app.store.copying import contents, verify_copy
from app.store.database import Database
from app.store.engine import Raw, connect
from app.store.opening import open_database
from app.store.schema import SCHEMA
from app.store.updating import Steps
from app.unlocked import Unlocked
from app.vault.keyring import open_with_passphrase
from app.vault.keyring_file import find_keyring
from tests.clinics import LOGIN, PASSPHRASE, open_clinic
from tests.faults.desk import attend, say

Rows = dict[str, int]


def take_over(folder: Path) -> None:
    open_clinic(folder, SystemClock()).close()


def update(folder: Path, key: str, scripts: Path) -> None:
    """As the door opens it, with the next release's steps."""
    opened(folder, key, scripts).close()


def opened(folder: Path, key: str, scripts: Path) -> Database:
    places, clock = Places(folder), SystemClock()

    def copy() -> str:
        return make_backup(places, unlocked(places), clock, Kind.BEFORE_UPDATE).name

    return open_database(places.database, key, b"", clock, copy, Steps(scripts))


def unlocked(places: Places) -> Unlocked:
    keyring = find_keyring(places).keyring
    found = open_with_passphrase(keyring, LOGIN, PASSPHRASE)
    assert found is not None
    return Unlocked(keyring, found.keys, found.slot_id)


def work(asked: str) -> None:
    kind, folder, *more = asked.split("\t")
    say("begun")
    if kind == "first":
        take_over(Path(folder))
    else:
        key, scripts = more
        update(Path(folder), key, Path(scripts))
    say("done")


def rows(connection: Raw) -> Rows:
    """Of the tables of the clinic's records; an update adds to the others."""
    held = contents(connection)
    return {table: held.counts[table] for table in ("patients", "exams", "events", "scores")}


def not_taken_over(folder: Path, wanted: Rows) -> str:
    """In a word what is not as it must be at the next start, "" when all is."""
    places = Places(folder)
    if not places.plain.exists() and not places.database.exists():
        return "neither the old record nor the new one is there"
    try:
        with open_clinic(folder, SystemClock()) as workstation:
            key = workstation.unlocked.database_key
            broken = workstation.database.history_break()
    except Fault as fault:
        return f"not opened: {fault.words}"
    if places.plain.exists() or broken:
        return f"plain file left, or history broken: {broken}"
    with closing(connect(places.database, key)) as connection:
        return compared(connection, wanted)


def not_updated(folder: Path, key: str, scripts: Path, wanted: Rows) -> str:
    """The same: before the next start it is the old one or the new one, after it the new one."""
    file = Places(folder).database
    with closing(connect(file, key)) as connection:
        (schema,) = connection.execute("PRAGMA user_version").fetchall()[0]
        here = compared(connection, wanted)
    if here or schema not in (SCHEMA, SCHEMA + 1):
        return f"neither old nor new: schema {schema}, {here}"
    if schema == SCHEMA + 1 and (missing := _without_backup(folder, wanted)):
        return missing
    try:
        opened(folder, key, scripts).close()
    except Fault as fault:
        return f"the next start did not update it: {fault.words}"
    with closing(connect(file, key)) as connection:
        return compared(connection, wanted) or _without_backup(folder, wanted)


def _without_backup(folder: Path, wanted: Rows) -> str:
    """What is the matter when the record is the new one and the old one is not kept, verified and pinned."""
    places = Places(folder)
    opened = unlocked(places)
    kept = [
        backup
        for backup in find_backups(places.backups, opened.keys.backup)
        if backup.manifest.kind is Kind.BEFORE_UPDATE and backup.manifest.pinned
    ]
    if not kept:
        return "updated without a backup"
    for backup in kept:
        try:
            verify_copy(backup.database, opened.database_key, backup.manifest.contents)
        except Fault as fault:
            return f"backup before the update: {fault.words}"
        with closing(connect(backup.database, opened.database_key, "ro&immutable=1")) as connection:
            (schema,) = connection.execute("PRAGMA user_version").fetchall()[0]
            if schema != SCHEMA or rows(connection) != wanted:
                return "the backup before the update is not the old record"
    return ""


def compared(connection: Raw, wanted: Rows) -> str:
    held = contents(connection)
    if left := [table for table in held.counts if table.startswith("_alembic")]:
        return f"left behind: {left}"
    if rows(connection) != wanted:
        return f"rows differ: {rows(connection)} of {wanted}"
    sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    strays = connection.execute("PRAGMA foreign_key_check").fetchall()
    return "" if sound and not strays else "not sound"


if __name__ == "__main__":
    if sys.argv[1] == "--desk":
        attend(work)
    else:
        work("\t".join(sys.argv[1:]))
