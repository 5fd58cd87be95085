"""The patient's page as one web page: for a screen reader, a phone, a message. Every word of the printed page
is in it, in the same order.

One file: it loads nothing and runs nothing, and its first lines forbid both. What somebody typed is words in
it and never markup.
"""

from __future__ import annotations

import unicodedata
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from html import escape

from app.exercise_figures import exercise_ends
from app.figures.shapes import Picture
from app.figures.svg import svg
from app.report.document import HandoutDocument, HandoutRow
from app.report.handout_style import handout_style
from app.report.wording import handout_foot
from assessments.plan.education import emergency, stop_rules
from resources.themes import palette
from resources.tongue import PSEUDO, language, tr

Shown = tuple[tuple[str, Picture], ...]
"""Figures of an exercise, each with the words under it."""
Pictures = Callable[[HandoutRow], Shown]

_DAYS = (tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"), tr("Fri"), tr("Sat"), tr("Sun"))
_STEERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Bidirectional embeddings, overrides and isolates: with them a text reads as another than it is."""


def figures_of(row: HandoutRow) -> Shown:
    """Its start and its end on the side it is for, where the exercise has been drawn; the angles stay untold,
    because the lines beside the figures say what to do."""
    ends = exercise_ends(row.code, row.side)
    said = (
        (tr("Start"), tr("{exercise}: how it starts.", exercise=row.name)),
        (
            tr("End"),
            tr("{exercise}: how it ends.", exercise=row.name),
        ),
    )
    return tuple(
        (caption, replace(picture, words=words))
        for (caption, words), picture in zip(said, ends, strict=False)
    )


def handout_html(document: HandoutDocument, pictures_of: Pictures = figures_of) -> bytes:
    """The whole file, in UTF-8; the same document gives the same bytes."""
    style = handout_style()
    parts = [*_head(document), "<main>", *_found(document)]
    if document.rows:
        parts += [f"<section><h2>{_words(tr('Your exercises'))}</h2>", '<ol class="exercises">']
        for number, row in enumerate(document.rows, 1):
            parts += _row(row, number, document, pictures_of(row))
        parts.append("</ol></section>")
    parts += _daily(document)
    parts += _box("emergency", emergency().title, document.emergency)
    parts += _box("stop", stop_rules().title, document.stop)
    parts += _box("know", tr("Good to know"), document.know)
    parts += ["</main>", *_foot(document)]
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{_language()}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            '<meta name="format-detection" content="telephone=no">',
            f"<title>{_words(document.title)}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            *parts,
            "</body>",
            "</html>",
            "",
        )
    ).encode()


def _language() -> str:
    return "en" if language() == PSEUDO else language().replace("_", "-")


def _policy(style: str) -> str:
    """Nothing is loaded and nothing runs; the one style sheet is named by its fingerprint."""
    seal = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{seal}'; base-uri 'none'; form-action 'none'"


def _head(document: HandoutDocument) -> Iterator[str]:
    yield "<header>"
    for mark in document.marks:
        yield f'<p class="mark">{_typed(mark)}</p>'
    if document.state:
        yield f'<p class="state">{_typed(document.state)}</p>'
    yield f"<h1>{_typed(document.title)}</h1>"
    born = _words(f", {tr('born {day}', day=document.born)}")
    yield f"<p><strong>{_typed(document.name)}</strong>{born}</p>"
    yield f"<p>{_typed(document.issued)}</p>"
    yield f"<p>{_typed(document.next_visit)}</p>"
    yield "</header>"


def _found(document: HandoutDocument) -> Iterator[str]:
    yield f"<section><h2>{_words(tr('What we found.').rstrip('.'))}</h2>"
    yield f"<p>{' '.join(_typed(sentence) for sentence in document.found)}</p></section>"


def _row(row: HandoutRow, number: int, document: HandoutDocument, pictures: Shown) -> Iterator[str]:
    yield '<li class="drawn">' if pictures else "<li>"
    yield f'<h3><span class="number">{number}</span> {_typed(row.name)}</h3>'
    if pictures:
        yield '<div class="figures">'
        for caption, picture in pictures:
            # On paper of its own in either look, so that its tones stay those it was drawn in.
            drawn = svg(picture, palette("print-colour"))
            yield f"<figure>{drawn}<figcaption>{_words(caption)}</figcaption></figure>"
        yield "</div>"
    yield f"<p>{_typed(row.how)}</p>"
    yield '<ul class="cues">'
    for kind, sign, cue in (("do", "✓", row.cue), ("dont", "✗", row.mistake)):
        if cue:
            yield f'<li class="{kind}"><span aria-hidden="true">{sign}</span> {_typed(cue)}</li>'
    yield "</ul>"
    yield f'<ul class="dose">{_items(row.dose)}</ul>'
    yield from _log(row, document)
    yield "</li>"


def _log(row: HandoutRow, document: HandoutDocument) -> Iterator[str]:
    """Two weeks of boxes to tick on paper, from the day the page was given."""
    days = [document.issued_on + timedelta(days=n) for n in range(7)]
    heads = "".join(f'<th scope="col">{_words(_DAYS[day.weekday()])}</th>' for day in days)
    caption = tr("Tick the days: {exercise}", exercise=row.name)
    yield f"<table><caption>{_typed(caption)}</caption><thead><tr><td></td>{heads}</tr></thead><tbody>"
    for week in (1, 2):
        yield f'<tr><th scope="row">{_words(tr("Week {week}", week=week))}</th>{"<td>&nbsp;</td>" * 7}</tr>'
    yield "</tbody></table>"


def _daily(document: HandoutDocument) -> Iterator[str]:
    if document.daily:
        yield f"<section><h2>{_words(tr('In your day.').rstrip('.'))}</h2><ul>"
        for name, how in document.daily:
            yield f"<li><strong>{_typed(name)}:</strong> {_typed(how)}</li>"
        yield "</ul></section>"
    if document.walking:
        yield f"<section><h2>{_words(tr('Walking.').rstrip('.'))}</h2>"
        yield f"<p>{_typed(document.walking)}</p></section>"


def _box(kind: str, title: str, items: Iterable[str]) -> Iterator[str]:
    listed = _items(items)
    if listed:
        yield f'<section class="{kind}"><h2>{_typed(title)}</h2><ul>{listed}</ul></section>'


def _foot(document: HandoutDocument) -> Iterator[str]:
    yield "<footer>"
    yield f"<p>{_typed(document.small_print)}</p>"
    born = handout_foot(document).rstrip(".")
    yield f"<p><bdi>{_typed(document.name)}</bdi>. {_typed(born)}.</p>"
    if document.anchor:
        yield f"<p>{_typed(document.anchor)}</p>"
    yield "</footer>"


def _items(items: Iterable[str]) -> str:
    return "".join(f"<li>{_typed(item)}</li>" for item in items)


def _typed(text: str) -> str:
    """What may come from a person: as words, in their own direction, line by line."""
    lines = [_words(line) for line in unicodedata.normalize("NFC", text).splitlines()]
    words = "<br>".join(lines)
    return words if words.isascii() else f"<bdi>{words}</bdi>"


def _words(text: str) -> str:
    return escape("".join(c for c in text if _readable(c)))


def _readable(character: str) -> bool:
    return character not in _STEERING and unicodedata.category(character) not in ("Cc", "Cs")
