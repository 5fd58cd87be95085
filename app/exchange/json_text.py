"""JSON as it was written: exact numbers, and what the language forbids kept so that it can be named."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from resources.tongue import tr

Json = dict[str, "Json"] | list["Json"] | str | bool | Decimal | None
"""What a JSON text can hold, numbers as exact decimals."""


class JsonObject(dict[str, "Json | NotJson"]):
    """An object that remembers the keys it was given twice."""

    twice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotJson:
    """A value that Python would read and that is none here, such as NaN, as it was written."""

    written: str
    why: str = tr("which JSON does not know")


class Unreadable(Exception):
    """The text is not one JSON value; the message says where and why."""


def parse(text: str) -> Json | NotJson:
    """The one value of the text."""
    try:
        value: Json | NotJson = json.loads(
            text,
            parse_int=_number,
            parse_float=_number,
            parse_constant=NotJson,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        raise Unreadable(
            tr(
                "not JSON at line {lineno}, column {colno}: {msg}",
                lineno=error.lineno,
                colno=error.colno,
                msg=error.msg,
            )
        ) from None
    except RecursionError:
        raise Unreadable(tr("nested too deeply")) from None
    return value


_FINEST = -100
"""No number of an exam has more decimals; 1e-999999999 written out in full would fill the memory."""


def _number(written: str) -> Decimal | NotJson:
    try:
        number = Decimal(written)
    except InvalidOperation:
        return NotJson(written, tr("beyond any number"))
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < _FINEST:
        return NotJson(written, tr("finer than any number"))
    return number


def _object(pairs: list[tuple[str, Json | NotJson]]) -> JsonObject:
    found = JsonObject(pairs)
    if len(found) < len(pairs):
        times = Counter(key for key, _ in pairs)
        found.twice = tuple(sorted(key for key, count in times.items() if count > 1))
    return found
