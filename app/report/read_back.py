"""A PDF read again before anybody gets it: every page there, the right person's, and nothing live on it."""

from __future__ import annotations

import re
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from app.report.text import clean
from app.report.wording import page_of

_COMPARED = 24
"""Characters of a record number; a long one gives way at the foot of a page, its beginning never does."""


_LATIN = 0x0250
"""Below it lie the letters of the languages of Europe's west and middle."""


class NotAsMeant(ValueError):
    """What was read back is not what was to be printed. Says which of the four, and never a word of it."""


def read_back(pdf: bytes, number: str, anchor: str = "") -> int:
    """How many pages the PDF has; raises `NotAsMeant` where one is not as it should be, and what pypdf raises
    where it is no PDF."""
    pages = PdfReader(BytesIO(pdf)).pages
    wanted = [_close(part) for part in (clean(number)[:_COMPARED], anchor) if _comparable(part)]
    for at, page in enumerate(pages, 1):
        words = _close(page.extract_text())
        if not _numbered(words, at, len(pages)):
            raise NotAsMeant("pages")
        if not all(part in words for part in wanted):
            raise NotAsMeant("person")
        if "/Annots" in page:
            raise NotAsMeant("links")
        resources = page["/Resources"].get_object()
        if not isinstance(resources, DictionaryObject) or "/XObject" in resources:
            raise NotAsMeant("pictures")
    if not pages:
        raise NotAsMeant("pages")
    return len(pages)


def _numbered(words: str, page: int, pages: int) -> bool:
    """Whole, or at least both numbers where it is written in letters that are read in another order."""
    said = _close(page_of(page, pages))
    if all(ord(c) < _LATIN or c in "⟦⟧" for c in said):
        return said in words
    return str(page) in words and str(pages) in words


def _close(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _comparable(text: str) -> bool:
    """Letters of other scripts are read in the order they stand on paper; the page count and the anchor
    have to do for those."""
    return bool(text.strip()) and all(c.isascii() or c == "·" for c in text)
