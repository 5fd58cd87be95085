"""`sagittal agreement`: how far raters agree, from a table, as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.agreement.bland_altman import limits_of_agreement
from app.agreement.error import Sem, error_of_measurement
from app.agreement.icc import icc
from app.agreement.kappa import Weights, agreement
from app.agreement.ratings import Ratings, Scale, Unreadable, read_ratings
from app.agreement.undefined import Estimate, Undefined
from resources.tongue import tr

GOOD, FAULTY = 0, 2

Number = float | str
"""A statistic, or in its place the reason why there is none."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer the command."""
    parser = commands.add_parser(
        "agreement",
        help=tr("print how far raters agree, from a table"),
        description=tr(
            "Read a table with the columns subject, rater and value and print agreement and error of "
            "measurement as one JSON object. A statistic that the data do not define is printed as the "
            "reason why."
        ),
    )
    parser.add_argument("file", metavar="FILE", help=tr("a CSV table; - reads it from input"))
    parser.add_argument("--scale", required=True, choices=("nominal", "ordinal", "interval"))
    parser.add_argument(
        "--weights",
        choices=("none", "linear", "quadratic"),
        default="none",
        help=tr("how far apart two categories of an ordinal scale are"),
    )
    parser.add_argument(
        "--order", metavar="A,B,C", default="", help=tr("the categories, the least first; else by number")
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print one object; what cannot be read is one line on standard error, and 2."""
    try:
        text = _text(arguments.file)
        order = tuple(part.strip() for part in arguments.order.split(",")) if arguments.order else ()
        found = report(read_ratings(text), arguments.scale, arguments.weights, order)
    except Unreadable as why:
        # One line, whatever breaks a name in the table.
        print(" ".join(str(why).split()), file=sys.stderr)
        return FAULTY
    # ASCII, because the far end of a pipe may be in any encoding.
    print(json.dumps(found, allow_nan=False))
    return GOOD


def report(
    ratings: Ratings, scale: Scale, weights: Weights = "none", order: tuple[str, ...] = ()
) -> dict[str, Any]:
    """What is printed. `Unreadable` where the values do not suit the scale."""
    head: dict[str, Any] = {
        "scale": scale,
        "n_subjects": len(ratings.subjects),
        "raters": list(ratings.raters),
    }
    if scale == "interval":
        if weights != "none":
            raise Unreadable(tr("--weights: numbers have no categories that are nearer or further apart"))
        if order:
            raise Unreadable(tr("--order: numbers have an order of their own"))
        return {**head, **_interval(ratings)}
    return {**head, **_categories(ratings, scale, weights, order)}


def _categories(ratings: Ratings, scale: Scale, weights: Weights, order: tuple[str, ...]) -> dict[str, Any]:
    if len(ratings.raters) > 2:
        raise Unreadable(
            tr(
                "row {row}: kappa compares two raters, and {rater} is one more",
                row=ratings.first_row_of(ratings.raters[2]),
                rater=ratings.raters[2],
            )
        )
    if weights != "none" and scale == "nominal":
        raise Unreadable(tr("--weights: the categories of a nominal scale are not nearer or further apart"))
    if len(set(order)) < len(order) or "" in order:
        raise Unreadable(tr("--order: every category once, none of them empty"))
    if scale == "ordinal" and not order:
        ratings = ratings.numbered()
    first, second = (ratings.of(rater) for rater in ratings.raters)
    found = agreement(first, second, ratings.categories(order), weights)
    kappa = _estimate(found.kappa)
    return {
        "weights": weights,
        "categories": list(ratings.categories(order)),
        "percent_agreement": _number(found.percent),
        "kappa": kappa["value"],
        "kappa_low": kappa["low"],
        "kappa_high": kappa["high"],
        "pabak": _number(found.pabak),
        "prevalence_index": _number(found.prevalence),
        "bias_index": _number(found.bias),
    }


def _interval(ratings: Ratings) -> dict[str, Any]:
    scores = ratings.numbers()
    error = error_of_measurement(scores)
    found: dict[str, Any] = {
        "icc": {form: _estimate(one) for form, one in icc(scores).items()},
        "sem_consistency": _sem(error.consistency, "sem"),
        "sem_agreement": _sem(error.agreement, "sem"),
        "mdc90_consistency": _sem(error.consistency, "mdc90"),
        "mdc90_agreement": _sem(error.agreement, "mdc90"),
        "mdc95_consistency": _sem(error.consistency, "mdc95"),
        "mdc95_agreement": _sem(error.agreement, "mdc95"),
    }
    if len(ratings.raters) == 2:
        limits = limits_of_agreement(scores)
        for name, part in (
            ("mean_difference", "mean"),
            ("sd_difference", "sd"),
            ("loa_low", "low"),
            ("loa_high", "high"),
        ):
            found[name] = limits.reason if isinstance(limits, Undefined) else getattr(limits, part)
    return found


def _sem(found: Sem | Undefined, part: str) -> Number:
    return found.reason if isinstance(found, Undefined) else getattr(found, part)


def _estimate(found: Estimate | Undefined) -> Mapping[str, Number]:
    if isinstance(found, Undefined):
        return dict.fromkeys(("value", "low", "high"), found.reason)
    return {"value": found.value, "low": _number(found.low), "high": _number(found.high)}


def _number(found: float | Undefined) -> Number:
    return found.reason if isinstance(found, Undefined) else found


def _text(file: str) -> str:
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return content.decode("utf-8-sig")
    except OSError as why:
        raise Unreadable(f"{file}: {why.strerror or why}") from why
    except UnicodeDecodeError as why:
        raise Unreadable(
            tr("{file}: bytes that are not UTF-8, from byte {start}", file=file, start=why.start)
        ) from why
