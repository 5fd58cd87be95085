"""`sagittal demo`: a data folder with invented patients, to look around with."""

from __future__ import annotations

import argparse
import sys

from app.clock import SystemClock
from app.demo import PEOPLE, make_demonstration
from app.faults import Fault
from app.invented import LOGIN, PASSPHRASE
from app.places import Places, find_places
from resources.tongue import tr

GOOD, REFUSED = 0, 2


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer the command."""
    parser = commands.add_parser(
        "demo",
        help=tr("make a data folder with invented patients"),
        description=tr("Write invented patients and their visits into an empty data folder."),
    )
    parser.add_argument(
        "--data-dir", required=True, type=_folder, metavar="DIR", help=tr("an empty folder, or a new one")
    )
    parser.set_defaults(run=run)


def _folder(name: str) -> str:
    # An empty name would mean the user's own data folder, where invented patients have no place.
    if not name.strip():
        raise argparse.ArgumentTypeError(tr("name a folder"))
    return name


def run(arguments: argparse.Namespace) -> int:
    """Say what was written and how to look at it; 2 when the folder cannot be used."""
    places: Places = find_places(arguments.data_dir)
    try:
        visits = make_demonstration(places, SystemClock())
    except Fault as fault:
        print(fault.words, file=sys.stderr)
        return REFUSED
    print(
        tr(
            "{people} invented patients with {visits} visits are in {root}.",
            people=len(PEOPLE),
            visits=visits,
            root=places.root,
        )
    )
    print(tr("User {login}, passphrase “{passphrase}”.", login=LOGIN, passphrase=PASSPHRASE))
    return GOOD
