"""What learners did, in a file of its own: only added to, line by line, each on the disk at once.

The file holds no patient. It lies in a folder of its own, carries a format that nothing which reads the
record accepts, and no part of the record knows where it is.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from app.disk import sync_folder
from app.practice.attempt import Attempt, Unreadable, attempt_table, read_attempt
from app.practice.notes import Note, SignOff, note_table, read_note, read_sign_off, sign_off_table
from resources.tongue import tr

FORMAT = "sagittal-practice"
VERSION = 1
NAME = "practice.jsonl"
PATIENCE = 5.0
"""Seconds for which another program's line is waited for; writing one takes a few hundredths."""


class NotKept(Exception):
    """What was done could not be written; `words` say what to do. Nothing that stood there was changed."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that could not be read; it stays in the file as it is. `torn` is a last line cut short."""

    line: int
    torn: bool

    @property
    def words(self) -> str:
        if self.torn:
            return tr(
                "The last line of the practice book was cut short (line {line}). It is left out.",
                line=self.line,
            )
        return tr(
            "Line {line} of the practice book cannot be read. It is left out, and left as it is.",
            line=self.line,
        )


@dataclass(frozen=True, slots=True)
class Pages:
    """Everything in the book, in the order in which it was written."""

    attempts: tuple[Attempt, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    notes: tuple[Note, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


class PracticeBook:
    """The book of one folder. Two programs may write in it at once; none ever changes a line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.file = folder / NAME

    def add(self, attempt: Attempt) -> None:
        """On the disk when this returns; raises `NotKept`."""
        self._write("attempt", attempt_table(attempt))

    def add_sign_off(self, sign_off: SignOff) -> None:
        """On the disk when this returns; raises `NotKept`."""
        self._write("sign_off", sign_off_table(sign_off))

    def add_note(self, note: Note) -> None:
        """On the disk when this returns; raises `NotKept`."""
        self._write("note", note_table(note))

    def attempts(self, learner: str = "") -> tuple[Attempt, ...]:
        """Those of that learner, or of whoever typed no name, the oldest first."""
        return tuple(one for one in self.read().attempts if one.learner == named(learner))

    def sign_offs(self, learner: str = "") -> tuple[SignOff, ...]:
        return tuple(one for one in self.read().sign_offs if one.learner == named(learner))

    def notes(self, learner: str = "") -> tuple[Note, ...]:
        return tuple(one for one in self.read().notes if one.learner == named(learner))

    def learners(self) -> tuple[str, ...]:
        """Every name in the book, who practised last first; "" is whoever typed none."""
        return tuple(dict.fromkeys(one.learner for one in reversed(self.read().attempts)))

    def read(self) -> Pages:
        """The whole book; what cannot be read of it is told in `left_out`. An absent one is empty."""
        try:
            content = self.file.read_bytes()
        except FileNotFoundError:
            return Pages()
        attempts: list[Attempt] = []
        sign_offs: list[SignOff] = []
        notes: list[Note] = []
        left_out: list[LeftOut] = []
        for number, line, whole in _lines(content):
            try:
                match _read_line(line):
                    case Attempt() as attempt:
                        attempts.append(attempt)
                    case SignOff() as sign_off:
                        sign_offs.append(sign_off)
                    case Note() as note:
                        notes.append(note)
            except Unreadable:
                left_out.append(LeftOut(number, torn=not whole))
        return Pages(tuple(attempts), tuple(sign_offs), tuple(notes), tuple(left_out))

    def _write(self, kind: str, table: dict[str, Any]) -> None:
        body = {"format": FORMAT, "version": VERSION, "kind": kind, **table}
        line = json.dumps(body, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace") + b"\n"
        try:
            self._prepare()
            lock = FileLock(self.folder / f"{NAME}.lock", timeout=PATIENCE, mode=0o600)
            with lock:
                _append(self.file, line)
        except Timeout as why:
            raise NotKept(
                tr("Another program holds the practice book. This was NOT kept. Close it, then commit again.")
            ) from why
        except OSError as why:
            raise NotKept(
                tr(
                    "The practice book cannot be written: {file}. This was NOT kept. "
                    "Check the disk and the right to write there, then commit again.",
                    file=self.file,
                )
            ) from why

    def _prepare(self) -> None:
        # Whoever practises before the clinic is set up makes the clinic's folder too, and as private.
        for folder in (*reversed(self.folder.parents), self.folder):
            if not folder.exists():
                folder.mkdir(mode=0o700, exist_ok=True)
        if os.name == "posix":
            self.folder.chmod(0o700)


def named(typed: str) -> str:
    """A learner's name as it is kept: without spaces around it or doubled within."""
    return " ".join(typed.split())


def _lines(content: bytes) -> Iterator[tuple[int, bytes, bool]]:
    """Every line that holds something, by its number from 1, and whether it was ended."""
    for number, line in enumerate(content.splitlines(keepends=True), 1):
        if line.strip():
            yield number, line, line.endswith(b"\n")


def _read_line(line: bytes) -> Attempt | SignOff | Note:
    try:
        table: Any = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as why:
        raise Unreadable("no JSON") from why
    if not isinstance(table, dict) or (table.get("format"), table.get("version")) != (FORMAT, VERSION):
        raise Unreadable("no line of this book")
    body: dict[str, Any] = {
        name: value for name, value in table.items() if name not in ("format", "version", "kind")
    }
    match table.get("kind"):
        case "attempt":
            return read_attempt(body)
        case "sign_off":
            return read_sign_off(body)
        case "note":
            return read_note(body)
        case kind:
            raise Unreadable(f"nothing is kept as {kind}")


def _append(file: Path, line: bytes) -> None:
    """At the end, on a line of its own even after one that was cut short; a disk that refuses leaves the file
    as it was."""
    new = not file.exists()
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND
    if sys.platform == "win32":
        flags |= os.O_BINARY
    handle = os.open(file, flags, 0o600)
    try:
        before = os.lseek(handle, 0, os.SEEK_END)
        if before and _last_byte(handle, before) != b"\n":
            line = b"\n" + line
        try:
            while line:
                line = line[os.write(handle, line) :]
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, before)
            raise
    finally:
        os.close(handle)
    if new:
        sync_folder(file.parent)


def _last_byte(handle: int, size: int) -> bytes:
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1)
