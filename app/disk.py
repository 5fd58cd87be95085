"""Small files and folders on the disk: written whole or not at all, private; destroyed for good."""

from __future__ import annotations

import os
import shutil
import sys
import threading
import time
from pathlib import Path

PARTIAL = ".partial"
"""The end of a name under which something is still being written; such a file is never read."""

_SHARING = (5, 32, 33)
"""What Windows answers while another program, such as a virus scanner, holds a file for a moment."""
_PATIENCE = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
"""Seconds between the tries, two and a half together."""
_BLOCK = 1 << 20


def write_private(file: Path, content: bytes, keep_previous: bool = False) -> None:
    """Put the content under that name, on the disk when this returns; a kill leaves the old file or the new.

    With `keep_previous` what stood there before is kept beside it under `.prev`. Raises `OSError`, and then
    nothing was changed and nothing is left over.
    """
    previous = file.with_name(f"{file.name}.prev")
    partial, copy = _partial(file), _partial(previous)
    partial.unlink(missing_ok=True)
    try:
        _write_new(partial, content)
        if keep_previous and file.exists():
            copy.unlink(missing_ok=True)
            _write_new(copy, file.read_bytes())
            replace(copy, previous)
        replace(partial, file)
    except BaseException:
        for left in (partial, copy):
            left.unlink(missing_ok=True)
        raise


def replace(source: Path, target: Path) -> None:
    """Rename over what is there, for good; waits out a program that holds the file for a moment."""
    for pause in (*_PATIENCE, None):
        try:
            os.replace(source, target)
            break
        except OSError as error:
            if pause is None or getattr(error, "winerror", None) not in _SHARING:
                raise
            time.sleep(pause)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last; Windows does so by itself and cannot open a folder."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_file(file: Path) -> None:
    """Make the content of a file last."""
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def destroy(file: Path) -> None:
    """Overwrite the file, then remove it; a file that is not there is no error.

    On a solid-state disk older copies of its blocks may outlive this: only encryption of the whole disk
    helps against who takes the disk apart.
    """
    if not file.exists():
        return
    with file.open("r+b") as content:
        left = file.stat().st_size
        while left > 0:
            left -= content.write(bytes(min(left, _BLOCK)))
        content.flush()
        os.fsync(content.fileno())
    file.unlink()
    sync_folder(file.parent)


def parts(database: Path) -> tuple[Path, ...]:
    """The file of a database and what SQLite keeps beside it; the second holds committed rows."""
    return (database, *(database.with_name(database.name + end) for end in ("-wal", "-shm", "-journal")))


def free_bytes(folder: Path) -> int:
    """What this account may still write on the disk of that folder."""
    return shutil.disk_usage(folder).free


def clear_partials(folder: Path) -> None:
    """Remove what a kill left half written."""
    for left in folder.glob(f"*{PARTIAL}"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def _partial(file: Path) -> Path:
    """Of this thread alone: two may write the same file at once, and the last one stands."""
    return file.with_name(f"{file.name}.{os.getpid()}.{threading.get_ident()}{PARTIAL}")


def _write_new(file: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    if sys.platform == "win32":
        flags |= os.O_BINARY
    handle = os.open(file, flags, 0o600)
    with os.fdopen(handle, "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
