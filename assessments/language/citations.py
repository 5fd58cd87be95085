"""Every source a statement may name, by its key, and how it reads on one line of paper."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Citation:
    """One source, as far as it was seen: an empty field was not seen; `note` says so, or what it is about."""

    key: str
    authors: str = ""
    year: int | None = None
    title: str = ""
    journal: str = ""
    details: str = ""
    doi: str = ""
    pmid: str = ""
    pmc: str = ""
    url: str = ""
    note: str = ""

    @property
    def where(self) -> str:
        """The one address that finds it: DOI first, then PubMed, PubMed Central, a web page; may be empty."""
        if self.doi:
            return f"doi:{self.doi}"
        if self.pmid:
            return f"PMID {self.pmid}"
        return self.pmc or self.url

    @property
    def words(self) -> str:
        """One line for paper; without a title, the note in square brackets says what it is."""
        printed = " ".join(part for part in (self.journal, str(self.year or "")) if part)
        if self.details:
            printed += (";" if self.year else " ") + self.details
        title = self.title or (f"[{self.note.rstrip('.')}]" if self.note else "")
        sentences = [part for part in (self.authors, title, printed, self.where) if part]
        return " ".join(part if part.endswith((".", "?")) else f"{part}." for part in sentences)


@cache
def citations() -> Mapping[str, Citation]:
    """The shipped sources, read once."""
    table = tomllib.loads(files("assessments").joinpath("citations.toml").read_text("utf-8"))
    return MappingProxyType({key: Citation(key, **row) for key, row in table.items()})


def citation(key: str) -> Citation:
    """The source of that key; KeyError when none is on file."""
    return citations()[key]
