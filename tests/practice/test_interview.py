"""What a simulated patient says: plain, always the same, and never the answer in the exam's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from app.practice.features import SPONDYLOARTHRITIS, STENOSIS, chosen, settled_features
from app.practice.generator import generated
from app.practice.interview import answer, sentences
from app.practice.library import case, cases
from app.practice.observer import key
from app.practice.reasons import reason
from app.practice.task import HISTORY, Task, items
from app.practice.truth import Case
from assessments.language.catalogue import assessment
from assessments.language.protocol import Chosen
from assessments.language.value import Choice, Ref
from assessments.safety.items import asked

WRITTEN = tuple(cases().values())
EVERYBODY = (*WRITTEN, *(generated(seed) for seed in range(60)))

JARGON = re.compile(
    r"lumbar|pelvi|flexion|extension|extend|abduct|adduct|rotation|sciatic|stenosis|radicul|dermatom|"
    r"claudic|neuro|gait|paresth|paraesth|sacr|vertebr|mechanical|anterior|posterior|lateral|proximal|"
    r"glute|hamstring|bilateral|unilateral|provo|chronic|acute|symptom|examin|safety|caution|referral",
    re.IGNORECASE,
)


def questions(one: Case) -> Iterator[Ref]:
    for task in (Task("intake"), Task("safety")):
        yield from (it.ref for it in items(one, task))


TOLD = {one.code: {ref: answer(one, ref) for ref in questions(one)} for one in EVERYBODY}


def test_every_patient_answers_every_question_of_the_history_and_the_safety_screen() -> None:
    for one in EVERYBODY:
        told = TOLD[one.code]

        assert {ref.step for ref in told} >= set(HISTORY)
        assert all(words and words[-1] in ".?!" for words in told.values())


def test_a_patient_asked_twice_says_the_same() -> None:
    for one in EVERYBODY:
        assert {ref: answer(one, ref) for ref in TOLD[one.code]} == TOLD[one.code]


def test_patients_with_the_same_answer_do_not_all_say_it_in_the_same_words() -> None:
    ref = Ref("intake", "standing")
    told = {
        answer(one, ref)
        for one in EVERYBODY
        if one.truth.story.history.get("standing") == "worse" and "standing" not in one.truth.story.said
    }

    assert len(told) == 3


def every_sentence() -> Iterator[tuple[str, str]]:
    yield from (("the program", words) for several in sentences().values() for words in several)
    for one in EVERYBODY:
        yield from ((one.code, words) for words in TOLD[one.code].values())


def test_no_patient_speaks_the_language_of_the_clinic() -> None:
    assert [(who, words) for who, words in every_sentence() if JARGON.search(words)] == []


def test_no_patient_says_the_words_of_the_option_that_is_to_be_ticked() -> None:
    """Right and left have no other name, and "no trouble" is not the answer "no"."""
    said = []
    for one in EVERYBODY:
        given = key(one).entries
        for ref, words in TOLD[one.code].items():
            value, kind = given.get(ref), assessment(ref.assessment).protocol.step(ref.step).kind
            if isinstance(value, Choice) and isinstance(kind, Chosen) and value.code not in ("right", "left"):
                option = next(it.words for it in kind.options if it.code == value.code)
                begins = "^" if value.code in ("yes", "no") else ""
                if re.search(rf"{begins}\b{re.escape(option)}\b", words, re.IGNORECASE):
                    said.append((one.code, ref.step, words))

    assert said == []


def test_there_are_words_for_every_answer_that_a_question_can_have() -> None:
    missing = []
    for step in HISTORY:
        kind = assessment("intake").protocol.step(step).kind
        assert isinstance(kind, Chosen)
        for option in kind.options:
            provoked = step not in ("running", "rotation") and option.code == "not_applicable"
            if not provoked and (step, option.code) not in sentences():
                missing.append((step, option.code))
    counted = {it.code for it in asked() if it.code.endswith("_features")}
    for code in {it.code for it in asked()} - counted:
        if (code, "yes") not in sentences():
            missing.append((code, "yes"))

    assert missing == []
    assert {("safety", "no"), ("safety", "unknown"), ("intake", "unknown")} <= set(sentences())


def test_who_does_not_know_says_so_and_the_key_has_no_answer() -> None:
    told = case("b06")
    ref = Ref("safety", "RF23")
    generic = next(
        (one, Ref("safety", item))
        for one in EVERYBODY
        for item in one.truth.story.unknown
        if item not in one.truth.story.said
    )

    assert ref not in key(told).entries
    assert answer(told, ref) == told.truth.story.said["RF23"]
    assert answer(*generic) in sentences()["safety", "unknown"]


def test_a_case_speaks_its_own_sentence_where_it_has_one() -> None:
    for one in WRITTEN:
        for step, words in one.truth.story.said.items():
            kind = "safety" if step.startswith("RF") else "intake"

            assert answer(one, Ref(kind, step)) == words


@pytest.mark.parametrize(
    ("item", "all_of_them"), [("RF30_features", SPONDYLOARTHRITIS), ("RF32_features", STENOSIS)]
)
def test_counted_features_are_told_one_by_one_and_never_as_a_number(
    item: str, all_of_them: tuple[str, ...]
) -> None:
    for one in EVERYBODY:
        ref = Ref("safety", item)
        if ref not in key(one).entries:
            continue
        held = chosen(one, item)

        assert len(held) == one.truth.story.features.get(item, 0)
        assert set(held) <= set(all_of_them)
        settled = settled_features(one.truth.person, one.truth.story.history, item)
        assert {feature for feature, is_so in settled.items() if is_so} <= set(held)
        assert not {feature for feature, is_so in settled.items() if not is_so} & set(held)
        assert not re.search(r"\bfeatures?\b|\bof (five|nine)\b", answer(one, ref))


def test_a_young_person_in_pain_for_months_does_not_deny_it() -> None:
    for one in EVERYBODY:
        young = (one.truth.person.age_years or 0) < 45
        long = one.truth.story.history.get("duration") == "over_12_weeks"

        assert not young or ("RF30" in one.truth.story.yes) == long, one.code


def test_the_reason_for_an_answer_of_the_history_is_what_the_patient_said() -> None:
    told = case("a01")

    assert reason(told, Ref("intake", "walking")) == (
        "The patient said: “Ten minutes to the bus stop, and I start to feel it.”"
    )
