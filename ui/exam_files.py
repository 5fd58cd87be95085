"""Where an exam file is saved to and which one is taken in, asked in the system's own dialogs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QStorageInfo
from PySide6.QtWidgets import QFileDialog, QWidget

from app.exam_file import ENDING, take_in_exam_file
from app.faults import Fault
from app.screens.saving import taken_in_words
from assessments.language.exam import NotAllowed
from resources.tongue import tr
from ui.page import Page

_MOUNTS = ("/media/", "/run/media/", "/Volumes/")
_STICKS = (b"fat32", b"exfat")
"""Where the system mounts a stick, and how sticks are formatted where it mounts none."""
_KIND = tr("Exam file (*{ending})", ending=ENDING)


def ask_where_to_save(parent: QWidget, name: str) -> str:
    """ "" when nothing is to be saved."""
    path, _ = QFileDialog.getSaveFileName(parent, tr("Save this exam to USB"), str(_place() / name), _KIND)
    return path


def ask_which(parent: QWidget) -> str:
    """ "" when none is to be taken in."""
    path, _ = QFileDialog.getOpenFileName(parent, tr("Take in an exam file"), str(_place()), _KIND)
    return path


def take_in(page: Page, choose: Callable[[], str]) -> None:
    """Add what an exam file holds to the record and show the patient, or say why not."""
    chosen = choose()
    if not chosen:
        return
    try:
        taken = take_in_exam_file(page.desk.workstation, Path(chosen))
    except (Fault, NotAllowed) as refused:
        page.frame.say(str(refused))
        return
    page.frame.go("patient", patient=taken.patient_id)
    page.frame.say(taken_in_words(taken.added))


def _place() -> Path:
    """Where a USB stick is plugged in, else the user's own folder."""
    for volume in QStorageInfo.mountedVolumes():
        mounted = volume.rootPath().startswith(_MOUNTS)
        formatted = bytes(volume.fileSystemType().data()).lower() in _STICKS
        if volume.isReady() and not volume.isReadOnly() and (mounted or formatted):
            return Path(volume.rootPath())
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation))
