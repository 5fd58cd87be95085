"""The command line: `sagittal COMMAND`, without a window."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from app.commands import demo, evaluate, report, self_test

COMMANDS = (demo, evaluate, report, self_test)
"""Each offers itself with `add` and is run by its own `run`."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 when all went well, 2 when something was refused."""
    parser = argparse.ArgumentParser(
        prog="sagittal",
        description="Decision support for a licensed clinician: the exam of the hips with low back pain.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    chosen = parser.parse_args(arguments)
    try:
        status: int = chosen.run(chosen)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader closed early, as `head` does: nothing is left to say, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    return status


if __name__ == "__main__":
    sys.exit(main())
