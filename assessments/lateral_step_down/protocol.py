"""How the lateral step-down is given: the step, what is seen in each of five repetitions, what stopped it."""

from __future__ import annotations

from decimal import Decimal

from assessments.language.asked_alike import STOPPED_BY, YES_NO
from assessments.language.protocol import Chosen, Counted, Measured, Option, Protocol, Scale, Step

ID = "lateral_step_down"
REPETITIONS = 5
CONTROL = ("trunk", "pelvis", "knee")
"""The items of which one must score before a total is a finding: arms and steadiness alone are not."""
USUAL_STEPS = (Decimal(20), Decimal(15))
"""The published heights in cm, the usual one first."""
LIMIT = "A step-down shows quality of movement only. It does not show weak muscles."
"""Stands beside every result."""

_FAULT = Chosen((Option("0", "clean", "0"), Option("1", "fault", "1")))
_KNEE = Chosen(
    (
        Option("0", "clean", "0"),
        Option("1", "inside the second toe", "1"),
        Option("2", "inside the foot", "2"),
    )
)

MARKS = {"arm": _FAULT, "trunk": _FAULT, "pelvis": _FAULT, "knee": _KNEE, "steady": _FAULT}
"""The five items with the marks each can have; the code of a mark is its points."""


def most(item: str) -> int:
    """The most points an item can score."""
    return max(int(mark.code) for mark in MARKS[item].options)


MOST = sum(most(item) for item in MARKS)
"""The worst total there is."""

PROTOCOL = Protocol(
    id=ID,
    version="1",
    name="Lateral step-down",
    short_name="Step-down",
    position="Standing",
    sources=("piva2006", "rabin2014", "manske2016"),
    steps=(
        Step(
            "step_height",
            "Step",
            Measured("cm", Decimal(5), Decimal(40), decimals=1),
            required=True,
            method=True,
            part="step height",
            hint="20 cm; other heights are never compared",
        ),
        Step(
            "cued",
            "Said",
            Chosen((Option("uncued", "Uncued", "1"), Option("cued", "Cued", "2"))),
            method=True,
            part="instruction",
        ),
        Step("shoes", "Shoes", Chosen((Option("off", "Off", "0"), Option("on", "On", "1"))), method=True),
        Step(
            "arm", "Arm", _FAULT, sided=True, trials=REPETITIONS, required=True, hint="Hand leaves the waist"
        ),
        Step("trunk", "Trunk", _FAULT, sided=True, trials=REPETITIONS, required=True, hint="Leans, any way"),
        Step(
            "pelvis",
            "Pelvis",
            _FAULT,
            sided=True,
            trials=REPETITIONS,
            required=True,
            hint="Not level, or turns",
        ),
        Step(
            "knee",
            "Knee",
            _KNEE,
            sided=True,
            trials=REPETITIONS,
            required=True,
            hint="Shin bump against second toe, then inner border of the foot",
        ),
        Step(
            "steady",
            "Steady",
            _FAULT,
            sided=True,
            trials=REPETITIONS,
            required=True,
            hint="Foot wavers, or steps down",
        ),
        Step("repetitions_done", "Repetitions done", Counted(0, REPETITIONS), sided=True, required=True),
        STOPPED_BY,
        Step("familiar_pain", "Familiar pain", YES_NO, sided=True),
        Step("pain", "Worst pain", Scale(), sided=True),
        Step("total", "Total alone", Counted(0, MOST), sided=True, hint="Only where the items were not kept"),
        Step("ankle_bend", "Ankle bend, standing", Measured("deg", Decimal(0), Decimal(60)), sided=True),
    ),
)
