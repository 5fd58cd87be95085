"""An exam document is read exactly, or refused with every fault named."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.evaluation import evaluate
from app.exchange.evaluation_json import evaluation_json
from app.exchange.exam_document import Faults, document_schema, read_document
from app.exchange.exam_writer import document_of
from assessments.intake.marking import marking
from assessments.language.answers import Answers, Person
from assessments.language.catalogue import assessment
from assessments.language.protocol import Counted, Measured, Scale
from assessments.language.value import ALL, Choice, Choices, NotDone, Quantity, Ref, Side

CASES = [
    json.loads(line)["document"]
    for line in (Path(__file__).parents[1] / "cases" / "worked-cases.jsonl").read_text("utf-8").splitlines()
]


def complete() -> dict[str, Any]:
    return copy.deepcopy(CASES[0])


def faults(document: dict[str, Any] | str) -> tuple[str, ...]:
    read = read_document(document if isinstance(document, str) else json.dumps(document))
    assert isinstance(read, Faults)
    return read.lines


def answers(document: dict[str, Any]) -> Answers:
    read = read_document(json.dumps(document))
    assert isinstance(read, Answers), read
    return read


def test_a_document_of_nothing_is_an_exam_with_nothing_recorded() -> None:
    empty = answers({"format": "sagittal-exam", "version": 1})
    assert not empty.entries
    assert empty.person == Person(None, None)


def test_not_asked_and_not_recorded_leave_no_answer() -> None:
    document = complete()
    document["patient"].update(sex="not_recorded", dominant_leg="not_recorded")
    document["history"]["pain_side"] = "not_asked"
    document["safety"]["RF01"] = "not_asked"
    read = answers(document)
    assert read.person.sex is None
    assert read.get("intake", "dominant_leg") is None
    assert read.get("intake", "pain_side") is None
    assert read.get("safety", "RF01") is None


def test_no_site_ticked_is_an_answer_and_no_list_is_none() -> None:
    document = complete()
    document["history"]["pain_sites"] = []
    assert answers(document).get("intake", "pain_sites") == Choices(())
    del document["history"]["pain_sites"]
    assert answers(document).get("intake", "pain_sites") is None


def test_numbers_keep_every_digit() -> None:
    text = json.dumps(complete()).replace("200.0", "201.036325000000000000001")
    read = read_document(text)
    assert isinstance(read, Answers)
    assert read.amount("hip_strength", "extension_force", Side.RIGHT, 1) == Decimal(
        "201.036325000000000000001"
    )


@pytest.mark.parametrize("written", ["34", "34.0", "3.4e1"])
def test_a_whole_number_may_be_written_in_any_way(written: str) -> None:
    read = read_document(f'{{"format":"sagittal-exam","version":1,"patient":{{"age_years":{written}}}}}')
    assert isinstance(read, Answers)
    assert read.person.age_years == 34


def test_a_test_not_done_keeps_its_reason() -> None:
    document = complete()
    document["tests"]["clamshell"] = {"not_done": "no time"}
    document["tests"]["thomas"]["left"] = {"not_done": "hip replaced"}
    document["tests"]["hip_strength"]["abduction"] = {"not_done": "no device"}
    read = answers(document)
    assert read.not_done("clamshell", Side.LEFT) == NotDone("no time")
    assert read.not_done("thomas", Side.LEFT) == NotDone("hip replaced")
    assert read.not_done("thomas", Side.RIGHT) is None
    assert read.get("hip_strength", "abduction_method") == NotDone("no device")


def test_the_fields_of_every_test_find_their_place() -> None:
    document = complete()
    tests = document["tests"]
    tests["prone_hip_extension"]["right"].update(stopped_by="pain", pain=4)
    tests["thomas"]["right"] = {
        "method": "two_lengths",
        "trochanter_height_cm": 80.5,
        "epicondyle_height_cm": 75,
        "thigh_length_cm": 40,
        "knee_angle_deg": 70,
        "abduction_drift": "no",
        "pelvis_controlled": "yes",
    }
    tests["thomas"]["left"]["method"] = "two_lengths"
    tests["lateral_step_down"]["left"] = {"total": 3}
    tests["hip_strength"]["abduction"]["right"] = {"grade": 4.5, "pain": 2}
    read = answers(document)
    assert read.choice("prone_hip_extension", "stopped_by", Side.RIGHT) == "pain"
    assert read.choice("prone_hip_extension", "lumbar_extension", Side.RIGHT, 3) == "none"
    assert read.amount("thomas", "trochanter_height", Side.RIGHT, 1) == Decimal("80.5")
    assert read.choice("thomas", "method") == "two_lengths"
    assert read.get("thomas", "hip_angle", Side.LEFT, 1) == Quantity(Decimal(8), "deg")
    assert read.amount("lateral_step_down", "total", Side.LEFT) == 3
    assert read.get("lateral_step_down", "arm", Side.RIGHT, 1) == Choice("1")
    assert read.amount("hip_strength", "abduction_grade", Side.RIGHT) == Decimal("4.5")
    assert read.choice("clamshell", "stop_reason", Side.LEFT) == "fatigue"


def test_sides_read_in_two_ways_each_give_their_angle() -> None:
    document = complete()
    document["tests"]["thomas"] = {
        "right": {"method": "inclinometer", "hip_angle_deg": -8, "pelvis_controlled": "yes"},
        "left": {
            "method": "two_lengths",
            "trochanter_height_cm": 80,
            "epicondyle_height_cm": 85,
            "thigh_length_cm": 40,
            "pelvis_controlled": "yes",
        },
    }
    found = evaluate(answers(document))
    right, left = (m for m in found.measures if m.code == "thomas.hip_angle")
    assert (right.amount, left.amount) == ("-8", "7.2")
    assert found.findings["HFL"].side == "left"
    assert right.method.differs_from(left.method)


def test_a_trial_that_is_not_valid_never_counts() -> None:
    document = complete()
    document["tests"]["hip_strength"]["extension"]["right"]["trials"] = [
        {"force_n": 400, "valid": "no"},
        {"force_n": 300, "valid": "slipped"},
        {"force_n": 200, "valid": "yes"},
    ]
    assert evaluate(answers(document)).asymmetry["extension"].percent == Decimal("1.0")


def test_every_fault_is_listed_with_its_path_what_was_found_and_what_is_allowed() -> None:
    document = complete()
    document["patient"]["age_years"] = 34.5
    document["history"]["runner"] = True
    document["tests"]["thomas"]["right"]["hip_angle_deg"] = 99
    document["tests"]["thomas"]["left"]["hip angel"] = 1
    document["tests"]["prone_hip_extension"]["left"]["repetitions"][1]["rotation"] = "CLEAR"
    assert faults(document) == (
        "$.patient.age_years: found 34.5; allowed: a whole number from 0 to 120",
        '$.history.runner: found true; allowed: "yes", "no", "not_asked"',
        '$.tests.prone_hip_extension.left.repetitions[1].rotation: found "CLEAR"; '
        'allowed: "none", "slight", "clear"',
        "$.tests.thomas.right.hip_angle_deg: found 99; allowed: a whole number from -40 to 60",
        '$.tests.thomas.left["hip angel"]: found an unknown key; allowed: hip_angle_deg, knee_angle_deg, '
        "abduction_drift, pelvis_controlled, method, trochanter_height_cm, epicondyle_height_cm, "
        "thigh_length_cm",
    )


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("patient.age_years", True, "found true"),
        ("patient.age_years", None, "found null"),
        ("patient.age_years", "34", 'found "34"'),
        ("patient.height_cm", 251, "a number from 50 to 250"),
        ("history.pain_now", 11, "a whole number from 0 to 10"),
        ("history.pain_sites", ["low_back", "low_back"], "each item once"),
        ("history.pain_sites", "low_back", "allowed: a list"),
        ("history.provocation", [], "allowed: an object"),
        ("safety.RF31", "no", "an unknown key"),
        ("safety.RF30_features", 10, "a whole number from 0 to 9"),
        ("tests.clamshell", {"not_done": "  "}, "text that is not empty"),
        (
            "tests.clamshell",
            {"not_done": "no time", "right": {}},
            "$.tests.clamshell.right: found an unknown key",
        ),
        ("tests.thomas.right.knee_angle_deg", 141, "a whole number from 0 to 140"),
        ("tests.hip_strength.extension.right.trials", [{}] * 5, "found 5 items; allowed: at most 4"),
        ("tests.hip_strength.extension.right.grade", 4.3, "in steps of 0.5"),
        ("tests.hip_strength.extension.right.trials", [{"force_n": -1}], "a number from 0 to 1500"),
        ("tests.lateral_step_down.right.knee", 3, "allowed: 0, 1, 2"),
        ("tests.lateral_step_down.right.arm", False, "allowed: 0, 1"),
        ("tests.lateral_step_down.right.total", 5, "allowed: 1, the sum of its five items"),
        ("tests.prone_hip_extension.right.repetitions", [{}] * 4, "found 4 items; allowed: at most 3"),
    ],
)
def test_one_fault_is_named(path: str, value: object, words: str) -> None:
    document = complete()
    inner = document
    *where, last = path.split(".")
    for key in where:
        inner = inner[key]
    inner[last] = value
    (line,) = faults(document)
    assert line.startswith(f"$.{path}")
    assert words in line


def test_a_key_given_twice_is_refused_by_name() -> None:
    text = json.dumps(complete()).replace('"RF01": "no"', '"RF01": "yes", "RF01": "no"')
    assert faults(text) == ("$.safety.RF01: found this key twice; allowed: each key once",)


@pytest.mark.parametrize(
    "written", ["NaN", "Infinity", "-Infinity", "1e99999999999999999999", "1e-999999999"]
)
def test_what_is_no_number_is_refused(written: str) -> None:
    text = json.dumps(complete()).replace('"age_years": 34', f'"age_years": {written}')
    (line,) = faults(text)
    assert line.startswith(f"$.patient.age_years: found {written}")


def test_another_format_or_version_is_named_and_nothing_else_judged() -> None:
    assert faults({"format": "other", "version": 2, "odd": 1}) == (
        '$.format: found "other"; allowed: "sagittal-exam"',
        "$.version: found 2; allowed: 1",
    )
    assert faults({}) == (
        '$.format: found nothing; allowed: "sagittal-exam"',
        "$.version: found nothing; allowed: 1",
    )


@pytest.mark.parametrize("text", ["", "{", "[]", "3", "null", "[" * 100_000, '{"format": "sagittal-exam",}'])
def test_what_is_not_one_object_is_refused_in_one_line(text: str) -> None:
    (line,) = faults(text)
    assert line.startswith("$: found")
    assert "\n" not in line


@pytest.mark.parametrize("document", CASES)
def test_a_document_written_again_reads_as_the_same_exam(document: dict[str, Any]) -> None:
    read = answers(document)
    written = document_of(read)
    assert not written.left_out
    assert answers(written.document) == read


def test_reasons_for_what_was_not_done_survive_writing() -> None:
    document = complete()
    document["tests"]["clamshell"]["left"] = {"not_done": "cramp"}
    document["tests"]["hip_strength"]["abduction"] = {"not_done": "no device"}
    document["tests"]["hip_strength"]["extension"]["left"] = {"not_done": "pain"}
    document["tests"]["lateral_step_down"] = {"not_done": "dizzy"}
    read = answers(document)
    assert answers(document_of(read).document) == read


def test_an_angle_between_two_degrees_is_left_out_and_named_rather_than_rounded() -> None:
    read = answers(complete())
    read = read.changed(Ref("thomas", "hip_angle", Side.RIGHT, 2), Quantity(Decimal(10), "deg"))
    written = document_of(read)
    assert written.left_out == ("Thomas test, right, hip angle: 9.5°, not a whole number.",)
    assert "hip_angle_deg" not in written.document["tests"]["thomas"]["right"]


def test_the_body_chart_has_no_place_in_a_document_and_is_named_beside_it() -> None:
    read = answers(complete())
    for ref, value in marking(read, ["low_back_left", "buttock_left"]):
        read = read.changed(ref, value)
    written = document_of(read)
    history = written.document["history"]
    assert (history["pain_sites"], history["pain_side"]) == (["low_back", "buttock"], "left")
    assert "pain_map" not in json.dumps(written.document)
    (line,) = written.left_out
    assert "body chart" in line


def test_a_lift_that_may_not_be_scored_is_not_handed_on_as_one_that_may() -> None:
    read = answers(CASES[2]).changed(
        Ref("prone_hip_extension", "passive_extension", Side.RIGHT), Choice("no")
    )
    written = document_of(read)
    assert written.left_out == ("Prone hip extension, right: lifts that may not be scored.",)
    assert "repetitions" not in written.document["tests"]["prone_hip_extension"]["right"]


def test_a_document_of_the_program_says_what_age_settles() -> None:
    read = answers(CASES[0]).changed(Ref("safety", "RF12"), None)
    assert document_of(read).document["safety"]["RF12"] == "not_applicable"


def test_an_exam_evaluates_the_same_after_writing_and_reading() -> None:
    for document in CASES:
        read = answers(document)
        again = answers(document_of(read).document)
        assert evaluation_json(evaluate(again)) == evaluation_json(evaluate(read))


def test_the_schema_allows_what_the_screens_allow() -> None:
    """The limits stand in two files, for two readers; here they are held against each other."""
    defs = document_schema()["$defs"]
    properties = document_schema()["properties"]
    pairs = [
        ("thomas", "hip_angle", defs["thomas_side"]["properties"]["hip_angle_deg"]),
        ("thomas", "knee_angle", defs["thomas_side"]["properties"]["knee_angle_deg"]),
        ("thomas", "trochanter_height", defs["thomas_side"]["properties"]["trochanter_height_cm"]),
        ("thomas", "epicondyle_height", defs["thomas_side"]["properties"]["epicondyle_height_cm"]),
        ("thomas", "thigh_length", defs["thomas_side"]["properties"]["thigh_length_cm"]),
        ("clamshell", "repetitions", defs["clamshell_side"]["properties"]["repetitions"]),
        ("clamshell", "seconds", defs["clamshell_side"]["properties"]["seconds"]),
        (
            "hip_strength",
            "extension_force",
            defs["strength_side"]["properties"]["trials"]["items"]["properties"]["force_n"],
        ),
        ("hip_strength", "abduction_grade", defs["strength_side"]["properties"]["grade"]),
        ("lateral_step_down", "total", defs["lateral_step_down_side"]["properties"]["total"]),
        (
            "lateral_step_down",
            "repetitions_done",
            defs["lateral_step_down_side"]["properties"]["repetitions_done"],
        ),
        ("intake", "height", properties["patient"]["properties"]["height_cm"]),
        ("intake", "mass", properties["patient"]["properties"]["mass_kg"]),
        ("intake", "pain_now", defs["pain"]),
        ("safety", "RF30_features", properties["safety"]["properties"]["RF30_features"]),
        ("safety", "RF32_features", properties["safety"]["properties"]["RF32_features"]),
    ]
    for part, step, rule in pairs:
        kind = assessment(part).protocol.step(step).kind
        assert isinstance(kind, Measured | Counted | Scale)
        assert (kind.low, kind.high) == (rule["minimum"], rule["maximum"]), step


def test_the_mark_of_a_whole_test_not_done_stands_for_both_sides() -> None:
    document = complete()
    document["tests"]["thomas"] = {"not_done": "in pain"}
    assert answers(document).entries[Ref("thomas", ALL)] == NotDone("in pain")
