"""`sagittal self-test`: whether this installation is whole."""

from __future__ import annotations

import argparse
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from app.selftest import self_test
from resources.tongue import tr

GOOD, BROKEN = 0, 1


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer the command."""
    parser = commands.add_parser(
        "self-test",
        help=tr("check that this installation is whole"),
        description=tr(
            "Use every part of the installation once, with invented data; your own is not touched."
        ),
    )
    parser.add_argument(
        "--data-dir",
        type=Path,
        metavar="DIR",
        help=tr("try the database in this folder; nothing is left there"),
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print one line for each check; 1 when any of them failed."""
    print(
        tr(
            "Sagittal {version}, Python {python_version}, {system}",
            version=_version(),
            python_version=platform.python_version(),
            system=platform.system(),
        )
    )
    try:
        checks = self_test(arguments.data_dir)
    except OSError as why:
        place = arguments.data_dir or tr("the folder for temporary files")
        print(f"{place}: {(why.strerror or tr('cannot be used')).lower()}", file=sys.stderr)
        return BROKEN
    for check in checks:
        print(f"{'ok    ' if check.passed else 'FAILED'} {check.name}: {check.words}")
    failed = sum(not check.passed for check in checks)
    print(
        tr("{failed} of {checks} checks failed.", failed=failed, checks=len(checks))
        if failed
        else tr("Everything is in place.")
    )
    return BROKEN if failed else GOOD


def _version() -> str:
    try:
        return version("sagittal")
    except PackageNotFoundError:
        return tr("not installed")
