"""The walk through a rating: the tests that are scored again, and how one begins or goes on with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.examination import Examination
from app.faults import Fault
from app.screens.ratings import KINDS, REVEAL, pick_words
from assessments.language.catalogue import catalogue
from assessments.language.exam import ExamKind, NotAllowed
from resources.tongue import tr
from ui.keys import KeyHint
from ui.page import Frame
from ui.parts.list_sheet import ListLine, ListSheet


def rating_steps(examination: Examination | None) -> tuple[tuple[str, str], ...]:
    """The pages of a rating with their names; none of a visit."""
    rates = examination.exam.started.rates if examination is not None else None
    if rates is None:
        return ()
    names = {part.protocol.id: part.protocol.short_name for part in catalogue()}
    return (*((test, names[test]) for test in rates.tests), (REVEAL, tr("Both scores")))


def exam_steps(examination: Examination | None) -> tuple[str, ...]:
    """The pages of what lies open, in order of the walk."""
    rating = tuple(page for page, _ in rating_steps(examination))
    return rating or (*(part.protocol.id for part in catalogue()), "review", "plan")


def page_behind(examination: Examination) -> str:
    """Where one comes out of an exam; a patient's page is not for who scores blind."""
    return "home" if rating_steps(examination) else "patient"


def rating_keys(keys: Sequence[KeyHint], page: str, steps: Sequence[tuple[str, str]]) -> tuple[KeyHint, ...]:
    """A test's keys, with the step that comes next in this rating."""
    ids = [id for id, _ in steps]
    if page not in ids[:-1]:
        return tuple(keys)
    after = tr("Next: {step}", step=steps[ids.index(page) + 1][1])
    return tuple(replace(hint, words=after) if hint.primary and hint.words else hint for hint in keys)


def choose_tests(frame: Frame, exam_id: str, kind: ExamKind) -> None:
    """Which tests of this visit are scored again; then it begins, or waits for a second rater."""
    ratings = frame.desk.workstation.ratings
    tests = ratings.ratable(exam_id)
    lines = [ListLine(test.id, test.name, pick_words(test), ticked=len(tests) == 1) for test in tests]
    sheet = ListSheet(
        KINDS[kind],
        lines,
        tr("Tick the tests that are scored again. Nothing of what was scored is shown until both are."),
        several=True,
        nothing=tr("No test of this exam was scored yet."),
    )
    sheet.kept.connect(lambda chosen: _chosen(frame, exam_id, tuple(chosen), kind))
    frame.ask(sheet)


def _chosen(frame: Frame, exam_id: str, tests: Sequence[str], kind: ExamKind) -> None:
    ratings = frame.desk.workstation.ratings
    if not tests:
        frame.say(tr("No test is ticked, so nothing is scored again."))
        return
    why = ratings.why_not(exam_id, tests, kind)
    if kind is ExamKind.REPEAT or not why:
        begin_rating(frame, exam_id, tests, kind)
        return
    try:
        ratings.ask(exam_id, tests)
    except (Fault, NotAllowed) as refused:
        frame.say(str(refused))
        return
    frame.go("agreement")
    frame.say(
        tr("It waits for somebody who has not seen it. Ctrl U: they take the desk and begin from here.")
    )


def begin_rating(frame: Frame, exam_id: str, tests: Iterable[str], kind: ExamKind) -> None:
    try:
        examination = frame.desk.workstation.ratings.begin(exam_id, tests, kind)
    except (Fault, NotAllowed) as refused:
        frame.say(str(refused))
        return
    _lay_open(frame, examination)


def go_on_rating(frame: Frame, rating_id: str) -> None:
    try:
        examination = frame.desk.workstation.open_exam(rating_id, frame.desk.by)
    except (Fault, NotAllowed) as refused:
        frame.say(str(refused))
        return
    _lay_open(frame, examination)


def _lay_open(frame: Frame, examination: Examination) -> None:
    frame.desk.lay_open(examination)
    frame.go(rating_steps(examination)[0][0])
