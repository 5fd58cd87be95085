"""A PDF under a password: the only thing that protects the copy once it has left the program."""

from __future__ import annotations

import unicodedata
from io import BytesIO

from pypdf import PdfWriter

from assessments.language.reading import Complaint
from resources.tongue import tr

SHORTEST, LONGEST = 12, 127
"""Characters at least, bytes at most: the format reads no further."""

WORDS = tr(
    "Only the password protects this file: whoever has it can read, copy and print everything. "
    "There are no other locks on it. If the password is forgotten, nobody can open the file; "
    "save it again with a new one. Never send the password together with the file."
)


def check_password(typed: str, again: str) -> Complaint | None:
    """Why a file is not locked with this; None when it can be."""
    if len(typed) < SHORTEST:
        return Complaint(tr("The password needs at least {least} characters.", least=SHORTEST))
    if len(_normal(typed).encode("utf-8", "replace")) > LONGEST:
        return Complaint(tr("The password is too long. Take fewer characters."))
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in typed):
        return Complaint(tr("A character in it cannot be typed everywhere. Take another."))
    if typed != again:
        return Complaint(tr("The two are not the same. Type it again."))
    return None


def locked_pdf(pdf: bytes, password: str) -> bytes:
    """The same pages under AES with 256 bits (revision 6). No "may not be printed" or the like is set:
    such a flag asks the reader's program for a favour and keeps nobody out."""
    writer = PdfWriter(clone_from=BytesIO(pdf))
    writer.encrypt(_normal(password), algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _normal(password: str) -> str:
    """Typed on another keyboard, the same letters are the same password."""
    return unicodedata.normalize("NFKC", password)
