"""`sagittal rebuild`: the lists and scores made again from the exams."""

from __future__ import annotations

import argparse

from app.commands.signing_in import GOOD, add_sign_in, signed_in, told
from resources.tongue import tr


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer the command."""
    parser = commands.add_parser(
        "rebuild",
        help=tr("make the lists and scores again"),
        description=tr("Make every list and score again from the exams, under the rules of this version."),
    )
    add_sign_in(parser)
    parser.set_defaults(run=told(run))


def run(arguments: argparse.Namespace) -> int:
    """All of it or nothing."""
    with signed_in(arguments) as workstation:
        workstation.rebuild()
        print(tr("Lists and scores are made again."))
    return GOOD
