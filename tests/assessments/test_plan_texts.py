"""What a patient reads is short, plain and never frightening; what nobody should claim stands nowhere."""

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

import pytest

from assessments.classification.labels import labels
from assessments.language.conventions import conventions
from assessments.language.value import PlanItem
from assessments.plan.education import (
    disclaimers,
    emergency,
    messages,
    no_warning_signs,
    results_meaning,
    stop_rules,
    teach_back,
)
from assessments.plan.library import daily_tasks, dose_lines, library
from assessments.plan.readability import grade, longest_sentence, sentences, smog, syllables

ANYWHERE = (
    "dumb butt", "weak core", "switched off", "out of place", "wear and tear", "unstable back",
    "unstable spine", "unstable pelvis", "critical", "does not activate", "amnesia", "diagnosis", "diagnose",
    "proves", "proven", "guarantee", "will fix", "weak glutes", "prevents injury", "does not fire",
)  # fmt: skip
"""In nothing that ships, whoever reads it."""
TO_A_PATIENT = ("unstable", "abnormal", "lock", "weakness", "damaged", "degenerat", "faulty", "deficit")
"""Nor in what a patient reads. "Damage" stands only in "do not show damage"."""


def patient_texts() -> Iterator[tuple[str, str]]:
    """Every text a patient can read, each with where it stands."""
    for exercise in library().values():
        yield exercise.code, f"{exercise.how} {exercise.cue} {exercise.mistake}"
        yield f"{exercise.code} how", exercise.how
    for task in daily_tasks().values():
        yield task.code, f"{task.how} {task.cue} {task.mistake}"
    for message in messages():
        yield message.code, message.words
    for code, label in labels().items():
        yield code, label.patient
    for box in (emergency(), stop_rules()):
        yield box.title, box.title
        for item in box.items:
            yield box.title, item
    # A date on its own is no sentence to be judged: the small print is read as the paragraph that it is.
    yield "small print", " ".join(disclaimers("27 November 2026"))
    for line in (*disclaimers("then"), no_warning_signs(), teach_back()):
        yield "page", line


def whole_sheet(code: str) -> str:
    """A home sheet with five items, as it is read from top to bottom."""
    parts = [labels()[code].patient, results_meaning(), no_warning_signs()]
    for exercise in [*list(library().values())[:3], library()["DAILY"], library()["WALK"]]:
        item = PlanItem(exercise.code, "", 2, 8, None, "daily", "both")
        parts += [exercise.name, exercise.how, exercise.cue, exercise.mistake, *dose_lines(item)]
    parts += [message.words for message in messages()]
    for box in (emergency(), stop_rules()):
        parts += [box.title, *box.items]
    return "\n".join([*parts, *disclaimers("27 November 2026")])


@pytest.mark.parametrize(("where", "text"), list(patient_texts()))
def test_every_patient_text_reads_at_grade_six_in_short_sentences(where: str, text: str) -> None:
    assert grade(text) <= conventions()["READ_GRADE"], (where, text)
    assert longest_sentence(text) < conventions()["READ_WORDS"], (where, text)


@pytest.mark.parametrize("code", labels())
def test_a_whole_sheet_reads_at_grade_six_and_smog_eight(code: str) -> None:
    text = whole_sheet(code)
    assert len(sentences(text)) >= 30
    assert grade(text) <= conventions()["READ_GRADE"]
    assert smog(text) <= conventions()["READ_SMOG"]


def test_a_patient_never_reads_a_class_name_or_a_hard_word() -> None:
    for where, text in patient_texts():
        plain = text.lower()
        for word in (*ANYWHERE, *TO_A_PATIENT):
            assert word not in plain, (where, word)
        assert not re.search(r"\bweak\b", plain) or where == emergency().title, where
        assert "damage" not in re.sub(r"do(es)? not show damage", "", plain), where
        assert not re.search(r"[A-Z]{3,}|\bR\b|\bL\b", text), where
        assert "!" not in text


def shipped_texts(folder: Traversable) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from shipped_texts(entry)
        elif entry.name.endswith((".toml", ".md")) and entry.name != "citations.toml":
            yield entry.name, entry.read_text("utf-8")


def test_no_text_of_the_exam_says_what_nobody_should_claim() -> None:
    for name, text in shipped_texts(files("assessments")):
        for word in ANYWHERE:
            for line in text.lower().splitlines():
                assert word not in line or _denied(line, word), (name, line.strip())


def test_no_sentence_in_the_program_text_of_the_exam_says_it_either() -> None:
    for name, tree in _modules(files("assessments")):
        docstrings = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                for word in ANYWHERE:
                    text = node.value.lower()
                    assert word not in text or _denied(text, word), (name, node.value)


def _modules(folder: Traversable) -> Iterator[tuple[str, ast.Module]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _modules(entry)
        elif entry.name.endswith(".py"):
            yield entry.name, ast.parse(entry.read_text("utf-8"))


def _denied(line: str, word: str) -> bool:
    """Whether the line only says that the thing is not so: "it diagnoses nothing"."""
    before, _, after = line.partition(word)
    denial = r"\b(not|never|no|nothing|nor|without|neither|cannot)\b"
    return bool(re.search(denial, before) or re.search(denial, after))


def test_syllables_are_counted_as_they_are_said() -> None:
    said = {
        "hip": 1, "knees": 1, "stacked": 1, "raised": 1, "breathe": 1, "moves": 1, "whole": 1,
        "pillow": 2, "buttocks": 2, "rested": 2, "table": 2, "boxes": 2, "rarely": 2, "ceiling": 2,
        "exercise": 3, "medical": 3, "area": 3, "dangerous": 3, "emergency": 4, "exercises": 4, "usually": 4,
        "10": 1, "5": 1, "30": 2, "45": 3, "70": 3, "100": 3, "12": 1,
    }  # fmt: skip
    assert {word: syllables(word) for word in said} == said


def test_the_grade_is_the_published_formula() -> None:
    # 6 words, 1 sentence, 6 syllables: 0.39 x 6 + 11.8 x 1 - 15.59 = -1.45.
    assert round(grade("The cat sat on the mat."), 2) == -1.45
    # 13 words, 2 sentences, 27 syllables: 2.535 + 24.508 - 15.59 = 11.45.
    text = "Emergency physicians recommend immediate examination. It does not take a long time here."
    assert round(grade(text), 2) == 11.45
    assert grade("") == 0
    # 3 long words in 30 sentences: 1.0430 x root of 3 + 3.1291.
    assert round(smog("Emergency. " * 3 + "Go. " * 27), 3) == round(1.0430 * 3**0.5 + 3.1291, 3)


def test_a_line_of_a_list_is_read_as_a_sentence() -> None:
    assert len(sentences("you feel numb\nboth legs go weak")) == 2
    assert longest_sentence("One two three. Four five.") == 3
