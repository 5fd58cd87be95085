"""The classification, row by row, and what holds for every combination of findings."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.classification.agreement import agreement
from assessments.classification.classify import classify
from assessments.classification.decision import CODES, TABLE, Pattern, decide
from assessments.classification.direction import EXTENSION, FLEXION, direction, weight_bearing
from assessments.classification.labels import labels
from assessments.language.answers import Answers, Person
from assessments.language.finding import Finding, Presence, SideResult, two_sides
from assessments.language.outcome import Classification, SafetyResult
from assessments.language.value import Choice, Choices, Ref, Side

CLEAR = SafetyResult("clear", (), ())
P, A, U = Presence.PRESENT, Presence.ABSENT, Presence.UNKNOWN


def history(worse: str = "", unasked: str = "", **said: str) -> Answers:
    """Provocation answers; every activity not named is "not worse"."""
    answers = Answers(Person(34, "female")).changed(Ref("intake", "pain_sites"), Choices(("low_back",)))
    for activity in (*EXTENSION, *FLEXION):
        if activity not in unasked.split():
            code = "worse" if activity in worse.split() else "not_worse"
            answers = answers.changed(Ref("intake", activity), Choice(code))
    for step, code in said.items():
        answers = answers.changed(Ref("intake", step), Choice(code))
    return answers


def finding(code: str, right: Presence, left: Presence, marked: bool = False, near: bool = False) -> Finding:
    grade = ("marked" if marked else "moderate") if code == "FPC" else None
    sides = [SideResult(p, p.value, near=near, grade=grade if p is P else None) for p in (right, left)]
    return two_sides(code, sides[0], sides[1], grade if P in (right, left) else None)


def found_with(
    marked: bool = False, near: bool = False, **present: tuple[Presence, Presence] | Presence
) -> dict[str, Finding]:
    """Findings absent on both sides, but for those named."""
    found = {}
    for code in CODES:
        sides = present.get(code, A)
        right, left = sides if isinstance(sides, tuple) else (sides, sides)
        found[code] = finding(code, right, left, marked, near)
    return found


def classified(
    answers: Answers, findings: Mapping[str, Finding], safety: SafetyResult = CLEAR
) -> Classification:
    return classify(answers, findings, safety)


def codes(reasons: tuple[object, ...]) -> list[str]:
    return [reason.code for reason in reasons]  # type: ignore[attr-defined]


TABLE_2_5 = {
    (0, 0): "NONE", (0, 1): "FLEX", (0, 2): "FLEX", (0, 3): "FLEX",
    (1, 0): "EXT", (1, 1): "MULTI", (1, 2): "MULTI", (1, 3): "FLEX",
    (2, 0): "EXT", (2, 1): "MULTI", (2, 2): "MULTI", (2, 3): "MULTI",
    (3, 0): "EXT", (3, 1): "EXT", (3, 2): "MULTI", (3, 3): "MULTI",
    (4, 0): "EXT", (4, 1): "EXT", (4, 2): "EXT", (4, 3): "MULTI",
}  # fmt: skip


@pytest.mark.parametrize(("counts", "code"), TABLE_2_5.items())
def test_the_direction_follows_the_table(counts: tuple[int, int], code: str) -> None:
    worse = " ".join((*EXTENSION[: counts[0]], *FLEXION[: counts[1]]))
    found = direction(history(worse))
    assert (found.code, found.extension_items, found.flexion_items) == (code, *counts)


def test_a_direction_needs_two_answers_of_each_kind() -> None:
    assert direction(history("standing", "walking running backward_bend")).code == "UNK"
    assert direction(history("standing", "running backward_bend")).code == "EXT"
    assert direction(history("standing", "sitting forward_bend")).code == "UNK"
    inapplicable = history("standing", walking="not_applicable", running="not_applicable")
    assert direction(inapplicable).code == "EXT"
    assert (
        direction(
            history("", "", standing="not_applicable", walking="not_applicable", running="not_applicable")
        ).code
        == "UNK"
    )


def test_weight_bearing_is_standing_walking_or_running() -> None:
    assert weight_bearing(history("running")) == "yes"
    assert weight_bearing(history("backward_bend")) == "no"
    assert weight_bearing(history("backward_bend", "standing walking running")) == "unknown"


@pytest.mark.parametrize(
    ("worse", "findings", "code"),
    [
        ("standing walking", found_with(HFL=P, ABE=P, ASA=P), "MIX"),
        ("standing walking", found_with(HEC=P, FPC=P, marked=True), "MIX"),
        ("standing walking", found_with(HFL=P, HEC=P), "EXT-COMB"),
        ("standing walking", found_with(HFL=P, FPC=P), "EXT-MOB"),
        ("standing walking", found_with(HEC=P, ASE=P), "EXT-CTRL"),
        ("sitting", found_with(HFL=P), "UNM-FLEX"),
        ("sitting", found_with(ABE=P, ASA=P), "UNM-FLEX"),
        ("sitting", found_with(ABE=P), "ISO"),
        ("standing sitting", found_with(HEC=P, ABE=P, ASA=P), "UNM-MULTI"),
        ("", found_with(HFL=P), "UNM-NONE"),
        ("", found_with(ABE=P, FPC=P), "UNM-NONE"),
        ("standing", found_with(ABE=P, FPC=P), "FRONT"),
        ("standing sitting", found_with(FPC=P, marked=True), "FRONT"),
        ("backward_bend", found_with(ABE=P, ASA=P), "UNM-NONE"),
        ("backward_bend sitting", found_with(ABE=P, ASA=P), "UNM-NONE"),
        ("standing", found_with(ASE=P), "ISO"),
        ("standing", found_with(FPC=P), "ISO"),
        ("standing", found_with(ASE=P, ASA=P), "ISO"),
        ("standing", found_with(), "CLEAR"),
        ("", found_with(), "CLEAR"),
    ],
)
def test_the_table_decides_by_its_first_row_that_holds(
    worse: str, findings: dict[str, Finding], code: str
) -> None:
    found = classified(history(worse), findings)
    assert (found.code, found.status, found.could_be, found.missing) == (code, "final", (), ())
    assert found.path[-1].held
    assert found.path[-1].result == code
    assert not any(row.held for row in found.path[:-1])


def test_one_positive_side_is_enough_and_a_negative_needs_both() -> None:
    found = classified(history("standing walking"), found_with(HFL=(P, U)))
    assert (found.code, found.status) == ("EXT-MOB", "final")
    half = classified(history("standing walking"), found_with(HFL=(A, U)))
    assert (half.code, half.could_be) == ("N1", ("CLEAR", "EXT-MOB"))
    assert codes(half.missing) == ["thomas.left"]


def test_a_gap_that_cannot_move_the_class_leaves_it_final() -> None:
    found = classified(history("standing walking"), found_with(HFL=P, ASA=U, ASE=U))
    assert (found.code, found.status, found.missing) == ("EXT-MOB", "final", ())


def test_a_gap_that_can_move_the_class_makes_it_provisional_and_is_named() -> None:
    found = classified(history("standing walking"), found_with(HFL=P, HEC=U, ASE=U))
    assert (found.code, found.status, found.could_be) == ("EXT-MOB", "provisional", ("EXT-COMB",))
    assert codes(found.missing) == ["prone_hip_extension.right", "prone_hip_extension.left"]


def test_an_unknown_step_down_may_turn_out_marked() -> None:
    found = classified(history("standing"), found_with(FPC=U))
    assert (found.code, found.could_be) == ("N1", ("CLEAR", "FRONT", "ISO"))


def test_a_moderate_step_down_of_one_side_may_turn_out_marked_on_the_other() -> None:
    found = classified(history("standing"), found_with(FPC=(P, U)))
    assert (found.code, found.status, found.could_be) == ("ISO", "provisional", ("FRONT",))
    assert codes(found.missing) == ["lateral_step_down.left"]
    assert classified(history("standing"), found_with(FPC=(P, A))).status == "final"


def test_without_the_minimum_nothing_is_guessed() -> None:
    no_sagittal = classified(history("standing"), found_with(HFL=U, HEC=U))
    assert (no_sagittal.code, no_sagittal.status, no_sagittal.could_be) == ("N1", "incomplete", ())
    assert "thomas.right" in codes(no_sagittal.missing)
    no_frontal = classified(history("standing"), found_with(HFL=P, ABE=U, ASA=U, FPC=U))
    assert (no_frontal.code, no_frontal.plan) == ("N1", "none")
    assert "hip_strength.abduction.right" in codes(no_frontal.missing)
    no_story = classified(history("standing", "sitting forward_bend"), found_with(HFL=P))
    assert (no_story.code, codes(no_story.missing)) == ("N1", ["history.sitting", "history.forward_bend"])


def test_sites_that_were_not_recorded_leave_the_exam_incomplete() -> None:
    answers = history("standing walking").changed(Ref("intake", "pain_sites"), None)
    found = classified(answers, found_with(HFL=P))
    assert (found.code, codes(found.missing)) == ("N1", ["history.pain_sites"])


@pytest.mark.parametrize(
    ("result", "code"), [("R1", "R1"), ("R2", "R2"), ("incomplete", "N0"), ("out_of_scope", "N2")]
)
def test_the_safety_screen_comes_before_every_finding(result: str, code: str) -> None:
    safety = SafetyResult(result, (), ("RF05",) if code == "N0" else (), out_of_scope="Too young.")
    found = classified(history("standing walking"), found_with(HFL=P), safety)
    assert (found.code, found.status, found.plan, found.agreement) == (code, "stop", "none", None)
    assert codes(found.missing) == (["RF05"] if code == "N0" else [])


def test_a_hold_shows_the_class_and_withholds_the_plan() -> None:
    held = SafetyResult("hold", (), (), held=True)
    assert classified(history("standing"), found_with(HFL=P), held).plan == "withheld"
    assert classified(history("standing"), found_with(ASE=P), held).plan == "withheld"
    assert classified(history("standing"), found_with(), held).plan == "advice_only"


def test_near_the_cut_off_is_no_support_and_without_control_a_contradiction() -> None:
    found = classified(history("standing"), found_with(HFL=P, near=True))
    assert (codes(found.supports), codes(found.contradictions)) == ([], ["C3"])
    with_control = classified(history("standing"), found_with(HFL=P, HEC=P, near=True))
    assert (codes(with_control.supports), codes(with_control.contradictions)) == (["S2"], [])


def test_pain_on_the_other_side_than_every_deciding_finding_contradicts() -> None:
    right = (P, A)
    left_pain = history("standing", pain_side="left")
    assert codes(classified(left_pain, found_with(HFL=right, HEC=right)).contradictions) == ["C4"]
    assert codes(classified(left_pain, found_with(HFL=right, HEC=P)).contradictions) == []
    assert (
        codes(classified(history("standing", pain_side="both"), found_with(HFL=right)).contradictions) == []
    )
    # The extensor difference supports and does not decide: it cannot keep the contradiction away.
    assert codes(classified(left_pain, found_with(HFL=right, ASE=(A, P))).contradictions) == ["C4"]
    assert codes(classified(left_pain, found_with(HFL=right, ABE=P, ASA=P)).contradictions) == []
    assert codes(classified(left_pain, found_with(ABE=right, ASA=right)).contradictions) == ["C4"]


def test_the_story_contradicts_too() -> None:
    found = classified(
        history("standing walking running sitting", eased_by_extension="yes"), found_with(HFL=P, HEC=P)
    )
    assert (codes(found.contradictions), found.agreement) == (["C1", "C2"], "low")
    assert codes(classified(history("backward_bend"), found_with(HFL=P, ABE=P, ASA=P)).contradictions) == [
        "C6"
    ]


def phe(answers: Answers, **said: str) -> Answers:
    for side, code in said.items():
        answers = answers.changed(Ref("prone_hip_extension", "familiar_pain", Side(side)), Choice(code))
    return answers


def test_familiar_pain_is_no_only_when_every_tested_side_says_no() -> None:
    story = history("standing walking")
    findings = found_with(HFL=P)
    assert "S6" in codes(classified(phe(story, right="no", left="yes"), findings).supports)
    assert "C5" in codes(classified(phe(story, right="no", left="no"), findings).contradictions)
    assert "C5" in codes(classified(phe(story, right="no"), findings).contradictions)
    half = phe(story, right="no").changed(
        Ref("prone_hip_extension", "rotation", Side.LEFT, 1), Choice("none")
    )
    assert "C5" not in codes(classified(half, findings).contradictions)
    assert "C5" not in codes(classified(story, findings).contradictions)
    back = phe(history("standing backward_bend"), right="no", left="no")
    assert "C5" not in codes(classified(back, findings).contradictions)


def test_two_frontal_findings_of_the_same_side_support() -> None:
    same = classified(history("standing"), found_with(ABE=(P, A), ASA=(P, A)))
    assert codes(same.supports) == ["S8", "S9", "S13"]
    apart = classified(history("standing"), found_with(ABE=(P, A), ASA=(A, P)))
    assert codes(apart.supports) == ["S8", "S9"]


def test_rotation_is_one_side_only_or_the_story() -> None:
    one = classified(history("standing"), found_with(HFL=(P, A)))
    assert codes(one.modifiers) == ["ROT"]
    assert "extension-rotation" in one.closest_idea
    assert codes(classified(history("standing"), found_with(HFL=(P, U))).modifiers) == []
    assert codes(classified(history("standing", rotation="worse"), found_with(ABE=P, ASA=P)).modifiers) == [
        "ROT"
    ]
    assert codes(classified(history("running", rotation="worse"), found_with(ASE=P)).modifiers) == []
    assert codes(classified(history("running", rotation="worse"), found_with(HEC=P)).modifiers) == [
        "ROT",
        "RUN",
    ]


def test_the_rotation_pattern_itself_is_rotation() -> None:
    answers = history("standing")
    for side, trial in product(Side, (1, 2)):
        answers = answers.changed(Ref("prone_hip_extension", "rotation", side, trial), Choice("clear"))
    assert codes(classified(answers, found_with(HEC=P)).modifiers) == ["ROT"]


@pytest.mark.parametrize(
    ("supporting", "contradicting", "provisional", "word"),
    [
        (4, 0, False, "high"),
        (4, 0, True, "moderate"),
        (4, 1, False, "moderate"),
        (3, 0, False, "moderate"),
        (2, 0, False, "low"),
        (9, 2, False, "low"),
        (0, 0, True, "low"),
    ],
)
def test_the_word_for_agreement(supporting: int, contradicting: int, provisional: bool, word: str) -> None:
    assert agreement(supporting, contradicting, provisional) == word


def test_the_side_of_the_findings_is_told_beside_the_side_of_the_pain() -> None:
    right = found_with(HFL=(P, A))
    assert classified(history("standing", pain_side="right"), right).laterality.endswith(
        "the same side as the pain"
    )
    assert classified(history("standing", pain_side="left"), right).laterality.endswith(
        "the other side than the pain"
    )
    assert classified(history("standing"), right).laterality.endswith("side of the pain not recorded")


PRESENCES = st.sampled_from([P, A, U])
FINDINGS = st.fixed_dictionaries({code: st.tuples(PRESENCES, PRESENCES) for code in CODES})
WORSE = st.sets(st.sampled_from([*EXTENSION, *FLEXION])).map(" ".join)
RESULTS = st.sampled_from(["clear", "caution", "hold", "R1", "R2", "incomplete", "out_of_scope"])


def test_every_settled_state_has_exactly_one_class() -> None:
    for present in product((False, True), repeat=len(CODES)):
        state = frozenset(code for code, there in zip(CODES, present, strict=True) if there)
        for marked, way in product(
            {False, "FPC" in state}, (EXT for EXT in ("EXT", "FLEX", "MULTI", "NONE"))
        ):
            # Nothing provokes, so standing does not; and when only sitting does, it may.
            for bearing in ("no",) if way == "NONE" else ("yes", "no"):
                pattern = Pattern(state, bool(marked))
                held = [row for row in TABLE if row.holds(pattern, way, bearing)]
                assert held, (pattern, way, bearing)
                code = decide(pattern, way, bearing)
                assert code in labels()
                assert (code == "CLEAR") is (not state)


@settings(max_examples=300, deadline=None)
@given(FINDINGS, st.booleans(), st.booleans(), WORSE, WORSE, RESULTS)
def test_what_holds_for_every_exam(
    sides: dict[str, tuple[Presence, Presence]],
    marked: bool,
    near: bool,
    worse: str,
    unasked: str,
    result: str,
) -> None:
    findings = found_with(marked, near, **sides)
    safety = SafetyResult(result, (), (), held=result == "hold")
    found = classified(history(worse, unasked), findings, safety)
    assert found.code in labels()
    if found.code == "CLEAR":
        assert all(r.presence is A for f in findings.values() for r in f.by_side.values())
    if found.code[0] in "RN" or found.code == "CLEAR":
        assert found.plan not in ("offered", "clinician_selects", "withheld")
    if found.status == "provisional":
        assert found.agreement != "high"
        assert found.could_be
        assert found.missing
    if found.status == "final":
        assert not found.could_be
    assert found.code not in found.could_be or found.code == "N1"
    assert list(found.could_be) == sorted(found.could_be)
    assert codes(found.modifiers) == sorted(codes(found.modifiers))
    assert sum(row.held for row in found.path) == 1


def test_what_was_not_asked_is_named_as_the_page_names_it() -> None:
    unasked = SafetyResult("incomplete", (), ("RF08", "RF32_features"))
    missing = classify(history(), {}, unasked).missing
    assert [(reason.code, reason.words) for reason in missing] == [
        ("RF08", "Safety screen, RF08: not asked"),
        ("RF32_features", "Safety screen, RF32: not asked"),
    ]
