"""What a clinician types, and what the program takes it for; what it cannot take, it says in a sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.language.protocol import Chosen, Counted, Kind, Measured, Noted, Option, Scale, Ticked
from assessments.language.reading import Complaint, Reading, number, read
from assessments.language.value import Choice, Choices, Quantity, Text

ANGLE = Measured("deg", Decimal(-40), Decimal(60), above="above", below="below")
HEIGHT = Measured("cm", Decimal(50), Decimal(250), decimals=1)
GRADE = Measured("grade", Decimal(0), Decimal(5), decimals=1, step=Decimal("0.5"))
FORCE = Measured(
    "N",
    Decimal(0),
    Decimal(1500),
    decimals=1,
    warn_low=Decimal(20),
    warn_high=Decimal(800),
    also_units=(("kgf", Decimal("9.80665")), ("lbf", Decimal("4.4482216152605"))),
)
YES_NO = Chosen((Option("yes", "yes", "Y"), Option("no", "no", "N")))
SITES = Ticked((Option("low_back", "low back"), Option("buttock", "buttock"), Option("groin", "groin")))


@pytest.mark.parametrize(
    ("typed", "degrees"),
    [
        ("-8", -8),
        ("\u22128", -8),
        ("\u20138", -8),
        ("- 8", -8),
        ("8 below", -8),
        ("8below", -8),
        ("8 b", -8),
        ("8° below", -8),
        ("8 deg below", -8),
        ("8 above", 8),
        ("8 ABOVE", 8),
        ("+8", 8),
        ("8°", 8),
        ("8 deg", 8),
        (" 8 ", 8),
        ("8,0", 8),
        ("0 below", 0),
        ("-0", 0),
        ("-40", -40),
        ("60", 60),
    ],
)
def test_an_angle_is_read_by_its_sign_or_by_its_word(typed: str, degrees: int) -> None:
    taken = read(ANGLE, typed)

    assert taken == Reading(Quantity(Decimal(degrees), "deg"))
    assert isinstance(taken, Reading)
    assert isinstance(taken.value, Quantity)
    assert taken.value.typed == typed.strip()


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        (ANGLE, "", "“” is not a number. Type digits, such as 8."),
        (ANGLE, "tight", "“tight” is not a number. Type digits, such as 8."),
        (ANGLE, "--8", "“--8” is not a number. Type digits, such as 8."),
        (ANGLE, "61", "61 deg is outside \u221240 to 60 deg."),
        (ANGLE, "-41", "\u221241 deg is outside \u221240 to 60 deg."),
        (ANGLE, "8,5", "8.5 is finer than this is read: whole numbers only."),
        (ANGLE, "-8 above", "“-8 above” says minus and above. Type one of them."),
        (ANGLE, "-8 below", "“-8 below” says the direction twice. Type the sign or the word."),
        (ANGLE, "8 cm", "“cm” is not a unit here. The unit is deg."),
        (HEIGHT, "171.55", "171.55 is finer than this is read: at most 1 after the point."),
        (HEIGHT, "8,5", "8.5 cm is outside 50 to 250 cm."),
        (HEIGHT, "below", "“below” is not a number. Type digits, such as 50."),
        (FORCE, "23 kg", "“kg” is not a unit here. The unit is N, kgf, lbf."),
        (FORCE, "160 kgf", "1569.064 N is outside 0 to 1500 N."),
        (FORCE, "-1", "\u22121 N is outside 0 to 1500 N."),
        (GRADE, "4.3", "4.3 is not a multiple of 0.5."),
        (GRADE, "5.5", "5.5 grade is outside 0 to 5 grade."),
        (Scale(), "11", "11 is outside 0 to 10."),
        (Scale(), "4.5", "“4.5” is not a whole number from 0 to 10."),
        (Scale(0, 5), "T", "10 is outside 0 to 5."),
        (Counted(0, 120, "repetitions"), "121", "121 is outside 0 to 120 repetitions."),
        (YES_NO, "maybe", "“maybe” is not one of: yes, no."),
        (YES_NO, "", "“” is not one of: yes, no."),
        (SITES, "low_back neck", "“neck” is not one of: low back, buttock, groin."),
        (Noted(5), "longer", "That is 6 characters; the most kept here is 5."),
    ],
)
def test_what_cannot_be_taken_is_said_in_a_sentence(kind: Kind, typed: str, sentence: str) -> None:
    assert read(kind, typed) == Complaint(sentence)


@pytest.mark.parametrize(("typed", "centimetres"), [("171,5", "171.5"), ("171.50", "171.5"), ("170,", "170")])
def test_comma_is_point(typed: str, centimetres: str) -> None:
    assert read(HEIGHT, typed) == Reading(Quantity(Decimal(centimetres), "cm"))


@pytest.mark.parametrize("typed", ["23 kgf", "23kgf", "23 KGF"])
def test_another_unit_is_turned_exactly_and_the_entry_kept_as_typed(typed: str) -> None:
    taken = read(FORCE, typed)

    assert isinstance(taken, Reading)
    assert isinstance(taken.value, Quantity)
    assert (taken.value.amount, taken.value.typed) == (Decimal("225.55295"), typed)


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("19", "19 N is unusually low (under 20). Keep it?"),
        ("0", "0 N is unusually low (under 20). Keep it?"),
        ("1 kgf", "9.80665 N is unusually low (under 20). Keep it?"),
        ("801", "801 N is unusually high (over 800). Keep it?"),
        ("20", ""),
        ("800", ""),
    ],
)
def test_an_unusual_value_is_taken_with_a_question(typed: str, question: str) -> None:
    taken = read(FORCE, typed)

    assert isinstance(taken, Reading)
    assert taken.warning == question


@pytest.mark.parametrize(("typed", "grade"), [("4.5", "4.5"), ("4,5", "4.5"), ("5", "5"), ("0", "0")])
def test_manual_grades_come_in_half_steps(typed: str, grade: str) -> None:
    assert read(GRADE, typed) == Reading(Quantity(Decimal(grade), "grade"))


@pytest.mark.parametrize(("typed", "rating"), [("0", 0), ("7", 7), ("10", 10), ("T", 10), ("t", 10)])
def test_a_rating_is_one_key_and_t_is_ten(typed: str, rating: int) -> None:
    assert read(Scale(), typed) == Reading(Quantity(Decimal(rating), ""))


@pytest.mark.parametrize("typed", ["yes", "Y", "y"])
def test_a_choice_is_taken_by_its_code_or_its_key(typed: str) -> None:
    assert read(YES_NO, typed) == Reading(Choice("yes"))


def test_ticks_keep_the_order_of_the_list_and_none_is_an_answer() -> None:
    assert read(SITES, "groin low_back") == Reading(Choices(("low_back", "groin")))
    assert read(SITES, "") == Reading(Choices(()))


def test_a_note_is_kept_letter_by_letter() -> None:
    assert read(Noted(), "  ½ way,\nfront ") == Reading(Text("  ½ way,\nfront "))


@pytest.mark.parametrize("typed", ["9" * 40, "0." + "1" * 40, "9" * 30 + " kgf"])
def test_a_number_of_any_length_is_answered_and_never_a_fault(typed: str) -> None:
    assert isinstance(read(FORCE, typed), Complaint)


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("8", "8"),
        ("8.50", "8.5"),
        ("-8", "\u22128"),
        ("0", "0"),
        ("-0", "0"),
        ("100", "100"),
        ("1E+2", "100"),
    ],
)
def test_a_number_is_written_short_and_plain(amount: str, written: str) -> None:
    assert number(Decimal(amount)) == written


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_value_or_a_sentence(typed: str) -> None:
    for kind in (ANGLE, HEIGHT, GRADE, FORCE, Scale(), Counted(0, 5), YES_NO, SITES, Noted()):
        taken = read(kind, typed)
        assert isinstance(taken, Reading) or taken.words.endswith((".", "?"))


@given(st.integers(-40, 60))
def test_an_angle_reads_back_from_how_it_is_written(degrees: int) -> None:
    words = f"{abs(degrees)}° {'below' if degrees < 0 else 'above'}"

    assert read(ANGLE, words) == Reading(Quantity(Decimal(degrees), "deg"))


@pytest.mark.parametrize("kind", [ANGLE, Counted(0, 100, "%"), Scale(0, 10)])
def test_a_number_of_a_whole_page_is_not_read(kind: Kind) -> None:
    assert read(kind, "9" * 41) == Complaint("That is 41 characters; a number has at most 40.")
    assert read(kind, "9" * 5_000_000) == Complaint("That is 5000000 characters; a number has at most 40.")


@pytest.mark.parametrize("typed", ["NaN", "nan", "inf", "-Infinity", "∞", "1e400"])
def test_what_is_no_finite_number_is_refused_in_words(typed: str) -> None:
    refused = read(ANGLE, typed)
    assert isinstance(refused, Complaint)
    assert refused.words.startswith(("“" + typed, "“e400” is not a unit here."))
