"""Who can open the records, and what happens to the keyring when people come, forget and leave."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.vault.cost import MOST, QUICK, STRONG, Cost, stronger
from app.vault.faults import KeyringDamaged, KeyringNewer, LastWayIn, LoginTaken
from app.vault.keyring import (
    Keyring,
    Opened,
    new_keyring,
    open_with_passphrase,
    open_with_recovery,
    read_keyring,
    rotated,
    with_new_passphrase_by_recovery,
    with_passphrase,
    with_person,
    with_recovery_key,
    without_slot,
)
from app.vault.keys import Keys
from app.vault.recovery import new_recovery_key
from assessments.language.reading import Complaint
from tests.keyrings import changed_by_hand, newer

ROSEI = "four grey herons at dawn"
BERG = "a bicycle without brakes"
SHEET = "5B11-D8Z6-B1Y3-FDAR-R2M8-TBZ5-JVJ3"
KEPT = new_keyring("rosei", ROSEI, SHEET, QUICK)[0].text()
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@pytest.fixture
def clinic() -> tuple[Keyring, Keys, str]:
    return new_keyring("rosei", ROSEI, SHEET, QUICK)


@pytest.fixture
def two_people(clinic: tuple[Keyring, Keys, str]) -> tuple[Keyring, Keys, str, str]:
    keyring, keys, rosei = clinic
    keyring, berg = with_person(keyring, keys, "berg", BERG, QUICK)
    return keyring, keys, rosei, berg


def test_the_passphrase_and_the_recovery_key_open_the_same_records(clinic: tuple[Keyring, Keys, str]) -> None:
    keyring, keys, rosei = clinic
    kept = read_keyring(keyring.text())

    assert open_with_passphrase(kept, "rosei", ROSEI) == Opened(keys, rosei)
    assert open_with_recovery(kept, SHEET) == Opened(keys, keyring.recovery.id)


def test_a_wrong_passphrase_and_an_unknown_user_are_answered_alike(clinic: tuple[Keyring, Keys, str]) -> None:
    keyring = clinic[0]

    assert open_with_passphrase(keyring, "rosei", ROSEI + " ") is None
    assert open_with_passphrase(keyring, "nobody", ROSEI) is None
    assert open_with_passphrase(keyring, "", SHEET) is None


def test_a_passphrase_is_the_same_however_the_keyboard_makes_its_letters() -> None:
    keyring, *_ = new_keyring("rosei", "drei gr\u00fcne B\u00e4ume \ufb01nden", SHEET, QUICK)

    assert open_with_passphrase(keyring, "rosei", "drei gru\u0308ne Ba\u0308ume finden")


def test_the_user_name_may_be_typed_in_capitals(clinic: tuple[Keyring, Keys, str]) -> None:
    assert open_with_passphrase(clinic[0], " ROSEI ", ROSEI)


def test_half_a_character_in_a_passphrase_is_wrong_and_no_fault(clinic: tuple[Keyring, Keys, str]) -> None:
    assert open_with_passphrase(clinic[0], "rosei", "\ud800" * 20) is None


def test_a_new_person_opens_the_same_records(two_people: tuple[Keyring, Keys, str, str]) -> None:
    keyring, keys, rosei, berg = two_people

    assert open_with_passphrase(keyring, "berg", BERG) == Opened(keys, berg)
    assert open_with_passphrase(keyring, "rosei", ROSEI) == Opened(keys, rosei)


def test_two_people_cannot_have_one_user_name(clinic: tuple[Keyring, Keys, str]) -> None:
    keyring, keys, _ = clinic

    with pytest.raises(LoginTaken) as fault:
        with_person(keyring, keys, "Rosei", BERG, QUICK)
    assert fault.value.words == "“Rosei” is the user name of somebody else. Choose another user name."


def test_a_changed_passphrase_leaves_every_key_as_it_is(clinic: tuple[Keyring, Keys, str]) -> None:
    keyring, keys, rosei = clinic
    changed = with_passphrase(keyring, keys, rosei, ROSEI, BERG, QUICK)

    assert changed is not None
    assert open_with_passphrase(changed, "rosei", ROSEI) is None
    assert open_with_passphrase(changed, "rosei", BERG) == Opened(keys, rosei)
    assert changed.salt == keyring.salt


def test_the_passphrase_is_changed_by_who_knows_the_old_one(clinic: tuple[Keyring, Keys, str]) -> None:
    keyring, keys, rosei = clinic

    assert with_passphrase(keyring, keys, rosei, "not the old one", BERG, QUICK) is None


def test_a_forgotten_passphrase_costs_no_record(clinic: tuple[Keyring, Keys, str]) -> None:
    keyring, keys, rosei = clinic
    found = open_with_recovery(keyring, SHEET)
    assert isinstance(found, Opened)

    again = with_new_passphrase_by_recovery(keyring, found.keys, rosei, BERG, QUICK)

    assert open_with_passphrase(again, "rosei", BERG) == Opened(keys, rosei)
    assert open_with_passphrase(again, "rosei", ROSEI) is None


def test_a_new_recovery_sheet_takes_the_place_of_the_old_one(clinic: tuple[Keyring, Keys, str]) -> None:
    keyring, keys, _ = clinic
    sheet = new_recovery_key()

    renewed = with_recovery_key(keyring, keys, sheet)

    assert open_with_recovery(renewed, SHEET) is None
    assert open_with_recovery(renewed, sheet) == Opened(keys, keyring.recovery.id)


def test_a_mistyped_recovery_key_is_a_complaint_about_the_typing(clinic: tuple[Keyring, Keys, str]) -> None:
    said = open_with_recovery(clinic[0], SHEET.replace("FDAR", "FDAB"))

    assert said == Complaint("Group 4 does not look right")


def test_a_leaver_is_shut_out_and_nobody_else_notices(two_people: tuple[Keyring, Keys, str, str]) -> None:
    keyring, keys, rosei, berg = two_people

    rotated_ring, fresh = rotated(keyring, keys, [berg])

    assert fresh != keys
    assert fresh.database(keyring.salt) != keys.database(keyring.salt)
    assert open_with_passphrase(rotated_ring, "berg", BERG) is None
    assert open_with_passphrase(rotated_ring, "rosei", ROSEI) == Opened(fresh, rosei)
    assert open_with_recovery(rotated_ring, SHEET) == Opened(fresh, keyring.recovery.id)


def test_the_passphrase_from_before_a_change_opens_no_later_keys(
    two_people: tuple[Keyring, Keys, str, str],
) -> None:
    keyring, keys, rosei, _ = two_people
    changed = with_passphrase(keyring, keys, rosei, ROSEI, "seven lamps on the quay", QUICK)
    assert changed is not None
    later, fresh = rotated(changed, keys)

    mixed = replace(later.slot(rosei), sealed_private=keyring.slot(rosei).sealed_private)
    mixed = replace(mixed, kdf_salt=keyring.slot(rosei).kdf_salt)
    with_old_lock = replace(later, slots=tuple(mixed if s.id == rosei else s for s in later.slots))

    assert open_with_passphrase(later, "rosei", ROSEI) is None
    assert open_with_passphrase(with_old_lock, "rosei", ROSEI) is None
    assert open_with_passphrase(later, "rosei", "seven lamps on the quay") == Opened(fresh, rosei)


@pytest.mark.parametrize("which", ["the last person", "the recovery key"])
def test_a_way_in_is_left_for_a_person_and_for_the_recovery_key(
    clinic: tuple[Keyring, Keys, str], which: str
) -> None:
    keyring, keys, rosei = clinic
    slot_id = rosei if which == "the last person" else keyring.recovery.id

    with pytest.raises(LastWayIn) as fault:
        without_slot(keyring, keys, slot_id)
    assert fault.value.words == (
        "Not removed: at least one person and the recovery key must be able to open the records."
    )
    with pytest.raises(LastWayIn):
        rotated(keyring, keys, [slot_id])


def test_one_of_two_people_can_be_removed(two_people: tuple[Keyring, Keys, str, str]) -> None:
    keyring, keys, rosei, berg = two_people

    left = without_slot(keyring, keys, rosei)

    assert open_with_passphrase(left, "rosei", ROSEI) is None
    assert open_with_passphrase(left, "berg", BERG) == Opened(keys, berg)


def test_a_slot_moved_to_another_person_opens_nothing(two_people: tuple[Keyring, Keys, str, str]) -> None:
    keyring, _, rosei, berg = two_people
    moved = replace(keyring.slot(berg), id=rosei, login="rosei")

    stolen = replace(keyring, slots=(moved, keyring.recovery))

    assert open_with_passphrase(stolen, "rosei", BERG) is None


def test_a_slot_of_another_clinic_opens_nothing(clinic: tuple[Keyring, Keys, str]) -> None:
    other, *_ = new_keyring("guest", BERG, SHEET, QUICK)

    assert open_with_passphrase(replace(clinic[0], slots=other.slots), "guest", BERG) is None


def test_a_renamed_slot_is_noticed_by_who_unlocks(clinic: tuple[Keyring, Keys, str]) -> None:
    keyring, _, rosei = clinic
    renamed = replace(keyring, slots=(replace(keyring.slot(rosei), login="berg"), keyring.recovery))

    with pytest.raises(KeyringDamaged):
        open_with_passphrase(renamed, "berg", ROSEI)


def test_no_key_is_sealed_to_a_slot_that_was_put_in_from_outside(clinic: tuple[Keyring, Keys, str]) -> None:
    keyring, keys, _ = clinic
    strange, *_ = new_keyring("stranger", BERG, SHEET, QUICK)
    infected = replace(keyring, slots=(*keyring.slots, strange.people[0]))

    for change in (
        lambda: rotated(infected, keys),
        lambda: with_person(infected, keys, "berg", BERG, QUICK),
        lambda: with_recovery_key(infected, keys, SHEET),
    ):
        with pytest.raises(KeyringDamaged):
            change()


def test_a_keyring_of_a_newer_version_is_not_read(clinic: tuple[Keyring, Keys, str]) -> None:
    with pytest.raises(KeyringNewer) as fault:
        read_keyring(newer(clinic[0].text()))

    assert fault.value.words == (
        "Made by a newer version: this version of Sagittal cannot read the key file. Nothing was changed. "
        "Install the newest version."
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "3",
        "{}",
        '{"check": 1}',
        "[" * 100_000,
        "9" * 10_000,
        '"\\ud800"',
        "x" * (1 << 19),
    ],
    ids=lambda text: text[:8] or "empty",
)
def test_what_is_no_keyring_is_called_damaged(text: str) -> None:
    with pytest.raises(KeyringDamaged) as fault:
        read_keyring(text)

    assert fault.value.words.startswith("Key file damaged (E-KEYS)")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("memory_kib", MOST.memory_kib + 1),
        ("passes", MOST.passes + 1),
        ("lanes", MOST.lanes + 1),
        ("memory_kib", 0),
        ("passes", True),
        ("passes", "3"),
        ("lanes", 1.0),
        ("hash", "md5"),
        ("kind", "guest"),
        ("kind", "recovery"),
        ("salt", "%%%"),
        ("public", "AAAA"),
        ("login", None),
        ("root", None),
    ],
)
def test_a_slot_that_asks_for_too_much_or_says_nonsense_is_refused(
    clinic: tuple[Keyring, Keys, str], field: str, value: object
) -> None:
    text = changed_by_hand(clinic[0].text(), lambda said: said["slots"][0].update({field: value}))

    with pytest.raises(KeyringDamaged):
        read_keyring(text)


@pytest.mark.parametrize("field", ["app", "version", "database", "salt", "slots", "mac"])
def test_a_keyring_that_lacks_a_field_is_damaged(clinic: tuple[Keyring, Keys, str], field: str) -> None:
    text = changed_by_hand(clinic[0].text(), lambda said: said.pop(field))

    with pytest.raises(KeyringDamaged):
        read_keyring(text)


@given(st.sampled_from(("app", "version", "database", "salt", "slots", "mac")), ANYTHING)
def test_whatever_stands_in_a_field_is_read_or_called_damaged_or_newer(field: str, value: object) -> None:
    with suppress(KeyringDamaged, KeyringNewer):
        read_keyring(changed_by_hand(KEPT, lambda said: said.update({field: value})))


@given(
    st.sampled_from(("id", "kind", "login", "hash", "memory_kib", "passes", "lanes", "salt", "root")),
    ANYTHING,
)
def test_whatever_stands_in_a_slot_is_read_or_called_damaged(field: str, value: object) -> None:
    with suppress(KeyringDamaged):
        read_keyring(changed_by_hand(KEPT, lambda said: said["slots"][0].update({field: value})))


def test_no_secret_shows_when_a_keyring_is_printed(clinic: tuple[Keyring, Keys, str]) -> None:
    keyring, keys, rosei = clinic
    shown = repr((keyring, keys, Opened(keys, rosei)))

    assert "\\x" not in shown
    assert repr(keys) == "Keys()"


def test_every_purpose_has_a_key_of_its_own(clinic: tuple[Keyring, Keys, str]) -> None:
    keyring, keys, _ = clinic
    database = keys.database(keyring.salt)

    assert len({database[:64], keys.audit.hex(), keys.backup.hex(), keys.keyring.hex(), keys.root.hex()}) == 5
    assert len(database) == 96
    assert database.endswith(keyring.salt.hex())
    with pytest.raises(ValueError, match="16 bytes"):
        keys.database(b"short")


@pytest.mark.parametrize(
    ("cost", "seconds", "next_time"),
    [
        (STRONG, 0.3, STRONG),
        (STRONG, 0.25, STRONG),
        (STRONG, 0.24, STRONG),
        (STRONG, 0.15, Cost(65536, 5, 1)),
        (STRONG, 0.001, Cost(65536, 6, 1)),
        (STRONG, 0.0, Cost(65536, 6, 1)),
        (Cost(65536, 15, 1), 0.01, Cost(65536, 20, 1)),
        (Cost(65536, 20, 1), 0.01, Cost(65536, 20, 1)),
        (QUICK, 0.001, QUICK),
    ],
)
def test_a_passphrase_gets_dearer_to_guess_on_a_fast_computer(
    cost: Cost, seconds: float, next_time: Cost
) -> None:
    assert stronger(cost, seconds) == next_time
    assert next_time.bearable
