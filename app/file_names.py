"""File names made of what a person typed: every system takes them, and none leads out of its folder."""

from __future__ import annotations

import errno
import re
import unicodedata
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from app.disk import write_private
from app.faults import Fault
from resources.tongue import tr

LONGEST = 80
"""Bytes of a name without its ending: short enough for every file system and for a number behind it."""

_DIVIDING = re.compile(r'[<>:"/\\|?*\u2044\u2215\uff0f\uff3c]')
"""What divides folders or is refused on some system, and the letters that look like a slash."""
_PORTS = [f"{port}{digit}" for port in ("COM", "LPT") for digit in "0123456789¹²³"]
_RESERVED = frozenset({"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", *_PORTS})
"""Devices of Windows, whatever ending follows."""

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_CLOSED = (errno.EPERM, errno.EACCES, errno.EROFS, errno.EISDIR)
_NO_FOLDER = (errno.ENOENT, errno.ENOTDIR)
_SHARING = (5, 32, 33)
"""What Windows answers for a file that another program holds open."""


class NotSaved(Fault):
    """A file that could not be put where it was wanted; what stood there stands there still."""

    def __init__(self, why: OSError) -> None:
        super().__init__(
            tr("Not saved: {reason}. Close the file or choose another name.", reason=_reason(why))
        )


def safe_name(text: str, limit: int = LONGEST) -> str:
    """The text as one file name of at most `limit` bytes, or "unnamed"; it never divides into folders."""
    name = unicodedata.normalize("NFC", text)
    name = "".join(c for c in name if unicodedata.category(c)[0] != "C" or c in "\t\n\r")
    name = re.sub(r"\s+", " ", _DIVIDING.sub("_", name)).strip(" .")
    name = name.encode()[:limit].decode("utf-8", "ignore").strip(" .")
    if name.split(".")[0].rstrip().upper() in _RESERVED:
        name = f"_{name}"
    return name or "unnamed"


def exam_file(kind: str, record: str, day: str, ending: str = "pdf") -> str:
    """ "exam_SG-0412_2026-10-01.pdf": the record number, never the name; without one the day alone."""
    parts = [kind, *([_no_space(record)] if record.strip() else []), day]
    return f"{safe_name('_'.join(parts))}.{ending}"


def free_name(folder: Path, name: str) -> Path:
    """A file of that name in the folder that is not there yet: "exam.pdf", then "exam (2).pdf"."""
    return folder / free_names(folder, [name])[0]


def free_names(folder: Path, names: Iterable[str]) -> list[str]:
    """The names with one number behind all of them, so that none of the files is there yet."""
    wanted = [_inside(name) for name in names]
    for number in count(1):
        numbered = [name if number == 1 else f"{stem} ({number}){end}" for name, stem, end in wanted]
        if not any((folder / name).exists() or (folder / name).is_symlink() for name in numbered):
            return numbered
    raise AssertionError("unreachable")


def save_private(file: Path, content: bytes) -> None:
    """The whole file, readable by its owner only, or nothing; raises `NotSaved`."""
    try:
        write_private(file, content)
    except OSError as why:
        raise NotSaved(why) from why


def _no_space(text: str) -> str:
    """As one word of a name, cut before it could push the day out of it."""
    return safe_name(text, 40).replace(" ", "-")


def _inside(name: str) -> tuple[str, str, str]:
    stem, dot, end = name.rpartition(".")
    ending = f".{end}" if dot and stem and re.fullmatch(r"[A-Za-z0-9]{1,8}", end) else ""
    stem = safe_name(stem if ending else name)
    return f"{stem}{ending}", stem, ending


def _reason(why: OSError) -> str:
    if getattr(why, "winerror", None) in _SHARING:
        return tr("the file is open in another program or may not be changed")
    if why.errno in _FULL:
        return tr("the disk is full")
    if why.errno in _CLOSED:
        return tr("that place may not be written")
    if why.errno in _NO_FOLDER:
        return tr("that folder is not there")
    if why.errno == errno.ENAMETOOLONG:
        return tr("the name is too long")
    return tr("the disk did not take it")
