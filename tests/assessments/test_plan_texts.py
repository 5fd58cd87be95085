"""What a patient reads is short, plain and never frightening; what nobody should claim stands nowhere."""

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

import pytest

from assessments.language.conventions import conventions
from assessments.language.outcome import Fired, SafetyResult
from assessments.language.value import PlanItem
from assessments.plan.education import (
    avoided_words,
    disclaimers,
    emergency,
    meaning,
    messages,
    patient_classes,
    stop_rules,
    teach_back,
    what_we_found,
)
from assessments.plan.library import daily_tasks, dose_lines, library
from assessments.plan.readability import grade, longest_sentence, sentences, smog, syllables

CLEAR = SafetyResult("clear", (), ())
CAUTION = SafetyResult("caution", (Fired("RF37", "caution", "falls", "fall", "support"),), ())


def patient_texts() -> Iterator[tuple[str, str]]:
    """Every text a patient can read, each with where it stands."""
    for exercise in library().values():
        yield exercise.code, f"{exercise.how} {exercise.cue} {exercise.mistake}"
        yield f"{exercise.code} how", exercise.how
    for task in daily_tasks().values():
        yield task.code, f"{task.how} {task.cue} {task.mistake}"
    for message in messages(CLEAR):
        yield message.code, message.words
    for code in patient_classes():
        for side in ("right", "left", "both", "none"):
            yield f"{code} {side}", what_we_found(code, side)
    for box in (emergency(), stop_rules()):
        yield box.title, box.title
        for item in box.items:
            yield box.title, item
    for line in (*disclaimers(), meaning(), teach_back()):
        yield "page", line


def whole_sheet(code: str) -> str:
    """A home sheet with five items, as it is read from top to bottom."""
    parts = [what_we_found(code, "right"), meaning()]
    for exercise in [*list(library().values())[:3], library()["DAILY"], library()["WALK"]]:
        item = PlanItem(exercise.code, "", 2, 8, None, "daily", "both")
        parts += [exercise.name, exercise.how, exercise.cue, exercise.mistake, *dose_lines(item)]
    parts += [message.words for message in messages(CLEAR)]
    for box in (emergency(), stop_rules()):
        parts += [box.title, *box.items]
    return "\n".join([*parts, *disclaimers()])


@pytest.mark.parametrize(("where", "text"), list(patient_texts()))
def test_every_patient_text_reads_at_grade_six_in_short_sentences(where: str, text: str) -> None:
    assert grade(text) <= conventions()["READ_GRADE"], (where, text)
    assert longest_sentence(text) < conventions()["READ_WORDS"], (where, text)


@pytest.mark.parametrize("code", patient_classes())
def test_a_whole_sheet_reads_at_grade_six_and_smog_eight(code: str) -> None:
    text = whole_sheet(code)
    assert len(sentences(text)) >= 30
    assert grade(text) <= conventions()["READ_GRADE"]
    assert smog(text) <= conventions()["READ_SMOG"]


def test_no_warning_signs_is_said_only_when_every_safety_answer_was_no() -> None:
    said = "Your check today found no warning signs."
    assert said in messages(CLEAR)[0].words
    for other in (
        CAUTION,
        SafetyResult("incomplete", (), ("RF01",)),
        SafetyResult("clear", (), ("RF01",)),
        SafetyResult("hold", (), (), held=True),
        SafetyResult("R1", (), ()),
    ):
        assert not any(said in message.words for message in messages(other))
    assert len(messages(CLEAR)) == len(messages(CAUTION)) == 10


def test_what_we_found_names_the_side_in_words() -> None:
    assert what_we_found("EXT-COMB", "right").startswith("Your right hip is stiff going backwards")
    assert what_we_found("EXT-MOB", "both").startswith("Your hips are a bit stiff")
    assert "{" not in "".join(what_we_found(code) for code in patient_classes())


def test_a_patient_never_reads_a_class_name_or_a_hard_word() -> None:
    anywhere, patient = avoided_words()
    for where, text in patient_texts():
        plain = text.lower()
        for word in (*anywhere, *patient):
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
    anywhere, _ = avoided_words()
    for name, text in shipped_texts(files("assessments")):
        lines = text.split("[avoid]")[0] + text.partition("[clinician]")[2] if "[avoid]" in text else text
        for word in anywhere:
            for line in lines.lower().splitlines():
                assert word not in line or _denied(line, word), (name, line.strip())


def test_no_sentence_in_the_program_text_of_the_exam_says_it_either() -> None:
    anywhere, _ = avoided_words()
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
                for word in anywhere:
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
