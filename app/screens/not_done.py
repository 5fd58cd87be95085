"""The reasons a test may be left out for, each by one key."""

from __future__ import annotations

from assessments.language.protocol import Option
from resources.tongue import tr

NOT_DONE = (
    Option("no_time", tr("No time"), "1"),
    Option("pain", tr("Pain"), "2"),
    Option("refused", tr("Patient does not want it"), "3"),
    Option("not_safe", tr("Not safe today"), "4"),
    Option("no_equipment", tr("No equipment"), "5"),
    Option("other", tr("Other"), "6"),
)
