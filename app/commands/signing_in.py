"""What commands share that open the record: where it lies, who signs in, and what a refusal exits with."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.clock import Clock, SystemClock
from app.door import Door
from app.faults import AlreadyOpen, Fault, NewerDatabase, UnsafeEngine
from app.places import Places, find_places
from app.workstation import Workstation
from assessments.language.exam import NotAllowed
from resources.tongue import tr

GOOD, WRONG, REFUSED = 0, 1, 2
_CODES = ((UnsafeEngine, 3), (AlreadyOpen, 4), (NewerDatabase, 5))


def add_sign_in(parser: argparse.ArgumentParser) -> None:
    """The options that say where the record is and who opens it."""
    parser.add_argument("--data-dir", metavar="DIR", help=tr("where the records are kept"))
    parser.add_argument("--login", metavar="NAME", help=tr("your user name; asked for without it"))
    parser.add_argument(
        "--passphrase-stdin",
        action="store_true",
        help=tr("read the passphrase from the first line of input instead of asking"),
    )


def told(act: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """Run a command so that what was refused is one sentence on standard error and an exit status."""

    def run(arguments: argparse.Namespace) -> int:
        try:
            return act(arguments)
        except Fault as fault:
            print(fault.words, file=sys.stderr)
            reasons = (fault, fault.__cause__)
            return next((code for kind, code in _CODES if any(isinstance(r, kind) for r in reasons)), REFUSED)
        except NotAllowed as refused:
            print(refused, file=sys.stderr)
            return REFUSED

    return run


@contextmanager
def signed_in(arguments: argparse.Namespace) -> Iterator[Workstation]:
    """The record, opened by whoever gives their passphrase."""
    with door(arguments) as opened:
        workstation = opened.unlock(*credentials(arguments))
        try:
            yield workstation
        finally:
            workstation.close()


def door(arguments: argparse.Namespace) -> Door:
    return Door(places_of(arguments), clock())


def places_of(arguments: argparse.Namespace) -> Places:
    """Raises `NoRecord` where there is no folder: no command makes one by looking for it."""
    places = find_places(arguments.data_dir)
    if not places.root.is_dir():
        raise NoRecord(places.root)
    return places


def credentials(arguments: argparse.Namespace) -> tuple[str, str]:
    """User name and passphrase, as given or asked for."""
    login = arguments.login if arguments.login is not None else ask(tr("User name:"))
    if arguments.passphrase_stdin:
        return login, sys.stdin.readline().rstrip("\r\n")
    return login, getpass.getpass(tr("Passphrase:") + " ")


def ask(question: str) -> str:
    """An empty answer where there is nobody to give one."""
    print(question, end=" ", file=sys.stderr, flush=True)
    return sys.stdin.readline().rstrip("\r\n")


def clock() -> Clock:
    return SystemClock()


class NoRecord(Fault):
    def __init__(self, folder: Path) -> None:
        super().__init__(tr("There is no data folder {folder}. Nothing was made.", folder=folder))
