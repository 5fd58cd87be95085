"""What is asked before the tests, sitting: pain, sites, the provocation questions, function, body."""

from __future__ import annotations

from decimal import Decimal

from assessments.intake.sites import REGIONS, SITES
from assessments.language.answers import Answers
from assessments.language.conventions import conventions
from assessments.language.protocol import (
    Chosen,
    Counted,
    Marked,
    Measured,
    Noted,
    Option,
    Protocol,
    Scale,
    Step,
    Ticked,
)
from resources.tongue import tr

ID = "intake"

# A, not X, for "not applicable": X is "not done" on every page.
PROVOKED = Chosen(
    (
        Option("worse", tr("worse"), "W"),
        Option("not_worse", tr("not worse"), "N"),
        Option("not_applicable", tr("not applicable"), "A"),
    )
)
YES_NO = Chosen((Option("yes", tr("yes"), "Y"), Option("no", tr("no"), "N")))


def _runs(answers: Answers) -> bool:
    return answers.choice(ID, "runner") == "yes"


def _young(answers: Answers) -> bool:
    """Below the age at which sport with extension or impact can hold the plan; unknown age counts as young,
    because leaving the question out would need the age."""
    age = answers.person.age_years
    return age is None or age < conventions()["AGE_SPORT"]


PROTOCOL = Protocol(
    id=ID,
    version="2",
    name=tr("Intake"),
    short_name=tr("Intake"),
    position=tr("Sitting"),
    steps=(
        Step("pain_now", tr("Pain now"), Scale(), hint=tr("0 none, 10 worst imaginable")),
        Step("pain_worst_24h", tr("Worst pain in 24 hours"), Scale()),
        Step("pain_map", tr("Body chart"), Marked(tuple(Option(r.code, r.words) for r in REGIONS))),
        Step(
            "pain_sites",
            tr("Where it hurts"),
            Ticked(SITES),
            required=True,
            hint=tr("Low back or buttock, or the exam is out of scope"),
        ),
        Step(
            "pain_side",
            tr("Side of the pain"),
            Chosen(
                (
                    Option("right", tr("right"), "R"),
                    Option("left", tr("left"), "L"),
                    Option("central", tr("central"), "C"),
                    Option("both", tr("both sides"), "B"),
                )
            ),
        ),
        Step(
            "duration",
            tr("How long"),
            Chosen(
                (
                    Option("under_6_weeks", tr("under 6 weeks"), "1"),
                    Option("6_to_12_weeks", tr("6 to 12 weeks"), "2"),
                    Option("over_12_weeks", tr("over 12 weeks"), "3"),
                )
            ),
        ),
        Step("standing", tr("Standing"), PROVOKED, required=True),
        Step("walking", tr("Walking"), PROVOKED, required=True),
        Step("running", tr("Running"), PROVOKED, required=True),
        Step("backward_bend", tr("Bending backward"), PROVOKED, required=True),
        Step("sitting", tr("Sitting"), PROVOKED, required=True),
        Step("forward_bend", tr("Bending forward"), PROVOKED, required=True),
        Step("lifting_or_driving", tr("Lifting or driving"), PROVOKED, required=True),
        Step("rotation", tr("Turning, rolling in bed, twisting"), PROVOKED),
        Step("eased_by_flexion", tr("Eased by sitting or bending forward"), YES_NO),
        Step("eased_by_extension", tr("Eased by standing, walking or bending back"), YES_NO),
        Step("runner", tr("Runner"), YES_NO),
        Step(
            "only_after_running",
            tr("Pain only after running"),
            YES_NO,
            hint=tr("Shown on the report; never part of the class"),
            applies=_runs,
        ),
        Step(
            "extension_or_impact_sport",
            tr("Sport with repeated back extension or impact"),
            YES_NO,
            required=True,
            applies=_young,
        ),
        Step("height", tr("Height"), Measured("cm", Decimal(50), Decimal(250), decimals=1)),
        Step("mass", tr("Body mass"), Measured("kg", Decimal(20), Decimal(300), decimals=1)),
        Step(
            "dominant_leg",
            tr("Leg that kicks a ball"),
            Chosen(
                (
                    Option("right", tr("right"), "R"),
                    Option("left", tr("left"), "L"),
                    Option("mixed", tr("mixed"), "M"),
                )
            ),
        ),
        Step(
            "involved_side",
            tr("Side the person calls the bad one"),
            Chosen(
                (
                    Option("right", tr("right"), "R"),
                    Option("left", tr("left"), "L"),
                    Option("both", tr("both sides"), "B"),
                    Option("none", tr("neither"), "N"),
                )
            ),
        ),
        Step("odi_score", tr("Oswestry score, entered from your form"), Counted(0, 100, "%")),
        Step("start_back_total", tr("STarT Back total, entered from your form"), Counted(0, 9)),
        Step("start_back_psych", tr("STarT Back items 5 to 9, entered from your form"), Counted(0, 5)),
        Step("goal", tr("What the person wants to do again"), Noted(300)),
    ),
    sources=("provocation_patterns", "hill2008"),
    licence=tr(
        "Own wording. Score entry only for the Oswestry index and STarT Back: their items are not shown."
    ),
    # Version 2 has the body chart beside what version 1 asked.
    like=("1",),
)
