"""`sagittal verify`: whether the record, or a backup, is whole to the last byte and the last entry."""

from __future__ import annotations

import argparse

from app.commands.signing_in import GOOD, WRONG, add_sign_in, signed_in, told
from app.store.copying import Contents, CopyNotSound, verify_open
from app.workstation import Workstation
from resources.tongue import tr


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer the command."""
    parser = commands.add_parser(
        "verify",
        help=tr("check the record or a backup from end to end"),
        description=tr("Read every page and every entry of the history, and say whether all of it is whole."),
    )
    add_sign_in(parser)
    parser.add_argument("--backup", metavar="NAME", help=tr("check this backup instead of the record"))
    parser.set_defaults(run=told(run))


def run(arguments: argparse.Namespace) -> int:
    """Print what was found; 1 when anything is not whole."""
    with signed_in(arguments) as workstation:
        if arguments.backup is not None:
            found = workstation.backups.rehearse(arguments.backup)
            print(found.words)
            return GOOD if found.history_break is None else WRONG
        return _record(workstation)


def _record(workstation: Workstation) -> int:
    try:
        held: Contents = verify_open(workstation.places.database, workstation.unlocked.database_key)
    except CopyNotSound:
        print(tr("The data file is damaged (E-DAMAGE). Restore a backup: sagittal restore"))
        return WRONG
    print(
        tr(
            "Every page of the data file is whole: {rows} rows in {counts} tables.",
            rows=held.rows,
            counts=len(held.counts),
        )
    )
    broken = workstation.database.history_break()
    if broken is not None:
        print(tr("Record history does not match from entry {seq}. Tell the data manager.", seq=broken.seq))
        return WRONG
    print(tr("The history is whole: {seq} entries.", seq=workstation.database.anchor().seq))
    return GOOD
