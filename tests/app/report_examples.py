"""Two documents as the printing tests use them, with every kind of section."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from app.report.document import (
    CONVENTION,
    Boxed,
    Fact,
    HandoutDocument,
    HandoutRow,
    Heading,
    Icon,
    NewPage,
    Numbered,
    Paragraph,
    Points,
    ReportDocument,
    ResultRow,
    Results,
    Rows,
    Run,
    Signature,
    Trend,
    TrendPoint,
    said,
    strong,
)
from assessments.language.value import Side

FIRST = date(2026, 5, 22)


def trend(side: Side | None, *amounts: float, broken_at: int = -1) -> Trend:
    points = tuple(
        TrendPoint(FIRST + timedelta(days=42 * i), amount, joined=i != broken_at)
        for i, amount in enumerate(amounts)
    )
    return Trend(side, points)


REPORT = ReportDocument(
    title="Hip and low back examination",
    subtitle="Riverside Clinic. Exam 5, 16-Oct-2026, 14:18 to 14:51",
    identity=(
        Fact("Patient", "ACOSTA, Elena"),
        Fact("Born", "14-Aug-1980 (46 y)"),
        Fact("Sex", "Female"),
        Fact("No.", "SG-0412"),
        Fact("Pain side", "Right"),
        Fact("Safety screen", "Clear"),
    ),
    sections=(
        Heading("Since last visit, 14-Aug-2026"),
        Rows(
            (
                ("Within error", said("Thomas R +9° to +8°. Abduction R 129 to 132 N.")),
                (
                    "Error unknown",
                    said("Clamshell R 12 to 14 repetitions. No published error for this test."),
                ),
                ("Patient", said("Worst pain 4 of 10, no change.")),
            )
        ),
        Boxed(
            "Findings are consistent with",
            "Extension pattern, mobility and control deficit, right side",
            (*strong("Agreement moderate: "), Run("5 for, 1 against. Status final. "), CONVENTION),
            (
                (
                    Points(
                        tuple(
                            said(s)
                            for s in ("Right Thomas +8°, beyond ±5°", "Worse standing, walking, bending back")
                        ),
                        Icon.PLUS,
                        "Supports",
                    ),
                ),
                (
                    Points((said("Lifting is also worse"),), Icon.MINUS, "Contradicts"),
                    Points((said("Lift height, left leg"),), Icon.MISSING, "Missing"),
                ),
                (
                    Points(
                        (said("Thomas right 0° or lower: control deficit only"),),
                        Icon.CHANGE,
                        "What would change it",
                    ),
                ),
            ),
        ),
        Heading("Findings, right then left"),
        Results(
            (
                ResultRow(
                    "Thomas test, modified",
                    "hip angle, inclinometer, pelvis by palpation",
                    "8° above horizontal",
                    "4° below horizontal",
                    ("R above 0°: restricted", "L within 5° of cut-off"),
                    (
                        trend(Side.RIGHT, 10, 9, 9, 8, broken_at=1),
                        trend(Side.LEFT, 2, 0, -2, -4, broken_at=1),
                    ),
                    ("R error unknown", "L error unknown"),
                ),
                ResultRow(
                    "Hip abduction strength",
                    "best of 3, side-lying, belt",
                    "132 N",
                    "150 N",
                    ("12.0 %, R weaker", "within error (13.9 %)"),
                    (trend(Side.RIGHT, 108, 118, 129, 132), trend(Side.LEFT, 141, 145, 148, 150)),
                    ("R +24 N, beyond error", "L +9 N, within error"),
                ),
                ResultRow(
                    "Worst pain, 24 h",
                    "0 to 10",
                    "",
                    "",
                    ("Baseline 7",),
                    (trend(None, 7, 6, 5, 4),),
                    ("−3, beyond error",),
                    both="4",
                ),
            ),
            (FIRST, date(2026, 10, 16)),
            "Since baseline*",
        ),
        Paragraph(said("* Error used: abduction 13.9 %, one laboratory."), small=True),
        Paragraph((*strong("Not done: "), Run("hip rotation strength (no time)."))),
        Signature(
            "R. Osei, PT, licence 40-2217. Signature", "Date and time", "Class accepted as shown", False
        ),
        NewPage(),
        Heading("Decision path", tag=True),
        Points(tuple(said(f"Step {i} of the table, and whether it held") for i in range(1, 17)), Icon.NONE),
        Heading("References"),
        Numbered(tuple(f"Author {i}. A study of hips. J Hips 20{i:02}." for i in range(1, 22))),
    ),
    state="DRAFT until signed",
    name="ACOSTA, Elena",
    running="Born 14-Aug-1980. SG-0412. Rules 1",
)

HANDOUT = HandoutDocument(
    title="Your home exercises",
    name="Elena Acosta",
    number="SG-0412",
    born="14 August 1980",
    issued="Friday, 16 October 2026, from R. Osei, PT",
    issued_on=date(2026, 10, 16),
    by="R. Osei, PT",
    next_visit="Next visit: Friday, 6 November 2026. Phone 555 0142",
    phone="555 0142",
    found=(
        "Your right hip is stiff going backwards, and your back moves with it.",
        "We will work on both.",
        "This shows how you move today. It does not show damage.",
    ),
    rows=(
        HandoutRow(
            "Kneeling hip stretch",
            "Right knee on a pad. Left foot in front.",
            "Tuck your tail under. Then glide forward.",
            "Do not arch your back.",
            ("Right side", "30 seconds", "3 times a day"),
            "HFS-SAG",
            "right",
        ),
        HandoutRow(
            "Leg lift over a pillow",
            "Lie on your front. Pillow under your belly. Start with the right leg.",
            "Move the hip, not the back. Small, slow lift.",
            "Do not bend your knee.",
            ("8 each leg", "2 rounds", "every day"),
            "PURE-EXT",
            "right",
        ),
        HandoutRow(
            "Clam",
            "Lie on your side. Feet together. Lift the top knee. Hold for 2 seconds.",
            "Keep your hips stacked.",
            "Do not let your hip roll back.",
            ("8 each side", "2 rounds", "3 days a week"),
            "CLAM",
        ),
        HandoutRow(
            "Leg lift on hands and knees",
            "Hands under shoulders. Push one heel up.",
            "Keep your back still.",
            "Do not arch your back.",
            ("8 each side", "2 rounds", "every day"),
            "QUAD-EXT",
        ),
        HandoutRow(
            "Walk",
            "Walk at an easy pace. Take shorter steps.",
            "Add 1 minute each week.",
            "Do not push through pain above 5 out of 10.",
            ("15 minutes", "once", "most days"),
            "WALK",
        ),
    ),
    daily=(
        ("Stand tall", "In line or at the sink, keep your ribs over your hips."),
        ("Bend with your hips", "Push your hips back and bend your knees."),
        ("Level on the stairs", "Put your whole foot down."),
    ),
    daily_codes=("STAND_TALL", "BEND_HIPS", "STAIRS_LEVEL"),
    walking="Walk at an easy pace on most days. Add one minute each week.",
    emergency=(
        "you cannot pass water, or lose control of bladder or bowel",
        "you feel numb between the legs",
        "both legs go weak or numb",
        "you have fever and feel ill with the pain",
        "you cannot put weight on the leg",
    ),
    stop=(
        "pain goes above 5 out of 10",
        "it is still worse next morning",
        "pain or tingling goes down your leg",
        "your groin hurts, or your leg gives way",
    ),
    small_print="For you only. Do not share. Not a replacement for medical care. Use until 27 November 2026.",
    state="DRAFT until signed",
)

DEMONSTRATION = replace(REPORT, marks=("DEMONSTRATION, no real patient",))
