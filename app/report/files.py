"""Both PDFs into a folder: whole or not at all, readable by their owner only, no patient in the name."""

from __future__ import annotations

from datetime import date
from itertools import count
from pathlib import Path

from app.disk import write_private
from app.faults import Fault
from app.report.document import HandoutDocument, ReportDocument
from app.report.making import made
from app.report.paper import PAPERS


class NotPrinted(Fault):
    def __init__(self, folder: Path, why: OSError) -> None:
        super().__init__(
            f"The PDFs could not be written to {folder}: {(why.strerror or 'not possible').lower()}. "
            "Choose another folder."
        )


def report_files(
    folder: Path, day: date, report: ReportDocument, handout: HandoutDocument, paper: str = "a4"
) -> tuple[Path, Path]:
    """Write both and return their paths; raises `NotMade` or `NotPrinted`, with no half file left.

    A file of the same name is never overwritten, because it may be another patient's: the new pair gets a
    number. The same pages again are the files that are there already.
    """
    sheet = PAPERS[paper]
    pages = {"clinician": made(report, sheet), "handout": made(handout, sheet)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in count(1):
            suffix = f" ({number})" if number > 1 else ""
            paths = {kind: folder / f"sagittal-{kind}-{day.isoformat()}{suffix}.pdf" for kind in pages}
            if all(_free(path, pages[kind]) for kind, path in paths.items()):
                for kind, path in paths.items():
                    write_private(path, pages[kind])
                return paths["clinician"], paths["handout"]
    except OSError as why:
        raise NotPrinted(folder, why) from why
    raise AssertionError("unreachable")


def _free(path: Path, content: bytes) -> bool:
    return not path.exists() or (path.is_file() and path.read_bytes() == content)
