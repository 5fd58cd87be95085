"""The program brought up to date on a clinic's computer, until the plug is pulled.

    python tests/faults/updater.py --desk

Takes lines of tabbed words: "first FOLDER" takes the first release's plain record over, "next FOLDER KEY
SCRIPTS" updates an encrypted one by the next release's steps. Says "begun" and "done".
"""

from __future__ import annotations

from pathlib import Path

from app.clock import SystemClock
from app.places import Places
from app.store.database import Database
from app.store.opening import open_database
from app.store.updating import Steps
from tests.clinics import open_clinic
from tests.faults.desk import attend, say


def take_over(folder: Path) -> None:
    open_clinic(folder, SystemClock()).close()


def update(folder: Path, key: str, scripts: Path) -> None:
    """As the door opens it, with the next release's steps."""
    opened(folder, key, scripts).close()


def opened(folder: Path, key: str, scripts: Path) -> Database:
    return open_database(Places(folder).database, key, b"", SystemClock(), lambda: "a copy", Steps(scripts))


def work(asked: str) -> None:
    kind, folder, *more = asked.split("\t")
    say("begun")
    if kind == "first":
        take_over(Path(folder))
    else:
        key, scripts = more
        update(Path(folder), key, Path(scripts))
    say("done")


if __name__ == "__main__":
    attend(work)
