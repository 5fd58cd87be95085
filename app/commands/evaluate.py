"""`sagittal evaluate`: the class of exam documents, as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from app.evaluation import evaluate
from app.exchange.document_file import read_bytes, read_file
from app.exchange.evaluation_json import evaluation_json
from app.exchange.exam_document import Faults
from assessments.language.answers import Answers
from resources.tongue import tr

GOOD, FAULTY = 0, 2


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer the command."""
    parser = commands.add_parser(
        "evaluate",
        help=tr("print the class of exam documents"),
        description=tr("Read exam documents and print what they amount to, one JSON object a line."),
    )
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help=tr("an exam document; - reads one document a line from input"),
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print one object for each document; 2 when any of them could not be read.

    The faults of a single file go to standard error, one a line; among several documents the faulty one's
    place in the output holds its faults.
    """
    files: list[str] = arguments.files
    if len(files) == 1 and files[0] != "-":
        answers = read_file(Path(files[0]))
        if isinstance(answers, Faults):
            print(*answers.lines, sep="\n", file=sys.stderr)
            return FAULTY
        _print(evaluation_json(evaluate(answers, as_written=True)))
        return GOOD
    status = GOOD
    for answers in _each(files):
        if isinstance(answers, Faults):
            _print({"error": list(answers.lines)})
            status = FAULTY
        else:
            _print(evaluation_json(evaluate(answers, as_written=True)))
    return status


def _each(files: list[str]) -> Iterator[Answers | Faults]:
    for name in files:
        if name == "-":
            if sys.stdin is None:
                yield Faults((tr("-: there is no input to read"),))
                continue
            for line in sys.stdin.buffer:
                if line.strip():
                    yield read_bytes(line)
        else:
            yield read_file(Path(name))


def _print(printed: object) -> None:
    # ASCII, because the far end of a pipe may be in any encoding.
    print(json.dumps(printed), flush=True)
