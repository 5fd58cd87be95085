"""Tables for a spreadsheet: text can never become a formula there, and numbers stay numbers."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO

Cell = str | int | float | Decimal | None

_FORMULA = tuple("=+-@|%＝＋－＠｜％")
"""What a spreadsheet takes for the beginning of a formula, full-width forms too."""
_UNSEEN = " \t\r\n\u00a0\ufeff\u200b\u2060\u3000"


def cell(value: Cell) -> str | int | float | Decimal:
    """Text that would begin a formula gets an apostrophe before it; a number is left alone."""
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal):
        return value
    text = value.replace("\x00", "")
    live = text.lstrip(_UNSEEN).startswith(_FORMULA) or text.startswith(("\t", "\r"))
    return f"'{text}" if live else text


def csv_text(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows as UTF-8 with its mark, every cell in quotes, lines ended as spreadsheets end them."""
    out = StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([cell(value) for value in row] for row in rows)
    # Half a character pasted from elsewhere is no UTF-8.
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")
