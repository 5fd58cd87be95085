"""The embedded typefaces, and which of them can print a character."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, shapeFragWord


@dataclass(frozen=True, slots=True)
class Face:
    """One typeface of the family that prints a script; `bold` is None where the regular is thickened.

    `shaped` scripts join, stack or reorder their letters, and go through the shaping engine.
    """

    name: str
    regular: str
    bold: str | None = None
    shaped: bool = False


FACES = (
    Face("Sans", "NotoSans-Regular", "NotoSans-Bold"),
    Face("Math", "NotoSansMath-Regular"),
    Face("Symbols", "NotoSansSymbols2-Regular"),
    Face("Signs", "NotoSansSymbols-Regular"),
    Face("Hebrew", "NotoSansHebrew-Regular", "NotoSansHebrew-Bold", shaped=True),
    Face("Arabic", "NotoSansArabic-Regular", "NotoSansArabic-Bold", shaped=True),
    *(
        Face(script, f"NotoSans{script}-Regular", shaped=True)
        for script in (
            "Devanagari",
            "Bengali",
            "Gurmukhi",
            "Gujarati",
            "Tamil",
            "Telugu",
            "Kannada",
            "Malayalam",
            "Sinhala",
            "Thai",
            "Lao",
            "Khmer",
            "Myanmar",
        )
    ),
    *(Face(script, f"NotoSans{script}-Regular") for script in ("Georgian", "Armenian", "Ethiopic")),
    Face("Han", "DroidSansFallback"),
)
"""In the order they are asked for a character; Noto Sans holds no minus sign, Noto Sans Math does.

Noto's own Chinese, Japanese and Korean faces have PostScript outlines, which the PDF engine refuses, and
its built-in ones are not embedded, so that they print only where the reader happens to have them. Droid
Sans Fallback has TrueType outlines and holds all three.
"""

_FEATURES = {"kern": True, "liga": True}
"""Without the discretionary ligatures, which turn some Arabic names into one ornament."""


def face_for(character: str) -> Face | None:
    """The first face that has the character; None when no embedded face has it."""
    return _face_for(ord(character))


@lru_cache(maxsize=4096)
def _face_for(code: int) -> Face | None:
    if code > 0xFFFF:
        # The PDF engine names these wrongly for copying and reading aloud; no living script of ours is there.
        return None
    return next((face for face in FACES if code in _coverage(face.regular)), None)


def has(face: Face, character: str) -> bool:
    return ord(character) in _coverage(face.regular)


def width(text: str, face: Face, bold: bool, size: float) -> float:
    """How wide the text is in points, shaped where its script is."""
    if face.shaped:
        return float(sum(d.x_advance for d in shaped(text, face, bold).__shapeData__)) * size / 1000
    return float(pdfmetrics.stringWidth(text, registered(face, bold), size))


@lru_cache(maxsize=4096)
def shaped(text: str, face: Face, bold: bool):  # type: ignore[no-untyped-def]
    """The text as the shaping engine sets it, in visual order; the engine's string type is untyped."""
    name = registered(face, bold)
    word = [0, (_Style(name, 10.0), text)]
    return shapeFragWord(word, _FEATURES, force=True)[1][1]


@dataclass(slots=True)
class _Style:
    fontName: str  # noqa: N815  (the engine reads these names)
    fontSize: float  # noqa: N815


def registered(face: Face, bold: bool) -> str:
    """The name under which the PDF engine knows the face, registering it when first used."""
    file = face.bold if bold and face.bold else face.regular
    name = f"Sagittal-{file}"
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, BytesIO(_bytes(file)), shapable=face.shaped))
    return name


def thickened(face: Face, bold: bool) -> bool:
    """Whether bold has to be made by stroking the outline, for want of a bold file."""
    return bold and face.bold is None


def fresh() -> None:
    """Forget the shaped faces: the engine numbers their joined letters in the order it meets them, and the
    same exam has to give the same bytes whatever was printed before."""
    shaped.cache_clear()
    for face in FACES:
        if face.shaped:
            for file in {face.regular, face.bold} - {None}:
                pdfmetrics._fonts.pop(f"Sagittal-{file}", None)


@cache
def _coverage(file: str) -> frozenset[int]:
    return frozenset(TTFont(f"coverage-{file}", BytesIO(_bytes(file)), shapable=False).face.charToGlyph)


@cache
def _bytes(file: str) -> bytes:
    return files("resources").joinpath("fonts", f"{file}.ttf").read_bytes()
