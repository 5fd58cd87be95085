"""What a clinic is asked on its first day, and the exact words for what cannot be taken."""

from __future__ import annotations

import pytest

from app.access.person import NewPerson
from app.screens.entry import EntryState
from app.screens.set_up import (
    SettingUp,
    Step,
    complaints,
    go_back,
    go_on,
    proposed_login,
    set_up_screen,
    type_in,
)
from app.screens.state import State
from app.vault.recovery import written

KEY = written(bytes(range(16)))
GOOD = "four brown herons wade home"


def filled(step: Step, **typed: str) -> SettingUp:
    setting = SettingUp(KEY, step=step)
    start = {"clinic_name": "Riverside Clinic", "name": "R. Osei, PT", "licence": "PT 4471"}
    for name, text in {**start, **typed}.items():
        setting = type_in(setting, name, text)
    return setting


@pytest.mark.parametrize(
    ("name", "login"),
    [
        ("R. Osei, PT", "rosei"),
        ("Åsa Lindqvist", "alindqvist"),
        ("Maria del Carmen Ruiz", "mdcruiz"),
        ("Ruiz", "ruiz"),
        ("", ""),
        ("李", ""),
    ],
)
def test_a_name_to_sign_in_with_is_proposed(name: str, login: str) -> None:
    assert proposed_login(name) == login


def test_the_proposed_name_is_taken_unless_another_is_typed() -> None:
    assert filled(Step.CLINIC).person == NewPerson("R. Osei, PT", "PT 4471", "rosei")
    assert filled(Step.CLINIC, login="ro").person.login == "ro"
    assert set_up_screen(filled(Step.CLINIC)).entries["login"].text == "rosei"


def test_nothing_is_called_missing_before_one_wants_to_go_on() -> None:
    setting = SettingUp(KEY)

    assert {entry.state for entry in set_up_screen(setting).entries.values()} == {EntryState.EMPTY}
    stays = go_on(setting)
    assert stays is not None
    assert stays.step is Step.CLINIC
    assert set_up_screen(stays).entries["clinic_name"].sentence == "Type the name of the clinic."
    assert set_up_screen(stays).entries["name"].sentence == "Type a name."


def test_the_steps_follow_one_another_and_lead_back() -> None:
    setting = filled(Step.CLINIC, passphrase=GOOD, again=GOOD, typed_back=KEY)
    seen = []
    while setting is not None:
        seen.append(setting.step)
        last, setting = setting, go_on(setting)

    assert seen == list(Step)
    assert go_back(last).step is Step.RECOVERY
    assert [state for _, state in set_up_screen(last).rows] == [State.DONE] * 3 + [State.NOW]


@pytest.mark.parametrize(
    ("passphrase", "again", "field", "starts"),
    [
        ("short", "short", "passphrase", "Too short: 5 of at least 15 characters."),
        ("a" * 20, "a" * 20, "passphrase", "Easy to guess: the same again and again."),
        (
            "riversideclinic",
            "riversideclinic",
            "passphrase",
            "This is the user name or the name of the clinic",
        ),
        (GOOD, "four brown herons wade", "again", "This is not the same passphrase."),
        (GOOD, GOOD + " ", "again", "This is not the same passphrase."),
    ],
)
def test_a_passphrase_that_cannot_be_taken_says_why(
    passphrase: str, again: str, field: str, starts: str
) -> None:
    found = complaints(filled(Step.PASSPHRASE, passphrase=passphrase, again=again), whole=True)

    assert list(found) == [field]
    assert found[field].words.startswith(starts)


def test_the_same_letters_made_by_another_keyboard_are_the_same_passphrase() -> None:
    setting = filled(
        Step.PASSPHRASE, passphrase="caf\u00e9 herons wade at home", again="cafe\u0301 herons wade at home"
    )

    assert complaints(setting, whole=True) == {}


def test_the_recovery_key_is_shown_in_its_groups_on_its_step_alone() -> None:
    assert "-".join(set_up_screen(filled(Step.RECOVERY)).key) == KEY
    assert set_up_screen(filled(Step.TYPE_BACK)).key == ()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type the recovery key from the sheet."),
        (KEY[:15] + ("0" if KEY[15] != "0" else "1") + KEY[16:], "Group 4 does not look right"),
        (written(bytes(range(16, 32))), "This is a recovery key, but not the one that was just made."),
    ],
)
def test_a_recovery_key_typed_back_wrong_says_where(typed: str, said: str) -> None:
    assert complaints(filled(Step.TYPE_BACK, typed_back=typed), whole=True)["typed_back"].words == said


def test_the_recovery_key_may_be_typed_back_in_small_letters_without_hyphens() -> None:
    assert go_on(filled(Step.TYPE_BACK, typed_back=KEY.replace("-", "").lower())) is None


def test_a_record_of_the_first_release_is_said_to_be_taken_over() -> None:
    about = set_up_screen(SettingUp(KEY, takes_over=True)).about

    assert about == (
        "This computer holds records of the first release, which are not encrypted. They are taken over into "
        "the encrypted file, every one is compared, and only then the old file is destroyed."
    )


def test_the_help_says_what_a_forgotten_passphrase_costs() -> None:
    assert any(
        "A forgotten passphrase never costs data." in n for n in set_up_screen(filled(Step.PASSPHRASE)).notes
    )
