"""Putting a whole set of files in the place of the record's: once planned it is finished, whatever happens.

Everything new lies ready in `incoming/` before the plan is written. From then on there are two stages. First
what stands in the data folder goes to quarantine, the database always together with its log; only when all of
it is out does anything new go in. So no log of one record ever lies beside the database of another.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from app.anchors import keep_anchor
from app.audit import read_anchor
from app.disk import clear_partials, parts, sync_file, sync_folder, write_private
from app.disk import replace as rename
from app.faults import Fault
from app.log import Code, note
from app.places import Places
from app.store.copying import NotCopied, copying
from resources.tongue import tr

PLAN = "plan.json"
UNCONFIRMED = "restored.json"
"""There from a restore until somebody has said that it is right."""

_OUT, _IN = "out", "in"


class NotReplaced(Fault):
    """Until it is finished nothing is opened: half of it would be a mixture of two records."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            tr(
                "The data files are being exchanged, and that could not be finished: {reason}. "
                "Nothing is lost. Put that right, then start again.",
                reason=reason,
            )
        )


@dataclass(frozen=True, slots=True)
class _Plan:
    """`names` are of the files in `incoming/`, which go under the same names into the data folder."""

    stage: str
    names: tuple[str, ...]
    quarantine: str
    database_id: str

    def written(self) -> bytes:
        told = {
            "stage": self.stage,
            "names": self.names,
            "quarantine": self.quarantine,
            "database": self.database_id,
        }
        return json.dumps(told).encode()


def new_staging(places: Places) -> Path:
    """An empty `incoming/` to lay the new files in; what lies there without a plan never counted."""
    with copying():
        _clear(places.incoming)
        places.incoming.mkdir(mode=0o700)
    return places.incoming


def replace_files(places: Places, database_id: str, label: str) -> Path:
    """Exchange the record for what was laid in `incoming/`, and return the quarantine where the old one is.

    The record must be closed. Raises `NotReplaced`; when the plan was written, the next start does the rest.
    """
    with _words():
        staged = sorted(file.name for file in places.incoming.iterdir())
        for name in staged:
            sync_file(places.incoming / name)
        sync_folder(places.incoming)
        places.quarantine.mkdir(mode=0o700, exist_ok=True)
        plan = _Plan(_OUT, tuple(staged), _free_name(places.quarantine, label), database_id)
        write_private(places.incoming / PLAN, plan.written())
        sync_folder(places.root)
    finish_replacement(places)
    return places.quarantine / plan.quarantine


def finish_replacement(places: Places) -> None:
    """Finish an exchange that was planned, and clear away what was never planned; called at every start.

    Raises `NotReplaced`.
    """
    with _words():
        clear_partials(places.backups)
        plan = _read(places.incoming / PLAN)
        if plan is None:
            _clear(places.incoming)
            return
        if plan.stage == _OUT:
            _move_out(places, plan)
            plan = _Plan(_IN, plan.names, plan.quarantine, plan.database_id)
            write_private(places.incoming / PLAN, plan.written())
        for name in plan.names:
            if (places.incoming / name).exists():
                rename(places.incoming / name, places.root / name)
        _tell_anchor(places, plan.database_id)
        # The plan goes last of all: as long as it lies there, this is done again.
        (places.incoming / PLAN).unlink()
        sync_folder(places.incoming)
        _clear(places.incoming)
        note(Code.RESTORED)


def _move_out(places: Places, plan: _Plan) -> None:
    old = places.quarantine / plan.quarantine
    old.mkdir(mode=0o700, parents=True, exist_ok=True)
    sync_folder(places.quarantine)
    going = [*parts(places.database), places.keyring, places.root / UNCONFIRMED]
    going += [file.with_name(f"{file.name}.prev") for file in (places.keyring, places.erased)]
    for file in dict.fromkeys((*going, *(places.root / name for name in plan.names))):
        if file.exists():
            rename(file, old / file.name)
    sync_folder(places.root)


def _tell_anchor(places: Places, database_id: str) -> None:
    """The anchor came in with the new files; its second copy lies in another folder."""
    try:
        anchor = read_anchor(places.anchor.read_text(encoding="utf-8"), database_id)
    except FileNotFoundError:
        return
    if anchor is not None:
        keep_anchor(places, database_id, anchor)


def _read(file: Path) -> _Plan | None:
    try:
        told = json.loads(file.read_bytes())
        return _Plan(
            told["stage"], tuple(map(str, told["names"])), str(told["quarantine"]), str(told["database"])
        )
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as why:
        raise NotReplaced(tr("its plan is damaged (E-PLAN)")) from why


def _clear(incoming: Path) -> None:
    if incoming.exists():
        shutil.rmtree(incoming)


def _free_name(folder: Path, label: str) -> str:
    names = (label if number == 1 else f"{label}-{number}" for number in count(1))
    return next(name for name in names if not os.path.lexists(folder / name))


@contextmanager
def _words() -> Iterator[None]:
    try:
        with copying():
            yield
    except NotCopied as why:
        raise NotReplaced(why.reason) from why
