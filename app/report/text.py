"""The one door for text onto paper: cleaned, measured, broken into lines and drawn, letter by letter.

Nothing here reads markup: an angle bracket is a character like another, so no name can become a link, an
image or a fault. ReportLab's Paragraph, which does read markup, is used nowhere.

A character that no embedded face holds is printed as its code, "[U+1F600]", never as a black box or a gap.
"Name not printable" in its place would say the same of two patients, and the number beside it may not be
recorded; with its codes a name stays that person's own, and what can be read of it is read. Characters
without ink that steer others (controls, halves of characters, bidirectional overrides) are taken out: they
can make a text look like another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from zlib import crc32

from app.report import fonts
from app.report.bidi import mirrored, visual
from app.report.document import Run, Words
from app.report.fonts import FACES, Face, face_for

LEADING = 1.28
"""Line distance as a multiple of the type size."""

MOST = 6_000
"""Characters of one text: the 5,000 that a field takes and the sentence round them. What is longer came
round the fields, and ends in "…" here."""

_SILENT = frozenset("\u00ad\u061c\u200b\u2060\ufeff") | {chr(code) for code in range(0xFE00, 0xFE10)}
"""Characters without ink or effect on the next one: nothing is lost with them."""
_STEERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Bidirectional embeddings, overrides and isolates: with them a text reads as another than it is."""
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_JOINERS = "\u200c\u200d\u200e\u200f"
_VIRAMA = 9
"""The combining class of the signs that join the next letter to the one before."""
_HAN = "\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_AMOUNT = r"[-+−(]*\d+(?:[.,]\d+)* (?:mm|cm|m|N|Nm|kg|s|%)(?=[ .,;:)]|$)[.,;:)]* *"
"""A number stays with the sign of its unit."""
_WORD = re.compile(f"[{_HAN}] *|{_AMOUNT}|[^ {_HAN}]+ *| +")


def clean(text: str) -> str:
    """The text as it may be printed: composed, on one line or several, with every character printable."""
    text = unicodedata.normalize("NFC", _BREAKS.sub("\n", text))
    if len(text) > MOST:
        text = text[:MOST] + "…"
    # What was taken out may have stood between a letter and its mark.
    return unicodedata.normalize("NFC", "".join(_printable(c) for c in text))


@lru_cache(maxsize=4096)
def _printable(character: str) -> str:
    if character == "\n" or character in _JOINERS:
        return character
    kind = unicodedata.category(character)
    if character in _SILENT or character in _STEERING or (kind in ("Cc", "Cs") and character != "\t"):
        return ""
    if character == "\t" or (kind == "Zs" and character != "\u00a0"):
        return " "
    if kind[0] == "C" or face_for(character) is None:
        return f"[U+{ord(character):04X}]"
    return character


