"""The clinic's own errors that a manager switched on, as they are kept among the settings."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from assessments.change.own import NO_OWN, OwnError, OwnErrors
from assessments.language.finding import Method


def own_errors_text(own: OwnErrors) -> str:
    """Empty while none is switched on."""
    return json.dumps([_kept(one) for one in own.errors]) if own.errors else ""


def read_own_errors(text: str) -> OwnErrors:
    """As they were kept; a figure of which any part means nothing is none, because half of one would be
    somebody else's error."""
    try:
        return OwnErrors(tuple(_read(one) for one in json.loads(text)))
    except (ValueError, TypeError, KeyError, InvalidOperation):
        return NO_OWN


def _kept(one: OwnError) -> dict[str, Any]:
    return {
        "measure": one.code,
        "mdc95": str(one.mdc95),
        "pairs": one.pairs,
        "until": one.until.isoformat(),
        "kind": one.kind,
        "method": [list(part) for part in one.method.parts],
    }


def _read(kept: dict[str, Any]) -> OwnError:
    mdc, pairs, kind = Decimal(kept["mdc95"]), kept["pairs"], kept["kind"]
    if not (mdc.is_finite() and mdc > 0 and isinstance(pairs, int) and kind in ("repeat", "second_rater")):
        raise ValueError("no error of a change")
    parts = tuple((str(name), str(words)) for name, words in kept["method"])
    return OwnError(str(kept["measure"]), mdc, pairs, date.fromisoformat(kept["until"]), kind, Method(parts))
