"""The pages of an exam into a folder: whole or not at all, for their owner only, no patient in the name."""

from __future__ import annotations

from datetime import date
from itertools import count
from pathlib import Path

from app.disk import write_private
from app.faults import Fault
from app.report.document import HandoutDocument, ReportDocument
from app.report.handout_html import handout_html
from app.report.making import made
from app.report.paper import PAPERS
from resources.tongue import tr


class NotPrinted(Fault):
    def __init__(self, folder: Path, why: OSError) -> None:
        super().__init__(
            tr(
                "The PDFs could not be written to {folder}: {reason}. Choose another folder.",
                folder=folder,
                reason=(why.strerror or tr("not possible")).lower(),
            )
        )


def report_files(
    folder: Path, day: date, report: ReportDocument, handout: HandoutDocument, paper: str = "a4"
) -> tuple[Path, Path, Path]:
    """Write the report, the patient's page and that page as a web page, and return their paths.

    Raises `NotMade` or `NotPrinted`, with no half file left. A file of the same name is never overwritten,
    because it may be another patient's: the new files get a number. The same pages again are the files that
    are there already.
    """
    sheet = PAPERS[paper]
    report_name, page_name = f"sagittal-clinician-{day.isoformat()}", f"sagittal-handout-{day.isoformat()}"
    files = {
        (report_name, ".pdf"): made(report, sheet),
        (page_name, ".pdf"): made(handout, sheet),
        (page_name, ".html"): handout_html(handout),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in count(1):
            suffix = f" ({number})" if number > 1 else ""
            paths = [folder / f"{name}{suffix}{ending}" for name, ending in files]
            if all(_free(path, content) for path, content in zip(paths, files.values(), strict=True)):
                for path, content in zip(paths, files.values(), strict=True):
                    write_private(path, content)
                return paths[0], paths[1], paths[2]
    except OSError as why:
        raise NotPrinted(folder, why) from why
    raise AssertionError("unreachable")


def _free(path: Path, content: bytes) -> bool:
    return not path.exists() or (path.is_file() and path.read_bytes() == content)
