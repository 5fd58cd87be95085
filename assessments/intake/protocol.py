"""What is asked before the tests, sitting: pain, sites, the provocation questions, function, body."""

from __future__ import annotations

from decimal import Decimal

from assessments.language.answers import Answers
from assessments.language.conventions import conventions
from assessments.language.protocol import (
    Chosen,
    Counted,
    Measured,
    Noted,
    Option,
    Protocol,
    Scale,
    Step,
    Ticked,
)

ID = "intake"

# A, not X, for "not applicable": X is "not done" on every page.
PROVOKED = Chosen(
    (
        Option("worse", "worse", "W"),
        Option("not_worse", "not worse", "N"),
        Option("not_applicable", "not applicable", "A"),
    )
)
YES_NO = Chosen((Option("yes", "yes", "Y"), Option("no", "no", "N")))

SITES = (
    Option("low_back", "low back", "1"),
    Option("buttock", "buttock", "2"),
    Option("groin", "groin", "3"),
    Option("lateral_hip", "side of the hip", "4"),
    Option("front_thigh", "front of the thigh", "5"),
    Option("back_thigh", "back of the thigh", "6"),
    Option("below_knee", "below the knee", "7"),
    Option("other", "other", "8"),
)


def _runs(answers: Answers) -> bool:
    return answers.choice(ID, "runner") == "yes"


def _young(answers: Answers) -> bool:
    """Below the age at which sport with extension or impact can hold the plan; unknown age counts as young,
    because leaving the question out would need the age."""
    age = answers.person.age_years
    return age is None or age < conventions()["AGE_SPORT"]


PROTOCOL = Protocol(
    id=ID,
    version="1",
    name="Intake",
    short_name="Intake",
    position="Sitting",
    steps=(
        Step("pain_now", "Pain now", Scale(), hint="0 none, 10 worst imaginable"),
        Step("pain_worst_24h", "Worst pain in 24 hours", Scale()),
        Step(
            "pain_sites",
            "Where it hurts",
            Ticked(SITES),
            required=True,
            hint="Low back or buttock, or the exam is out of scope",
        ),
        Step(
            "pain_side",
            "Side of the pain",
            Chosen(
                (
                    Option("right", "right", "R"),
                    Option("left", "left", "L"),
                    Option("central", "central", "C"),
                    Option("both", "both sides", "B"),
                )
            ),
        ),
        Step(
            "duration",
            "How long",
            Chosen(
                (
                    Option("under_6_weeks", "under 6 weeks", "1"),
                    Option("6_to_12_weeks", "6 to 12 weeks", "2"),
                    Option("over_12_weeks", "over 12 weeks", "3"),
                )
            ),
        ),
        Step("standing", "Standing", PROVOKED, required=True),
        Step("walking", "Walking", PROVOKED, required=True),
        Step("running", "Running", PROVOKED, required=True),
        Step("backward_bend", "Bending backward", PROVOKED, required=True),
        Step("sitting", "Sitting", PROVOKED, required=True),
        Step("forward_bend", "Bending forward", PROVOKED, required=True),
        Step("lifting_or_driving", "Lifting or driving", PROVOKED, required=True),
        Step("rotation", "Turning, rolling in bed, twisting", PROVOKED),
        Step("eased_by_flexion", "Eased by sitting or bending forward", YES_NO),
        Step("eased_by_extension", "Eased by standing, walking or bending back", YES_NO),
        Step("runner", "Runner", YES_NO),
        Step(
            "only_after_running",
            "Pain only after running",
            YES_NO,
            hint="Shown on the report; never part of the class",
            applies=_runs,
        ),
        Step(
            "extension_or_impact_sport",
            "Sport with repeated back extension or impact",
            YES_NO,
            required=True,
            applies=_young,
        ),
        Step("height", "Height", Measured("cm", Decimal(50), Decimal(250), decimals=1)),
        Step("mass", "Body mass", Measured("kg", Decimal(20), Decimal(300), decimals=1)),
        Step(
            "dominant_leg",
            "Leg that kicks a ball",
            Chosen(
                (Option("right", "right", "R"), Option("left", "left", "L"), Option("mixed", "mixed", "M"))
            ),
        ),
        Step(
            "involved_side",
            "Side the person calls the bad one",
            Chosen(
                (
                    Option("right", "right", "R"),
                    Option("left", "left", "L"),
                    Option("both", "both sides", "B"),
                    Option("none", "neither", "N"),
                )
            ),
        ),
        Step("odi_score", "Oswestry score, entered from your form", Counted(0, 100, "%")),
        Step("start_back_total", "STarT Back total, entered from your form", Counted(0, 9)),
        Step("start_back_psych", "STarT Back items 5 to 9, entered from your form", Counted(0, 5)),
        Step("goal", "What the person wants to do again", Noted(300)),
    ),
    sources=("provocation_patterns", "hill2008"),
    licence="Own wording. Score entry only for the Oswestry index and STarT Back: their items are not shown.",
)
