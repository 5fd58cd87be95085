"""Every key of the program in groups, read from the hints that make the keys work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.specimen import specimen_exam
from resources.tongue import tr
from ui.book import Book
from ui.desk import Desk
from ui.key_lines import KeyGroup, key_lines
from ui.keys import KeyHint
from ui.page import Frame, Page

PAGES = (
    *("home", "patient_form", "patient"),
    *("intake", "safety", "lateral_step_down", "thomas", "prone_hip_extension", "hip_strength", "clamshell"),
    *("review", "plan", "preview", "progress"),
    *("settings", "records", "people", "audit", "agreement", "reveal", "manual"),
)
"""In the order in which they are listed: as a day goes."""


def groups(
    page: Page, now: Sequence[KeyHint], everywhere: Sequence[KeyHint], book: Book, frame: Frame
) -> Iterator[KeyGroup]:
    """First what works here now, then what works everywhere, then page by page: each is made when it is
    asked for, because a page not seen yet has to be made for it."""
    yield KeyGroup(tr("Here, now: {page}", page=page.title), key_lines(now))
    yield KeyGroup(tr("On every page"), key_lines(everywhere))
    for name in PAGES:
        other = book.page(name, frame)
        yield KeyGroup(other.title, key_lines(keys_of(other, frame.desk)))


def keys_of(page: Page, desk: Desk) -> tuple[KeyHint, ...]:
    """Every key the page may have, also before there is an exam."""
    with desk.supposing(desk.examination or specimen_exam(desk.workstation)):
        return page.every_key()
