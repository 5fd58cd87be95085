"""How a test is given, one question at a time, with what it was last visit as a proposal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.language.answers import Answers
from assessments.language.assessment import Assessment
from assessments.language.finding import Method
from assessments.language.protocol import Chosen, Option, Step
from assessments.language.reading import Reading, read
from assessments.language.value import Ref
from assessments.language.words import value_words
from resources.tongue import tr

OTHER = "other"
"""The option after which a number is typed."""


@dataclass(frozen=True, slots=True)
class MethodItem:
    """One part of the method. `said` is what stands, "" when it is not recorded, and `code` its option;
    `again` is the option or the number of last visit, proposed while nothing stands, and `last` its words.
    """

    ref: Ref
    ask: str
    options: tuple[Option, ...]
    said: str = ""
    code: str = ""
    again: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class MethodScreen:
    items: tuple[MethodItem, ...]

    @property
    def next_open(self) -> MethodItem | None:
        return next((item for item in self.items if not item.said), None)


def method_screen(
    assessment: Assessment,
    answers: Answers,
    last: Method | None,
    usual: Mapping[str, tuple[Option, ...]] | None = None,
) -> MethodScreen:
    """The method steps of one assessment. `usual` gives a measured step the values that one key answers;
    after them any other value can be typed."""
    protocol = assessment.protocol
    before = dict(last.parts) if last else {}
    items: list[MethodItem] = []
    for step in protocol.steps:
        if not step.method:
            continue
        ref = Ref(protocol.id, step.id)
        options = _options(step, (usual or {}).get(step.id, ()))
        value = answers.entries.get(ref)
        said = "" if value is None else value_words(step.kind, value)
        code = next((o.code for o in options if o.words == said), OTHER if said else "")
        last_said = before.get(step.method_part, "")
        again = "" if said else _again(step, last_said, options)
        shown = next((o.words for o in options if o.code == again), last_said) if again else ""
        items.append(MethodItem(ref, step.ask, options, said, code, again, shown))
    return MethodScreen(tuple(items))


def _options(step: Step, usual: tuple[Option, ...]) -> tuple[Option, ...]:
    if isinstance(step.kind, Chosen):
        return step.kind.options
    return (*usual, Option(OTHER, tr("Other"), str(len(usual) + 1)))


def _again(step: Step, words: str, options: tuple[Option, ...]) -> str:
    """What to type for last visit's words; empty when they name no value of this step."""
    code = next((o.code for o in options if o.words.lower() == words.lower()), "")
    if code or isinstance(step.kind, Chosen):
        return code
    return words if words and isinstance(read(step.kind, words), Reading) else ""
