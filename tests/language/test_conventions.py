"""Every number that decides something: said once, with words, a standing and, where published, a source."""

from __future__ import annotations

import re
from decimal import Decimal
from math import sqrt

import pytest

from assessments.language.conventions import Rule, conventions

RULES = tuple(conventions().rules.values())
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def test_the_rules_have_a_version_that_goes_with_every_exam() -> None:
    assert conventions().version == "1"


@each_rule
def test_a_rule_has_a_number_a_unit_and_words(rule: Rule) -> None:
    assert rule.amount.is_finite()
    assert rule.unit
    assert rule.words
    assert not rule.words[0].islower()


@each_rule
def test_a_rule_says_where_it_stands(rule: Rule) -> None:
    assert rule.standing in ("published", "computed", "convention")
    assert bool(rule.cites) or rule.standing == "convention"


def test_only_what_a_source_gives_is_called_published() -> None:
    """A rule that a clinic sets may not look as if a study had set it."""
    assert {rule.code for rule in RULES if rule.standing == "published"} == {
        "THOMAS_CUT",
        "THOMAS_KNEE",
        "SIDES_NORMAL_LOW",
        "SIDES_NORMAL_HIGH",
        "STEP_MARKED",
        "STEP_MEDIUM",
        "SPA_FEATURES",
        "STENOSIS_FEATURES",
        "PSYCH_HIGH",
    }


def test_a_rule_that_is_not_there_is_not_guessed() -> None:
    with pytest.raises(KeyError):
        conventions()["NO_SUCH_RULE"]


def test_numbers_are_exact() -> None:
    assert conventions()["LEVER_SPREAD"] == Decimal("0.02")
    assert conventions()["MMT_BORD"] == Decimal("0.5")


@pytest.mark.parametrize(
    ("movement", "variation"),
    [
        ("ABDUCTION", 5),
        ("EXTERNAL_ROTATION", 5),
        ("INTERNAL_ROTATION", 5),
        ("FLEXION", 5),
        ("ADDUCTION", 6),
        ("EXTENSION", 8),
    ],
)
def test_the_errors_of_strength_follow_from_the_published_variation(movement: str, variation: int) -> None:
    between_sides = 1.96 * sqrt(2) * variation
    between_visits = 1.96 * 2 * variation

    assert float(conventions()[f"ERR_{movement}"]) == pytest.approx(between_sides, abs=0.05)
    assert float(conventions()[f"ERR_ASYM_{movement}"]) == pytest.approx(between_visits, abs=0.05)


@pytest.mark.parametrize(
    "code", ["ASYM_POS", "CLAM_MIN_REPS", "THOMAS_NEAR", "CLAM_REST", "ERR_EXTENSION", "ERR_ASYM_ADDUCTION"]
)
def test_the_words_of_a_rule_name_its_number(code: str) -> None:
    rule = conventions().rules[code]
    said = {Decimal(it) for it in re.findall(r"\d+(?:\.\d+)?", rule.words)}

    assert rule.amount in said or (code == "CLAM_REST" and "Three minutes" in rule.words)
