"""How the items of the safety screen are called where they are listed: by number and name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from assessments.intake.protocol import PROTOCOL as INTAKE
from assessments.safety.items import asked, item
from resources.tongue import tr

NUMBERS: Mapping[str, str] = MappingProxyType(
    {one.code: str(number) for number, one in enumerate(asked(), start=1)}
)
"""The number of each item on the page, in the order it is asked."""

AGE = "age"
SPORT = "history.extension_or_impact_sport"


def number_of(code: str) -> str:
    """The number on the page; empty for what is not asked there."""
    try:
        return NUMBERS.get(item(code).code, "")
    except KeyError:
        return ""


def open_words(code: str) -> str:
    """What is not asked, as one line."""
    if code == AGE:
        return tr("Age: no date of birth on record")
    if code == SPORT:
        return tr("On the intake page: {ask}", ask=INTAKE.step("extension_or_impact_sport").ask)
    return f"{number_of(code)}  {item(code).ask}"
