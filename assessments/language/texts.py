"""What comes with an assessment to be read: its guide and its evidence, from the folder it stands in."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from assessments.language.assessment import Evidence


def guide(package: str) -> str:
    """The guide as it is written in `guide.md`, in sections headed `## Say`, `## Stop if` and so on."""
    return files(package).joinpath("guide.md").read_text("utf-8")


def evidence(package: str) -> tuple[Evidence, ...]:
    """The statements of `evidence.toml`, in their order."""
    table = tomllib.loads(files(package).joinpath("evidence.toml").read_text("utf-8"))
    return tuple(
        Evidence(row["words"], row["standing"], tuple(row.get("cites", ()))) for row in table["statement"]
    )
