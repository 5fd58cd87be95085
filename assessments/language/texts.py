"""What comes with an assessment to be read: its guide and its evidence, from the folder it stands in."""

from __future__ import annotations

from importlib.resources import files

from assessments.language.assessment import Evidence
from resources.tables import table


def guide(package: str) -> str:
    """The guide as it is written in `guide.md`, in sections headed `## Say`, `## Stop if` and so on.

    In English, because its headings say what is what; each line is translated where it is shown.
    """
    return files(package).joinpath("guide.md").read_text("utf-8")


def evidence(package: str) -> tuple[Evidence, ...]:
    """The statements of `evidence.toml`, in their order."""
    found = table(package, "evidence.toml")["statement"]
    return tuple(Evidence(row["words"], row["standing"], tuple(row.get("cites", ()))) for row in found)
