"""Writes the template of the catalogues: every text of the program that a translator has to say.

Run by `make texts`. The template names the file of each text but neither line nor day, so that it changes
only when a text does.
"""

from __future__ import annotations

import csv
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from app.screens.guide import read_guide  # noqa: E402
from resources.tables import TEXTS, said  # noqa: E402
from resources.tongue import DOMAIN  # noqa: E402

SHIPPED = ("app", "assessments", "resources", "ui")
KEYWORDS = {"tr": None, "trn": (1, 2)}
HINT = "Translators:"
"""Begins a comment in the code that a translator is to read."""

HEAD = """\
# The texts of Sagittal, for a catalogue of another language. Written by `make texts`; not changed by hand.
msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""

Message = str | tuple[str, ...]


def main(to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    with to.open("wb") as file:
        file.write(HEAD.encode())
        write_po(file, template(), width=100, sort_output=True, include_lineno=False, omit_header=True)


def template() -> Catalog:
    """Every text once, with the files it stands in."""
    catalogue = Catalog(domain=DOMAIN)
    for path in sorted(it for top in SHIPPED for it in (ROOT / top).rglob("*") if it.is_file()):
        for message, comments in texts(path):
            entry = catalogue.add(message, locations=[(path.relative_to(ROOT).as_posix(), 1)])
            entry.auto_comments = list(dict.fromkeys([*entry.auto_comments, *comments]))
            # "80 % of the height" is no formatting of the old kind.
            entry.flags.discard("python-format")
    return catalogue


def texts(path: Path) -> Iterator[tuple[Message, list[str]]]:
    """The texts of one file, in its order."""
    fields = TEXTS.get(path.name) or TEXTS.get(path.parent.name)
    match path.suffix:
        case ".py":
            with path.open("rb") as file:
                for _, message, comments, _ in extract("python", file, KEYWORDS, (HINT,)):
                    yield message, comments
        case ".toml" if fields:
            yield from _of_table(tomllib.loads(path.read_text("utf-8")), fields)
        case ".csv" if fields:
            yield from _of_table(list(csv.DictReader(path.read_text("utf-8").splitlines())), fields)
        case ".md":
            found: list[str] = []
            read_guide(path.read_text("utf-8"), say=lambda text: _noted(found, text))
            yield from ((text, []) for text in found)


def _of_table(table: Any, fields: frozenset[str]) -> Iterator[tuple[Message, list[str]]]:
    found: list[str] = []
    said(table, fields, lambda text: _noted(found, text))
    yield from ((text, []) for text in found)


def _noted(found: list[str], text: str) -> str:
    if any(letter.isalpha() for letter in text):
        found.append(text)
    return text


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "resources" / "locale" / f"{DOMAIN}.pot")
