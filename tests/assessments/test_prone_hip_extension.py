"""Prone hip extension, as a clinician meets it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assessments.language.answers import Answers, Person
from assessments.language.completeness import open_refs
from assessments.language.finding import Presence, SideResult
from assessments.language.value import Choice, NotDone, Ref, Side
from assessments.prone_hip_extension import ASSESSMENT
from assessments.prone_hip_extension.protocol import SCORED
from assessments.prone_hip_extension.scoring import notes, positive_patterns, seen, side_result

ID = "prone_hip_extension"
RIGHT = Side.RIGHT
marks = st.sampled_from(["none", "slight", "clear"])
lift = st.fixed_dictionaries(dict.fromkeys(SCORED, marks))
lifts = st.lists(lift, min_size=3, max_size=3)
CLEAN = dict.fromkeys(SCORED, "none")
HOLLOW = {**CLEAN, "lumbar_extension": "clear"}


def lifted(*of: dict[str, str], side: Side = RIGHT) -> Answers:
    answers = Answers(Person())
    for trial, patterns in enumerate(of, start=1):
        for pattern, mark in patterns.items():
            answers = answers.changed(Ref(ID, pattern, side, trial), Choice(mark))
    return answers


def with_answer(answers: Answers, step: str, code: str) -> Answers:
    return answers.changed(Ref(ID, step, RIGHT), Choice(code))


def result(answers: Answers) -> SideResult:
    return side_result(answers, RIGHT)


@given(lifts)
def test_a_side_is_positive_when_one_pattern_is_clear_twice_and_else_negative(
    of: list[dict[str, str]],
) -> None:
    clear_twice = any([one[pattern] for one in of].count("clear") >= 2 for pattern in SCORED)
    assert result(lifted(*of)).presence is (Presence.PRESENT if clear_twice else Presence.ABSENT)


@given(lifts)
def test_slight_never_counts(of: list[dict[str, str]]) -> None:
    without = [{p: "none" if mark == "slight" else mark for p, mark in one.items()} for one in of]
    assert result(lifted(*of)).presence is result(lifted(*without)).presence


@given(lifts, st.lists(marks, min_size=3, max_size=3))
def test_a_bending_knee_and_who_leads_never_change_the_result(
    of: list[dict[str, str]], noted: list[str]
) -> None:
    more = [{**one, "knee_flexion": mark, "leads": mark} for one, mark in zip(of, noted, strict=True)]
    assert result(lifted(*of)) == result(lifted(*more))


@given(lifts, st.sampled_from(SCORED), st.integers(1, 3))
def test_a_pattern_not_judged_in_a_lift_is_never_taken_for_none(
    of: list[dict[str, str]], pattern: str, trial: int
) -> None:
    answers = lifted(*of).changed(Ref(ID, pattern, RIGHT, trial), None)
    assert result(answers).presence is not Presence.ABSENT


@given(lifts, st.sampled_from(["pain", "patient", "examiner"]))
def test_a_stopped_test_can_be_positive_and_never_negative(of: list[dict[str, str]], who: str) -> None:
    stopped = with_answer(lifted(*of), "stopped_by", who)
    expected = Presence.PRESENT if positive_patterns(stopped, RIGHT) else Presence.UNKNOWN
    assert result(stopped).presence is expected


def test_one_pattern_clear_once_and_another_clear_once_do_not_add_up() -> None:
    turning = {**CLEAN, "rotation": "clear"}
    assert result(lifted(HOLLOW, turning, CLEAN)).presence is Presence.ABSENT


def test_two_lifts_are_too_few_for_a_negative_and_enough_for_a_positive() -> None:
    assert result(lifted(CLEAN, CLEAN)).presence is Presence.UNKNOWN
    assert result(lifted(CLEAN, CLEAN)).words == "2 of 3 lifts judged in full"
    assert result(lifted(HOLLOW, HOLLOW)).presence is Presence.PRESENT


def test_a_stiff_hip_is_not_scorable_whatever_the_back_did() -> None:
    stiff = with_answer(lifted(HOLLOW, HOLLOW, HOLLOW), "passive_extension", "no")
    assert result(stiff).presence is Presence.UNKNOWN
    assert result(stiff).words == "Passive hip extension under 5°: not scorable"
    assert result(with_answer(stiff, "passive_extension", "yes")).presence is Presence.PRESENT


def test_lifts_with_drawing_in_are_another_test_and_not_scored() -> None:
    cued = lifted(HOLLOW, HOLLOW, HOLLOW).changed(Ref(ID, "version"), Choice("drawing_in"))
    assert result(cued).presence is Presence.UNKNOWN
    assert result(cued.changed(Ref(ID, "version"), Choice("uncued"))).presence is Presence.PRESENT


def test_the_words_name_the_pattern_and_how_often_it_was_clear() -> None:
    assert result(lifted(HOLLOW, HOLLOW, CLEAN)).words == "Lumbar extension clear in 2 of 3"
    assert result(lifted(HOLLOW, CLEAN, CLEAN)).words == "Lumbar extension clear in 1 of 3 only"
    assert result(lifted(CLEAN, CLEAN, CLEAN)).words == "Nothing clear in 3 lifts"


def test_a_clear_knee_bend_is_noted_and_never_scored() -> None:
    bent = lifted(*[{**CLEAN, "knee_flexion": "clear"}] * 3)
    assert notes(bent) == ("Right: knee bend clear in 3 of 3, noted and never scored",)
    assert result(bent).presence is Presence.ABSENT


def test_a_refused_lift_is_a_gap_with_a_reason() -> None:
    refused = lifted(CLEAN, CLEAN, CLEAN).changed(Ref(ID, "rotation", RIGHT, 3), NotDone("cramp"))
    assert result(refused).presence is Presence.UNKNOWN
    assert seen(refused, RIGHT, "rotation").judged == 2


def test_signing_does_not_wait_for_lifts_that_could_not_be_given() -> None:
    def waiting(answers: Answers) -> set[str]:
        return {ref.step for ref in open_refs(ASSESSMENT, answers) if ref.side is RIGHT}

    assert waiting(lifted(CLEAN)) == {"passive_extension", *SCORED}
    assert waiting(with_answer(lifted(CLEAN), "passive_extension", "no")) == set()
    stopped = with_answer(lifted(CLEAN), "stopped_by", "pain")
    assert waiting(with_answer(stopped, "passive_extension", "yes")) == set()


def test_only_a_category_is_measured_because_there_is_no_number() -> None:
    right, left = ASSESSMENT.measures(lifted(HOLLOW, HOLLOW, HOLLOW))
    assert (right.amount, right.category) == (None, "positive")
    assert right.words == "Positive: lumbar extension clear in 3 of 3"
    assert (left.amount, left.category, left.words) == (None, None, "Not recorded")


def test_nobody_is_turned_prone_without_a_word_on_pregnancy_or_surgery() -> None:
    for item in ("RF35", "RF36"):
        answers = Answers(Person()).changed(Ref("safety", item), Choice("yes"))
        assert "prone" in ASSESSMENT.cautions(answers)[0].words
