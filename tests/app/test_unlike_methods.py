"""What was measured in unlike ways is compared nowhere: not on a page, not on paper."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType

import pytest

from app.evaluation import evaluate
from app.history import History
from app.patients import Patient
from app.report.clinician import clinician_report
from app.report.document import Results, Rows
from app.scores import scores_of
from app.screens.patient import patient_screen
from app.screens.progress import progress_screen
from app.screens.state import State
from app.settings import Settings
from assessments.language.answers import Person
from assessments.language.exam import Exam, Phase, Started
from assessments.language.value import SIDES, Choice, Quantity, Ref, Value

FIRST = datetime(2026, 5, 22, 9, 0, tzinfo=UTC)
LAST = FIRST + timedelta(weeks=12)


def exam(at: datetime, angle: int, method: str = "inclinometer", protocol: str = "1") -> Exam:
    """A visit at which both hips were read once more."""
    found: dict[Ref, Value] = {Ref("thomas", "method"): Choice(method)}
    for side in SIDES:
        found[Ref("thomas", "pelvis_controlled", side)] = Choice("yes")
        for trial in (1, 2):
            found[Ref("thomas", "hip_angle", side, trial)] = Quantity(Decimal(angle), "deg")
    began = Started(1, at, "R. Osei, PT", "1", MappingProxyType({"thomas": protocol}))
    return Exam(Phase.EXAMINING, began, Person(46, "female"), MappingProxyType(found))


UNLIKE = pytest.mark.parametrize(
    ("now", "why"),
    [
        (exam(LAST, 4, method="goniometer"), "the method changed from inclinometer to goniometer"),
        (exam(LAST, 4, protocol="2"), "the protocol changed"),
    ],
    ids=["another instrument", "another protocol"],
)
"""Each beside a first visit with an inclinometer under the first protocol."""


def history(*exams: Exam) -> History:
    return History(
        tuple(
            score
            for visit, each in enumerate(exams, start=1)
            for score in scores_of(each, visit, evaluate(each.answers))
        )
    )


@UNLIKE
def test_on_the_progress_page(now: Exam, why: str) -> None:
    screen = progress_screen(history(exam(FIRST, 14), now), LAST.date(), every=True)

    (row,) = (row for row in screen.rows if row.code == "thomas.hip_angle")
    assert {(v.state, v.change, v.words) for v in row.verdicts} == {
        (State.NOT_DONE, "", f"Not compared: {why}")
    }
    assert [spot.joined for line in row.trend.lines for spot in line.spots] == [False] * 4


@UNLIKE
def test_on_the_patients_page(now: Exam, why: str) -> None:
    screen = patient_screen((), history(exam(FIRST, 14), now), str)

    assert [(line.state, line.verdict) for line in screen.lines] == [(State.NOT_DONE, "Not compared")]
    assert [words for _, words in screen.trends[0].verdicts] == ["R not compared", "L not compared"]
    assert all(line.dots[1].starts for line in screen.trends[0].lines)


@UNLIKE
def test_in_the_report(now: Exam, why: str) -> None:
    evaluation = evaluate(now.answers)
    document = clinician_report(
        Patient(), now, evaluation, (), history(exam(FIRST, 14)), None, Settings(), visit=2
    )

    since = next(s for s in document.sections if isinstance(s, Rows))
    assert [label for label, words in since.rows if words[0].text.startswith("Hip angle")] == ["Not compared"]
    thomas = next(s for s in document.sections if isinstance(s, Results)).rows[0]
    assert [words.split(": ")[0] for words in thomas.verdict] == ["R not compared", "L not compared"]
    assert [point.joined for trend in thomas.trends for point in trend.points] == [True, False] * 2


def test_a_visit_that_gave_no_value_lets_the_same_method_be_joined_in_all_three() -> None:
    between = exam(FIRST + timedelta(weeks=4), 0)
    emptied = Exam(between.phase, between.started, between.person, MappingProxyType({}))
    first, now = exam(FIRST, 14), exam(LAST, 4)

    screen = progress_screen(history(first, emptied, now), LAST.date(), every=True)
    card = patient_screen((), history(first, emptied, now), str).trends[0]
    document = clinician_report(
        Patient(), now, evaluate(now.answers), (), history(first, emptied), None, Settings(), visit=3
    )

    thomas = next(s for s in document.sections if isinstance(s, Results)).rows[0]
    drawn = next(row.trend for row in screen.rows if row.code == "thomas.hip_angle")
    assert all(line.spots[-1].joined for line in drawn.lines)
    assert not any(dot.starts for line in card.lines for dot in line.dots)
    assert all(point.joined for trend in thomas.trends for point in trend.points)
    assert thomas.verdict[0] == "R −10°, error unknown"
