"""The clinic's own error at the window: twenty repeats, a manager who switches it on, and who may not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.access.person import Person
from app.access.roles import Role
from app.history import compared
from app.patients import Patient
from assessments.change.own import NO_OWN
from assessments.language.exam import ExamKind
from assessments.language.value import Choice, Quantity, Ref, Side, Value
from tests.clinics import CLINICIAN
from tests.colleagues import colleague, sit
from tests.ui.hands import press
from tests.ui.looking import assert_fits, cut_texts
from ui.window import Window

RIGHT = Side.RIGHT


def thomas(angle: int) -> dict[Ref, Value]:
    return {
        Ref("thomas", "method"): Choice("inclinometer"),
        Ref("thomas", "pelvis_method"): Choice("palpation"),
        Ref("thomas", "pelvis_controlled", RIGHT): Choice("yes"),
        Ref("thomas", "abduction_drift", RIGHT): Choice("no"),
        Ref("thomas", "hip_angle", RIGHT, 1): Quantity(Decimal(angle), "deg", str(angle)),
    }


@pytest.fixture
def twenty(window: Window, acosta: Patient) -> Patient:
    """Twenty visits; in each the right thigh is read twice by the same clinician, 2° apart, one way and the
    other. The first reads 0°, the last 19°."""
    station = window.workstation
    for n in range(20):
        visit = station.start_exam(acosta.id, CLINICIAN)
        for ref, value in thomas(n).items():
            visit.record(ref, value)
        visit.sign(CLINICIAN, "PT 4471")
        again = station.ratings.begin(visit.id, ["thomas"], ExamKind.REPEAT)
        for ref, value in thomas(n + (2 if n % 2 else -2)).items():
            again.record(ref, value)
        again.sign(CLINICIAN, "PT 4471")
    return acosta


@pytest.fixture
def manager(window: Window) -> Person:
    return colleague(window.workstation, "Holm, Eva", Role.MANAGER)


def own_page(window: Window) -> None:
    window.go("agreement")
    press(window, "4")


def test_a_manager_switches_the_clinics_error_on_and_a_change_is_held_against_it(
    window: Window, twenty: Patient, manager: Person
) -> None:
    clinician = window.workstation.person
    before = window.workstation.history(twenty.id).values("thomas.hip_angle", RIGHT)
    assert compared(before[0], before[-1]).words == "Error unknown for this method."
    sit(window.workstation, manager)
    window.begin()
    own_page(window)
    press(window, "U")
    (own,) = window.workstation.settings.own_errors.errors
    # Differences of +2 and −2 in turn: √(Σd² / 2n) = √2, and 1.96 * √2 * √2 is 3.92; with the share of a
    # rater below nothing left out, a little more.
    assert (own.pairs, own.mdc95) == (20, Decimal("4.0"))

    sit(window.workstation, clinician)
    window.begin()
    now = window.workstation.history(twenty.id).values("thomas.hip_angle", RIGHT)
    assert compared(now[0], now[-1]).words.startswith("Worse, beyond error (4°, own 20 repeats, to ")
    assert compared(now[-4], now[-1]).words.startswith("Within error (4°, own 20 repeats, to ")


def test_the_same_key_switches_it_off_again(window: Window, twenty: Patient, manager: Person) -> None:
    sit(window.workstation, manager)
    window.begin()
    own_page(window)
    press(window, "A")
    assert len(window.workstation.settings.own_errors.errors) == 1
    press(window, "U")
    assert window.workstation.settings.own_errors == NO_OWN


def test_a_clinician_sees_it_and_does_not_set_it_for_the_clinic(window: Window, twenty: Patient) -> None:
    sit(window.workstation, colleague(window.workstation, "Berg, Tove", Role.CLINICIAN, licence="PT 77"))
    window.begin()
    own_page(window)
    press(window, "U")
    press(window, "Tab Enter")
    assert window.workstation.settings.own_errors == NO_OWN
    assert window.page is not None
    found = window.page.keys()
    hints = {hint.keys: hint for hint in found}
    assert not hints["U"].enabled
    assert not hints["A"].enabled


def test_without_pairs_the_page_says_from_how_many_on(window: Window) -> None:
    own_page(window)
    assert cut_texts(window) == []
    assert_fits(window)
