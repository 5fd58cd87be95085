"""How the modified Thomas test is given: what is read each side, and under which method."""

from __future__ import annotations

from decimal import Decimal

from assessments.language.answers import Answers
from assessments.language.asked_alike import YES_NO
from assessments.language.protocol import Chosen, Measured, Noted, Option, Protocol, Step
from assessments.language.value import Side

ID = "thomas"
TRIALS = 3

HIP_ANGLE = Measured("deg", Decimal(-40), Decimal(60), above="above horizontal", below="below horizontal")


def by_two_lengths(answers: Answers, side: Side | None = None) -> bool:
    """Whether the angle comes from two heights and the length between them; a document may read each side
    in its own way."""
    own = answers.choice(ID, "method", side) if side else None
    return (own or answers.choice(ID, "method")) == "two_lengths"


PROTOCOL = Protocol(
    id=ID,
    version="1",
    name="Thomas test, modified",
    short_name="Thomas test",
    position="Supine",
    sources=("vigotsky2016", "wakefield2015", "execp2021"),
    steps=(
        Step(
            "method",
            "Method",
            Chosen(
                (
                    Option("inclinometer", "Inclinometer", "1"),
                    Option("goniometer", "Goniometer", "2"),
                    Option("two_lengths", "Two lengths", "3"),
                )
            ),
            method=True,
            hint="Keep the same one at every visit",
        ),
        Step(
            "pelvis_method",
            "Pelvis held by",
            Chosen(
                (
                    Option("palpation", "Palpation", "1"),
                    Option("strap", "Strap", "2"),
                    Option("cuff", "Pressure cuff", "3"),
                    Option("two_people", "Two people", "4"),
                )
            ),
            method=True,
            part="pelvis hold",
        ),
        Step("instrument", "Instrument", Noted(80), method=True, hint="Make and model"),
        Step(
            "hip_angle",
            "Hip angle",
            HIP_ANGLE,
            sided=True,
            trials=TRIALS,
            required=True,
            hint="Two readings; a third when they are too far apart",
        ),
        Step(
            "trochanter_height",
            "Trochanter above floor",
            Measured("cm", Decimal(20), Decimal(180), decimals=1),
            sided=True,
            trials=TRIALS,
            required=True,
            applies=by_two_lengths,
        ),
        Step(
            "epicondyle_height",
            "Outer knee above floor",
            Measured("cm", Decimal(20), Decimal(180), decimals=1),
            sided=True,
            trials=TRIALS,
            required=True,
            hint="Lateral epicondyle",
            applies=by_two_lengths,
        ),
        Step(
            "thigh_length",
            "Trochanter to outer knee",
            Measured("cm", Decimal(20), Decimal(70), decimals=1),
            sided=True,
            trials=TRIALS,
            required=True,
            applies=by_two_lengths,
        ),
        Step(
            "knee_angle",
            "Knee bend",
            Measured("deg", Decimal(0), Decimal(140)),
            sided=True,
            hint="0 is straight",
        ),
        Step("abduction_drift", "Thigh drifts out", YES_NO, sided=True),
        Step(
            "abduction",
            "Out to side",
            Measured("deg", Decimal(-15), Decimal(45), above="out", below="in"),
            sided=True,
        ),
        Step(
            "pelvis_controlled",
            "Pelvis held at the reading",
            YES_NO,
            sided=True,
            required=True,
            hint="ASIS and PSIS felt, back just touching",
        ),
        Step(
            "thigh_rotation",
            "Thigh rotation",
            Chosen(
                (
                    Option("none", "None", "0"),
                    Option("external", "Outwards", "1"),
                    Option("internal", "Inwards", "2"),
                )
            ),
            sided=True,
        ),
        Step("groin_pinch", "Groin pinch", YES_NO, sided=True),
        Step("stretch_site", "Stretch felt at", Noted(120), sided=True),
        Step(
            "end_feel",
            "End feel",
            Chosen(
                (
                    Option("soft", "Soft", "1"),
                    Option("firm", "Firm", "2"),
                    Option("hard", "Hard", "3"),
                    Option("guarded", "Guarded", "4"),
                )
            ),
            sided=True,
        ),
        Step(
            "thigh_drops",
            "Thigh drops when the knee is straightened",
            YES_NO,
            sided=True,
            hint="A drop suggests a two-joint muscle was the limit",
        ),
    ),
)
