"""Every folder of the catalogue keeps the same promises; a new one is held to them without a line here."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessments.language.answers import Answers, Person
from assessments.language.assessment import Assessment
from assessments.language.catalogue import catalogue
from assessments.language.citations import citations
from assessments.language.completeness import open_refs
from assessments.language.conventions import conventions
from assessments.language.examples import Example, answers_to, examples, told_finding, told_measure
from assessments.language.finding import Presence
from assessments.language.protocol import Chosen, Counted, Kind, Marked, Measured, Noted, Scale, Ticked
from assessments.language.reading import Reading, read
from assessments.language.reference import references
from assessments.language.value import ALL, Choice, Choices, NotDone, Quantity, Ref, Side, Text, Value

PROTOCOLS = {assessment.protocol.id: assessment.protocol for assessment in catalogue()}
NOTHING = Answers(Person())

every_assessment = pytest.mark.parametrize("assessment", catalogue(), ids=lambda a: a.protocol.id)


def package(assessment: Assessment) -> str:
    return f"assessments.{assessment.protocol.id}"


def worked() -> list[tuple[Assessment, Example]]:
    return [
        (assessment, example)
        for assessment in catalogue()
        if assessment.findings(NOTHING)
        for example in examples(package(assessment))
    ]


@pytest.mark.parametrize(
    ("assessment", "example"), worked(), ids=lambda part: part.words if isinstance(part, Example) else ""
)
def test_a_worked_example_comes_out_as_it_says(assessment: Assessment, example: Example) -> None:
    answers = answers_to(example, PROTOCOLS)
    found = {finding.code: told_finding(finding) for finding in assessment.findings(answers)}
    measured = {
        f"{measure.code}/{measure.side.value if measure.side else '-'}": told_measure(measure)
        for measure in assessment.measures(answers)
    }
    assert {code: found[code] for code in example.finds} == dict(example.finds)
    assert {code: measured[code] for code in example.measures} == dict(example.measures)
    if example.summary:
        assert assessment.summary(answers) == example.summary
    assert example.source


@every_assessment
def test_a_test_that_finds_something_comes_with_examples(assessment: Assessment) -> None:
    codes = {finding.code for finding in assessment.findings(NOTHING)}
    if codes:
        named = {code for example in examples(package(assessment)) for code in example.finds}
        assert named == codes


@every_assessment
def test_nothing_recorded_is_unknown_and_measures_nothing(assessment: Assessment) -> None:
    for finding in assessment.findings(NOTHING):
        assert finding.presence is Presence.UNKNOWN
        assert finding.grade is None
        for result in finding.by_side.values():
            assert result.presence is Presence.UNKNOWN
            assert result.words
            assert result.reason
            assert not result.near
    for measure in assessment.measures(NOTHING):
        assert measure.amount is None
        assert measure.category is None
        assert measure.words
    assert isinstance(assessment.summary(NOTHING), str)
    assert assessment.cautions(NOTHING) == ()


@every_assessment
def test_a_skipped_assessment_is_unknown_and_says_why(assessment: Assessment) -> None:
    skipped = NOTHING.changed(Ref(assessment.protocol.id, ALL), NotDone("no time"))
    for finding in assessment.findings(skipped):
        assert finding.presence is Presence.UNKNOWN
        assert all("no time" in result.words for result in finding.by_side.values())
    assert all(measure.amount is None for measure in assessment.measures(skipped))
    assert open_refs(assessment, skipped) == ()


@every_assessment
def test_a_skipped_side_is_unknown_even_with_values_on_it(assessment: Assessment) -> None:
    for example in examples(package(assessment)) if assessment.findings(NOTHING) else ():
        answers = answers_to(example, PROTOCOLS)
        for side in Side:
            skipped = answers.changed(
                Ref(assessment.protocol.id, ALL, side), NotDone("patient asked to stop")
            )
            for finding in assessment.findings(skipped):
                assert finding.by_side[side].presence is Presence.UNKNOWN
                assert "patient asked to stop" in finding.by_side[side].words


@every_assessment
def test_taking_any_answer_away_never_makes_a_positive_side_negative(assessment: Assessment) -> None:
    for example in examples(package(assessment)) if assessment.findings(NOTHING) else ():
        answers = answers_to(example, PROTOCOLS)
        before = {finding.code: finding for finding in assessment.findings(answers)}
        for ref in answers.entries:
            if isinstance(answers.entries[ref], NotDone) or _is_about_method(assessment, ref):
                continue
            for finding in assessment.findings(answers.changed(ref, None)):
                for side, result in finding.by_side.items():
                    if before[finding.code].by_side[side].presence is Presence.PRESENT:
                        assert result.presence is not Presence.ABSENT, (example.words, ref)


@every_assessment
def test_step_ids_are_told_apart_and_every_place_has_a_stable_path(assessment: Assessment) -> None:
    protocol = assessment.protocol
    ids = [step.id for step in protocol.steps]
    assert len(set(ids)) == len(ids)
    assert ALL not in ids
    for step in protocol.steps:
        for ref in step.refs(protocol.id):
            assert Ref.from_path(ref.path) == ref
        assert step.needed <= step.trials


@every_assessment
def test_every_required_step_is_waited_for_until_it_is_answered_or_excused(assessment: Assessment) -> None:
    protocol = assessment.protocol
    for ref in open_refs(assessment, NOTHING):
        assert protocol.step(ref.step).required
        assert ref not in open_refs(assessment, NOTHING.changed(ref, NotDone("refused")))


@every_assessment
def test_the_guide_says_what_to_say_and_when_to_stop(assessment: Assessment) -> None:
    assert assessment.guide.startswith("# ")
    if assessment.findings(NOTHING):
        assert "## Say\n" in assessment.guide
        assert "## Stop if\n" in assessment.guide
        for section in assessment.guide.split("\n## ")[1:]:
            assert section.partition("\n")[2].strip(), section


@every_assessment
def test_every_test_stops_before_a_broken_or_starved_hip(assessment: Assessment) -> None:
    for code in ("RF10", "RF12", "RF25", "RF26"):
        found = assessment.cautions(NOTHING.changed(Ref("safety", code), Choice("yes")))
        if assessment.findings(NOTHING):
            assert any(caution.blocks for caution in found), code


@every_assessment
def test_name_position_licence_and_sources_are_filled(assessment: Assessment) -> None:
    protocol = assessment.protocol
    assert protocol.id.isidentifier()
    assert protocol.version
    assert protocol.name
    assert len(protocol.short_name) <= 18
    assert protocol.position
    assert protocol.licence
    if assessment.findings(NOTHING):
        assert protocol.sources
    assert set(protocol.sources) <= set(citations())


@every_assessment
def test_every_statement_names_a_source_on_file_or_is_a_convention(assessment: Assessment) -> None:
    for statement in assessment.evidence:
        assert statement.words.endswith((".", "?"))
        assert statement.standing in ("published", "computed", "convention")
        assert set(statement.cites) <= set(citations()), statement
        if statement.standing != "convention":
            assert statement.cites, statement
    if assessment.findings(NOTHING):
        assert assessment.evidence


@every_assessment
def test_reference_values_name_a_source_on_file_and_a_measure_that_exists(assessment: Assessment) -> None:
    codes = {measure.code for measure in assessment.measures(NOTHING)}
    for reference in references(package(assessment)):
        assert reference.cite in citations()
        assert reference.n > 0
        assert reference.population
        assert reference.measure in codes


def test_every_rule_that_is_published_names_a_source_on_file() -> None:
    for rule in conventions().rules.values():
        assert set(rule.cites) <= set(citations()), rule.code
        assert rule.cites or rule.standing == "convention"


@every_assessment
def test_what_can_be_recorded_reads_back_as_it_was_recorded(assessment: Assessment) -> None:
    for step in assessment.protocol.steps:
        for value, typed in recordable(step.kind):
            reading = read(step.kind, typed)
            assert isinstance(reading, Reading), (step.id, typed, reading)
            assert reading.value == value


@every_assessment
def test_options_and_keys_of_a_step_are_told_apart(assessment: Assessment) -> None:
    for step in assessment.protocol.steps:
        if isinstance(step.kind, Chosen | Ticked | Marked):
            codes = [option.code for option in step.kind.options]
            keys = [option.key.lower() for option in step.kind.options if option.key]
            assert len(set(codes)) == len(codes), step.id
            assert len(set(keys)) == len(keys), step.id
            assert all(option.words for option in step.kind.options)


@every_assessment
def test_no_text_claims_what_these_tests_cannot_show(assessment: Assessment) -> None:
    texts = [assessment.guide, *(statement.words for statement in assessment.evidence)]
    texts += [step.ask for step in assessment.protocol.steps]
    for text in texts:
        for never in (
            "weak glut",
            "does not activate",
            "must ",
            "will fix",
            "out of place",
            "wear and tear",
            "!",
        ):
            assert never not in text.lower(), (never, text)


def recordable(kind: Kind) -> list[tuple[Value, str]]:
    """Values at the ends of what a step takes, each with what is typed for it."""
    match kind:
        case Measured():
            return [(Quantity(amount, kind.unit), str(amount)) for amount in (kind.low, kind.high)]
        case Counted() | Scale():
            unit = kind.unit if isinstance(kind, Counted) else ""
            return [(Quantity(Decimal(whole), unit), str(whole)) for whole in (kind.low, kind.high)]
        case Chosen():
            by_code: list[tuple[Value, str]] = [(Choice(o.code), o.code) for o in kind.options]
            return by_code + [(Choice(o.code), o.key) for o in kind.options if o.key]
        case Ticked() | Marked():
            codes = tuple(option.code for option in kind.options)
            return [(Choices(codes), " ".join(codes)), (Choices(()), "")]
        case Noted():
            note = "½ way, front of the thigh"[: kind.limit]
            return [(Text(note), note)]


def _is_about_method(assessment: Assessment, ref: Ref) -> bool:
    return ref.assessment == assessment.protocol.id and assessment.protocol.step(ref.step).method
