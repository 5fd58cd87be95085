"""What stands on a printed page, piece by piece as it was drawn, and whether anything on it is live."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, FloatObject, IndirectObject, NumberObject

_LIVE = frozenset(
    (
        "/URI",
        "/JavaScript",
        "/JS",
        "/OpenAction",
        "/AA",
        "/Launch",
        "/GoToR",
        "/EmbeddedFile",
        "/EmbeddedFiles",
    )
) | frozenset(("/AcroForm", "/Annots", "/XObject", "/Image"))
"""What an object of the file is called, or is a kind of, where a reader would do or show more than words."""


def drawn(pdf: bytes) -> str:
    """Every piece in the order it was drawn, without white space: what joined letters stand for, else the
    letter of each glyph."""
    return "".join(sheets(pdf))


def sheets(pdf: bytes) -> list[str]:
    """The same page by page: head and foot first, as they are drawn."""
    reader = PdfReader(BytesIO(pdf))
    return [re.sub(r"\s+", "", "".join(_pieces(reader, page))) for page in reader.pages]


def live(pdf: bytes) -> list[str]:
    """Links, pictures, scripts and files that the PDF holds; a page of words has none.

    The objects are asked, not the bytes: in a packed stream any four letters stand side by side some day,
    "/JS" in one of two hundred pages.
    """
    reader = PdfReader(BytesIO(pdf))
    numbers = {number for table in reader.xref.values() for number in table} | set(reader.xref_objStm)
    found: list[str] = []
    for part in (reader.trailer, *(reader.get_object(number) for number in sorted(numbers - {0}))):
        found += _named(part)
    return found


def _named(part: Any) -> Iterator[str]:
    match part:
        case dict():
            yield from _LIVE & {str(key) for key in part}
            for key in ("/Type", "/Subtype", "/S"):
                yield from _LIVE & {str(part.raw_get(key))} if key in part else ()
            for key in part:
                yield from _named(part.raw_get(key))
        case list():
            for inside in part:
                if not isinstance(inside, NumberObject | FloatObject | IndirectObject):
                    yield from _named(inside)


def _pieces(reader: PdfReader, page: Any) -> Iterator[str]:
    letters = {name: _letters(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    now: dict[int, str] = {}
    replaced: list[bool] = []
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        match operator:
            case b"Tf":
                now = letters[operands[0]]
            case b"BDC":
                # A drawn figure is marked too; it replaces nothing, and its letters are read as any others.
                replaced.append("/ActualText" in operands[1])
                if replaced[-1]:
                    yield str(operands[1]["/ActualText"])
            case b"BMC":
                replaced.append(False)
            case b"EMC":
                replaced.pop()
            case b"BI" | b"INLINE IMAGE":
                raise AssertionError("A picture stands among the words.")
            case b"Tj" if not any(replaced):
                yield "".join(now[code] for code in _codes(operands[0]))
            case b"TJ" if not any(replaced):
                for part in operands[0]:
                    if not isinstance(part, int | float):
                        yield "".join(now[code] for code in _codes(part))


def _codes(text: Any) -> bytes:
    return bytes(getattr(text, "original_bytes", text))


def _letters(font: DictionaryObject) -> dict[int, str]:
    if "/ToUnicode" not in font:
        return {}
    table = font["/ToUnicode"].get_object().get_data().decode("ascii")  # type: ignore[union-attr]
    pairs = re.findall(r"<([0-9A-F]{2})> <([0-9A-F]+)>", table.split("beginbfchar")[1])
    return {int(code, 16): bytes.fromhex(letter).decode("utf-16-be") for code, letter in pairs}
