"""What is kept as text comes back as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.faults import Unreadable
from app.store.codec import event_text, read_event
from assessments.language.answers import Person
from assessments.language.exam import (
    Abandoned,
    Amended,
    Cleared,
    Countersigned,
    Event,
    Recorded,
    Signed,
    Started,
    Undone,
    Voided,
)
from assessments.language.value import (
    Choice,
    Choices,
    NotDone,
    PlanItem,
    Prescription,
    Quantity,
    Ref,
    Side,
    Text,
    Value,
)

letters = st.text(st.characters(codec=None), max_size=8)  # half characters and control signs included
codes = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=12)
amounts = st.decimals(allow_nan=False, allow_infinity=False)
sides = st.none() | st.sampled_from(Side)
zones = st.timezones() | st.just(UTC) | st.just(timezone(timedelta(hours=-3, minutes=-30)))
moments = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2200, 1, 1), timezones=zones)
refs = st.builds(Ref, codes, codes, sides, st.none() | st.integers(1, 20))
doses = st.none() | st.integers(0, 99)
items = st.builds(PlanItem, codes, codes, doses, doses, doses, letters, codes, codes, letters)
values: st.SearchStrategy[Value] = st.one_of(
    st.builds(Quantity, amounts, letters, letters),
    st.builds(Choice, letters),
    st.builds(Choices, st.lists(codes, max_size=3).map(tuple)),
    st.builds(Text, letters),
    st.builds(NotDone, letters, letters),
    st.builds(Prescription, st.integers(1, 4), st.lists(items, max_size=5).map(tuple)),
)
persons = st.builds(Person, st.none() | st.integers(0, 120), st.sampled_from([None, "female", "male"]))


def stamped(event: Callable[..., Event], *more: st.SearchStrategy[object]) -> st.SearchStrategy[Event]:
    return st.builds(event, st.integers(1), moments, letters, *more)


events: st.SearchStrategy[Event] = st.one_of(
    stamped(Started, letters, st.dictionaries(codes, letters, max_size=3)),
    stamped(Recorded, refs, values),
    stamped(Cleared, refs),
    stamped(Undone, st.integers(1)),
    stamped(Signed, letters, persons, st.booleans()),
    stamped(Countersigned, letters),
    stamped(Amended, letters),
    stamped(Abandoned, letters),
    stamped(Voided, letters),
)


@given(events)
def test_every_event_comes_back_as_it_was(event: Event) -> None:
    back = read_event(event_text(event))

    assert replace(back, at=event.at) == event
    assert back.at.isoformat() == event.at.isoformat()
    if isinstance(event, Recorded) and isinstance(event.value, Quantity):
        assert isinstance(back, Recorded)
        assert isinstance(back.value, Quantity)
        assert str(back.value.amount) == str(event.value.amount)
        assert back.value.typed == event.value.typed


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_what_is_no_number_is_never_kept(amount: str) -> None:
    value = Quantity(Decimal(amount), "deg")
    event = Recorded(1, datetime(2026, 3, 2, tzinfo=UTC), "B. Lee", Ref("thomas", "hip_angle"), value)

    with pytest.raises(ValueError, match="Only a finite number can be kept"):
        event_text(event)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"v":2,"kind":"cleared","number":1,"at":"2026-03-02T09:00:00+00:00","by":"","ref":"a/b/-/-"}',
        '{"v":1,"kind":"sung","number":1,"at":"2026-03-02T09:00:00+00:00","by":""}',
        '{"v":1,"kind":"cleared","number":1,"at":"2026-03-02T09:00:00+00:00","by":"","ref":"a"}',
        '{"v":1,"kind":"recorded","number":1,"at":"2026-03-02T09:00:00+00:00","by":"","ref":"a/b/-/-",'
        '"value":{"kind":"quantity","amount":"eight","unit":"","typed":""}}',
    ],
)
def test_an_entry_of_another_version_is_refused_not_guessed(text: str) -> None:
    with pytest.raises(Unreadable) as unreadable:
        read_event(text)

    assert unreadable.value.words == (
        "This exam holds an entry that this version of Sagittal cannot read. Nothing was changed. "
        "Install the newest version."
    )


def test_a_signature_kept_before_there_were_countersigns_waits_for_none() -> None:
    text = (
        '{"v":1,"kind":"signed","number":7,"at":"2026-03-02T09:00:00+00:00","by":"B. Lee","licence":"PT-1",'
        '"person":{"age_years":46,"sex":"female"}}'
    )

    event = read_event(text)

    assert event == Signed(7, datetime(2026, 3, 2, 9, tzinfo=UTC), "B. Lee", "PT-1", Person(46, "female"))
    assert event_text(event) == text
