"""How the lateral step-down is given: the step, what is seen in each of five repetitions, what stopped it."""

from __future__ import annotations

from decimal import Decimal

from assessments.language.asked_alike import STOPPED_BY, YES_NO
from assessments.language.protocol import Chosen, Counted, Measured, Option, Protocol, Scale, Step
from resources.tongue import tr

ID = "lateral_step_down"
REPETITIONS = 5
CONTROL = ("trunk", "pelvis", "knee")
"""The items of which one must score before a total is a finding: arms and steadiness alone are not."""
USUAL_STEPS = (Decimal(20), Decimal(15))
"""The published heights in cm, the usual one first."""
LIMIT = tr("A step-down shows quality of movement only. It does not show weak muscles.")
"""Stands beside every result."""

_FAULT = Chosen((Option("0", tr("clean"), "0"), Option("1", tr("fault"), "1")))
_KNEE = Chosen(
    (
        Option("0", tr("clean"), "0"),
        Option("1", tr("inside the second toe"), "1"),
        Option("2", tr("inside the foot"), "2"),
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
    name=tr("Lateral step-down"),
    short_name=tr("Step-down"),
    position=tr("Standing"),
    sources=("piva2006", "rabin2014", "manske2016"),
    steps=(
        Step(
            "step_height",
            tr("Step"),
            Measured("cm", Decimal(5), Decimal(40), decimals=1),
            required=True,
            method=True,
            part=tr("step height"),
            hint=tr("20 cm; other heights are never compared"),
        ),
        Step(
            "cued",
            tr("Said"),
            Chosen((Option("uncued", tr("Uncued"), "1"), Option("cued", tr("Cued"), "2"))),
            method=True,
            part=tr("instruction"),
        ),
        Step(
            "shoes",
            tr("Shoes"),
            Chosen((Option("off", tr("Off"), "0"), Option("on", tr("On"), "1"))),
            method=True,
            part=tr("shoes"),
        ),
        Step(
            "arm",
            tr("Arm"),
            _FAULT,
            sided=True,
            trials=REPETITIONS,
            required=True,
            hint=tr("Hand leaves the waist"),
        ),
        Step(
            "trunk",
            tr("Trunk"),
            _FAULT,
            sided=True,
            trials=REPETITIONS,
            required=True,
            hint=tr("Leans, any way"),
        ),
        Step(
            "pelvis",
            tr("Pelvis"),
            _FAULT,
            sided=True,
            trials=REPETITIONS,
            required=True,
            hint=tr("Not level, or turns"),
        ),
        Step(
            "knee",
            tr("Knee"),
            _KNEE,
            sided=True,
            trials=REPETITIONS,
            required=True,
            hint=tr("Shin bump against second toe, then inner border of the foot"),
        ),
        Step(
            "steady",
            tr("Steady"),
            _FAULT,
            sided=True,
            trials=REPETITIONS,
            required=True,
            hint=tr("Foot wavers, or steps down"),
        ),
        Step("repetitions_done", tr("Repetitions done"), Counted(0, REPETITIONS), sided=True, required=True),
        STOPPED_BY,
        Step("familiar_pain", tr("Familiar pain"), YES_NO, sided=True),
        Step("pain", tr("Worst pain"), Scale(), sided=True),
        Step(
            "total",
            tr("Total alone"),
            Counted(0, MOST),
            sided=True,
            hint=tr("Only where the items were not kept"),
        ),
        Step("ankle_bend", tr("Ankle bend, standing"), Measured("deg", Decimal(0), Decimal(60)), sided=True),
    ),
)
