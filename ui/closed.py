"""The keys of a page whose assessment takes no answers now: after a referral, or once the exam is signed."""

from __future__ import annotations

from collections.abc import Sequence

from resources.tongue import tr
from ui.desk import Desk
from ui.keys import KeyHint
from ui.rating import rating_keys, rating_steps

_READING = ("Tab", "PgDn", "↑|↓", "F1", "Ctrl P")
"""Keys of the pages that change no answer."""


def keys_now(keys: Sequence[KeyHint], page: str, steps: Sequence[str], desk: Desk) -> tuple[KeyHint, ...]:
    """The page's keys; where nothing can be answered only those that show, and the way to where the exam
    is opened again."""
    if rating := rating_steps(desk.examination):
        return rating_keys(keys, page, rating)
    if page not in steps[:-2]:
        return tuple(keys)
    shut = bool(desk.locked(page))
    if desk.exam.exam.open and not shut:
        return tuple(keys)
    name, said = ("safety", tr("safety screen")) if shut else ("plan", tr("plan, addendum"))
    to = KeyHint(f"Ctrl {steps.index(name) + 1}", said)
    left = (hint for hint in keys if hint.primary or hint.keys in _READING)
    return (to, *left, KeyHint("Esc", tr("patient"), right=True))
