"""How often a wrong passphrase was typed since somebody last signed in, and how long to wait then."""

from __future__ import annotations

import json
from contextlib import suppress

from app.disk import write_private
from app.places import Places

RECOVERY_AFTER = 5
"""Wrong attempts after which the recovery key is offered."""
_SECONDS = (0, 0, 0, 1, 2, 4, 8, 16, 30)
_MOST = 1_000_000


def delay_seconds(wrong: int) -> int:
    """The wait after that many wrong attempts; half a minute at most, since nobody is shut out for good."""
    return _SECONDS[min(wrong, len(_SECONDS)) - 1] if wrong > 0 else 0


class Attempts:
    """The count lies unencrypted in the data folder, so it says how many and never who.

    A disk that cannot be written costs the count at most, not the way in.
    """

    def __init__(self, places: Places) -> None:
        self._file = places.attempts
        self._seen = 0

    def count(self) -> int:
        return max(self._seen, self._kept())

    def wrong(self) -> int:
        """Count one more; returns how many there are now."""
        return self._keep(self.count() + 1)

    def clear(self) -> int:
        """Start again at nought; returns how many there were, for the record's history."""
        were = self.count()
        if were:
            self._keep(0)
        return were

    def _keep(self, wrong: int) -> int:
        self._seen = wrong
        with suppress(OSError):
            write_private(self._file, json.dumps({"wrong": wrong}).encode())
        return wrong

    def _kept(self) -> int:
        """Nought when the file cannot be read: it protects nothing that the passphrase does not."""
        try:
            wrong = json.loads(self._file.read_bytes())["wrong"]
            return min(max(int(wrong), 0), _MOST)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return 0
