"""`sagittal support`: what to send to whoever helps, to be read first."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from app.places import find_places
from app.support import NotWritten, support_text, write_support
from resources.tongue import tr

GOOD, REFUSED = 0, 2


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer the command."""
    parser = commands.add_parser(
        "support",
        help=tr("show what may be sent to whoever helps"),
        description=tr(
            "Print the log, versions and how the data folder stands: no name, no answer and no key."
        ),
    )
    parser.add_argument("--data-dir", metavar="DIR", help=tr("where the records are kept"))
    parser.add_argument("--out", type=Path, metavar="FILE", help=tr("write it there instead of printing it"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """2 when the file could not be written; the data folder is only looked at."""
    places = find_places(arguments.data_dir)
    text = support_text(places)
    if arguments.out is None:
        print(text, end="")
        return GOOD
    try:
        write_support(places, arguments.out, text)
    except NotWritten as fault:
        print(fault.words, file=sys.stderr)
        return REFUSED
    print(tr("Written to {out}. Read it before you send it.", out=arguments.out))
    return GOOD
