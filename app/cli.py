"""The command line: `sagittal COMMAND`, without a window."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from app.commands import (
    agreement,
    backup,
    demo,
    doctor,
    evaluate,
    figures,
    rebuild,
    rehearse,
    report,
    restore,
    self_test,
    support,
    verify,
)
from app.hardening import harden
from resources.tongue import tr

COMMANDS = (
    demo, evaluate, agreement, report, figures, self_test, support, backup, restore, verify, rehearse,
    rebuild, doctor,
)  # fmt: skip
"""Each offers itself with `add` and is run by its own `run`."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 when all went well, 2 when something was refused.

    A process of its own is hardened; who gives the arguments keeps theirs as it is.
    """
    if arguments is None:
        harden()
    parser = argparse.ArgumentParser(
        prog="sagittal",
        description=tr("Decision support for a licensed clinician: the exam of the hips with low back pain."),
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    chosen = parser.parse_args(arguments)
    try:
        status: int = chosen.run(chosen)
        print(end="", flush=True)
    except BrokenPipeError:
        # The reader closed early, as `head` does: nothing is left to say.
        _silence_output()
        return 1
    except OSError as why:
        # The commands answer for their own files; what is left is the place they print to.
        print(
            tr("The output could not be written: {reason}.", reason=(why.strerror or tr("refused")).lower()),
            file=sys.stderr,
        )
        _silence_output()
        return 2
    except KeyboardInterrupt:
        return 130
    return status


def _silence_output() -> None:
    """Python writes what it still holds once more at exit, and would complain then."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
