"""A program in which everything fails, each time with a patient's name in it.

    python tests/faults/thrower.py FOLDER

It ends by breaking the process itself. Standard output says how many errors were thrown through which hook.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
import warnings
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import sqlalchemy
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph
from sqlcipher3 import dbapi2 as sqlcipher

from app.faults import Fault
from app.hardening import harden
from app.log import Code, KeptLog, note
from app.places import Places
from app.uncaught import watch_crashes, watch_uncaught

CANARY = "ZZCANARYZZ"


class Odd(Exception):
    """Has more places for words than most."""

    def __init__(self, words: str) -> None:
        super().__init__(words, {"name": words})
        self.sqlite_errorname = words
        self.orig = self
        self.add_note(words)

    def __str__(self) -> str:
        return CANARY

    __repr__ = __str__


def _value() -> None:
    raise ValueError(f"cannot read {CANARY}")


def _key() -> None:
    {}[CANARY]


def _file() -> None:
    open(f"/nowhere/exam_{CANARY}.pdf")  # noqa: SIM115


def _bytes() -> None:
    (CANARY.encode() + b"\xff").decode()


def _letters() -> None:
    (CANARY + "\ud800").encode()


def _document() -> None:
    json.loads(f'{{"{CANARY}": ')


def _day() -> None:
    date.fromisoformat(CANARY)


def _number() -> None:
    Decimal(CANARY)


def _name() -> None:
    getattr(object(), CANARY)


def _group() -> None:
    raise ExceptionGroup(CANARY, [ValueError(CANARY), Odd(CANARY)])


def _chain() -> None:
    try:
        _value()
    except ValueError as error:
        raise RuntimeError(CANARY) from error


def _made() -> None:
    raise type(CANARY, (Odd,), {"__module__": CANARY})(CANARY)


def _fault() -> None:
    raise Fault(f"The record of {CANARY} cannot be opened.")


def _paper() -> None:
    Paragraph(f"O<b>{CANARY}", getSampleStyleSheet()["Normal"])


def _database() -> None:
    engine = sqlalchemy.create_engine("sqlite://", module=sqlcipher)
    with engine.connect() as connection:
        connection.execute(sqlalchemy.text("select * from patient where name = :name"), {"name": CANARY})


FAILURES: tuple[Callable[[], None], ...] = (
    *(_value, _key, _file, _bytes, _letters, _document, _day, _number),
    *(_name, _group, _chain, _made, _fault, _paper, _database),
)


def _at_top(fail: Callable[[], None]) -> None:
    try:
        fail()
    except Exception as error:
        sys.excepthook(type(error), error, error.__traceback__)


def _in_a_thread(fail: Callable[[], None]) -> None:
    thread = threading.Thread(target=fail, name=CANARY)
    thread.start()
    thread.join()


def _while_clearing_away(fail: Callable[[], None]) -> None:
    class Left:
        def __del__(self) -> None:
            fail()

    Left.__qualname__ = CANARY
    Left()


def _noted(fail: Callable[[], None]) -> None:
    try:
        fail()
    except Exception as error:
        note(Code.REPORT_FAILED, error=error)
        logging.getLogger("sagittal").exception("failed for %s", CANARY)
        logging.getLogger("reportlab").exception(CANARY)


HOOKS = (_at_top, _in_a_thread, _while_clearing_away, _noted)


def main() -> None:
    harden()
    places = Places(Path(sys.argv[1])).prepare()
    heard: list[Any] = []
    with KeptLog(places), watch_crashes(places) as watched:
        warnings.warn(CANARY, stacklevel=1)
        watch_uncaught(lambda error: heard.append(type(error)))
        for hook in HOOKS:
            for fail in FAILURES:
                hook(fail)
            print(hook.__name__, len(FAILURES), flush=True)
        print("told", len(heard), watched, flush=True)
        os.abort()


if __name__ == "__main__":
    main()
