"""The system's own windows for choosing a file or a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


class Choosing(Protocol):
    """None where nobody chose."""

    def file(self, title: str, kinds: str) -> Path | None: ...
    def folder(self, title: str) -> Path | None: ...
    def new_file(self, title: str, name: str, kinds: str) -> Path | None: ...


class SystemChoosing:
    """Begins among the user's documents."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def file(self, title: str, kinds: str) -> Path | None:
        chosen, _ = QFileDialog.getOpenFileName(self._parent, title, _documents(), kinds)
        return Path(chosen) if chosen else None

    def folder(self, title: str) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(self._parent, title, _documents())
        return Path(chosen) if chosen else None

    def new_file(self, title: str, name: str, kinds: str) -> Path | None:
        start = str(Path(_documents()) / name)
        chosen, _ = QFileDialog.getSaveFileName(self._parent, title, start, kinds)
        return Path(chosen) if chosen else None


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
