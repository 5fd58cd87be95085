"""A whole first exam as keys, page by page: Elena Acosta, pain on the right, worse standing and walking."""

from __future__ import annotations

from tests.visits.clinician import Clinician

HELD = 1.1
"""Seconds that Space is held; one is enough."""


def intake(clinician: Clinician) -> None:
    """Pain 3, worst 6, low back, right, over 12 weeks; four extension activities worse, eased by bending."""
    clinician.press("3 6 1 Enter R 3 R W W W W N N N N Y N N")
    clinician.press("1 7 1 Enter 6 6 Enter R Ctrl+Enter")


def safety(clinician: Clinician) -> None:
    """Every item asked, every answer no; no feature of stenosis."""
    clinician.press("N " * 22 + "0 " + "N " * 5 + "Ctrl+Enter")


def step_down(clinician: Clinician) -> None:
    """20 cm, uncued, shoes off; left first: trunk and pelvis in the first repetition; right clean."""
    clinician.press("1 1 1 2 3" + " Enter" * 10 + " Y N Ctrl+Enter")


def thomas(clinician: Clinician) -> None:
    """By inclinometer, pelvis palpated: right 8 and 9 above, left 4 and 3 below horizontal."""
    clinician.press("1 1 8 Enter 9 Enter 6 2 Enter N P")
    clinician.press("- 4 Enter - 3 Enter 7 0 Enter N P Ctrl+Enter")


def hip_extension(clinician: Clinician) -> None:
    """Left clean; right with the back hollowing in two of three lifts, better with the pelvis held."""
    clinician.press("1 1 Y Y C C C N 2 0 0 0 2 0 0 0 C Y P Y Ctrl+Enter")


def strength(clinician: Clinician) -> None:
    """By dynamometer, three trials a side: extension 204 and 231 N, abduction 132 and 150 N."""
    clinician.press("1")
    for force in (190, 204, 200, 228, 231, 230):
        clinician.type(str(force))
        clinician.press("Enter")
    clinician.press("1 0 N")
    for force in (128, 132, 130, 147, 150, 148):
        clinician.type(str(force))
        clinician.press("Enter")
    clinician.press("1 0 N Ctrl+Enter")


def clamshell(clinician: Clinician) -> None:
    """Left 14 repetitions, right 22, both ended by fatigue."""
    for seconds in (28, 44):
        clinician.hold("Space", HELD)
        clinician.wait(seconds)
        clinician.hold("Space", HELD)
        clinician.press("9")
    clinician.press("Ctrl+Enter")


PAGES = (intake, safety, step_down, thomas, hip_extension, strength, clamshell)


def accept_and_sign(clinician: Clinician) -> None:
    clinician.press("A Ctrl+Enter")
    clinician.press("Ctrl+Enter Enter")
