"""What several assessments ask in the same way, said once."""

from __future__ import annotations

from assessments.language.protocol import Chosen, Option, Step

YES_NO = Chosen((Option("yes", "Yes", "Y"), Option("no", "No", "N")))

STOPPED_BY = Step(
    "stopped_by",
    "Stopped by",
    Chosen(
        (
            Option("pain", "Pain", "1"),
            Option("patient", "Patient", "2"),
            Option("examiner", "Examiner", "3"),
        )
    ),
    sided=True,
)
"""Who or what ended the side before it was done; a side that ran its course has no answer here."""
