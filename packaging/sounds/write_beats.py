"""Writes the two beats of the metronome into resources/sounds: a higher one for up, a lower one for down."""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path

RATE = 44_100
SECONDS = 0.06
LOUD = 0.7
BEATS = {"up": 1320.0, "down": 880.0}
"""Hertz: low enough for ears that hear no high tones, short enough to be a point in time."""


def beat(hertz: float) -> bytes:
    """A tone that starts at once and dies away, so that its beginning is the beat and its end no click."""
    count = int(RATE * SECONDS)
    samples = (
        LOUD
        * min(1.0, n / 44)
        * math.exp(-6 * n / count)
        * (1 - n / count)
        * math.sin(math.tau * hertz * n / RATE)
        for n in range(count)
    )
    return b"".join(struct.pack("<h", round(32_767 * sample)) for sample in samples)


def write(folder: Path) -> None:
    for name, hertz in BEATS.items():
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(beat(hertz))


if __name__ == "__main__":
    write(Path(__file__).parents[2] / "resources" / "sounds")
