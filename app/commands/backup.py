"""`sagittal backup`: a verified backup now."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.commands.signing_in import GOOD, add_sign_in, signed_in, told
from resources.tongue import tr


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer the command."""
    parser = commands.add_parser(
        "backup",
        help=tr("make a verified backup"),
        description=tr("Copy the record into an encrypted file, read it back, and put it among the backups."),
    )
    add_sign_in(parser)
    parser.add_argument("--to", type=Path, metavar="DIR", help=tr("put a copy into this folder too"))
    parser.set_defaults(run=told(run))


def run(arguments: argparse.Namespace) -> int:
    """Print the name of the backup; one sentence and 2 when it could not be made."""
    with signed_in(arguments) as workstation:
        workstation.backups.patience = None
        backup = workstation.backups.back_up()
        print(
            tr("Backup {name}: {seq} entries, verified.", name=backup.name, seq=backup.manifest.contents.seq)
        )
        if workstation.backups.second_words:
            print(workstation.backups.second_words)
        if arguments.to is not None:
            print(
                tr(
                    "Copied to {folder}, verified.",
                    folder=workstation.backups.copy_to(arguments.to, backup),
                )
            )
    return GOOD
