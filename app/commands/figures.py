"""`sagittal figures`: every picture the program can draw, on one sheet."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from app.figures.contact_sheet import Group, contact_pages, contact_sheet
from app.figures.gallery import gallery
from app.figures.png import png
from app.figures.svg import svg
from app.report.paper import PAPERS
from app.report.sheet import room, sheet_pdf
from resources.themes import palette, palettes
from resources.tongue import tr

GOOD, REFUSED = 0, 2

NAME = "contact-sheet"
COLUMNS, PAGE_COLUMNS = 6, 3
"""So few on a page that its captions are read without a lens."""
PNG_WIDE = 2000
"""Pixels of the PNG: a cell is about 320 wide, so that small mistakes are seen."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Offer the command."""
    parser = commands.add_parser(
        "figures",
        help=tr("write a sheet of every picture of a body"),
        description=tr("Write every picture of a test, a fault and an exercise as PNG, PDF and SVG."),
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help=tr("the folder for the sheet"))
    parser.add_argument(
        "--palette", choices=sorted(palettes()), default="light", help=tr("the colours to draw in")
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the three paths; a folder that cannot be written to is one line on standard error."""
    folder: Path = arguments.out
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in sheets(tuple(gallery()), palette(arguments.palette)).items():
            (folder / name).write_bytes(content)
            print(folder / name)
    except OSError as why:
        reason = (why.strerror or tr("not possible")).lower()
        words = tr(
            "The sheet could not be written to {folder}: {reason}. Choose another folder.",
            folder=folder,
            reason=reason,
        )
        print(words, file=sys.stderr)
        return REFUSED
    return GOOD


def sheets(groups: tuple[Group, ...], colours: Mapping[str, str]) -> dict[str, bytes]:
    """The three files by name: one long sheet as PNG and as SVG, pages of A4 as PDF."""
    sheet, paper = contact_sheet(groups, COLUMNS), PAPERS["a4"]
    wide, high = room(paper)
    pages = contact_pages(groups, PAGE_COLUMNS, high / wide)
    return {
        f"{NAME}.png": png(sheet, colours, PNG_WIDE),
        f"{NAME}.pdf": sheet_pdf(pages, tr("Figures"), paper, colours),
        f"{NAME}.svg": svg(sheet, colours).encode("utf-8"),
    }
