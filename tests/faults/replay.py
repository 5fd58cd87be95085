"""The disk as a power cut leaves it, rebuilt from the account that `shim/power.c` wrote.

What a program had made to last is kept. Of the rest nothing is kept, or a random half in pieces of 4 KiB or
of 512 bytes: a disk writes in any order it likes. Names behave as on a file system with a journal of its own:
making, renaming and removing last in the order in which they were done, at the latest when their folder is
made to last. The model believes the disk: what it says is written is written.
"""

from __future__ import annotations

import random
import shutil
import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

_HEAD = struct.Struct("<cIQII")


class Kept(Enum):
    """What became of that which nobody had made to last; the number is the size of a piece."""

    NOTHING = 0
    HALF_OF_BLOCKS = 4096
    HALF_OF_SECTORS = 512


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the account, as `power.c` explains it."""

    kind: str
    handle: int
    offset: int
    text: bytes
    second: bytes

    @property
    def path(self) -> str:
        return self.text.decode()


@dataclass(slots=True)
class _File:
    lasting: bytearray = field(default_factory=bytearray)
    waiting: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Written or, with None, cut, and not made to last yet."""

    def make_last(self) -> None:
        for place, content in self.waiting:
            _put(self.lasting, place, content)
        self.waiting.clear()

    def after(self, kept: Kept, chance: random.Random) -> bytearray:
        content = bytearray(self.lasting)
        if kept is Kept.NOTHING:
            return content
        for place, written in self.waiting:
            if written is None:
                if chance.random() < 0.5:
                    _put(content, place, None)
                continue
            for start, piece in _pieces(place, written, kept.value):
                if chance.random() < 0.5:
                    _put(content, start, piece)
        return content


_Names = dict[str, "_File | None"]
"""By path; None is a folder."""


class Disk:
    """The files of one folder, as far as the account has been followed."""

    def __init__(self, before: Path, named: Path) -> None:
        """`before` is a copy of the folder when the account began; `named` is how the account calls it."""
        self._root = str(named)
        self._lasting: _Names = {self._root: None}
        for found in sorted(before.rglob("*")):
            path = str(named / found.relative_to(before))
            self._lasting[path] = None if found.is_dir() else _File(bytearray(found.read_bytes()))
        self._now = dict(self._lasting)
        self._waiting: list[tuple[str, str, _File | None]] = []
        """Changes of names that may not last yet: from, to ("" is nowhere), and what bears the name."""
        self._opened: dict[int, _File] = {}
        self.said: list[str] = []

    def follow(self, entry: Entry) -> None:
        match entry.kind:
            case "O":
                self._open(entry)
            case "W":
                self._opened[entry.handle].waiting.append((entry.offset, entry.text))
            case "T":
                self._opened[entry.handle].waiting.append((entry.offset, None))
            case "S":
                self._opened[entry.handle].make_last()
            case "F":
                self._make_names_last(entry.path)
            case "U":
                self._rename(entry.path, "", self._now[entry.path])
            case "R":
                self._rename(entry.path, entry.second.decode(), self._now[entry.path])
            case "M":
                self._rename("", entry.path, None)
            case "A":
                self.said += entry.text.decode().splitlines()

    def cut(self, folder: Path, kept: Kept, chance: random.Random) -> None:
        """Write what a power cut at this instant leaves into that folder, which is emptied first."""
        names = dict(self._lasting)
        lasted = 0 if kept is Kept.NOTHING else chance.randint(0, len(self._waiting))
        for change in self._waiting[:lasted]:
            _change(names, *change)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for path, file in sorted(names.items(), key=lambda item: item[0]):
            place = folder / Path(path).relative_to(self._root)
            if file is None:
                place.mkdir(exist_ok=True, parents=True)
            else:
                place.write_bytes(file.after(kept, chance))

    def _open(self, entry: Entry) -> None:
        file = self._now.get(entry.path)
        if file is None:
            file = _File()
            self._rename("", entry.path, file)
        if entry.offset == 1:
            file.waiting.append((0, None))
        self._opened[entry.handle] = file

    def _rename(self, before: str, after: str, what: _File | None) -> None:
        _change(self._now, before, after, what)
        self._waiting.append((before, after, what))

    def _make_names_last(self, folder: str) -> None:
        touching = [
            place
            for place, (before, after, _) in enumerate(self._waiting, start=1)
            if folder in {path.rpartition("/")[0] for path in (before, after) if path}
        ]
        lasting = touching[-1] if touching else 0
        for change in self._waiting[:lasting]:
            _change(self._lasting, *change)
        del self._waiting[:lasting]


def account(file: Path) -> list[Entry]:
    """What `power.c` wrote; an entry cut off by the kill that ended the program is left out."""
    entries, written, place = [], file.read_bytes(), 0
    while place + _HEAD.size <= len(written):
        kind, handle, offset, length, more = _HEAD.unpack_from(written, place)
        place += _HEAD.size
        end = place + length + more
        if end > len(written):
            break
        entries.append(
            Entry(
                kind.decode(), handle, offset, written[place : place + length], written[place + length : end]
            )
        )
        place = end
    return entries


def cuts(disk: Disk, entries: Iterable[Entry], how_many: int, chance: random.Random) -> Iterator[Disk]:
    """The disk at so many random instants, in the order of time."""
    entries = list(entries)
    instants = sorted(chance.randrange(len(entries)) for _ in range(how_many))
    done = 0
    for number, entry in enumerate(entries):
        disk.follow(entry)
        here = bisect_right(instants, number)
        for _ in range(here - done):
            yield disk
        done = here


def _change(names: _Names, before: str, after: str, what: _File | None) -> None:
    moved = {}
    if before:
        moved = {path: names.pop(path) for path in list(names) if path.startswith(before + "/")}
        names.pop(before, None)
    if after:
        names[after] = what
        names |= {after + path.removeprefix(before): file for path, file in moved.items()}


def _put(content: bytearray, place: int, written: bytes | None) -> None:
    """Write there, or without anything to write make the file as long as that."""
    if written is None:
        del content[place:]
    if len(content) < place:
        content.extend(bytes(place - len(content)))
    if written is not None:
        content[place : place + len(written)] = written


def _pieces(place: int, written: bytes, size: int) -> Iterator[tuple[int, bytes]]:
    """What was written, cut where the disk's own pieces end."""
    start = 0
    while start < len(written):
        end = start + size - (place + start) % size
        yield place + start, written[start:end]
        start = end
