"""What can go wrong outside the program, as the sentence to read: what happened, and what to do."""

from __future__ import annotations

from pathlib import Path


class Fault(Exception):
    """Not a mistake in the program: a disk, a folder, a file, an entry. `words` is shown as it stands."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class DiskFull(Fault):
    def __init__(self) -> None:
        super().__init__(
            "The disk is full: the last entry is NOT saved. Everything saved before it is safe. "
            "Free some space on the disk, then enter it again."
        )


class NoRoom(DiskFull):
    """The disk was full before anything could be entered."""

    def __init__(self) -> None:
        Fault.__init__(
            self,
            "The disk is full: the data file cannot be opened. Everything saved is safe. "
            "Free some space on the disk, then start again.",
        )


class NotWritten(Fault):
    def __init__(self) -> None:
        super().__init__(
            "The disk did not take the last entry: it is NOT saved. Everything saved before it is safe. "
            "Check the disk, then enter it again."
        )


class UnwritableFolder(Fault):
    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The data folder cannot be written: {folder}. Nothing was changed. "
            "Ask for the right to write there, or choose another folder."
        )


class NewerDatabase(Fault):
    def __init__(self) -> None:
        super().__init__(
            "The data file was made by a newer version of Sagittal. Nothing was changed. "
            "Install that version to open it."
        )


class NotOurs(Fault):
    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file.name} is not a data file of Sagittal. Nothing was changed. Choose another data folder."
        )


class Damaged(Fault):
    def __init__(self, file: Path) -> None:
        super().__init__(
            f"The data file {file.name} is damaged. Keep the whole data folder as it is and put a backup in "
            "another folder."
        )


class Missing(Fault):
    def __init__(self, file: Path) -> None:
        super().__init__(
            f"The data file {file.name} is not where it was, but a part of it is. Nothing was changed. "
            "Put the file back, or restore a backup."
        )


class InUse(Fault):
    def __init__(self) -> None:
        super().__init__(
            "Another program is using the data file: the last entry is NOT saved. "
            "Close the other program, then enter it again."
        )


class ChangedElsewhere(Fault):
    def __init__(self) -> None:
        super().__init__(
            "This exam was changed in another window: the last entry is NOT saved here. "
            "Close the exam and open it again."
        )


class UpdateFailed(Fault):
    def __init__(self, copy: Path) -> None:
        super().__init__(
            "The update of the data file did not finish; your data are as before. "
            f"A copy is kept: {copy.name}."
        )


class Unsafe(Fault):
    def __init__(self, promise: str = "") -> None:
        super().__init__(
            f"The data file cannot be opened safely (E-PRAGMA{f': {promise}' if promise else ''}). "
            "The data folder may lie on a disk that cannot promise to keep an entry, such as a network drive. "
            "Nothing was changed. Choose a folder on this computer."
        )


class Unreadable(Fault):
    def __init__(self) -> None:
        super().__init__(
            "This exam holds an entry that this version of Sagittal cannot read. Nothing was changed. "
            "Install the newest version."
        )


class Unknown(Fault):
    def __init__(self, what: str) -> None:
        super().__init__(f"That {what} is not in the data file. Go back to the start page and look again.")


class UnsafeEngine(Fault):
    """The exit code is 3."""

    def __init__(self, version: str) -> None:
        super().__init__(
            f"This build is unsafe (E-ENGINE): its SQLite is {version}. Nothing was opened. "
            "Install a current version of Sagittal."
        )
