"""What can go wrong outside the program, as the sentence to read: what happened, and what to do."""

from __future__ import annotations

from pathlib import Path

from app import VERSION
from resources.tongue import tr


class Fault(Exception):
    """Not a mistake in the program: a disk, a folder, a file, an entry. `words` is shown as it stands."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class DiskFull(Fault):
    def __init__(self) -> None:
        super().__init__(
            tr(
                "The disk is full: the last entry is NOT saved. Everything saved before it is safe. "
                "Free some space on the disk, then enter it again."
            )
        )


class NoRoom(DiskFull):
    """The disk was full before anything could be entered."""

    def __init__(self) -> None:
        Fault.__init__(
            self,
            tr(
                "The disk is full: the data file cannot be opened. Everything saved is safe. "
                "Free some space on the disk, then start again."
            ),
        )


class NotWritten(Fault):
    def __init__(self) -> None:
        super().__init__(
            tr(
                "The disk did not take the last entry: it is NOT saved. Everything saved before it is safe. "
                "Check the disk, then enter it again."
            )
        )


class NotRead(Fault):
    def __init__(self) -> None:
        super().__init__(
            tr(
                "The disk did not give the data file (E-DISK). Nothing was changed. "
                "Check the disk, then start again."
            )
        )


class UnwritableFolder(Fault):
    def __init__(self, folder: Path) -> None:
        super().__init__(
            tr(
                "The data folder cannot be written: {folder}. Nothing was changed. Ask for the right "
                "to write there, or choose another folder.",
                folder=folder,
            )
        )


class NewerDatabase(Fault):
    """The exit code is 5."""

    def __init__(self) -> None:
        super().__init__(
            tr(
                "This file was made by a newer version of Sagittal. This is {version}. Please "
                "update. Nothing was changed.",
                version=VERSION,
            )
        )


class NotOurs(Fault):
    def __init__(self) -> None:
        super().__init__(tr("This is not a data file of this program."))


class NotThisClinics(Fault):
    def __init__(self) -> None:
        super().__init__(tr("This file does not belong to this key file."))


class Damaged(Fault):
    def __init__(self) -> None:
        super().__init__(tr("The data file is damaged (E-DAMAGE)."))


class Missing(Fault):
    def __init__(self, file: Path) -> None:
        super().__init__(tr("The data file is not where it was: {file}.", file=file))


class InUse(Fault):
    def __init__(self) -> None:
        super().__init__(
            tr(
                "Another program is using the data file: the last entry is NOT saved. "
                "Close the other program, then enter it again."
            )
        )


class ChangedElsewhere(Fault):
    def __init__(self) -> None:
        super().__init__(
            tr(
                "This exam was changed in another window: the last entry is NOT saved here. "
                "Close the exam and open it again."
            )
        )


class UpdateFailed(Fault):
    def __init__(self, copy: str, code: str = "") -> None:
        said = f" ({code})" if code else ""
        super().__init__(
            tr(
                "The update did not finish{said}; your data are as before. Backup: {copy}.",
                said=said,
                copy=copy,
            )
        )


class UnknownSchema(Fault):
    def __init__(self) -> None:
        super().__init__(
            tr(
                "The data file stands at no version that Sagittal knows (E-SCHEMA). Nothing was changed. "
                "Save a support bundle and ask for help, or restore a backup."
            )
        )


class Unsafe(Fault):
    def __init__(self, promise: str = "") -> None:
        super().__init__(
            tr(
                "The data file cannot be opened safely (E-PRAGMA{promise}). The data folder may lie on a "
                "disk that cannot promise to keep an entry, such as a network drive. Nothing was "
                "changed. Choose a folder on this computer.",
                promise=f": {promise}" if promise else "",
            )
        )


class Unreadable(Fault):
    def __init__(self) -> None:
        super().__init__(
            tr(
                "This exam holds an entry that this version of Sagittal cannot read. Nothing was changed. "
                "Install the newest version."
            )
        )


class Unknown(Fault):
    def __init__(self, what: str) -> None:
        super().__init__(
            tr("That {what} is not in the data file. Go back to the start page and look again.", what=what)
        )


class UnsafeEngine(Fault):
    """The exit code is 3."""

    def __init__(self, version: str) -> None:
        super().__init__(
            tr(
                "This build is unsafe (E-ENGINE): its SQLite is {version}. Nothing was opened. "
                "Install a current version of Sagittal.",
                version=version,
            )
        )


class AlreadyOpen(Fault):
    """The exit code is 4."""

    def __init__(self, process: int | None) -> None:
        if process:
            words = tr(
                "Already open on this computer (process {process}). Close it or restart the computer.",
                process=process,
            )
        else:
            words = tr("Already open on this computer. Close it or restart the computer.")
        super().__init__(words)
