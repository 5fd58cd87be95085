"""Which passphrases are taken, and the reason why one is not."""

from __future__ import annotations

import pytest

from app.vault.passphrases import check_passphrase, normal
from assessments.language.reading import Complaint

ADVICE = "Four or more words that do not belong together are easy to remember and hard to guess."
ABOUT = ("rosei", "Hillside Physio")


@pytest.mark.parametrize(
    "typed",
    [
        "four grey herons at dawn",
        "correct horse battery staple",
        "vier graue Reiher im Nebel",
        "kLm3#vv9!qPz0ab",
        "!,:;-+=()?*.#'%",
        " four grey herons ",
        "四羽の青い鳥が夜明けに飛ぶ静かな湖",
        "Hillside Physio has four grey herons",
    ],
)
def test_a_long_passphrase_of_any_characters_is_taken(typed: str) -> None:
    assert check_passphrase(typed, ABOUT) is None


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "Too short: 0 of at least 15 characters."),
        ("fourteen chars", "Too short: 14 of at least 15 characters."),
        (
            "rosei rosei rosei",
            "This is the user name or the name of the clinic, which others would try first.",
        ),
        ("Hillside Physio", "This is the user name or the name of the clinic, which others would try first."),
        (
            "hillside-physio 2026",
            "This is the user name or the name of the clinic, which others would try first.",
        ),
        (
            "Physio, Hillside",
            "This is the user name or the name of the clinic, which others would try first.",
        ),
        ("password12345678", "On the list of passphrases that are tried first."),
        ("1234567890123456", "On the list of passphrases that are tried first."),
        ("contraindication", "Easy to guess: mostly one common word."),
        ("aaaaaaaaaaaaaaaaaaaa", "Easy to guess: the same again and again."),
        ("letmeinletmeinletmein", "Easy to guess: the same again and again."),
        ("abcdefghijklmnopqrstuvwxyz", "Easy to guess: characters in their usual order."),
        ("zxcvbnm,./zxcvbnm,./", "Easy to guess: the same again and again."),
        ("Hillside of rosei", "Easy to guess: mostly the user name or the name of the clinic."),
        ("my hillsidephysio", "Easy to guess: mostly the user name or the name of the clinic."),
    ],
)
def test_a_passphrase_that_others_would_try_is_refused_with_the_reason(typed: str, reason: str) -> None:
    assert check_passphrase(typed, ABOUT) == Complaint(f"{reason} {ADVICE}")


def test_a_passphrase_has_an_end() -> None:
    assert check_passphrase("four grey herons " * 15 + "!", ABOUT) is None
    assert check_passphrase("x" * 257, ABOUT) == Complaint("Too long: 257 of at most 256 characters.")


def test_the_length_is_that_of_the_letters_however_they_were_typed() -> None:
    fourteen = "gru\u0308ne Ba\u0308ume da"

    assert check_passphrase(fourteen, ()) == Complaint(f"Too short: 14 of at least 15 characters. {ADVICE}")


def test_a_space_at_the_end_counts() -> None:
    assert normal("four grey herons ") != normal("four grey herons")


def test_a_clinic_without_a_name_forbids_nothing() -> None:
    assert check_passphrase("four grey herons at dawn", ("", "  ", "...")) is None
