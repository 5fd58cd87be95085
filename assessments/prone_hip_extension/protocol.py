"""How prone hip extension is given: three lifts a leg, what is seen in each, and what may not be scored."""

from __future__ import annotations

from decimal import Decimal

from assessments.language.asked_alike import STOPPED_BY, YES_NO
from assessments.language.conventions import conventions
from assessments.language.protocol import Chosen, Measured, Option, Protocol, Scale, Step
from assessments.language.reading import number
from resources.tongue import tr

ID = "prone_hip_extension"
LIFTS = int(conventions()["PHE_REPS"])
SCORED = ("lumbar_extension", "rotation", "lateral_shift")
"""The patterns that can make a side positive; knee flexion and who leads are seen and never scored."""

_PASSIVE = number(conventions()["PHE_PASSIVE"])
_SEEN = Chosen(
    (Option("none", tr("none"), "0"), Option("slight", tr("slight"), "1"), Option("clear", tr("clear"), "2"))
)

PROTOCOL = Protocol(
    id=ID,
    version="1",
    name=tr("Prone hip extension"),
    short_name=tr("Hip extension"),
    position=tr("Prone"),
    sources=("murphy2006", "bruno2014", "kongoun2022"),
    steps=(
        Step(
            "version",
            tr("Version"),
            Chosen((Option("uncued", tr("Uncued"), "1"), Option("drawing_in", tr("Drawing-in"), "2"))),
            method=True,
            hint=tr("Only the uncued version is scored"),
        ),
        Step(
            "view",
            tr("View"),
            Chosen(
                (
                    Option("side", tr("Live, from the side"), "1"),
                    Option("foot", tr("Live, from the feet"), "2"),
                    Option("video", tr("Video"), "3"),
                )
            ),
            method=True,
            part=tr("view"),
        ),
        Step(
            "passive_extension",
            tr("Passive hip extension {least}° or more", least=_PASSIVE),
            YES_NO,
            sided=True,
            required=True,
            hint=tr("Under {least}° the test is not scorable", least=_PASSIVE),
        ),
        Step(
            "lumbar_extension",
            tr("Lumbar extension or anterior tilt"),
            _SEEN,
            sided=True,
            trials=LIFTS,
            required=True,
        ),
        Step("rotation", tr("Lumbar or pelvic rotation"), _SEEN, sided=True, trials=LIFTS, required=True),
        Step("lateral_shift", tr("Side shift or side bend"), _SEEN, sided=True, trials=LIFTS, required=True),
        Step("knee_flexion", tr("Knee bends"), _SEEN, sided=True, trials=LIFTS, hint=tr("Noted, not scored")),
        Step(
            "leads",
            tr("Back or shoulder leads"),
            _SEEN,
            sided=True,
            trials=LIFTS,
            hint=tr("Noted, not scored"),
        ),
        STOPPED_BY,
        Step("familiar_pain", tr("Familiar pain"), YES_NO, sided=True),
        Step("pain", tr("Pain during the lift"), Scale(), sided=True),
        Step("difficulty", tr("Felt difficulty"), Scale(0, 5), sided=True),
        Step("lift_height", tr("Lift height, heel"), Measured("cm", Decimal(0), Decimal(40)), sided=True),
        Step(
            "better_when_stabilised",
            tr("Better with the pelvis held"),
            YES_NO,
            hint=tr("One repeat with drawing-in or a pillow"),
        ),
    ),
)
