"""What reads the pages of the tests: it sees what is live, and words that only look so leave it cold."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.faults.paper import live

SCRIPT = {
    NameObject("/OpenAction"): DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )
}


def page(draw: Callable[[Canvas], object] = lambda canvas: None) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pageCompression=0)
    canvas.drawString(50, 700, "/JS /URI /AA /Launch /Subtype /Image")
    draw(canvas)
    canvas.save()
    return out.getvalue()


def written(change: Callable[[PdfWriter], object]) -> bytes:
    out = BytesIO()
    writer = PdfWriter(clone_from=PdfReader(BytesIO(page())))
    change(writer)
    writer.write(out)
    return out.getvalue()


def test_letters_that_spell_a_script_are_no_script() -> None:
    assert b"/JS /URI" in page()
    assert live(page()) == []


@pytest.mark.parametrize(
    ("pdf", "kind"),
    [
        (page(lambda canvas: canvas.linkURL("https://example.org", (0, 0, 9, 9))), "/URI"),
        (page(lambda canvas: canvas.drawImage(ImageReader(Image.new("RGB", (4, 4))), 0, 0)), "/Image"),
        (written(lambda writer: writer.root_object.update(SCRIPT)), "/JS"),
        (written(lambda writer: writer.add_attachment("a.txt", b"a")), "/EmbeddedFiles"),
    ],
    ids=["link", "picture", "script", "file"],
)
def test_what_is_live_is_found(pdf: bytes, kind: str) -> None:
    assert kind in live(pdf)
