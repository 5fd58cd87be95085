"""The recovery key, typed from the printed sheet."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from app.vault.recovery import LETTERS, new_recovery_key, read_recovery_key, written
from assessments.language.reading import Complaint

SHEET = "5B11-D8Z6-B1Y3-FDAR-R2M8-TBZ5-JVJ3"
KEY = read_recovery_key(SHEET)
PLAIN = SHEET.replace("-", "")


def test_a_new_key_has_seven_groups_of_four_and_is_never_the_same() -> None:
    keys = {new_recovery_key() for _ in range(50)}

    assert len(keys) == 50
    assert all(re.fullmatch(rf"(?:[{LETTERS}]{{4}}-){{6}}[{LETTERS}]{{4}}", key) for key in keys)


@pytest.mark.parametrize("key", [bytes(16), bytes([255] * 16), bytes(range(16))])
def test_a_key_is_read_as_it_was_written(key: bytes) -> None:
    assert read_recovery_key(written(key)) == key


@pytest.mark.parametrize(
    "typed",
    [
        SHEET.lower(),
        PLAIN,
        SHEET.replace("-", " "),
        f"  {SHEET}\n",
        SHEET.replace("-", "–"),
        SHEET.replace("1", "I"),
        SHEET.replace("1", "l"),
        " ".join(PLAIN),
    ],
)
def test_the_key_may_be_typed_as_people_type(typed: str) -> None:
    assert isinstance(KEY, bytes)
    assert read_recovery_key(typed) == KEY


def test_the_letter_o_is_taken_for_nought() -> None:
    nought = bytes(16)

    assert read_recovery_key(written(nought).replace("0", "o")) == nought


def test_every_single_wrong_character_is_found_and_its_group_named() -> None:
    for at, right in enumerate(PLAIN):
        for wrong in set(LETTERS) - {right}:
            said = read_recovery_key(PLAIN[:at] + wrong + PLAIN[at + 1 :])
            assert said == Complaint(f"Group {at // 4 + 1} does not look right")


def test_every_two_exchanged_characters_are_noticed() -> None:
    for one, other in combinations(range(len(PLAIN)), 2):
        letters = list(PLAIN)
        letters[one], letters[other] = letters[other], letters[one]
        assert letters == list(PLAIN) or isinstance(read_recovery_key("".join(letters)), Complaint)


def test_two_exchanged_neighbours_are_among_the_groups_named() -> None:
    for at in range(len(PLAIN) - 1):
        exchanged = PLAIN[:at] + PLAIN[at + 1] + PLAIN[at] + PLAIN[at + 2 :]
        if exchanged != PLAIN:
            said = read_recovery_key(exchanged)
            assert isinstance(said, Complaint)
            assert str(at // 4 + 1) in said.words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (SHEET.replace("FDAR", "FDAB"), "Group 4 does not look right"),
        (SHEET.replace("FDAR", "FD?R"), "Group 4 does not look right"),
        (SHEET.replace("FDAR", "FDUR"), "Group 4 does not look right"),
        (SHEET.replace("FDAR", "FDA"), "Group 4 does not look right"),
        (SHEET.replace("FDAR", "FDARR"), "Group 4 does not look right"),
        ("Z" + PLAIN[1:], "Group 1 does not look right"),
        (PLAIN[:-1], "The recovery key has 28 letters and digits; this has 27."),
        (SHEET[:-5], "The recovery key has 28 letters and digits; this has 24."),
        ("", "The recovery key has 28 letters and digits; this has 0."),
        ("four grey herons", "Group 3 does not look right"),
        (
            SHEET.replace("5B11", "5B10").replace("JVJ3", "JVJH"),
            "The recovery key does not look right. Compare every group with the printed sheet.",
        ),
    ],
)
def test_what_does_not_look_right_is_said_before_any_work_is_done(typed: str, words: str) -> None:
    assert read_recovery_key(typed) == Complaint(words)
