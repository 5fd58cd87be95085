"""A PDF read again before anybody gets it: every page there, the right person's, and nothing live on it."""

from __future__ import annotations

import re
from io import BytesIO

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, DictionaryObject, NameObject

from app.report.text import clean
from app.report.wording import page_of

_COMPARED = 24
"""Characters of a record number; a long one gives way at the foot of a page, its beginning never does."""

_FIGURE = re.compile(rb"(?<=\n)/Figure << /Alt <[0-9A-F]+> >> BDC\n.*?\nEMC\n", re.DOTALL)

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
        words = _close(_text(page))
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


def _text(page: PageObject) -> str:
    """What the page says. Its figures are left out: they are most of it, and name neither page nor person."""
    # As bytes, for what is written are a face's own numbers of its letters.
    content = ContentStream(page["/Contents"].get_object(), page.pdf, "bytes")
    content.set_data(_FIGURE.sub(b"", content.get_data()))
    page[NameObject("/Contents")] = content
    return page.extract_text()


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
