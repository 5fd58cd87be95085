"""What may be sent to whoever helps: the log, versions and how the data folder stands, to be read first.

Of the log only lines that the log itself could have written are taken, so a file that was put or changed
there brings nothing along.
"""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from app import VERSION
from app.disk import parts, write_private
from app.faults import Fault
from app.folders import folder_words, on_network, room
from app.log import log_files, read_line
from app.places import Places
from app.store.engine import engine_versions
from app.store.state import State
from app.uncaught import crash_file
from app.vault.keyring import read_keyring
from resources.tongue import tr

_PACKAGES = ("pyside6-essentials", "sqlcipher3", "sqlalchemy", "cryptography", "reportlab")
_FRAME = re.compile(
    r' *File "(.*[/\\])?(?P<file>\w+\.py|<\w+>)", line (?P<line>\d+)( in (?P<name>[\w<>.]+))?'
)


class NotWritten(Fault):
    def __init__(self) -> None:
        super().__init__(tr("The support bundle could not be written. Choose another place."))


def support_text(places: Places, state: State | None = None) -> str:
    """All of it, as it would be written; `state` is what an attempt to open the record found.

    In English whatever the program speaks, because it is read by whoever helps.
    """
    return "\n".join(
        [
            "Sagittal support bundle. It holds no name, no answer and no key: read it before you send it.",
            "",
            "VERSIONS",
            *_versions(),
            "",
            "DATA FOLDER",
            *_standing(places, state),
            "",
            "LOG",
            *_log(places),
            "",
            "CRASHES",
            *_crashes(crash_file(places)),
            "",
        ]
    )


def write_support(places: Places, target: Path, shown: str | None = None) -> None:
    """`shown` is the text that was read; what is written is that and nothing newer. Raises `NotWritten`."""
    try:
        write_private(target, (support_text(places) if shown is None else shown).encode())
    except OSError as error:
        raise NotWritten from error


def _versions() -> Iterator[str]:
    yield f"Sagittal {VERSION}"
    yield f"Python {platform.python_version()}"
    yield f"{platform.system()} {platform.release()}, {platform.machine()}"
    for name, number in engine_versions().items():
        yield f"{name} {number}"
    for package in _PACKAGES:
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:
            # A program that was put together carries no packages' papers.
            continue


def _standing(places: Places, state: State | None) -> Iterator[str]:
    if state is not None:
        yield f"state of the record: {state.value}"
    yield f"network drive: {'yes' if on_network(places.root) else 'no'}"
    for name, file in _files(places).items():
        yield f"{name}: {_size(file)}"
    yield f"keys: {_keys(places)}"
    for name, folder in {"backups": places.backups, "quarantine": places.quarantine}.items():
        yield f"{name}: {len(list(folder.iterdir())) if folder.is_dir() else 'no folder'}"
    if places.root.is_dir():
        yield from (words for words in (*folder_words(places), room(places).words) if words)


def _files(places: Places) -> dict[str, Path]:
    database, ahead, shared, _ = parts(places.database)
    return {
        "database": database,
        "database, written ahead": ahead,
        "database, shared memory": shared,
        "database of the first release": places.plain,
        "keyring": places.keyring,
        "keyring before": places.keyring.with_name(places.keyring.name + ".prev"),
        "anchor": places.anchor,
        "erased": places.erased,
        "lock": places.lock,
    }


def _size(file: Path) -> str:
    try:
        return f"{file.stat().st_size:,} bytes"
    except OSError:
        return "not there"


def _keys(places: Places) -> str:
    """Only looked at: a copy takes the place of a damaged keyring when the record is opened, not here."""
    try:
        keyring = read_keyring(places.keyring.read_text("ascii"))
    except OSError:
        return "not there"
    except ValueError:
        return "no text"
    except Fault as fault:
        return type(fault).__name__
    return f"{len(keyring.slots)} slots"


def _log(places: Places) -> Iterator[str]:
    left_out = 0
    for file in log_files(places):
        try:
            written = file.read_text("utf-8", "replace").splitlines()
        except OSError:
            yield "a file of the log could not be read"
            continue
        for text in written:
            line = read_line(text)
            if line is None:
                left_out += 1
            else:
                yield json.dumps(line)
    if left_out:
        yield f"{left_out} lines that are not the log's own were left out"


def _crashes(file: Path) -> Iterator[str]:
    """Files by their last name only: the folders above may be called after whoever works here."""
    try:
        written = file.read_text("utf-8", "replace").splitlines()
    except OSError:
        return
    for text in written:
        if found := _FRAME.match(text):
            yield f"  {found['file']}:{found['line']} {found['name'] or ''}".rstrip()
        elif text.startswith(("Fatal Python error: ", "Windows fatal exception: ")) and len(text) < 80:
            yield text
