"""What a clinic types once for every page: kept as it was typed, and no longer than a page has room for."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.screens.set_up import SettingUp, complaints, type_in
from app.settings import LONGEST, Settings, SettingsRefused, complaints_of, from_texts, to_texts
from app.workstation import Workstation
from assessments.change.own import NO_OWN, OwnError, OwnErrors
from assessments.language.finding import Method

TYPED = ("clinic_name", "clinic_phone", "clinician_name", "clinician_licence")
SENTENCE = "That is 201 characters; the most kept here is 200."


@pytest.mark.parametrize("name", TYPED)
def test_a_name_of_200_letters_is_kept_and_one_letter_more_is_refused(
    workstation: Workstation, name: str
) -> None:
    workstation.change_settings(changed(workstation.settings, name, "x" * LONGEST))
    with pytest.raises(SettingsRefused) as refused:
        workstation.change_settings(changed(workstation.settings, name, "y" * (LONGEST + 1)))
    assert refused.value.words == SENTENCE
    assert list(refused.value.complaints) == [name]
    assert getattr(workstation.settings, name) == "x" * LONGEST


def test_a_name_that_an_older_version_kept_hinders_no_other_change() -> None:
    before = Settings(clinic_name="x" * 300)
    assert complaints_of(replace(before, theme="dark"), before) == {}
    assert complaints_of(replace(before, clinic_name="x" * 201), before)["clinic_name"].words == SENTENCE


def test_the_first_day_takes_no_longer_name_of_a_clinic_either() -> None:
    setting = type_in(SettingUp(""), "clinic_name", "x" * 201)
    assert complaints(setting, whole=False)["clinic_name"].words == SENTENCE


def test_figures_move_as_the_computer_asks_until_somebody_says_otherwise(workstation: Workstation) -> None:
    assert workstation.settings.motion == "system"
    workstation.change_settings(replace(workstation.settings, motion="still"))
    assert workstation.settings.motion == "still"
    assert from_texts({"motion": "wild"}).motion == "system"


def changed(settings: Settings, name: str, text: str) -> Settings:
    return replace(settings, **{name: text})  # type: ignore[arg-type]


OWN = OwnErrors(
    (
        OwnError(
            "thomas.hip_angle",
            Decimal("5.2"),
            24,
            date(2026, 8, 14),
            "repeat",
            Method((("method", "inclinometer"), ("pelvis hold", "palpation"))),
        ),
    )
)


def test_the_clinics_own_errors_are_kept_as_they_were_switched_on() -> None:
    assert from_texts(to_texts(Settings(own_errors=OWN))).own_errors == OWN
    assert to_texts(Settings())["own_errors"] == ""
    assert from_texts({}).own_errors == NO_OWN


@pytest.mark.parametrize(
    "change",
    [
        {"mdc95": "NaN"},
        {"mdc95": "0"},
        {"mdc95": "five"},
        {"pairs": "24"},
        {"until": "14-Aug-2026"},
        {"kind": "third"},
        {"method": 3},
    ],
)
def test_an_own_error_of_which_a_part_means_nothing_is_none(change: dict[str, object]) -> None:
    (kept,) = json.loads(to_texts(Settings(own_errors=OWN))["own_errors"])
    assert from_texts({"own_errors": json.dumps([kept])}).own_errors == OWN
    assert from_texts({"own_errors": json.dumps([{**kept, **change}])}).own_errors == NO_OWN


@pytest.mark.parametrize("kept", ["", "5.2", "{}", "[1]", "[{}]", "not kept as such"])
def test_what_another_program_kept_there_is_no_error(kept: str) -> None:
    assert from_texts({"own_errors": kept}).own_errors == NO_OWN
