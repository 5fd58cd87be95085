"""How the modified Thomas test is given: what is read each side, and under which method."""

from __future__ import annotations

from decimal import Decimal

from assessments.language.answers import Answers
from assessments.language.asked_alike import YES_NO
from assessments.language.protocol import Chosen, Measured, Noted, Option, Protocol, Step
from assessments.language.value import Side
from resources.tongue import tr

ID = "thomas"
TRIALS = 3

HIP_ANGLE = Measured(
    "deg", Decimal(-40), Decimal(60), above=tr("above horizontal"), below=tr("below horizontal")
)


def by_two_lengths(answers: Answers, side: Side | None = None) -> bool:
    """Whether the angle comes from two heights and the length between them; a document may read each side
    in its own way."""
    own = answers.choice(ID, "method", side) if side else None
    return (own or answers.choice(ID, "method")) == "two_lengths"


PROTOCOL = Protocol(
    id=ID,
    version="1",
    name=tr("Thomas test, modified"),
    short_name=tr("Thomas test"),
    position=tr("Supine"),
    sources=("vigotsky2016", "wakefield2015", "execp2021"),
    steps=(
        Step(
            "method",
            tr("Method"),
            Chosen(
                (
                    Option("inclinometer", tr("Inclinometer"), "1"),
                    Option("goniometer", tr("Goniometer"), "2"),
                    Option("two_lengths", tr("Two lengths"), "3"),
                )
            ),
            method=True,
            hint=tr("Keep the same one at every visit"),
        ),
        Step(
            "pelvis_method",
            tr("Pelvis held by"),
            Chosen(
                (
                    Option("palpation", tr("Palpation"), "1"),
                    Option("strap", tr("Strap"), "2"),
                    Option("cuff", tr("Pressure cuff"), "3"),
                    Option("two_people", tr("Two people"), "4"),
                )
            ),
            method=True,
            part=tr("pelvis hold"),
        ),
        Step("instrument", tr("Instrument"), Noted(80), method=True, hint=tr("Make and model")),
        Step(
            "hip_angle",
            tr("Hip angle"),
            HIP_ANGLE,
            sided=True,
            trials=TRIALS,
            required=True,
            hint=tr("Two readings; a third when they are too far apart"),
        ),
        Step(
            "trochanter_height",
            tr("Trochanter above floor"),
            Measured("cm", Decimal(20), Decimal(180), decimals=1),
            sided=True,
            trials=TRIALS,
            required=True,
            applies=by_two_lengths,
        ),
        Step(
            "epicondyle_height",
            tr("Outer knee above floor"),
            Measured("cm", Decimal(20), Decimal(180), decimals=1),
            sided=True,
            trials=TRIALS,
            required=True,
            hint=tr("Lateral epicondyle"),
            applies=by_two_lengths,
        ),
        Step(
            "thigh_length",
            tr("Trochanter to outer knee"),
            Measured("cm", Decimal(20), Decimal(70), decimals=1),
            sided=True,
            trials=TRIALS,
            required=True,
            applies=by_two_lengths,
        ),
        Step(
            "knee_angle",
            tr("Knee bend"),
            Measured("deg", Decimal(0), Decimal(140)),
            sided=True,
            hint=tr("0 is straight"),
        ),
        Step("abduction_drift", tr("Thigh drifts out"), YES_NO, sided=True),
        Step(
            "abduction",
            tr("Out to side"),
            Measured("deg", Decimal(-15), Decimal(45), above="out", below="in"),
            sided=True,
        ),
        Step(
            "pelvis_controlled",
            tr("Pelvis held at the reading"),
            YES_NO,
            sided=True,
            required=True,
            hint=tr("ASIS and PSIS felt, back just touching"),
        ),
        Step(
            "thigh_rotation",
            tr("Thigh rotation"),
            Chosen(
                (
                    Option("none", tr("None"), "0"),
                    Option("external", tr("Outwards"), "1"),
                    Option("internal", tr("Inwards"), "2"),
                )
            ),
            sided=True,
        ),
        Step("groin_pinch", tr("Groin pinch"), YES_NO, sided=True),
        Step("stretch_site", tr("Stretch felt at"), Noted(120), sided=True),
        Step(
            "end_feel",
            tr("End feel"),
            Chosen(
                (
                    Option("soft", tr("Soft"), "1"),
                    Option("firm", tr("Firm"), "2"),
                    Option("hard", tr("Hard"), "3"),
                    Option("guarded", tr("Guarded"), "4"),
                )
            ),
            sided=True,
        ),
        Step(
            "thigh_drops",
            tr("Thigh drops when the knee is straightened"),
            YES_NO,
            sided=True,
            hint=tr("A drop suggests a two-joint muscle was the limit"),
        ),
    ),
)
