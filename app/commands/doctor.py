"""`sagittal doctor`: how the data folder stands and what to do; mostly without a passphrase."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime

from app.anchors import find_anchor
from app.audit import Anchor
from app.backups.kept import find_backups
from app.commands.signing_in import GOOD, WRONG, add_sign_in, clock, credentials, told
from app.dates import write_date, write_time
from app.faults import AlreadyOpen, Fault, Missing
from app.health import Line, Severity, space_line
from app.instance import hold
from app.places import Places, find_places
from app.store.engine import engine_versions, refuse_unsafe_engine
from app.store.opening import refuse
from app.store.state import State, look
from app.unlocked import Unlocked
from app.vault.keyring import Keyring, open_with_passphrase, read_keyring
from resources.tongue import tr, trn

_RESTORE = tr("Restore a backup: sagittal restore")
_MARKS = {Severity.GOOD: "ok     ", Severity.WARNING: "look   ", Severity.BAD: "WRONG  "}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer the command."""
    parser = commands.add_parser(
        "doctor",
        help=tr("say how the data folder stands and what to do"),
        description=tr(
            "Look at the data folder without changing it. With --login the data file is looked "
            "through as well."
        ),
    )
    add_sign_in(parser)
    parser.set_defaults(run=told(run))


def run(arguments: argparse.Namespace) -> int:
    """Print one line for each thing looked at; 1 when any of them is wrong."""
    places = find_places(arguments.data_dir)
    lines = list(_looked(places, arguments))
    for line in lines:
        print(f"{_MARKS[line.severity]}{line.label}: {line.words}")
    return WRONG if any(line.severity is Severity.BAD for line in lines) else GOOD


def _looked(places: Places, arguments: argparse.Namespace) -> Iterator[Line]:
    yield _engine()
    if not places.root.is_dir():
        yield Line(
            tr("Folder"),
            tr("{root} is not there. Start Sagittal to set a clinic up.", root=places.root),
            Severity.WARNING,
        )
        return
    yield Line(tr("Folder"), str(places.root))
    with ExitStack() as held:
        refused = _refused_lock(places, held)
        yield (
            Line(tr("Open"), refused.words, Severity.WARNING)
            if refused
            else Line(tr("Open"), tr("nobody has it open"))
        )
        keyring, keys = _keyring(places)
        yield keys
        yield _file(places, keyring, arguments, refused)
    yield space_line(places.root, places.database)
    yield _backups(places)
    yield _clock(places, keyring)


def _engine() -> Line:
    try:
        refuse_unsafe_engine()
    except Fault as fault:
        return Line(tr("Engine"), fault.words, Severity.BAD)
    return Line(tr("Engine"), ", ".join(f"{name} {number}" for name, number in engine_versions().items()))


def _refused_lock(places: Places, held: ExitStack) -> Fault | None:
    """Keeps the lock as long as `held`: nobody may write while the data file is looked through."""
    try:
        held.enter_context(hold(places, patience=0.1))
    except Fault as fault:
        return fault
    return None


def _keyring(places: Places) -> tuple[Keyring | None, Line]:
    try:
        keyring = read_keyring(places.keyring.read_text("ascii"))
    except FileNotFoundError:
        if not places.database.exists():
            return None, Line(tr("Keys"), tr("none yet: no clinic is set up here"))
        return None, Line(
            tr("Keys"), tr("Key file missing (E-KEYS). Start Sagittal: it looks for a copy."), Severity.BAD
        )
    except Fault as fault:
        return None, Line(tr("Keys"), fault.words, Severity.BAD)
    except (OSError, ValueError):
        words = tr("Key file damaged (E-KEYS). Start Sagittal: it looks for a copy.")
        return None, Line(tr("Keys"), words, Severity.BAD)
    people = len(keyring.people)
    return keyring, Line(
        tr("Keys"),
        trn("whole; {n} person and the recovery key", "whole; {n} people and the recovery key", people),
    )


def _file(
    places: Places, keyring: Keyring | None, arguments: argparse.Namespace, refused: Fault | None
) -> Line:
    file = places.database
    if not file.exists():
        if places.plain.exists():
            return Line(
                tr("Data file"),
                tr("of the first release. Start Sagittal: it is encrypted then."),
                Severity.WARNING,
            )
        if keyring is None:
            return Line(tr("Data file"), tr("none yet"))
        return Line(tr("Data file"), f"{Missing(file).words} {_RESTORE}", Severity.BAD)
    if keyring is None or arguments.login is None:
        size = file.stat().st_size
        if not size:
            return Line(tr("Data file"), tr("is empty (E-DAMAGE). {restore}", restore=_RESTORE), Severity.BAD)
        return Line(
            tr("Data file"), tr("there, {size} kB; give --login to have it looked through", size=size // 1000)
        )
    if refused is not None:
        # While others write, the file and its log are not of one moment: together they would look damaged.
        words = tr("Close Sagittal") if isinstance(refused, AlreadyOpen) else tr("Mend that first")
        return Line(
            tr("Data file"), tr("there. {words} to have it looked through.", words=words), Severity.WARNING
        )
    opened = open_with_passphrase(keyring, *credentials(arguments))
    if opened is None:
        return Line(tr("Data file"), tr("User or passphrase not right."), Severity.BAD)
    unlocked = Unlocked(keyring, opened.keys, opened.slot_id)
    return _state(places, look(file, unlocked.database_key, find_anchor(places, keyring.database_id)))


def _state(places: Places, state: State) -> Line:
    if state is State.OLDER_COPY:
        words = tr("is older than the one used last. Start Sagittal and choose, or restore a backup.")
        return Line(tr("Data file"), words, Severity.BAD)
    if state is State.NEEDS_UPDATE:
        return Line(
            tr("Data file"), tr("of an older version. Start Sagittal: it is brought up to date then.")
        )
    try:
        refuse(state, places.database)
    except Fault as fault:
        return Line(tr("Data file"), f"{fault.words} {_RESTORE}", Severity.BAD)
    return Line(tr("Data file"), "whole")


def _backups(places: Places) -> Line:
    found = find_backups(places.backups)
    if not found:
        return Line(tr("Backups"), tr("none yet. Make one: sagittal backup"), Severity.WARNING)
    newest, now = found[0], clock().now()
    at = newest.manifest.made_at.astimezone(now.tzinfo)
    words = tr(
        "{found}; the newest of {day}, {time}: {name}",
        found=len(found),
        day=write_date(at.date()),
        time=write_time(at),
        name=newest.name,
    )
    old = (now - at).days > 1
    return Line(
        tr("Backups"),
        tr("{words}. Make one: sagittal backup", words=words) if old else words,
        Severity(int(old)),
    )


def _clock(places: Places, keyring: Keyring | None) -> Line:
    """Against what was written last; who set the clock back cannot be seen in any other way."""
    now = clock().now()
    anchor: Anchor | None = find_anchor(places, keyring.database_id) if keyring else None
    known = [backup.manifest.made_at for backup in find_backups(places.backups)]
    if anchor is not None and anchor.at:
        known.append(datetime.fromisoformat(anchor.at))
    if known and max(known) > now:
        words = tr(
            "stands at {time}, earlier than what was written last. Set it right.", time=write_time(now)
        )
        return Line(tr("Clock"), words, Severity.WARNING)
    return Line(tr("Clock"), f"{write_date(now.date())}, {write_time(now)}")
