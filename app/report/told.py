"""What the person told of the pain: the marked body chart, with where, since when and with what beside it."""

from __future__ import annotations

from collections.abc import Iterator

from app.code_words import capital
from app.figures.body_chart import picture
from app.figures.shapes import Picture
from app.report.document import Heading, Pictured, Pictures, Section, Words, said
from assessments.intake.marking import marks_of, marks_words, unmarked
from assessments.intake.protocol import ID, PROTOCOL, PROVOKED
from assessments.intake.sites import SITES
from assessments.language.answers import Answers
from assessments.language.exam import Exam
from assessments.language.words import value_words
from resources.tongue import inside, tr

_TOLD = ("pain_now", "pain_worst_24h", "pain_side", "duration", "involved_side")


def told(exam: Exam, aside: tuple[Picture, ...] = ()) -> Iterator[Section]:
    """Without marks only what would stand `aside`: an exam may be from before there was a chart."""
    answers = exam.answers
    marks = marks_of(answers)
    if not marks:
        if aside:
            yield Pictures(aside)
        return
    where = marks_words(marks)
    rows = [(tr("Marked"), said(where))]
    if other := unmarked(answers):
        words = ", ".join(site.words for site in SITES if site.code in other)
        rows.append((tr("Named, not marked"), said(capital(words))))
    yield Heading(tr("Where it hurts"))
    yield Pictured(
        picture(marks, tr("Body chart, front and back. {where}.", where=where)),
        (*rows, *_told(answers)),
        aside,
    )


def _told(answers: Answers) -> Iterator[tuple[str, Words]]:
    for id in _TOLD:
        step, value = PROTOCOL.step(id), answers.get(ID, id)
        if value is not None:
            yield step.ask, said(capital(value_words(step.kind, value)))
    for option in PROVOKED.options[:2]:
        asked = [step.ask for step in PROTOCOL.steps if answers.choice(ID, step.id) == option.code]
        if asked:
            yield capital(option.words), said(capital(", ".join(inside(ask) for ask in asked)))
