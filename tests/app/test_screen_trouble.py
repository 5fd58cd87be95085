from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app import VERSION
from app.faults import (
    Damaged,
    Fault,
    Missing,
    NewerDatabase,
    NotOurs,
    NotRead,
    NotThisClinics,
    UnknownSchema,
)
from app.screens.trouble import (
    NEWER,
    Offer,
    TroubleScreen,
    Way,
    keys_missing_screen,
    keys_newer_screen,
    other_screen,
    trouble_screen,
)
from app.store.state import State
from app.vault.faults import KeyringDamaged, KeyringNewer, KeysMissing

NOW = datetime(2026, 10, 16, 14, 15, tzinfo=UTC)
OFFER = Offer(NOW - timedelta(hours=20), 14)
RESTORE = "Restore backup of 15-Oct-2026, 18:15"
ABOUT = "20 hours old; 14 entries made since will be missing."


def screen(state: State, fault: Fault, offer: Offer | None = OFFER) -> TroubleScreen:
    return trouble_screen(state, fault.words, offer, NOW)


def buttons(shown: TroubleScreen) -> list[str]:
    return [choice.words for choice in shown.choices]


def test_a_file_that_is_gone_can_be_found_restored_or_left_for_a_new_clinic() -> None:
    shown = screen(State.MISSING, Missing(Path("/data/clinic.db")))

    assert shown.sentence == "The data file is not where it was: /data/clinic.db."
    assert buttons(shown) == ["Find it", RESTORE, "New clinic"]
    assert shown.choices[1].about == ABOUT


@pytest.mark.parametrize("state", [State.EMPTY_FILE, State.TRUNCATED, State.DAMAGED])
def test_a_damaged_file_can_be_restored_rescued_or_copied_for_support(state: State) -> None:
    shown = screen(state, Damaged())

    assert shown.sentence == "The data file is damaged (E-DAMAGE)."
    assert buttons(shown) == [RESTORE, "Rescue what can be read", "Save a copy for support"]


def test_a_file_of_other_keys_is_looked_for_elsewhere_or_restored() -> None:
    shown = screen(State.WRONG_FILE_OR_SALT, NotThisClinics())

    assert shown.sentence == "This file does not belong to this key file."
    assert buttons(shown) == ["Find another", RESTORE]


@pytest.mark.parametrize("state", [State.NOT_ENCRYPTED, State.NOT_OURS])
def test_a_file_of_another_program_is_exchanged_for_the_right_one(state: State) -> None:
    shown = screen(state, NotOurs())

    assert shown.sentence == "This is not a data file of this program."
    assert buttons(shown) == ["Choose another", RESTORE]


def test_a_file_of_a_newer_version_can_only_be_closed_and_the_exit_code_says_so() -> None:
    shown = screen(State.NEWER_SCHEMA, NewerDatabase())

    assert shown.sentence == (
        f"This file was made by a newer version of Sagittal. This is {VERSION}. Please update. "
        "Nothing was changed."
    )
    assert buttons(shown) == ["Close"]
    assert shown.exit_code == NEWER == 5


def test_an_older_copy_gives_way_to_the_newest_backup_or_is_gone_on_with_for_a_reason() -> None:
    said = "This file is older than the one used on 12-Nov-2026 (entry 300, here 250)."
    shown = trouble_screen(State.OLDER_COPY, said, OFFER, NOW)

    assert shown.sentence == said
    assert buttons(shown) == ["Use newest verified backup", "Continue and record why"]
    assert shown.choices[0].about == ABOUT


def test_a_file_at_no_known_version_offers_the_support_bundle() -> None:
    shown = screen(State.UNKNOWN_SCHEMA, UnknownSchema())

    assert shown.sentence == (
        "The data file stands at no version that Sagittal knows (E-SCHEMA). Nothing was changed. "
        "Save a support bundle and ask for help, or restore a backup."
    )
    assert buttons(shown) == ["Save a support bundle", RESTORE]


def test_a_file_in_use_names_the_process_where_it_is_known() -> None:
    known = trouble_screen(State.LOCKED, "", OFFER, NOW, 4711)
    unknown = trouble_screen(State.LOCKED, "", OFFER, NOW)

    assert known.sentence == "In use by process 4711."
    assert unknown.sentence == "In use by another program."
    assert buttons(known) == ["Retry"]


def test_a_folder_that_cannot_be_written_offers_nothing_that_could_not_be_kept() -> None:
    shown = trouble_screen(State.READ_ONLY, "", OFFER, NOW)

    assert shown.sentence == "This folder cannot be written."
    assert shown.more == ("Nothing was changed. Ask for the right to write there, then try again.",)
    assert buttons(shown) == ["Retry"]


def test_a_disk_that_does_not_answer_may_answer_later() -> None:
    shown = screen(State.UNREADABLE, NotRead())

    assert shown.sentence == (
        "The disk did not give the data file (E-DISK). Nothing was changed. Check the disk, then start again."
    )
    assert buttons(shown) == ["Retry", RESTORE, "Save a copy for support"]


@pytest.mark.parametrize("fault", [KeysMissing(), KeyringDamaged()])
def test_keys_that_are_gone_are_looked_for_and_a_backup_brings_its_own(fault: Fault) -> None:
    shown = keys_missing_screen(fault.words)

    assert shown.sentence == fault.words
    assert buttons(shown) == ["Find the key file", "Look for a backup elsewhere", "Look again"]


def test_keys_of_a_newer_version_can_only_be_closed() -> None:
    shown = keys_newer_screen(KeyringNewer().words)

    assert shown.sentence == (
        "Made by a newer version: this version of Sagittal cannot read the key file. "
        "Nothing was changed. Install the newest version."
    )
    assert [choice.way for choice in shown.choices] == [Way.CLOSE]
    assert shown.exit_code == 5


def test_what_may_pass_is_tried_again() -> None:
    assert buttons(other_screen("The key file cannot be read: denied.")) == ["Retry"]


def test_without_a_backup_here_one_is_looked_for_elsewhere() -> None:
    shown = screen(State.DAMAGED, Damaged(), None)

    assert buttons(shown)[0] == "Look for a backup elsewhere"
    assert shown.choices[0].about == "None was found here. On a stick, a share or another disk."


@pytest.mark.parametrize("state", [state for state in State if state not in (State.OK, State.NEEDS_UPDATE)])
def test_every_trouble_has_a_sentence_and_one_to_three_buttons(state: State) -> None:
    shown = trouble_screen(state, "What happened.", OFFER, NOW)

    assert shown.sentence
    assert 1 <= len(shown.choices) <= 3


@pytest.mark.parametrize(
    ("age", "lost", "said"),
    [
        (timedelta(seconds=20), 0, "Made just now; nothing will be missing."),
        (timedelta(minutes=1), 1, "1 minute old; 1 entry made since will be missing."),
        (timedelta(hours=1, minutes=5), 2, "1 hour old; 2 entries made since will be missing."),
        (timedelta(days=3), None, "3 days old; how much will be missing cannot be told."),
    ],
)
def test_a_backup_is_offered_with_its_age_and_what_it_lacks(
    age: timedelta, lost: int | None, said: str
) -> None:
    assert Offer(NOW - age, lost).about(NOW) == said
