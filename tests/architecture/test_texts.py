"""What is read goes through `tr`: no sentence is left in English for good, and none is glued out of parts."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "resources" / "locale" / "sagittal.pot"
EVERYWHERE = sorted(
    it for top in ("app", "assessments", "resources", "ui") for it in (ROOT / top).rglob("*.py")
)

READ_BY_PEOPLE = ("ui", "app/screens", "app/report", "app/commands", "assessments")
NOT_SHOWN = {
    "app/report/fonts.py": "the names of scripts, by which the fonts are looked up",
    "assessments/language/examples.py": "worked examples are typed and told in English, and shown to nobody",
    "assessments/plan/readability.py": "it counts the syllables of English",
}
LOOKED_THROUGH = [
    path
    for path in EVERYWHERE
    if path.relative_to(ROOT).as_posix().startswith(READ_BY_PEOPLE)
    and path.relative_to(ROOT).as_posix() not in NOT_SHOWN
]

CODES = {
    ("app/screens/health.py", "Backup"): "a line of the health page by its name",
    ("app/screens/health.py", "Clock"): "a line of the health page by its name",
    ("app/screens/health.py", "History"): "a line of the health page by its name",
    ("app/screens/health.py", "Rehearsal"): "a line of the health page by its name",
    ("app/screens/health.py", "Restored"): "a line of the health page by its name",
    ("app/screens/health.py", "Second place"): "a line of the health page by its name",
    ("app/screens/strength.py", "Manual grades"): "a heading of the guide before translation",
    ("app/screens/testing.py", "not done"): "how a document says that it gives no reason",
    ("app/screens/trend_picture.py", "Bold"): "the name of a font",
    ("app/screens/trend_picture.py", "Regular"): "the name of a font",
    ("assessments/language/value.py", "not done"): "how a document says that it gives no reason",
    ("assessments/lateral_step_down/scoring.py", "of {}"): "a unit's code, of which `units` has the words",
    ("ui/everywhere.py", "Ctrl Y|Ctrl Shift Z"): "two ways to press a key",
}
"""What looks like a text and is none, with what it is."""

READ_FROM_TABLES = {"app/figures/library.py", "resources/tables.py"}
"""Where the sentence that is translated comes from a file; its fields are listed in `resources.tables`."""

MISTAKES_OF_OURS = {
    "AssertionError", "AttributeError", "KeyError", "LookupError", "RuntimeError", "StopIteration",
    "TypeError", "ValueError",
}  # fmt: skip
NOT_WORDS = {
    "addProperty", "compile", "debug", "encode", "error", "exception", "findall", "fullmatch", "get_logger",
    "getLogger", "info", "match", "search", "setObjectName", "setProperty", "setStyleSheet", "sub", "text",
    "warning", "invokeMethod", "ForeignKey", "connect", "removeprefix", "removesuffix", "strftime",
    "strptime",
}  # fmt: skip
"""Calls whose words are patterns, names, styles or lines of the log."""

WORD = re.compile(r"[^\W\d_]{2,}")
KEYS = re.compile(r"((Ctrl|Shift|Alt|Enter|Esc|Tab|Backspace|Space|Home|End|Del|F\d+|[A-Z0-9]|\{\})( |$))+")
"""The keys are called what stands on them."""
NAMES = ("Sagittal", "Noto Sans", "PMID ")
"""What is called the same in every language."""
UNITS = {"MB", "kB", "cm", "deg", "dpi", "kg", "mm", "ms", "px", "pt", "kgf", "lbf", "Nm", "min"}


def where(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_the_template_holds_every_text_of_the_program(tmp_path: Path) -> None:
    anew = tmp_path / "sagittal.pot"
    subprocess.run([sys.executable, "packaging/texts/template.py", str(anew)], cwd=ROOT, check=True)

    now, kept = texts_in(anew), texts_in(TEMPLATE)

    assert (now - kept, kept - now) == (set(), set()), "the texts changed: run `make texts`"


def texts_in(template: Path) -> set[str | tuple[str, ...]]:
    with template.open("rb") as file:
        return {tuple(it.id) if isinstance(it.id, tuple | list) else it.id for it in read_po(file)}


@pytest.mark.parametrize("module", EVERYWHERE, ids=where)
def test_a_text_is_one_whole_sentence_whose_fields_are_given(module: Path) -> None:
    wrong = [
        f"{where(module)}:{call.lineno}: {why}" for call, why in _wrong_calls(tree(module), where(module))
    ]

    assert wrong == []


@pytest.mark.parametrize("module", LOOKED_THROUGH, ids=where)
def test_no_text_is_left_in_english_for_good(module: Path) -> None:
    found = [(line, text) for line, text in _left_in_english(tree(module))]

    left = [f"{where(module)}:{line}: {text}" for line, text in found if (where(module), text) not in CODES]
    assert left == []


def test_every_code_that_looks_like_a_text_is_still_there() -> None:
    found = {(where(path), text) for path in LOOKED_THROUGH for _, text in _left_in_english(tree(path))}

    assert set(CODES) - found == set()


def _wrong_calls(module: ast.Module, name: str) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(module):
        match node:
            case ast.Call(func=ast.Name(id="tr"), args=sentences, keywords=given):
                expected = 1
            case ast.Call(func=ast.Name(id="trn"), args=sentences, keywords=given):
                expected = 2
                sentences = sentences[:-1]
            case _:
                continue
        if not all(isinstance(it, ast.Constant) and isinstance(it.value, str) for it in sentences):
            if name not in READ_FROM_TABLES:
                yield node, "not a sentence as it is written"
            continue
        texts = [it.value for it in sentences if isinstance(it, ast.Constant)]
        if len(texts) != expected:
            yield node, "not one sentence, or not its two forms"
        if any(text != text.strip() for text in texts):
            yield node, f"a part and not a sentence: “{texts[0]}”"
        fields = {field for text in texts for _, field, _, _ in Formatter().parse(text) if field is not None}
        named = {keyword.arg for keyword in given}
        if nameless := [field for field in fields if re.fullmatch(r"x?\d*|join|lower", field)]:
            yield node, f"a field without a name that says what stands there: {nameless}"
        if named and None not in named and named - {"n"} != fields - {"n"}:
            yield node, f"fields {sorted(fields)} are given as {sorted(map(str, named))}"


def _left_in_english(node: ast.AST) -> Iterator[tuple[int, str]]:
    """The literals in which people would read words, outside of `tr`."""
    match node:
        case ast.Constant(value=str(text), lineno=line):
            if _reads(text):
                yield line, text
        case ast.JoinedStr(values=parts, lineno=line):
            written = "".join(it.value if isinstance(it, ast.Constant) else "{}" for it in parts)
            if _reads_between_fields(written):
                yield line, written
            for part in parts:
                if isinstance(part, ast.FormattedValue):
                    yield from _left_in_english(part.value)
        case ast.Call():
            yield from _left_in_call(node)
        case ast.Raise(exc=ast.Call(func=ast.Name(id=name))) if name in MISTAKES_OF_OURS:
            pass
        case ast.Assert() | ast.Expr(value=ast.Constant()):
            pass
        case ast.AnnAssign(value=value):
            if value is not None:
                yield from _left_in_english(value)
        case ast.FunctionDef(args=arguments, body=body, decorator_list=decorators):
            for part in (
                *arguments.defaults,
                *(it for it in arguments.kw_defaults if it),
                *decorators,
                *body,
            ):
                yield from _left_in_english(part)
        case ast.ClassDef(bases=[ast.Name(id="StrEnum" | "Enum")], body=body):
            for part in body:
                if not isinstance(part, ast.Assign):
                    yield from _left_in_english(part)
        case ast.arg():
            pass
        case _:
            for part in ast.iter_child_nodes(node):
                yield from _left_in_english(part)


def _left_in_call(call: ast.Call) -> Iterator[tuple[int, str]]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if isinstance(call.func, ast.Attribute):
        yield from _left_in_english(call.func.value)
    words_are_read = name not in {"tr", "trn", "cast"} | NOT_WORDS
    for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
        if isinstance(argument, ast.Constant | ast.JoinedStr) and not words_are_read:
            continue
        yield from _left_in_english(argument)


def _reads(text: str) -> bool:
    """Two words or more with a space between them, or one that begins with a capital; a key, a style sheet, a
    tag or a query is no sentence."""
    if re.search(r"[{};]|^\s*[#<]|^[A-Z]+ [A-Z*\"]", text) or KEYS.fullmatch(text):
        return False
    if text.startswith(NAMES):
        return False
    if re.fullmatch(r"[A-Z][a-z]{2,}[.:…]?", text):
        return True
    return len(WORD.findall(text)) > 1 and " " in text.strip()


def _reads_between_fields(text: str) -> bool:
    if KEYS.fullmatch(text) or text.startswith((*NAMES, "<")):
        return False
    words = [word for word in WORD.findall(text) if word not in UNITS]
    return (
        bool(words) and bool(re.search(r"(\{\}|\w) [^\W\d_]|[^\W\d_]:? (\{\}|\w)", text)) and ";" not in text
    )
