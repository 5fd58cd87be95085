"""The lateral step-down, as a clinician meets it."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.language.answers import Answers, Person
from assessments.language.completeness import open_refs
from assessments.language.finding import Presence, could_be_marked
from assessments.language.value import Choice, NotDone, Quantity, Ref, Side
from assessments.lateral_step_down import ASSESSMENT
from assessments.lateral_step_down.protocol import MARKS, MOST, most
from assessments.lateral_step_down.scoring import category, score, side_result

ID = "lateral_step_down"
RIGHT, LEFT = Side.RIGHT, Side.LEFT
CLEAN = dict.fromkeys(MARKS, 0)
POINTS = {item: range(most(item) + 1) for item in MARKS}
EVERY_WAY = [dict(zip(MARKS, way, strict=True)) for way in product(*POINTS.values())]

one_way = st.sampled_from(EVERY_WAY)
some_items = st.fixed_dictionaries(
    {}, optional={item: st.sampled_from(points) for item, points in POINTS.items()}
)


def stepped(*repetitions: dict[str, int], side: Side = RIGHT, done: int | None = None) -> Answers:
    answers = Answers(Person())
    for trial, items in enumerate(repetitions, start=1):
        for item, points in items.items():
            answers = answers.changed(Ref(ID, item, side, trial), Choice(str(points)))
    if done is not None:
        answers = answers.changed(Ref(ID, "repetitions_done", side), Quantity(Decimal(done), ""))
    return answers


def total_only(right: int, left: int | None = None) -> Answers:
    answers = Answers(Person()).changed(Ref(ID, "total", RIGHT), Quantity(Decimal(right), ""))
    if left is not None:
        answers = answers.changed(Ref(ID, "total", LEFT), Quantity(Decimal(left), ""))
    return answers


def on_a_step(answers: Answers, cm: str) -> Answers:
    return answers.changed(Ref(ID, "step_height"), Quantity(Decimal(cm), "cm"))


def presence(answers: Answers) -> Presence:
    return side_result(answers, RIGHT).presence


def test_the_48_ways_to_score_fall_on_0_to_6_as_published() -> None:
    totals = Counter(score(stepped(way), RIGHT).total for way in EVERY_WAY)
    assert totals == {0: 1, 1: 5, 2: 11, 3: 14, 4: 11, 5: 5, 6: 1}
    bands = Counter(category(sum(way.values())) for way in EVERY_WAY)
    assert bands == {"good": 6, "medium": 25, "poor": 17}


@given(one_way)
def test_a_finding_needs_two_points_with_one_from_trunk_pelvis_or_knee(way: dict[str, int]) -> None:
    expected = sum(way.values()) >= 2 and way["trunk"] + way["pelvis"] + way["knee"] >= 1
    result = side_result(stepped(way, done=5), RIGHT)
    assert result.presence is (Presence.PRESENT if expected else Presence.ABSENT)
    assert result.grade == (None if not expected else "marked" if sum(way.values()) >= 4 else "moderate")


@given(some_items)
def test_an_item_not_judged_is_tried_every_way_and_never_taken_for_clean(known: dict[str, int]) -> None:
    completions = [way for way in EVERY_WAY if known.items() <= way.items()]
    outcomes = {presence(stepped(way)) for way in completions}
    expected = outcomes.pop() if len(outcomes) == 1 else Presence.UNKNOWN
    assert presence(stepped(known)) is expected


@given(st.lists(one_way, min_size=5, max_size=5))
def test_an_item_scores_when_it_is_seen_on_any_repetition(repetitions: list[dict[str, int]]) -> None:
    worst = {item: max(one[item] for one in repetitions) for item in MARKS}
    assert score(stepped(*repetitions, done=5), RIGHT).total == sum(worst.values())


def test_a_repetition_without_a_mark_leaves_its_item_open() -> None:
    repetitions: list[dict[str, int]] = [CLEAN] * 5
    gap = stepped(*repetitions, done=5).changed(Ref(ID, "knee", RIGHT, 3), None)
    assert score(gap, RIGHT).totals == (0, 1, 2)
    assert presence(gap) is Presence.UNKNOWN


def test_repetitions_done_but_not_judged_leave_every_item_open() -> None:
    assert presence(stepped(CLEAN, CLEAN, done=5)) is Presence.UNKNOWN


def test_clean_repetitions_are_no_clean_test_while_nobody_said_how_many_were_done() -> None:
    assert presence(stepped(CLEAN, CLEAN, CLEAN)) is Presence.UNKNOWN
    assert presence(stepped(CLEAN, CLEAN, CLEAN, CLEAN, CLEAN)) is Presence.ABSENT


def test_items_given_once_stand_for_all_five_repetitions() -> None:
    assert presence(stepped(CLEAN, done=5)) is Presence.ABSENT


def test_three_points_from_the_knee_are_not_to_be_had() -> None:
    assert most("knee") == 2
    assert MOST == 6


@pytest.mark.parametrize(
    ("total", "expected"), [(0, "absent"), (2, "absent"), (3, "present"), (6, "present")]
)
def test_a_total_alone_needs_three_points(total: int, expected: str) -> None:
    assert presence(total_only(total)).value == expected


def test_a_total_that_the_items_do_not_make_is_unknown_and_says_so() -> None:
    answers = stepped(CLEAN, done=5).changed(Ref(ID, "total", RIGHT), Quantity(Decimal(3), ""))
    assert side_result(answers, RIGHT).words == "The items do not make the total of 3"
    assert presence(answers) is Presence.UNKNOWN


def test_a_total_settles_items_that_are_open() -> None:
    answers = stepped({"arm": 0, "steady": 0}).changed(Ref(ID, "total", RIGHT), Quantity(Decimal(2), ""))
    assert presence(answers) is Presence.PRESENT


@given(one_way, st.sampled_from(["pain", "patient", "examiner"]))
def test_a_stopped_side_is_unknown_whatever_was_seen(way: dict[str, int], who: str) -> None:
    answers = stepped(way, done=5).changed(Ref(ID, "stopped_by", RIGHT), Choice(who))
    assert presence(answers) is Presence.UNKNOWN
    assert ASSESSMENT.measures(answers)[0].amount is None


@pytest.mark.parametrize(("cm", "scored"), [("14.9", False), ("15", True), ("25", True), ("25.1", False)])
def test_a_step_outside_15_to_25_cm_is_shown_and_never_scored(cm: str, scored: bool) -> None:
    answers = on_a_step(total_only(4), cm)
    assert (presence(answers) is Presence.PRESENT) is scored
    assert "4 of 6, poor" in side_result(answers, RIGHT).words
    assert (ASSESSMENT.measures(answers)[0].amount is not None) is scored


def test_fewer_than_five_repetitions_are_unknown() -> None:
    assert presence(stepped(CLEAN, CLEAN, CLEAN, CLEAN, done=4)) is Presence.UNKNOWN


def test_the_finding_is_marked_when_either_positive_side_is_poor() -> None:
    assert ASSESSMENT.findings(total_only(3, 5))[0].grade == "marked"
    assert ASSESSMENT.findings(total_only(3, 3))[0].grade == "moderate"
    assert ASSESSMENT.findings(total_only(1, 0))[0].grade is None


def test_a_moderate_side_may_turn_out_marked_while_the_other_is_open() -> None:
    assert could_be_marked(ASSESSMENT.findings(total_only(3))[0])
    assert not could_be_marked(ASSESSMENT.findings(total_only(3, 0))[0])
    assert not could_be_marked(ASSESSMENT.findings(total_only(4))[0])


def test_a_side_with_open_items_may_turn_out_marked_although_it_is_present() -> None:
    open_items = stepped({"arm": 0, "trunk": 1, "pelvis": 1, "steady": 0})
    open_items = open_items.changed(Ref(ID, "total", LEFT), Quantity(Decimal(0), ""))
    finding = ASSESSMENT.findings(open_items)[0]
    assert (finding.presence, finding.grade) == (Presence.PRESENT, "moderate")
    assert finding.by_side[RIGHT].words == "2 to 4 of 6"
    assert could_be_marked(finding)


def test_another_height_is_another_method() -> None:
    old, new = (ASSESSMENT.measures(on_a_step(total_only(1), cm))[0].method for cm in ("20", "15"))
    assert new.differs_from(old) == ("step height",)


def test_signing_waits_for_each_repetition_unless_the_test_is_told_once_or_was_stopped() -> None:
    def waiting(answers: Answers) -> int:
        return sum(ref.side is RIGHT for ref in open_refs(ASSESSMENT, answers))

    assert waiting(Answers(Person())) == 26
    assert waiting(stepped(CLEAN, CLEAN)) == 16
    assert waiting(stepped(CLEAN, CLEAN, done=2)) == 15
    assert waiting(stepped(CLEAN, done=5)) == 0
    assert waiting(total_only(3)) == 0
    assert waiting(Answers(Person()).changed(Ref(ID, "stopped_by", RIGHT), Choice("pain"))) == 0


def test_a_refused_side_is_told_in_the_rail() -> None:
    answers = total_only(1).changed(Ref(ID, "*", LEFT), NotDone("unsafe on one leg"))
    assert ASSESSMENT.summary(answers) == "R 1, L not done"


def test_a_fall_in_the_last_year_asks_for_support() -> None:
    answers = Answers(Person()).changed(Ref("safety", "RF37"), Choice("yes"))
    assert "support" in ASSESSMENT.cautions(answers)[0].words


def test_no_text_of_the_step_down_speaks_of_a_weak_hip() -> None:
    texts = [ASSESSMENT.guide, *(statement.words for statement in ASSESSMENT.evidence)]
    for way in EVERY_WAY:
        texts.extend(side_result(stepped(way, done=5), RIGHT).words.split(" / "))
    assert not any("weak glut" in text.lower() or "weak hip" in text.lower() for text in texts)
