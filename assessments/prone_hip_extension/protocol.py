"""How prone hip extension is given: three lifts a leg, what is seen in each, and what may not be scored."""

from __future__ import annotations

from decimal import Decimal

from assessments.language.asked_alike import STOPPED_BY, YES_NO
from assessments.language.conventions import conventions
from assessments.language.protocol import Chosen, Measured, Option, Protocol, Scale, Step
from assessments.language.reading import number

ID = "prone_hip_extension"
LIFTS = int(conventions()["PHE_REPS"])
SCORED = ("lumbar_extension", "rotation", "lateral_shift")
"""The patterns that can make a side positive; knee flexion and who leads are seen and never scored."""

_PASSIVE = f"{number(conventions()['PHE_PASSIVE'])}°"
_SEEN = Chosen((Option("none", "none", "0"), Option("slight", "slight", "1"), Option("clear", "clear", "2")))

PROTOCOL = Protocol(
    id=ID,
    version="1",
    name="Prone hip extension",
    short_name="Hip extension",
    position="Prone",
    sources=("murphy2006", "bruno2014", "kongoun2022"),
    steps=(
        Step(
            "version",
            "Version",
            Chosen((Option("uncued", "Uncued", "1"), Option("drawing_in", "Drawing-in", "2"))),
            method=True,
            hint="Only the uncued version is scored",
        ),
        Step(
            "view",
            "View",
            Chosen(
                (
                    Option("side", "Live, from the side", "1"),
                    Option("foot", "Live, from the feet", "2"),
                    Option("video", "Video", "3"),
                )
            ),
            method=True,
        ),
        Step(
            "passive_extension",
            f"Passive hip extension {_PASSIVE} or more",
            YES_NO,
            sided=True,
            required=True,
            hint=f"Under {_PASSIVE} the test is not scorable",
        ),
        Step(
            "lumbar_extension",
            "Lumbar extension or anterior tilt",
            _SEEN,
            sided=True,
            trials=LIFTS,
            required=True,
        ),
        Step("rotation", "Lumbar or pelvic rotation", _SEEN, sided=True, trials=LIFTS, required=True),
        Step("lateral_shift", "Side shift or side bend", _SEEN, sided=True, trials=LIFTS, required=True),
        Step("knee_flexion", "Knee bends", _SEEN, sided=True, trials=LIFTS, hint="Noted, not scored"),
        Step("leads", "Back or shoulder leads", _SEEN, sided=True, trials=LIFTS, hint="Noted, not scored"),
        STOPPED_BY,
        Step("familiar_pain", "Familiar pain", YES_NO, sided=True),
        Step("pain", "Pain during the lift", Scale(), sided=True),
        Step("difficulty", "Felt difficulty", Scale(0, 5), sided=True),
        Step("lift_height", "Lift height, heel", Measured("cm", Decimal(0), Decimal(40)), sided=True),
        Step(
            "better_when_stabilised",
            "Better with the pelvis held",
            YES_NO,
            hint="One repeat with drawing-in or a pillow",
        ),
    ),
)
