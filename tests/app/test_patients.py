"""Patients: what is refused and in which words, and who is found while a name is typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.faults import Unknown
from app.patients import Patient, PatientRefused
from app.workstation import Workstation

MUNOZ = Patient(family_name="Muñoz-Łukasik", given_name="José María", born=date(1980, 8, 14))


def words(workstation: Workstation, patient: Patient) -> dict[str, str]:
    return {name: c.words for name, c in workstation.patients.complaints(patient).items()}


def test_a_patient_comes_back_as_entered(workstation: Workstation) -> None:
    entered = replace(
        MUNOZ,
        sex="other",
        record_number="A-17",
        phone="+44 20 7946 0000",
        height_cm=Decimal("171.0"),
        mass_kg=Decimal("66.5"),
        language="es",
    )

    kept = workstation.patients.add(entered)

    assert kept == replace(entered, id=kept.id) != entered
    assert workstation.patients.get(kept.id) == kept
    assert kept.name == "MUÑOZ-ŁUKASIK, José María"


def test_a_corrected_patient_is_the_same_patient(workstation: Workstation, patient: Patient) -> None:
    changed = workstation.patients.correct(replace(patient, born=date(1990, 8, 14)))

    assert workstation.patients.get(patient.id) == changed
    assert workstation.patients.find("1991-08-14") == []


@pytest.mark.parametrize(
    ("entered", "field", "sentence"),
    [
        (Patient(), "family_name", "Type a name."),
        (Patient(family_name="\u200b \u202e"), "family_name", "Type a name."),
        (
            replace(MUNOZ, record_number="\ud83d"),
            "record_number",
            "A character in it cannot be kept. Type it again.",
        ),
        (replace(MUNOZ, born=date(2026, 3, 3)), "born", "03-Mar-2026 is in the future."),
        (
            replace(MUNOZ, born=date(1905, 3, 1)),
            "born",
            "Born 01-Mar-1905 would be 121 years old. Check the year.",
        ),
        (replace(MUNOZ, height_cm=Decimal("17.1")), "height_cm", "17.1 cm is outside 50 to 250 cm."),
        (replace(MUNOZ, mass_kg=Decimal("301")), "mass_kg", "301 kg is outside 20 to 300 kg."),
        (
            replace(MUNOZ, given_name="x" * 201),
            "given_name",
            "That is 201 characters; the most kept here is 200.",
        ),
        (replace(MUNOZ, phone="1\x00"), "phone", "A character in it cannot be kept. Type it again."),
        (
            replace(MUNOZ, given_name="\ud83d"),
            "given_name",
            "A character in it cannot be kept. Type it again.",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    workstation: Workstation, entered: Patient, field: str, sentence: str
) -> None:
    assert words(workstation, entered) == {field: sentence}
    with pytest.raises(PatientRefused) as refused:
        workstation.patients.add(entered)
    assert refused.value.words == sentence


def test_the_oldest_and_the_youngest_possible_are_taken(workstation: Workstation) -> None:
    for born in (date(1905, 3, 3), date(2026, 3, 2)):
        assert words(workstation, replace(MUNOZ, born=born)) == {}


def test_a_record_number_is_given_once(workstation: Workstation) -> None:
    first = workstation.patients.add(replace(MUNOZ, record_number="A-17"))
    second = Patient(family_name="Halvorsen", given_name="Per", record_number=" A-17 ")

    with pytest.raises(PatientRefused) as refused:
        workstation.patients.add(second)

    assert refused.value.words == "Record number A-17 already belongs to MUÑOZ-ŁUKASIK, José María."
    assert workstation.patients.find("") == [first]
    assert workstation.patients.correct(first) == first


def test_patients_without_a_record_number_do_not_collide(workstation: Workstation) -> None:
    for name in ("Per", "Pål"):
        workstation.patients.add(Patient(family_name="Halvorsen", given_name=name))

    assert len(workstation.patients.find("halv")) == 2


@pytest.mark.parametrize(
    "typed",
    [
        "mun",
        "MUÑ",
        "lukasik",
        "jose muñ",
        "MUNOZ, José",
        "maria",
        "14-08-1980",
        "14/8/1980",
        "1980-08-14",
        "14-Aug-1980",
        "14 aug 19",
        "14-0",
        "jo 14.8.1980",
        "17/b",
        "17b",
    ],
)
def test_a_patient_is_found_as_it_is_typed(workstation: Workstation, typed: str) -> None:
    wanted = workstation.patients.add(replace(MUNOZ, record_number="17/B-2"))
    workstation.patients.add(Patient(family_name="Halvorsen", given_name="Per", born=date(1979, 11, 3)))

    assert workstation.patients.find(typed) == [wanted]


@pytest.mark.parametrize("typed", ["x" * 60_000, "x " * 5_000])
def test_a_page_pasted_into_the_search_finds_nobody(workstation: Workstation, typed: str) -> None:
    workstation.patients.add(MUNOZ)

    assert workstation.patients.find(typed) == []


@pytest.mark.parametrize("typed", ["%", "_", "unoz", "jose x", "15-08-1980", "'; drop table patients"])
def test_what_fits_nobody_finds_nobody(workstation: Workstation, typed: str) -> None:
    workstation.patients.add(MUNOZ)

    found = workstation.patients.find(typed)

    # A sign with no letter in it is nothing typed yet: everybody is still possible.
    assert len(found) == (1 if typed in ("%", "_") else 0)


def test_an_apostrophe_may_be_left_out(workstation: Workstation) -> None:
    wanted = workstation.patients.add(Patient(family_name="O’Neil", given_name="Seán"))

    assert workstation.patients.find("oneil sean") == [wanted]
    assert workstation.patients.find("o'ne") == [wanted]


@pytest.mark.parametrize(
    "other",
    [
        MUNOZ,
        replace(MUNOZ, family_name="Munoz Lukasik", given_name="Jose"),
        replace(MUNOZ, family_name="José María", given_name="Muñoz-Łukasik"),
        replace(MUNOZ, born=date(1980, 8, 15)),
        replace(MUNOZ, born=None),
    ],
)
def test_someone_who_may_be_the_same_person_is_shown(workstation: Workstation, other: Patient) -> None:
    kept = workstation.patients.add(MUNOZ)

    assert workstation.patients.likely_duplicates(other) == [kept]


def test_a_date_of_birth_typed_the_other_way_round_is_noticed(workstation: Workstation) -> None:
    kept = workstation.patients.add(replace(MUNOZ, born=date(1980, 8, 9)))

    assert workstation.patients.likely_duplicates(replace(MUNOZ, born=date(1980, 9, 8))) == [kept]


@pytest.mark.parametrize(
    "other",
    [
        replace(MUNOZ, born=date(1950, 1, 2)),
        replace(MUNOZ, family_name="Halvorsen", given_name="Per"),
        replace(MUNOZ, given_name="Ana", family_name="Muñoz", born=None),
    ],
)
def test_someone_else_is_not_taken_for_the_same_person(workstation: Workstation, other: Patient) -> None:
    workstation.patients.add(MUNOZ)

    assert workstation.patients.likely_duplicates(other) == []


def test_a_patient_is_no_duplicate_of_themselves(workstation: Workstation) -> None:
    kept = workstation.patients.add(MUNOZ)

    assert workstation.patients.likely_duplicates(kept) == []


def test_a_patient_who_is_not_there_is_said_so(workstation: Workstation) -> None:
    with pytest.raises(Unknown) as unknown:
        workstation.patients.get("nobody")

    assert unknown.value.words == (
        "That patient is not in the data file. Go back to the start page and look again."
    )
