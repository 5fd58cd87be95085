"""The reasons a test may be left out for, each by one key."""

from __future__ import annotations

from assessments.language.protocol import Option

NOT_DONE = (
    Option("no_time", "No time", "1"),
    Option("pain", "Pain", "2"),
    Option("refused", "Patient does not want it", "3"),
    Option("not_safe", "Not safe today", "4"),
    Option("no_equipment", "No equipment", "5"),
    Option("other", "Other", "6"),
)