def one_line(text: str) -> str:
    return " ".join(clean(text).split("\n"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line in one face, weight and tone, ready to be drawn from left to right."""

    text: str
    face: Face
    bold: bool
    tag: bool
    level: int
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    pieces: tuple[Piece, ...]
    width: float


def lines(words: Words, size: float, width: float, *, most: int | None = None) -> tuple[Line, ...]:
    """The words broken into lines no wider than `width` points; beyond `most` lines the last ends in "…"."""
    if not words:
        return ()
    broken: list[list[tuple[str, Run]]] = [[]]
    room = width
    for paragraph_start, word in _words(words):
        ink = sum(_measure(text, run, size) for text, run in _trimmed(word))
        if paragraph_start or (broken[-1] and ink > room + 0.01):
            broken.append([])
            room = width
        for text, run in word if ink <= width + 0.01 else _split(word, size, width):
            part = _measure(text, run, size)
            if broken[-1] and part > room + 0.01 and text.strip() and ink > width:
                broken.append([])
                room = width
            broken[-1].append((text, run))
            room -= part
    if most is not None and len(broken) > most:
        broken = [*broken[: most - 1], _ellipsis([*broken[most - 1], *broken[most]], size, width)]
    return tuple(_set(_trimmed(line), size) for line in broken)


def balanced(words: Words, size: float, width: float, most: int | None = None) -> tuple[Line, ...]:
    """As few lines as `width` allows, about as long as one another: "30 seconds" over "each side"."""
    found = lines(words, size, width, most=most)
    widest = max(
        (sum(_measure(t, r, size) for t, r in _trimmed(word)) for _, word in _words(words)), default=0.0
    )
    least = widest + 0.1
    while len(found) > 1 and width - least > size / 4:
        middle = (least + width) / 2
        narrower = lines(words, size, middle, most=most)
        if len(narrower) > len(found):
            least = middle
        else:
            found, width = narrower, middle
    return found


def fitted(text: str, size: float, width: float, least: float, bold: bool = False) -> tuple[Line, float]:
    """One line, in the largest type from `size` down to `least` that fits; at the least it ends in "…"."""
    run = (Run(one_line(text), strong=bold),)
    while size > least and len(lines(run, size, width)) > 1:
        size -= 0.5
    return lines(run, size, width, most=1)[0], size


def draw(canvas: Any, line: Line, x: float, y: float, size: float, tone: str = "#000000") -> float:
    """Draw the line with its baseline at y; returns the x after it."""
    for piece in line.pieces:
        if piece.tag:
            _pill(canvas, x, y, piece.width, _tag_size(size))
        pad = _tag_size(size) * 0.65 if piece.tag else 0.0
        _draw_piece(canvas, piece, x + pad, y, _tag_size(size) if piece.tag else size, tone)
        x += piece.width
    return x


def outlined(canvas: Any, words: str, level: int, top: float) -> None:
    """An entry among the bookmarks of the file; it leads to what begins at `top`, as the canvas stands."""
    _, at = canvas.absolutePosition(0, top)
    # Made of numbers alone, and two that begin side by side stay apart.
    key = f"{canvas.getPageNumber()}-{at:.1f}-{crc32(words.encode())}"
    canvas.bookmarkPage(key, fit="XYZ", left=0, top=at, zoom=0)
    canvas.addOutlineEntry(one_line(words), key, level)


def _words(words: Words) -> list[tuple[bool, list[tuple[str, Run]]]]:
    """What stays on one line, each word in parts of one style; true where a new line is forced."""
    found: list[tuple[bool, list[tuple[str, Run]]]] = []
    joined = False
    for run in words:
        for row, text in enumerate(clean(run.text).split("\n")):
            if row:
                joined = False
                found.append((True, []))
            parts = [text] if run.tag else _WORD.findall(text)
            for part in parts:
                opened = bool(found) and found[-1][0] and not found[-1][1]
                if opened or (joined and found and not part.startswith(" ")):
                    found[-1][1].append((part, run))
                else:
                    found.append((False, [(part, run)]))
                joined = not part.endswith(" ") and not re.match(f"[{_HAN}]", part) and part is parts[-1]
    return found


def _trimmed(word: Sequence[tuple[str, Run]]) -> Sequence[tuple[str, Run]]:
    if not word:
        return word
    (text, run), before = word[-1], word[:-1]
    text = text.rstrip(" ")
    return [*before, (text, run)] if text else before


def _split(word: Sequence[tuple[str, Run]], size: float, width: float) -> list[tuple[str, Run]]:
    """A word wider than the line, cut where it must be, never between a letter and its marks."""
    cut: list[tuple[str, Run]] = []
    for text, run in word:
        part = ""
        for character in text:
            if (
                part
                and not _bound(part[-1], character)
                and _measure((part + character).rstrip(" "), run, size) > width
            ):
                # A double name is parted at its hyphen, as its owner would.
                whole = part.rfind("-") + 1 or len(part)
                cut.append((part[:whole], run))
                part = part[whole:]
            part += character
        cut.append((part, run))
    return cut


def _bound(before: str, character: str) -> bool:
    """Whether the two are parts of one letter: a mark, a joiner, or what a virama subjoins."""
    marks = _mark(character) or character in _JOINERS or before in _JOINERS
    return marks or unicodedata.combining(before) == _VIRAMA


def _mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"


def _ellipsis(line: Sequence[tuple[str, Run]], size: float, width: float) -> list[tuple[str, Run]]:
    short = list(line)
    while short:
        text, run = short.pop()
        while text and sum(_measure(t, r, size) for t, r in [*short, (text + "…", run)]) > width:
            text = text[:-1]
        if text or not short:
            return [*short, (text.rstrip() + "…", run)]
    return short


@lru_cache(maxsize=8192)
def _measure(text: str, run: Run, size: float) -> float:
    if run.tag:
        tag = _tag_size(size)
        return sum(fonts.width(t, f, False, tag) for t, f in _by_face(text)) + tag * 1.3
    return sum(fonts.width(t, f, run.strong, size) for t, f in _by_face(text))


def _tag_size(size: float) -> float:
    return min(size * 0.9, 8.1)


def _set(line: Sequence[tuple[str, Run]], size: float) -> Line:
    text = "".join(part for part, _ in line)
    owner = [run for part, run in line for _ in part]
    pieces: list[Piece] = []
    for start, end, level in visual(text):
        stretch: list[Piece] = []
        at = start
        while at < end:
            stop = at
            while stop < end and owner[stop] is owner[at]:
                stop += 1
            run = owner[at]
            if run.tag:
                stretch.append(
                    Piece(text[at:stop], FACES[0], False, True, 0, _measure(text[at:stop], run, size))
                )
            else:
                for part, face in _by_face(text[at:stop]):
                    wide = fonts.width(part, face, run.strong, size)
                    stretch.append(Piece(part, face, run.strong, False, level, wide))
            at = stop
        pieces += reversed(stretch) if level % 2 else stretch
    return Line(tuple(pieces), sum(p.width for p in pieces))


@lru_cache(maxsize=8192)
def _by_face(text: str) -> tuple[tuple[str, Face], ...]:
    parts: list[tuple[str, Face]] = []
    for character in text:
        last = parts[-1][1] if parts else None
        keep = character in _JOINERS or _mark(character) or character == " "
        if last and keep and (character in _JOINERS or fonts.has(last, character)):
            face = last
        else:
            face = face_for(character) or FACES[0]
        if character in _JOINERS and not face.shaped:
            continue
        if face is last:
            parts[-1] = (parts[-1][0] + character, face)
        else:
            parts.append((character, face))
    return tuple(parts)


def _draw_piece(canvas: Any, piece: Piece, x: float, y: float, size: float, tone: str) -> None:
    backwards = piece.level % 2 == 1
    drawn: Any = mirrored(piece.text) if backwards and not piece.face.shaped else piece.text
    if piece.face.shaped:
        drawn = fonts.shaped(piece.text, piece.face, piece.bold)
    elif backwards:
        drawn = drawn[::-1]
    canvas.setFillColor(tone)
    pen = canvas.beginText(x, y)
    pen.setFont(fonts.registered(piece.face, piece.bold), size)
    if fonts.thickened(piece.face, piece.bold):
        canvas.setStrokeColor(tone)
        canvas.setLineWidth(size / 28)
        pen.setTextRenderMode(2)
    pen.textOut(drawn)
    if fonts.thickened(piece.face, piece.bold):
        pen.setTextRenderMode(0)
    if piece.face.shaped:
        # Joined letters have codes of their own: this keeps copying, searching and reading aloud right.
        actual = piece.text.encode("utf-16-be").hex().upper()
        canvas._code.append(f"/Span << /ActualText <FEFF{actual}> >> BDC")
    canvas.drawText(pen)
    if piece.face.shaped:
        canvas._code.append("EMC")


def _pill(canvas: Any, x: float, y: float, width: float, size: float) -> None:
    canvas.saveState()
    canvas.setStrokeColor("#555555")
    canvas.setLineWidth(0.6)
    canvas.setDash(2, 1.4)
    canvas.roundRect(
        x + size * 0.12, y - size * 0.36, width - size * 0.24, size * 1.42, size * 0.6, stroke=1, fill=0
    )
    canvas.restoreState()
