"""What a clinic types once for every page: kept as it was typed, and no longer than a page has room for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.screens.set_up import SettingUp, complaints, type_in
from app.settings import LONGEST, Settings, SettingsRefused, complaints_of, from_texts
from app.workstation import Workstation

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
