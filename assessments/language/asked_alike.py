"""What several assessments ask in the same way, said once."""

from __future__ import annotations

from assessments.language.protocol import Chosen, Option, Step
from resources.tongue import tr

YES_NO = Chosen((Option("yes", tr("Yes"), "Y"), Option("no", tr("No"), "N")))

STOPPED_BY = Step(
    "stopped_by",
    tr("Stopped by"),
    Chosen(
        (
            Option("pain", tr("Pain"), "1"),
            Option("patient", tr("Patient"), "2"),
            Option("examiner", tr("Examiner"), "3"),
        )
    ),
    sided=True,
)
"""Who or what ended the side before it was done; a side that ran its course has no answer here."""
