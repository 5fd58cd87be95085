"""The figures of the patient's page: the exercise itself, on the side to train, legible without colour."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.evaluation import evaluate
from app.exercise_figures import exercise_figure, exercise_stills, side_shown
from app.figures.shapes import Ink, Path, Picture
from app.patients import Patient
from app.report.document import HandoutDocument
from app.report.handout import handout
from app.report.handout_html import handout_html
from app.report.home_page import handout_pdf
from app.report.paper import PAPERS
from app.settings import Settings
from assessments.language.answers import Answers
from assessments.language.exam import Exam, Phase, Started
from assessments.language.value import Choice, PlanItem, Prescription, Ref
from assessments.plan.library import daily_tasks, library
from assessments.plan.selection import proposed
from resources.themes import palette
from tests.app.report_examples import HANDOUT
from tests.app.test_report_composed import BEGAN
from tests.app.test_report_in_grey import contrast, of, painted
from tests.app.worked import worked_case


def page_of(answers: Answers, plan: Prescription | None = None, colour: bool = False) -> HandoutDocument:
    evaluation = evaluate(answers)
    exam = Exam(Phase.EXAMINING, Started(1, BEGAN, "", "1", {}), answers.person, answers.entries)
    settings = Settings(figures_in_colour=colour)
    return handout(Patient(), exam, evaluation, plan or proposed(evaluation, 1), settings)


def drawn(pdf: bytes) -> list[str]:
    """What each figure on the page says of itself."""
    (page,) = PdfReader(BytesIO(pdf)).pages
    content = page.get_contents()
    assert content is not None
    spoken = re.findall(rb"/Alt <FEFF([0-9A-F]+)>", content.get_data())
    return [bytes.fromhex(words.decode()).decode("utf-16-be") for words in spoken]


def words_of(picture: Picture | None) -> str:
    assert picture is not None
    return picture.words


@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_each_chosen_exercise_has_its_own_figure_on_the_side_to_train(paper: str) -> None:
    plan = Prescription(
        1,
        (
            PlanItem("HFS-SAG", "HFL", 1, None, 30, "daily", sides="right"),
            PlanItem("CLAM", "ABE", 2, 8, 2, "daily", sides="both", first="left"),
            PlanItem("GLUT-ISO", "HEC", 1, 10, 5, "daily", sides="none"),
        ),
    )
    assert [side_shown(item) for item in plan.items] == ["right", "left", ""]
    document = page_of(worked_case(24), plan)
    figures = [exercise_figure(item.exercise, side_shown(item)) for item in plan.items]
    said = drawn(handout_pdf(document, PAPERS[paper]))
    assert said[:3] == [words_of(figure) for figure in figures]
    assert "Seen from the patient's right." in said[0]
    assert exercise_figure("HFS-SAG", "left") != figures[0]


def test_every_exercise_and_every_task_of_the_day_can_be_drawn() -> None:
    for code in (*library(), *daily_tasks()):
        assert exercise_figure(code) is not None, code
    for code in library():
        assert len(exercise_stills(code)) == 3, code


def test_after_a_referral_nothing_is_drawn() -> None:
    answers = worked_case(24).changed(Ref("safety", "RF01"), Choice("yes"))
    document = page_of(answers)
    assert drawn(handout_pdf(document, PAPERS["a4"])) == []
    assert b"<svg" not in handout_html(document)


def test_the_tasks_of_the_day_are_drawn_where_the_page_has_room_and_always_said() -> None:
    tasks = [words_of(exercise_figure(code)) for code in HANDOUT.daily_codes]
    full, short = HANDOUT, replace(HANDOUT, rows=HANDOUT.rows[:2])
    for document, there in ((full, False), (short, True)):
        pdf = handout_pdf(document, PAPERS["a4"])
        assert (drawn(pdf)[-3:] == tasks) is there
        words = " ".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())
        for name, how in document.daily:
            assert name in words
            assert how.split()[0] in words


def test_the_web_page_draws_the_same_exercises_start_and_end() -> None:
    document = page_of(worked_case(24))
    web = handout_html(document).decode()
    for row in document.rows:
        assert web.count(f"{row.name}: how it starts</title>") == 1
        assert web.count(f"{row.name}: how it ends</title>") == 1


def test_colour_changes_the_figures_and_nothing_else() -> None:
    black, coloured = (handout_pdf(replace(HANDOUT, colour=on), PAPERS["a4"]) for on in (False, True))
    assert colours(black) == set()
    of_figures = {palette("print-colour")[ink] for ink in Ink}
    assert colours(coloured) <= of_figures
    assert colours(coloured)
    assert without_figures(black) == without_figures(coloured)


def colours(pdf: bytes) -> set[str]:
    return {
        "#" + "".join(f"{round(255 * part):02X}" for part in mark.colour)
        for mark in painted(pdf)
        if max(mark.colour) - min(mark.colour) > 0.003
    }


def without_figures(pdf: bytes) -> bytes:
    (page,) = PdfReader(BytesIO(pdf)).pages
    content = page.get_contents()
    assert content is not None
    return re.sub(rb"/Figure <<.*?EMC", b"", content.get_data(), flags=re.DOTALL)


# Without colour

STILL = {"GLUT-ISO"}
"""The body stays where it is."""
ALL = [(code, side) for code in library() for side in ("right", "left")]


def test_the_start_behind_a_figure_is_dashed_and_what_recedes_is_not() -> None:
    for code, side in ALL:
        picture = exercise_figure(code, side)
        assert picture is not None
        behind = [path for path in shapes_of(picture, Ink.FAR_LINE) if path.dash]
        assert bool(behind) == (code not in STILL), code
        for still in exercise_stills(code, side):
            assert not any(path.dash for path in shapes_of(still, Ink.FAR_LINE)), code


def shapes_of(picture: Picture, line: Ink) -> list[Path]:
    return [shape for shape in picture.shapes if isinstance(shape, Path) and shape.line is line]


@pytest.mark.parametrize("look", ["print", "print-colour"])
def test_body_target_and_arrow_differ_in_grey_as_well_as_in_shape(look: str) -> None:
    inks = palette(look)
    white, body = of(inks[Ink.PAPER]), of(inks[Ink.BODY])
    assert contrast(of(inks[Ink.BODY_LINE]), white) >= 4.5
    assert contrast(of(inks[Ink.BODY_LINE]), body) >= 4.5
    assert contrast(of(inks[Ink.ACCENT]), white) >= 4.5
    assert contrast(of(inks[Ink.FINDING]), of(inks[Ink.FINDING_SOFT])) >= 4.5
    assert contrast(body, white) > 1.2
    for code, side in ALL:
        picture = exercise_figure(code, side)
        assert picture is not None
        paths = [shape for shape in picture.shapes if isinstance(shape, Path)]
        edges = [path.steps for path in paths if path.dash]
        for path in paths:
            if path.fill is Ink.ACCENT and path.fill_opacity < 1:
                assert path.steps in edges, f"{code}: a target muscle has a dashed edge"


def test_a_mistake_is_told_by_an_arrow_or_a_line_that_the_end_does_not_have() -> None:
    for code in library():
        _, end, mistake = exercise_stills(code)
        marks = [s for s in mistake.shapes if isinstance(s, Path) and Ink.FINDING in (s.line, s.fill)]
        assert marks, code
        assert not any(isinstance(s, Path) and Ink.FINDING in (s.line, s.fill) for s in end.shapes), code
