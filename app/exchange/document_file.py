"""Exam documents as bytes, from a file or a pipe: one way of reading them for every command."""

from __future__ import annotations

from pathlib import Path

from app.exchange.exam_document import Faults, read_document
from app.exchange.schema import fault
from assessments.language.answers import Answers
from resources.tongue import tr


def read_file(path: Path) -> Answers | Faults:
    """The answers of the document in the file; a file that cannot be read is one fault."""
    try:
        return read_bytes(path.read_bytes())
    except OSError as why:
        return Faults((f"{path}: {why.strerror or why}",))


def read_bytes(content: bytes) -> Answers | Faults:
    """The answers of one document. A byte order mark is let pass; any other encoding than UTF-8 is not."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        return Faults(
            (
                fault(
                    "$", tr("bytes that are not UTF-8, from byte {start}", start=why.start), tr("UTF-8 text")
                ),
            )
        )
    return read_document(text)
