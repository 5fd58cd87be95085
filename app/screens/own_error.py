"""The clinic's own error of each measure: what its pairs give, and what a manager has switched on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.agreement.pairs import Agreement, Pair, measures, own_error
from app.agreement.undefined import Undefined
from app.code_words import capital
from app.screens.state import State
from app.screens.table import TableRow
from assessments.change.errors import error_of, pairs_needed
from assessments.change.own import OwnError, OwnErrors
from assessments.change.verdict import amount_words
from assessments.language.catalogue import catalogue
from assessments.language.finding import Method
from resources.tongue import tr

OWN_HEADS = (
    (tr("Measure"), 0.0),
    (tr("How"), 0.3),
    (tr("Pairs"), 0.44),
    (tr("From the pairs"), 0.55),
    (tr("In use"), 0.76),
)


@dataclass(frozen=True, slots=True)
class OwnErrorScreen:
    """`offered` are the figures that may be switched on, `in_use` those that are, by the id of their row."""

    rows: tuple[TableRow, ...]
    offered: Mapping[str, OwnError]
    in_use: Mapping[str, OwnError]
    nothing: str


@dataclass(frozen=True, slots=True)
class _Row:
    found: Agreement | None
    offered: OwnError | Undefined
    in_use: OwnError | None


def own_error_screen(pairs: Sequence[Pair], own: OwnErrors) -> OwnErrorScreen:
    """One row for each measure without a published figure, each way of measuring it and each kind of pair."""
    lines = {f"own:{n}": row for n, row in enumerate(_lines(pairs, own))}
    return OwnErrorScreen(
        tuple(_row(id, line) for id, line in lines.items()),
        {id: line.offered for id, line in lines.items() if isinstance(line.offered, OwnError)},
        {id: line.in_use for id, line in lines.items() if line.in_use is not None},
        tr(
            "No measure without a published error was scored twice yet. From {n} pairs on, the clinic's own "
            "error can be switched on here.",
            n=pairs_needed(),
        ),
    )


def all_on(screen: OwnErrorScreen, own: OwnErrors) -> OwnErrors:
    """With every figure that is offered."""
    for one in screen.offered.values():
        own = own.switched_on(one)
    return own


def turned(screen: OwnErrorScreen, id: str, own: OwnErrors) -> OwnErrors:
    """With the figure of that row as its pairs give it now; without it where just that is in use, or where
    nothing is offered any more."""
    offered, in_use = screen.offered.get(id), screen.in_use.get(id)
    if offered is not None and offered != in_use:
        return own.switched_on(offered)
    return own.switched_off(in_use) if in_use is not None else own


def _lines(pairs: Sequence[Pair], own: OwnErrors) -> Iterator[_Row]:
    left = list(own.errors)
    for kind in ("repeat", "second_rater"):
        for one in measures(pairs, kind):
            if not error_of(one.code).own:
                continue
            in_use = next(
                (e for e in left if (e.code, e.kind, e.method) == (one.code, kind, one.method)), None
            )
            if in_use is not None:
                left.remove(in_use)
            yield _Row(one, own_error(one, pairs), in_use)
    # What stays in use after its pairs were voided or erased can still be switched off.
    yield from (_Row(None, Undefined(tr("None of its pairs is left.")), one) for one in left)


def _row(id: str, line: _Row) -> TableRow:
    known = line.found or line.in_use
    assert known is not None
    found = line.found
    pairs = "" if found is None else str(found.pairs)
    if found is not None and found.pairs < pairs_needed():
        pairs = tr("{n} of {needed}", n=found.pairs, needed=pairs_needed())
    offered = isinstance(line.offered, OwnError)
    cells = (
        _name(known.code, known.method, found),
        tr("same rater") if known.kind == "repeat" else tr("two raters"),
        pairs,
        _size(line.offered) if isinstance(line.offered, OwnError) else tr("error unknown"),
        _size(line.in_use) if line.in_use is not None else tr("switched off"),
    )
    state = State.DONE if line.in_use is not None else State.WITHIN if offered else State.UNKNOWN
    method = capital(", ".join(f"{name} {words}" for name, words in known.method.parts))
    return TableRow(id, cells, state, several_lines=" ".join((f"{method}.", *_told(line))))


def _told(line: _Row) -> Iterator[str]:
    match line.offered:
        case OwnError() as offered:
            yield tr("From the pairs: {size}, {own}.", size=_size(offered), own=offered.words)
        case Undefined(reason):
            yield reason
    if line.in_use is None:
        yield tr("Switched off: a change of this measure has an unknown error.")
        return
    yield tr(
        "In use: changes measured in this way are held against {size}, {own}.",
        size=_size(line.in_use),
        own=line.in_use.words,
    )
    if line.in_use.kind == "repeat":
        yield tr("Only where the same rater measured both.")


def _size(one: OwnError) -> str:
    return amount_words(one.mdc95, _UNITS.get(one.code, ""))


_UNITS = {"thomas.hip_angle": "deg", "clamshell.repetitions": "repetitions", "clamshell.hold": "s"}
"""Of the measures that may have an own error; a figure outlives the pairs that would say its unit."""


def _name(code: str, method: Method, found: Agreement | None) -> str:
    """With how it was measured first: an error is of one way of measuring."""
    id = code.partition(".")[0]
    short = next((part.protocol.short_name for part in catalogue() if part.protocol.id == id), id)
    name = f"{short}: {found.name}" if found is not None else short
    return f"{name}, {method.parts[0][1]}" if method.parts else name
