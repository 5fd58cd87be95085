"""The safety screen, row by row."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessments.language.answers import Answers, Person
from assessments.language.outcome import Direction, SafetyResult
from assessments.language.value import Choice, Choices, Quantity, Ref, Text
from assessments.safety.items import asked, items
from assessments.safety.screen import screen, with_derived

EXTENSION = Direction("EXT", 3, 0)


def told(
    age: int | None = 34, sex: str | None = "female", sites: tuple[str, ...] = ("low_back",), **said: object
) -> Answers:
    """Every item answered no, but for those said; None leaves an item unanswered."""
    answers = Answers(Person(age, sex)).changed(Ref("intake", "pain_sites"), Choices(sites))
    no: dict[str, object] = {item.code: "no" for item in asked()}
    for code, value in {**no, "RF30_features": 0, "RF32_features": 0, **said}.items():
        if isinstance(value, str):
            answers = answers.changed(Ref("safety", code), Choice(value))
        elif isinstance(value, int):
            answers = answers.changed(Ref("safety", code), Quantity(Decimal(value), "features"))
        else:
            answers = answers.changed(Ref("safety", code), None)
    return answers


def screened(answers: Answers, direction: Direction = EXTENSION) -> SafetyResult:
    return screen(answers, direction)


def fired(result: SafetyResult) -> dict[str, str]:
    return {one.code: one.result for one in result.fired}


def test_all_answered_no_is_clear() -> None:
    assert screened(told()) == SafetyResult("clear", (), ())


def test_nothing_asked_is_incomplete_and_lists_every_mandatory_item() -> None:
    result = screened(Answers(Person()))
    assert result.result == "incomplete"
    assert result.unanswered[0] == "age"
    assert set(result.unanswered[1:]) == {item.code for item in asked()} - {"RF30_features"}


@pytest.mark.parametrize("code", [f"RF{n:02}" for n in range(1, 13)])
def test_one_emergency_is_enough_even_with_nothing_else_asked(code: str) -> None:
    assert screened(told(**{code: "yes"})).result == "R1"
    alone = Answers(Person()).changed(Ref("safety", code), Choice("yes"))
    assert screened(alone).result == "R1"
    assert fired(screened(alone)) == {code: "R1"}


@pytest.mark.parametrize("code", ["RF20", "RF21", "RF22", "RF25", "RF26", "RF27"])
def test_one_urgent_item_is_enough(code: str) -> None:
    assert fired(screened(told(**{code: "yes"}))) == {code: "R2"}
    assert screened(Answers(Person()).changed(Ref("safety", code), Choice("yes"))).result == "R2"


@pytest.mark.parametrize("code", [item.code for item in asked() if item.code != "RF30_features"])
def test_an_item_not_asked_is_never_a_no(code: str) -> None:
    result = screened(told(**{code: None}))
    assert (result.result, result.unanswered) == ("incomplete", (code,))


@pytest.mark.parametrize("code", [item.code for item in asked() if not item.code.endswith("_features")])
def test_not_applicable_is_an_answer_and_never_fires(code: str) -> None:
    assert screened(told(**{code: "not_applicable"})).result == "clear"


def test_the_age_is_mandatory() -> None:
    assert screened(told(age=None)).unanswered == ("age",)


@pytest.mark.parametrize(
    ("age", "steroids", "midline", "result"),
    [
        (34, "yes", "yes", "R2"),
        (34, "yes", "no", "caution"),
        (34, "no", "yes", None),
        (69, "no", "yes", None),
        (70, "no", "yes", "R2"),
        (70, "no", "no", "caution"),
    ],
)
def test_fragile_bone_with_midline_pain(age: int, steroids: str, midline: str, result: str | None) -> None:
    assert fired(screened(told(age, RF23=steroids, RF23M=midline))).get("RF23") == result


def test_fragile_bone_by_age_alone_says_so_and_names_no_disease_that_was_denied() -> None:
    by_age, told_of = (screened(told(age, RF23=said)).fired[0] for age, said in ((75, "no"), (75, "yes")))
    assert by_age.words == "Age 70 or over: bone may be fragile"
    assert told_of.words == "Steroids, osteoporosis, low-trauma fracture"


def test_an_item_names_the_source_of_its_own_condition_or_none() -> None:
    sources = {item.code: item.cites for item in items()}
    assert sources["RF26"] == ("avascular_necrosis",)
    assert sources["RF21"] == sources["RF20"] == ("downie2013",)
    for code in ("RF06", "RF07", "RF10", "RF24", "RF24N"):
        assert sources[code] == (), f"{code}: nobody has checked a source for this item"


@pytest.mark.parametrize(
    ("age", "said", "result"),
    [
        (50, {}, "caution"),
        (51, {}, "R2"),
        (34, {"RF20": "yes"}, "R2"),
        (34, {"RF21": "yes"}, "R2"),
        (34, {"RF22": "yes"}, "R2"),
        (34, {"RF23": "yes"}, "R2"),
        (34, {"RF25": "yes"}, "caution"),
    ],
)
def test_constant_pain_counts_more_in_company_or_with_age(
    age: int, said: dict[str, str], result: str
) -> None:
    assert fired(screened(told(age, RF24="yes", **said)))["RF24"] == result


@pytest.mark.parametrize("code", ["RF24N", "RF34", "RF35", "RF36", "RF37"])
def test_a_caution_lets_the_exam_go_on(code: str) -> None:
    result = screened(told(**{code: "yes"}))
    assert (result.result, fired(result)) == ("caution", {code: "caution"})


def test_spondyloarthritis_needs_three_features() -> None:
    assert screened(told(RF30="yes", RF30_features=None)).unanswered == ("RF30_features",)
    assert screened(told(RF30="yes", RF30_features=2)).result == "clear"
    three, four = (screened(told(RF30="yes", RF30_features=n)).fired[0] for n in (3, 4))
    assert (three.code, three.result) == ("RF30", "caution")
    assert "HLA-B27 first" in three.action
    assert "HLA-B27" not in four.action
    assert screened(told(RF30="no", RF30_features=9)).result == "clear"


def test_stenosis_needs_four_of_five() -> None:
    assert screened(told(RF32_features=3)).result == "clear"
    assert fired(screened(told(RF32_features=4))) == {"RF32": "caution"}


def test_leg_pain_with_nerve_signs_is_out_of_scope() -> None:
    result = screened(told(RF33="yes"))
    assert (result.result, fired(result)) == ("out_of_scope", {"RF33": "N2"})


def test_scope_needs_an_age_and_a_site() -> None:
    assert screened(told(age=15, RF12="not_applicable").changed(*SPORT_NO)).result == "out_of_scope"
    assert screened(told(sites=("groin",))).result == "out_of_scope"
    assert screened(told(sites=())).result == "out_of_scope"
    assert screened(told(sites=("buttock", "groin"))).result == "clear"


def test_sites_that_were_not_recorded_are_no_reason_to_be_out_of_scope() -> None:
    assert screened(told().changed(Ref("intake", "pain_sites"), None)).result == "clear"


SPORT_NO = (Ref("intake", "extension_or_impact_sport"), Choice("no"))
SPORT_YES = (Ref("intake", "extension_or_impact_sport"), Choice("yes"))


@pytest.mark.parametrize(
    ("age", "direction", "held"),
    [(19, "EXT", True), (19, "MULTI", True), (19, "FLEX", False), (19, "UNK", False), (20, "EXT", False)],
)
def test_a_young_sportsperson_with_extension_pain_is_held(age: int, direction: str, held: bool) -> None:
    result = screened(told(age).changed(*SPORT_YES), Direction(direction, 2, 0))
    assert result.held is held
    assert result.result == ("hold" if held else "clear")
    assert fired(result) == ({"RF31": "hold"} if held else {})


def test_the_sport_question_is_mandatory_below_twenty() -> None:
    assert screened(told(19)).unanswered == ("history.extension_or_impact_sport",)
    assert screened(told(20)).unanswered == ()


def test_the_graver_result_leads() -> None:
    young = told(17, RF34="yes").changed(*SPORT_YES)
    assert screened(young).result == "hold"
    out = young.changed(Ref("safety", "RF33"), Choice("yes"))
    assert screened(out).result == "out_of_scope"
    unasked = out.changed(Ref("safety", "RF01"), None)
    assert screened(unasked).result == "incomplete"
    urgent = unasked.changed(Ref("safety", "RF21"), Choice("yes"))
    assert screened(urgent).result == "R2"
    emergency = urgent.changed(Ref("safety", "RF02"), Choice("yes"))
    assert screened(emergency).result == "R1"
    assert fired(screened(emergency)) == {
        "RF02": "R1",
        "RF21": "R2",
        "RF31": "hold",
        "RF33": "N2",
        "RF34": "caution",
    }


def test_a_typed_reason_lifts_an_urgent_referral_and_a_hold_but_never_an_emergency() -> None:
    reason = Text("seen by the physician yesterday")
    urgent = told(RF21="yes").changed(Ref("safety", "override_R2"), reason)
    assert (screened(urgent).result, screened(urgent).overridden) == ("caution", ("R2",))
    assert fired(screened(urgent)) == {"RF21": "R2"}
    held = told(17).changed(*SPORT_YES).changed(Ref("safety", "override_HOLD"), reason)
    assert (screened(held).held, screened(held).overridden) == (False, ("HOLD",))
    emergency = urgent.changed(Ref("safety", "RF01"), Choice("yes"))
    assert screened(emergency).result == "R1"
    blank = told(RF21="yes").changed(Ref("safety", "override_R2"), Text("  "))
    assert screened(blank).result == "R2"


def test_what_age_and_sex_settle_is_not_asked_in_the_program() -> None:
    man = with_derived(told(34, "male", RF12=None, RF35=None))
    assert screened(man).result == "clear"
    boy = with_derived(told(17, "male", RF12=None, RF35=None).changed(*SPORT_NO))
    assert screened(boy).unanswered == ("RF12",)
    unknown = with_derived(told(None, None, RF12=None, RF35=None))
    assert screened(unknown).unanswered == ("age", "RF12", "RF35")
    said = with_derived(told(34, RF12="yes"))
    assert screened(said).result == "R1"


def test_every_item_says_what_is_thought_of_and_what_to_do() -> None:
    assert [item.code for item in items()] == sorted({item.code for item in items()}, key=_order)
    for item in items():
        assert item.thought
        assert item.action
        assert item.group
        assert len(item.ask) <= 48, item.ask


def _order(code: str) -> int:
    return [item.code for item in items()].index(code)
