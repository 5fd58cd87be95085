"""`sagittal restore`: a backup put in the place of the record, after saying what will be missing."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.access.rights import Right
from app.backups.kept import Backup, NoSuchBackup, find_backups, read_backup
from app.backups.making import present
from app.backups.restoring import (
    CONFIRMATION,
    keys_of_backup,
    keys_of_backup_from,
    restore,
    will_be_missing,
)
from app.commands.signing_in import GOOD, add_sign_in, ask, clock, credentials, told
from app.door import CannotOpen, Door, Standing
from app.places import find_places
from app.store.earlier_keys import earlier_roots
from app.unlocked import Unlocked
from app.vault.faults import KeyringDamaged, KeysMissing
from resources.tongue import tr


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer the command."""
    parser = commands.add_parser(
        "restore",
        help=tr("put a backup in the place of the record"),
        description=tr(
            "Say what will be missing, ask, and exchange the record for a backup. "
            "What was there before is kept in the quarantine folder."
        ),
    )
    add_sign_in(parser)
    parser.add_argument("name", nargs="?", default="", metavar="NAME", help=tr("the newest without a name"))
    parser.add_argument(
        "--from", dest="source", type=Path, metavar="DIR", help=tr("a folder of backups, such as on a stick")
    )
    parser.add_argument("--list", action="store_true", help=tr("list the backups and stop"))
    parser.add_argument(
        "--confirm",
        metavar="WORD",
        help=tr("{word}, to go on without being asked", word=CONFIRMATION),
    )
    parser.set_defaults(run=told(run))


def run(arguments: argparse.Namespace) -> int:
    """Print where the old record lies; one sentence and 2 when nothing was restored."""
    places = find_places(arguments.data_dir)
    folder: Path = arguments.source or places.backups
    if arguments.list:
        for backup in find_backups(folder):
            print(_line(backup))
        return GOOD
    backup = _named(folder, arguments.name)
    with Door(places, clock()) as door:
        login, passphrase = credentials(arguments)
        unlocked, of_backup = _keys(door, backup, login, passphrase)
        print(*will_be_missing(places, unlocked, backup, clock()).words, sep="\n")
        typed = arguments.confirm or ask(tr("Type {word} to go on:", word=CONFIRMATION))
        old = restore(places, unlocked, backup.folder, of_backup, clock(), typed)
    print(tr("Restored {name}. What was there before lies in {old}.", name=backup.name, old=old))
    print(tr("Look through the record. Backups are off until somebody has said there that this is right."))
    return GOOD


def _named(folder: Path, name: str) -> Backup:
    """Its seal is looked at later, with the keys."""
    found = find_backups(folder)
    if not name:
        if not found:
            raise NoSuchBackup
        return found[0]
    return next((backup for backup in found if backup.name == name), None) or read_backup(folder / name, None)


def _keys(door: Door, backup: Backup, login: str, passphrase: str) -> tuple[Unlocked, Unlocked]:
    """The clinic's keys now and those of the backup; without a record here both are the backup's."""
    try:
        record = door.look() is Standing.LOCKED
    except (KeysMissing, KeyringDamaged):
        record = False
    if not record:
        of_backup = keys_of_backup(backup.folder, login, passphrase)
        return of_backup, of_backup
    roots: tuple[bytes, ...] = ()
    try:
        with door.unlock(login, passphrase) as workstation:
            workstation.access.require(Right.RESTORE)
            roots = earlier_roots(workstation.database)
            unlocked = workstation.unlocked
    except CannotOpen as fault:
        # With a file that cannot be read nobody can look up who may; the passphrase was right.
        print(fault.words)
        unlocked = fault.unlocked
    unlocked = present(door.places, unlocked)
    of_backup = keys_of_backup_from(backup.folder, (unlocked.keys.root, *roots)) or keys_of_backup(
        backup.folder, login, passphrase
    )
    return unlocked, of_backup


def _line(backup: Backup) -> str:
    manifest = backup.manifest
    pinned = tr(", kept for good") if manifest.pinned else ""
    return tr(
        "{name}: {seq} entries, {words}{pinned}",
        name=backup.name,
        seq=manifest.contents.seq,
        words=manifest.kind.words,
        pinned=pinned,
    )
