"""How clamshell endurance is given: our convention, the same beat, target and stop rules each time."""

from __future__ import annotations

from decimal import Decimal

from assessments.language.protocol import Chosen, Counted, Measured, Noted, Option, Protocol, Scale, Step
from resources.tongue import tr

ID = "clamshell"

NO_NORM = tr(
    "No published norm, cut-off, reliability or minimal detectable change exists for this test. "
    "It is a clinic convention: no norm, no grade, no percentile."
)
"""Stands on the screen and on the printed page wherever a result of this test stands."""

MODES = (Option("repetitions", tr("repetitions"), "1"), Option("hold", tr("hold"), "2"))

STOP_REASONS = (
    Option("target_missed", tr("missed target, 2 in a row"), "1"),
    Option("pelvis_roll", tr("pelvis rolled, 2 in a row"), "2"),
    Option("off_beat", tr("off the beat, 2 in a row"), "3"),
    Option("heels_apart", tr("heels apart, twice"), "4"),
    Option("pain", tr("pain above 5, or up by 2"), "5"),
    Option("cramp", tr("cramp or tingling"), "6"),
    Option("patient", tr("patient stops"), "7"),
    Option("cap", tr("cap"), "8"),
    Option("fatigue", tr("fatigue"), "9"),
)

EFFORTS = 16
"""Room for one effort rating every 15 s up to the cap."""

_LIMITERS = (
    Option("lateral_hip", tr("side of the hip"), "1"),
    Option("buttock", tr("buttock"), "2"),
    Option("front_of_hip", tr("front of the hip"), "3"),
    Option("back", tr("back"), "4"),
    Option("other", tr("other"), "5"),
)


PROTOCOL = Protocol(
    id=ID,
    version="1",
    name=tr("Clamshell endurance"),
    short_name=tr("Clamshell"),
    position=tr("Side-lying"),
    steps=(
        Step(
            "target_height",
            tr("Target height"),
            Measured("cm", Decimal(5), Decimal(60), decimals=1),
            method=True,
            hint=tr(
                "80 % of the knee height reached with a still pelvis; the same for both sides and at retest"
            ),
        ),
        Step(
            "band",
            tr("Band"),
            Noted(80),
            method=True,
            hint=tr("None for the test; a band makes it a different test"),
        ),
        Step("mode", tr("Test"), Chosen(MODES), sided=True, required=True, method=True),
        Step("pain_before", tr("Pain before"), Scale(), sided=True),
        Step(
            "repetitions",
            tr("Valid repetitions"),
            Counted(0, 120, "repetitions"),
            sided=True,
            required=True,
        ),
        Step(
            "seconds",
            tr("Time"),
            Measured("s", Decimal(0), Decimal(600), decimals=1),
            sided=True,
            required=True,
            hint=tr("In hold mode the result; with repetitions the length of the trial"),
        ),
        Step("stop_reason", tr("If it ends, why?"), Chosen(STOP_REASONS), sided=True, required=True),
        Step("effort", tr("Effort"), Scale(), sided=True, trials=EFFORTS, hint=tr("Every 15 s")),
        Step("effort_end", tr("Effort at the end"), Scale(), sided=True),
        Step("pain_peak", tr("Worst pain during"), Scale(), sided=True),
        Step("limiter", tr("What stopped you?"), Chosen(_LIMITERS), sided=True),
        Step("corrections", tr("Corrections given"), Counted(0, 2), sided=True),
    ),
    sources=("willcox2013", "vancant2016b", "sidorkewicz2014"),
)
