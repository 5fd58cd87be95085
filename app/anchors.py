"""The record's anchor outside its file: beside it, and once more in the user's own settings folder."""

from __future__ import annotations

import re
from pathlib import Path

from app.audit import Anchor, anchor_text, read_anchor
from app.disk import write_private
from app.places import Places


def keep_anchor(places: Places, database_id: str, anchor: Anchor) -> None:
    """Write it where it is looked for; the second copy is wanted, not needed. Raises `OSError`."""
    content = anchor_text(database_id, anchor).encode()
    write_private(places.anchor, content)
    second = _second(places, database_id)
    if second is not None:
        try:
            second.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_private(second, content)
        except OSError:
            # The user's settings folder may lie on a disk that is full or gone; the first copy stands.
            return


def find_anchor(places: Places, database_id: str) -> Anchor | None:
    """The one that reaches furthest; None when there is none that can be read."""
    files = (places.anchor, _second(places, database_id))
    found = [anchor for file in files if file is not None and (anchor := _read(file, database_id))]
    return max(found, key=lambda anchor: anchor.seq, default=None)


def _read(file: Path, database_id: str) -> Anchor | None:
    try:
        return read_anchor(file.read_text("utf-8"), database_id)
    except (OSError, ValueError):
        return None


def _second(places: Places, database_id: str) -> Path | None:
    if places.elsewhere is None:
        return None
    return places.elsewhere / f"anchor-{re.sub('[^0-9a-f-]', '', database_id)}.json"
