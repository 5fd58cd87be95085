"""The beat that is heard. What keeps time is the clock of the trial; this only sounds when it is told."""

from __future__ import annotations

from importlib import import_module
from importlib.resources import files
from typing import Any, Protocol

from PySide6.QtCore import QUrl

from resources.tongue import tr

SILENT = tr("no sound on this computer: follow the strip")


class Sound(Protocol):
    """One beat, ready to be heard."""

    def play(self) -> None: ...


class Metronome:
    """Two beats, a higher one for up and a lower one for down.

    The part of Qt that sounds is large and not on every computer, so it is looked for when the first beat is
    to be heard; without it, or without a loudspeaker, the beat strip goes on alone.
    """

    def __init__(self) -> None:
        self._sounds: dict[str, Sound] | None = None

    @property
    def silent(self) -> bool:
        """Whether this computer turned out to have no sound; nobody knows before the first beat is due."""
        return self._sounds == {}

    def prepare(self) -> None:
        """Load the beats before the first is due, so that it comes in time."""
        if self._sounds is None:
            self._sounds = _load()

    def sound(self, beat: int) -> None:
        """Sound this beat of the trial: odd ones go up, even ones come down."""
        self.prepare()
        sounds = self._sounds or {}
        if sounds:
            sounds["up" if beat % 2 else "down"].play()


def _load() -> dict[str, Sound]:
    try:
        multimedia: Any = import_module("PySide6.QtMultimedia")
    except ImportError:
        return {}
    if multimedia.QMediaDevices.defaultAudioOutput().isNull():
        return {}
    return {name: _sound(multimedia, name) for name in ("up", "down")}


def _sound(multimedia: Any, name: str) -> Sound:
    effect = multimedia.QSoundEffect()
    effect.setSource(QUrl.fromLocalFile(str(files("resources").joinpath("sounds", f"{name}.wav"))))
    effect.setVolume(0.8)
    sound: Sound = effect
    return sound
