"""The portfolio as a table: every row says that it is practice, and no text in it becomes a formula."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import StringIO

from app.practice.book import Pages
from app.practice.notes import Note, SignOff
from app.practice.portfolio_csv import portfolio_csv
from app.practice.task import Task
from assessments.language.value import Choice, Ref, Side
from tests.practice.learners import committed, right_answers, steps_down

STEP = Task("lateral_step_down", Side.RIGHT)
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PELVIS = Ref("lateral_step_down", "pelvis", Side.RIGHT, 1)


def pages(learner: str = "J. Lindqvist") -> Pages:
    """Ten step-downs, of which the first four have a pelvis that drops; the fourth and fifth are missed."""
    attempts = []
    for number in range(1, 11):
        case = steps_down(f"p{number}", **({"pelvis": 0.9} if number <= 4 else {}))
        given = right_answers(case, STEP) | {PELVIS: Choice("1" if number in (1, 2, 3, 5) else "0")}
        attempts.append(committed(case, STEP, given, number, learner=learner))
    return Pages(
        tuple(attempts),
        (SignOff("s1", AT, learner, "R. Osei", "c1", "again", "=2+5"),),
        (Note("n1", AT, learner, "attempt-4", "watch the belt line"),),
    )


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_every_row_says_that_it_is_practice() -> None:
    found = rows(portfolio_csv(pages(), "J. Lindqvist"))
    assert {row["practice"] for row in found} == {"PRACTICE, no real patient"}
    assert [row["kind"] for row in found].count("item") == 50
    assert [row["kind"] for row in found if row["kind"] != "item"] == [*["agreement"] * 5, "sign_off", "note"]


def test_the_agreement_is_that_of_the_page_and_a_gap_says_why() -> None:
    found = {
        row["item"]: row for row in rows(portfolio_csv(pages(), "J. Lindqvist")) if row["kind"] == "agreement"
    }
    pelvis, arm = found["lateral_step_down.pelvis"], found["lateral_step_down.arm"]
    assert (pelvis["agreed"], pelvis["judged"], pelvis["kappa"]) == ("8", "10", "0.5833")
    assert (pelvis["percent_low"], pelvis["percent_high"], pelvis["pabak"]) == ("49.0", "94.3", "0.6")
    assert (arm["kappa"], arm["kappa_low"]) == ("", "")
    assert "one answer only" in arm["words"]


def test_a_miss_stands_with_what_was_given_and_what_was_right() -> None:
    missed = [row for row in rows(portfolio_csv(pages(), "J. Lindqvist")) if row["agrees"] == "no"]
    told = [
        (row["patient"], row["item"], row["side"], row["given"], row["key"], row["way"]) for row in missed
    ]
    assert told == [
        ("p4", "lateral_step_down.pelvis", "right", "0", "1", "under"),
        ("p5", "lateral_step_down.pelvis", "right", "1", "0", "over"),
    ]


def test_what_somebody_typed_never_becomes_a_formula() -> None:
    found = rows(portfolio_csv(pages("=cmd()"), "=cmd()"))
    assert {row["learner"] for row in found} == {"'=cmd()"}
    assert next(row["words"] for row in found if row["kind"] == "sign_off") == "'=2+5"


def test_another_learner_and_unwanted_notes_are_left_out() -> None:
    assert rows(portfolio_csv(pages(), "somebody else")) == []
    assert not [
        row for row in rows(portfolio_csv(pages(), "J. Lindqvist", notes=False)) if row["kind"] == "note"
    ]
