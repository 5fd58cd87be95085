"""Dates as they are typed at the front desk."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dates import age_on, read_date, write_date
from assessments.language.reading import Complaint


@pytest.mark.parametrize(
    "typed",
    ["14-08-1980", "14/8/1980", "1980-08-14", "14-Aug-1980", "14 august 1980", " 14.08.1980 ", "1980/8/14"],
)
def test_a_date_is_read_in_every_usual_writing(typed: str) -> None:
    assert read_date(typed) == date(1980, 8, 14)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Type a date, such as 14-Aug-1980."),
        ("soon", "“soon” is not a date. Type it like 14-Aug-1980, 14-08-1980 or 1980-08-14."),
        ("14-08", "“14-08” is not a date. Type it like 14-Aug-1980, 14-08-1980 or 1980-08-14."),
        ("14-08-80", "“80” is not a year. Type all four digits, such as 1980."),
        ("14-08-0000", "“0000” is not a year. Type all four digits, such as 1980."),
        ("14-Foo-1980", "“Foo” is not a month. Type it like Aug or 08."),
        ("31-02-1980", "February 1980 has 29 days, not 31."),
        ("29-02-1981", "February 1981 has 28 days, not 29."),
        ("00-08-1980", "August 1980 has 31 days, not 0."),
        ("08/14/1980", "There is no month 14. Type the day first: 14-08-1980."),
        ("14-13-1980", "There is no month 13."),
        ("1980-00-14", "There is no month 0."),
    ],
)
def test_an_impossible_date_says_what_is_wrong_with_it(typed: str, words: str) -> None:
    assert read_date(typed) == Complaint(words)


@given(st.dates())
def test_a_date_that_is_written_is_read_back(day: date) -> None:
    assert read_date(write_date(day)) == day


@given(st.text(max_size=12))
def test_nothing_that_is_typed_for_a_date_breaks_anything(typed: str) -> None:
    assert isinstance(read_date(typed), date | Complaint)


def test_a_birthday_counts_from_its_day_on() -> None:
    born = date(1991, 8, 14)

    assert [age_on(born, date(2026, 8, day)) for day in (13, 14, 15)] == [34, 35, 35]


def test_someone_born_on_29_february_is_older_on_1_march() -> None:
    born = date(2000, 2, 29)

    assert (age_on(born, date(2001, 2, 28)), age_on(born, date(2001, 3, 1))) == (0, 1)


def test_a_date_written_in_another_language_is_read_back_as_that_day() -> None:
    """A field shows a date as it is written and reads it again when it is left."""
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "from datetime import date\nfrom app.dates import read_date, write_date\n"
            "days = [date(1980, month, 14) for month in range(1, 13)]\n"
            "print([write_date(day) for day in days if read_date(write_date(day)) != day])\n"
            "print(write_date(days[7]), read_date('14-08-1980') == days[7])",
        ],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "SAGITTAL_LANGUAGE": "pseudo", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout.splitlines()

    assert told == ["[]", "14-⟦Áúúg⟧-1980 True"]
