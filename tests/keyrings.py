"""Key files as another hand would leave them, with a check that fits."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from app.vault.keyring_text import check


def changed_by_hand(text: str, change: Callable[[dict[str, Any]], object]) -> str:
    """The key file with that change, as somebody would make it who knows how the check is worked out."""
    said = json.loads(text)
    said.pop("check")
    change(said)
    return json.dumps({**said, "check": check(said)})


def newer(text: str) -> str:
    """The key file as a version to come would write it."""
    return changed_by_hand(text, lambda said: said.update(version=2, slots="written in another way"))
