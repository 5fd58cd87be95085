"""Where a data folder must not lie, and how much room its disk must have."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import psutil

from app.disk import free_bytes, parts
from app.faults import Fault
from app.places import Places
from resources.tongue import tr

MEGABYTE = 1_000_000
ENOUGH = 500 * MEGABYTE
TIMES_THE_RECORD = 3
"""An update keeps a copy of the record, works on another and writes a third."""
TOO_LITTLE = 50 * MEGABYTE


class SynchronisedFolder(Fault):
    def __init__(self) -> None:
        super().__init__(
            tr(
                "Choose a folder that is not synchronised; live files are damaged by sync. "
                "You may put backups there."
            )
        )


class NetworkFolder(Fault):
    def __init__(self) -> None:
        super().__init__(
            tr(
                "The data folder lies on a network drive; live files are damaged there. Nothing was changed. "
                "Copy the data folder to a disk of this computer and open it there."
            )
        )


class Mounted(NamedTuple):
    """A disk and where it hangs in the tree."""

    point: Path
    kind: str


class Space(StrEnum):
    ENOUGH = "enough"
    LOW = "low"
    NONE = "none"
    """Nothing more is written: one may look, not change."""


@dataclass(frozen=True, slots=True)
class Room:
    space: Space
    words: str = ""


def refuse_folder(places: Places, first_run: bool, mounted: Iterable[Mounted] | None = None) -> None:
    """Raises `NetworkFolder`, and `SynchronisedFolder` before the first record is made there.

    A record that already lies in a synchronised folder is opened and warned about: shutting a clinic out of
    its own record is worse.
    """
    if on_network(places.root, mounted):
        raise NetworkFolder
    if first_run and synchronised_by(places.root):
        raise SynchronisedFolder


def folder_words(places: Places) -> tuple[str, ...]:
    """What a banner says of the folder at every start."""
    service = synchronised_by(places.root)
    if not service:
        return ()
    return (
        tr(
            "The data folder is synchronised by {service}; live files are damaged by sync. Move "
            "it to a folder that is not synchronised. You may put backups there.",
            service=service,
        ),
    )


def room(places: Places, free: int | None = None) -> Room:
    """How the disk stands; `free` in bytes, else asked of the disk."""
    if free is None:
        free = free_bytes(places.root)
    wanted = max(ENOUGH, TIMES_THE_RECORD * _size(places))
    if free < TOO_LITTLE:
        return Room(
            Space.NONE,
            tr(
                "Free space before continuing. Only {free} MB are left on the disk: an answer that "
                "does not fit is said to be NOT SAVED.",
                free=free // MEGABYTE,
            ),
        )
    if free < wanted:
        return Room(
            Space.LOW,
            tr(
                "The disk is nearly full: {free} MB are left, {wanted} MB are wanted. Free some "
                "space; until then let backups go to the second place.",
                free=free // MEGABYTE,
                wanted=wanted // MEGABYTE,
            ),
        )
    return Room(Space.ENOUGH)


# Synchronised folders


class _Service(NamedTuple):
    """How the folders of a service are called, in small letters, and what the service leaves in them."""

    name: str
    folders: tuple[str, ...]
    marks: tuple[str, ...] = ()


_SERVICES = (
    _Service("OneDrive", ("onedrive",), (".849C9593-D756-4E56-8D6E-42412F2A707B",)),
    _Service("Dropbox", ("dropbox",), (".dropbox", ".dropbox.cache")),
    _Service("iCloud", ("icloud drive", "iclouddrive", "mobile documents", "com~apple~clouddocs")),
    _Service("Google Drive", ("google drive", "googledrive", "my drive"), (".tmp.drivedownload",)),
)
_MORE = (" (", " -", "-")
"""What follows the name where there are several: "OneDrive - Riverside Clinic", "Dropbox (Personal)"."""


def synchronised_by(folder: Path) -> str:
    """The service that copies this folder to and fro; empty for none."""
    # A link may lead into such a folder, or be the name by which the service knows it.
    for path in {folder.absolute(), folder.resolve()}:
        above = (path, *path.parents)
        for service in _SERVICES:
            if any(_is_named(part.name.casefold(), service) or _is_marked(part, service) for part in above):
                return service.name
    return ""


def _is_named(name: str, service: _Service) -> bool:
    return any(
        name == known or name.startswith(tuple(known + more for more in _MORE)) for known in service.folders
    )


def _is_marked(folder: Path, service: _Service) -> bool:
    # The services' own settings lie beside their folders under the same names, in the user's home.
    return folder != Path.home() and any(os.path.exists(folder / mark) for mark in service.marks)


# Network drives

_NETWORK = frozenset(
    (
        *(
            "nfs",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "afpfs",
            "afs",
            "ncpfs",
            "ceph",
            "glusterfs",
        ),
        *("sshfs", "osxfuse_sshfs", "macfuse_sshfs", "9p", "davfs", "webdav", "gvfsd-fuse", "rclone"),
    )
)
_DRIVE_REMOTE = 4
"""What Windows calls a drive of another computer."""


def on_network(folder: Path, mounted: Iterable[Mounted] | None = None) -> bool:
    """Whether the folder, or the nearest one above it that is there, lies on another computer's disk."""
    folder = folder.resolve()
    if sys.platform == "win32" and mounted is None:
        return _windows_kind(folder) == _DRIVE_REMOTE
    disks = list(mounted or _mounted())
    kind = _kind_under(folder, disks)
    # A virtual machine may see the disk it was started from through 9p; that is its own and no share.
    return kind in _NETWORK and not kind == _kind_under(Path(folder.anchor), disks) == "9p"


def _kind_under(folder: Path, disks: list[Mounted]) -> str:
    """Of two disks at one place the one mounted last is the one that is seen."""
    below = [disk for disk in disks if folder.is_relative_to(disk.point)]
    nearest = max(enumerate(below), key=lambda disk: (len(disk[1].point.parts), disk[0]), default=None)
    return nearest[1].kind.casefold().removeprefix("fuse.") if nearest else ""


def _mounted() -> list[Mounted]:
    return [Mounted(Path(disk.mountpoint), disk.fstype) for disk in psutil.disk_partitions(all=True)]


def _windows_kind(folder: Path) -> int:
    if sys.platform == "win32":
        return int(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor))
    return 0


def _size(places: Places) -> int:
    return sum(file.stat().st_size for file in parts(places.database) if file.exists())
