"""`sagittal rehearse`: whether a backup can be restored, tried out without touching the record."""

from __future__ import annotations

import argparse

from app.commands.signing_in import GOOD, WRONG, add_sign_in, signed_in, told
from resources.tongue import tr


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer the command."""
    parser = commands.add_parser(
        "rehearse",
        help=tr("try out a restore"),
        description=tr("Restore a backup into a folder of its own, read it to the end, and delete it again."),
    )
    add_sign_in(parser)
    parser.add_argument("name", nargs="?", default="", metavar="NAME", help=tr("the newest without a name"))
    parser.set_defaults(run=told(run))


def run(arguments: argparse.Namespace) -> int:
    """Print what was found; 1 when the history in the backup does not match."""
    with signed_in(arguments) as workstation:
        found = workstation.backups.rehearse(arguments.name)
        print(found.words)
        return GOOD if found.history_break is None else WRONG
