"""Scores of the same people by several raters, read from a table of `subject,rater,value`."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from typing import TYPE_CHECKING, Literal

from resources.tongue import tr

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Scale = Literal["nominal", "ordinal", "interval"]
COLUMNS = ("subject", "rater", "value")


_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")


class Unreadable(Exception):
    """One sentence: which row, and why."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """Every person scored once by every rater; persons and raters in the order in which they first appear."""

    subjects: tuple[str, ...]
    raters: tuple[str, ...]
    values: Mapping[tuple[str, str], str]
    """By subject and rater, as written."""
    rows: Mapping[tuple[str, str], int]
    """The row of the file, the heading being row 1."""

    def of(self, rater: str) -> tuple[str, ...]:
        """One rater's values, in the order of `subjects`."""
        return tuple(self.values[subject, rater] for subject in self.subjects)

    def first_row_of(self, rater: str) -> int:
        """Where a rater appears first."""
        return min(row for (_, one), row in self.rows.items() if one == rater)

    def numbers(self) -> NDArray[np.float64]:
        """A row a subject, a column a rater. `Unreadable` where a value is no finite number."""
        rows = [[self._number(subject, rater) for rater in self.raters] for subject in self.subjects]
        return table(rows, len(self.raters))

    def categories(self, order: Sequence[str] = ()) -> tuple[str, ...]:
        """Those of `order`; without one, those that occur, from the smallest number to the largest, or as
        text where not all are numbers. `Unreadable` where a value is none of `order`."""
        found = set(self.values.values())
        if order:
            for where, value in self.values.items():
                if value not in order:
                    raise self._wrong(
                        where, tr("“{value}” is none of {order}", value=value, order=", ".join(order))
                    )
            return tuple(order)
        numbers = {value: _finite(value) for value in found}
        if None in numbers.values():
            return tuple(sorted(found))
        return tuple(sorted(found, key=lambda value: (numbers[value] or 0.0, value)))

    def numbered(self) -> Ratings:
        """The same with equal numbers written alike, as the first of them is; `Unreadable` at a value that is
        no number."""
        written: dict[float, str] = {}
        values = {
            where: written.setdefault(self._number(*where), value) for where, value in self.values.items()
        }
        return replace(self, values=values)

    def _number(self, subject: str, rater: str) -> float:
        value = self.values[subject, rater]
        number = _finite(value)
        if number is None:
            raise self._wrong((subject, rater), tr("“{value}” is no number", value=value))
        return number

    def _wrong(self, where: tuple[str, str], why: str) -> Unreadable:
        return Unreadable(_at(self.rows[where], why))


def table(rows: Sequence[Sequence[float]], columns: int) -> NDArray[np.float64]:
    """The scores of people as the statistics take them: a row a person, a column a rater or an occasion."""
    import numpy as np

    return np.array(rows, dtype=float).reshape(len(rows), columns)


def read_ratings(text: str) -> Ratings:
    """The scores of a table. `Unreadable` where it has other columns, an empty cell, a person scored twice by
    one rater, or a person whom a rater did not score."""
    rows = _rows(text)
    _, head = next(rows, (1, []))
    names = [name.strip().casefold() for name in head]
    if len(head) == 1 and re.search("[;\t]", head[0]):
        raise Unreadable(_at(1, tr("the columns are parted by commas, and here they are not")))
    if sorted(names) != sorted(COLUMNS):
        raise Unreadable(_at(1, tr("the columns are {columns}, in any order", columns=", ".join(COLUMNS))))
    values: dict[tuple[str, str], str] = {}
    where: dict[tuple[str, str], int] = {}
    for row, cells in rows:
        if len(cells) != len(COLUMNS):
            raise Unreadable(_at(row, tr("{n} cells instead of three", n=len(cells))))
        named = dict(zip(names, (cell.strip() for cell in cells), strict=True))
        for name in COLUMNS:
            if not named[name]:
                raise Unreadable(_at(row, tr("no {column}", column=name)))
        pair = (named["subject"], named["rater"])
        if pair in values:
            why = tr(
                "rater {rater} scored subject {subject} before, in row {row}",
                rater=pair[1],
                subject=pair[0],
                row=where[pair],
            )
            raise Unreadable(_at(row, why))
        values[pair], where[pair] = named["value"], row
    return _balanced(values, where)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Every row that holds something, with the line of the file it ends on."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as why:
        raise Unreadable(_at(reader.line_num, str(why))) from why


def _balanced(values: dict[tuple[str, str], str], where: dict[tuple[str, str], int]) -> Ratings:
    subjects = tuple(dict.fromkeys(subject for subject, _ in values))
    raters = tuple(dict.fromkeys(rater for _, rater in values))
    if len(raters) < 2:
        raise Unreadable(_at(max(where.values(), default=1), tr("agreement is that of two raters or more")))
    for subject in subjects:
        for rater in raters:
            if (subject, rater) not in values:
                row = min(row for (one, _), row in where.items() if one == subject)
                raise Unreadable(
                    _at(
                        row,
                        tr("subject {subject} is not scored by rater {rater}", subject=subject, rater=rater),
                    )
                )
    return Ratings(subjects, raters, values, where)


def _finite(value: str) -> float | None:
    """What is written in digits, and no larger or smaller than a sum of squares can hold."""
    number = float(value) if _NUMBER.fullmatch(value) else None
    return number if number is None or number == 0 or 1e-100 < abs(number) < 1e100 else None


def _at(row: int, why: str) -> str:
    return tr("row {row}: {why}", row=row, why=why)
