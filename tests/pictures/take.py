"""Pictures of every screen, with the demonstration's patients: python tests/pictures/take.py [screen ...]

One look, one text size and one size of window; `everything.py` takes them all. Pictures are
`<look>-<text size>-<width>x<height>-<scaling>/<screen>.png`. Without a screen Qt paints in memory. A text
that does not fit its place is told.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "xcb" if os.environ.get("DISPLAY") else "offscreen")

from app.clock import SteppedClock
from app.demo import make_demonstration
from app.places import Places

LOOKS = ("light", "dark", "light-contrast", "dark-contrast")
NOW = datetime(2026, 10, 16, 14, 15, tzinfo=timezone(timedelta(hours=1)))


@dataclass(frozen=True, slots=True)
class Setting:
    """How the window looks and how large it is, in pixels of the display and per cent."""

    look: str
    text_size: float
    width: int
    height: int
    scaling: int = 100

    @property
    def name(self) -> str:
        return f"{self.look}-{self.text_size:.1f}-{self.width}x{self.height}-{self.scaling}"

    @property
    def size(self) -> tuple[int, int]:
        """Of the window, in the pixels that a program counts in."""
        return round(self.width * 100 / self.scaling), round(self.height * 100 / self.scaling)

    @property
    def arguments(self) -> tuple[str, ...]:
        return (
            *("--look", self.look, "--text-size", str(self.text_size), "--width", str(self.width)),
            *("--height", str(self.height), "--scaling", str(self.scaling)),
        )


def main() -> int:
    asked = _arguments()
    setting = Setting(asked.look, asked.text_size, asked.width, asked.height, asked.scaling)
    # Qt reads it when the application is made, and some of its parts before.
    os.environ["QT_SCALE_FACTOR"] = str(setting.scaling / 100)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        if asked.data:
            shutil.copytree(asked.data, data)
        else:
            make_data(data)
        into = Path(asked.folder) / setting.name
        into.mkdir(parents=True, exist_ok=True)
        from tests.pictures.scenes import take

        for name, cut in take(data, into, setting, asked.screens):
            print(into / name, *(f"    does not fit: {text!r}" for text in cut), sep="\n", flush=True)
    return 0


def make_data(folder: Path) -> None:
    """The demonstration's patients in an empty folder."""
    make_demonstration(Places(folder), SteppedClock(NOW))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("screens", nargs="*", help="how the names of screens begin; all without any")
    parser.add_argument("--folder", default="pictures")
    parser.add_argument("--data", type=Path, help="a demonstration that is there already; it is copied")
    parser.add_argument("--look", default="light", choices=LOOKS)
    parser.add_argument("--text-size", type=float, default=1.0)
    parser.add_argument("--width", type=int, default=1366)
    parser.add_argument("--height", type=int, default=768)
    parser.add_argument("--scaling", type=int, default=100, help="of the display, per cent")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
