"""The report and the page for the patient, from a real exam to the words on paper."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from types import MappingProxyType

import pytest
from pypdf import PdfReader

from app.evaluation import evaluate
from app.flips import flips
from app.history import History
from app.patients import Patient
from app.report.basis import nearest
from app.report.clinician import clinician_report
from app.report.document import Boxed, HandoutDocument, Points, ReportDocument, Results, Rows
from app.report.handout import handout
from app.report.home_page import handout_pdf
from app.report.paper import PAPERS
from app.report.pdf import report_pdf
from app.scores import scores_of
from app.settings import Settings
from assessments.change.own import OwnError, OwnErrors
from assessments.classification.labels import FIXED_LINE, labels
from assessments.language.answers import Answers, Person
from assessments.language.exam import Amended, Exam, Phase, Recorded, Signed, Started, Version
from assessments.language.value import ALL, Choice, Choices, NotDone, Quantity, Ref, Side, Text, Value
from assessments.plan.library import daily_tasks, library
from assessments.plan.readability import grade, longest_sentence
from assessments.plan.selection import proposed
from assessments.safety.items import asked
from tests.app.worked import worked_case

BEGAN = datetime(2026, 10, 16, 14, 18, tzinfo=UTC)
ELENA = Patient(
    id="1",
    family_name="Acosta",
    given_name="Elena",
    born=date(1980, 8, 14),
    sex="female",
    record_number="SG-0412",
)
CLINIC = Settings(
    clinic_name="Riverside Clinic",
    clinician_name="R. Osei, PT",
    clinician_licence="40-2217",
    clinic_phone="555 0142",
)


def degrees(amount: int) -> Quantity:
    return Quantity(Decimal(amount), "deg")


def screened(fired: str = "") -> dict[Ref, Value]:
    """Every safety item answered no, but for one."""
    found: dict[Ref, Value] = {
        Ref("safety", item.code): Quantity(Decimal(0), "features")
        if "features" in item.code
        else Choice("no")
        for item in asked()
    }
    if fired:
        found[Ref("safety", fired)] = Choice("yes")
    return found


def told(right: int = 8, left: int = -4, fired: str = "") -> Answers:
    """A first exam: the right hip stiff, everything else well, the left clamshell not done."""
    found = screened(fired)
    for step in ("standing", "walking", "backward_bend"):
        found[Ref("intake", step)] = Choice("worse")
    for step in ("sitting", "forward_bend", "lifting_or_driving", "running"):
        found[Ref("intake", step)] = Choice("not_worse")
    found[Ref("intake", "pain_sites")] = Choices(("low_back",))
    found[Ref("intake", "pain_side")] = Choice("right")
    found[Ref("intake", "pain_worst_24h")] = Quantity(Decimal(4), "")
    found[Ref("thomas", "method")] = Choice("inclinometer")
    for side, angle in ((Side.RIGHT, right), (Side.LEFT, left)):
        for trial in (1, 2):
            found[Ref("thomas", "hip_angle", side, trial)] = degrees(angle)
        found[Ref("thomas", "pelvis_controlled", side)] = Choice("yes")
        found[Ref("lateral_step_down", "total", side)] = Quantity(Decimal(1), "")
    found[Ref("lateral_step_down", "step_height")] = Quantity(Decimal(20), "cm")
    found[Ref("clamshell", ALL, Side.LEFT)] = NotDone("no_time", "no time")
    return Answers(Person(46, "female"), MappingProxyType(found))


def drafted(answers: Answers, at: datetime = BEGAN) -> Exam:
    began = Started(1, at, "R. Osei, PT", "1", {})
    return Exam(Phase.EXAMINING, began, answers.person, answers.entries)


def signed(answers: Answers, at: datetime = BEGAN) -> Exam:
    event = Signed(90, at + timedelta(minutes=33), "R. Osei, PT", "40-2217", answers.person)
    version = Version(event, answers.entries, MappingProxyType({}))
    return replace(drafted(answers, at), phase=Phase.SIGNED, versions=(version,))


def report(
    answers: Answers, exam: Exam | None = None, history: History | None = None, patient: Patient = ELENA
) -> ReportDocument:
    evaluation = evaluate(answers)
    return clinician_report(
        patient,
        exam or drafted(answers),
        evaluation,
        flips(answers),
        history or History(),
        proposed(evaluation, 1),
        CLINIC,
        2,
    )


def page(answers: Answers, exam: Exam | None = None) -> HandoutDocument:
    evaluation = evaluate(answers)
    return handout(ELENA, exam or signed(answers), evaluation, proposed(evaluation, 1), CLINIC)


def printed(document: ReportDocument | HandoutDocument) -> str:
    pdf = (
        report_pdf(document, PAPERS["a4"])
        if isinstance(document, ReportDocument)
        else handout_pdf(document, PAPERS["a4"])
    )
    pages = "\n".join(p.extract_text() for p in PdfReader(BytesIO(pdf)).pages)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", pages))


def test_the_report_says_the_class_its_reasons_what_would_change_it_and_the_fixed_line() -> None:
    words = printed(report(told()))
    found = evaluate(told()).classification
    assert labels()[found.code].label in words
    for reason in (*found.supports, *found.contradictions):
        assert reason.words in words
    assert "What would change it" in words
    assert FIXED_LINE in words
    assert "convention" in words
    assert "Rules version 1" in words


def test_every_value_stands_with_its_side_and_its_direction() -> None:
    results = next(s for s in report(told()).sections if isinstance(s, Results))
    thomas = results.rows[0]
    assert (thomas.right, thomas.left) == ("+8°", "−4°")
    assert thomas.reading[0].startswith("R 8° above horizontal")
    assert thomas.reading[1].startswith("L 4° below horizontal")


def test_what_was_not_done_is_listed_with_its_reason_and_what_is_missing_as_not_recorded() -> None:
    words = printed(report(told()))
    assert "Clamshell endurance, left (no time)" in words or "left (no time)" in words
    assert "Not recorded:" in words
    assert "Prone hip extension" in words


def test_the_clamshell_is_said_to_have_no_norm() -> None:
    assert "No published norm, cut-off, reliability or minimal detectable change exists" in printed(
        report(told())
    )


def test_a_side_difference_is_printed_with_whose_error_it_is_held_against() -> None:
    source = "error source: a single-tester laboratory figure (Thorborg 2010). Yours is probably larger."
    answers = told()
    assert source not in printed(report(answers))
    for side, newtons in ((Side.RIGHT, 132), (Side.LEFT, 150)):
        force = Quantity(Decimal(newtons), "N")
        answers = answers.changed(Ref("hip_strength", "abduction_force", side, 1), force)
    words = printed(report(answers))
    assert "Right weaker by 12.0 % (error 13.9 %): borderline." in words
    assert source in words


def test_clear_hips_are_printed_with_where_else_to_look() -> None:
    clear, stiff = (printed(report(worked_case(case))) for case in (5, 1))
    assert "Look elsewhere: Lumbar spine examination, Hip joint examination, Load history" in clear
    assert "Manual therapy" not in clear
    assert "Manual therapy for the hip may be added." in stiff
    assert "Look elsewhere" not in stiff


def test_a_page_stops_for_every_symptom_of_the_leg() -> None:
    said = " ".join(page(told()).stop)
    for sign in ("above 5", "next morning", "down your leg", "numb or loses strength", "groin", "gives way"):
        assert sign in said


def test_the_plan_is_printed_with_what_ends_its_phase_and_the_days_of_the_next_visits() -> None:
    words = printed(report(told()))
    assert "To move on from phase 1: Thomas: any gain, or a pain-free stretch; Patient: pain 4" in words
    assert "30-Oct-2026 to 06-Nov-2026, quick check" in words
    assert "27-Nov-2026, re-test everything that was positive; 08-Jan-2027, full exam." in words
    assert "Re-test:" not in words
    assert "Return to running" not in words
    assert "Return to running: Walk 30 minutes" in printed(report(worked_case(24)))


def test_the_report_says_what_a_caution_keeps_off_the_sheet_and_why() -> None:
    words = printed(report(told(fired="RF36")))
    assert "Kept off the sheet: Nothing is proposed after hip or spine surgery" in words
    assert "Kept off the sheet" not in printed(report(told()))


def test_a_second_visit_is_printed_with_what_the_re_test_suggests() -> None:
    first = told().changed(Ref("intake", "pain_worst_24h"), Quantity(Decimal(8), ""))
    for side in (Side.RIGHT, Side.LEFT):
        first = first.changed(Ref("lateral_step_down", "total", side), Quantity(Decimal(5), ""))
    before = drafted(first, BEGAN - timedelta(days=42))
    history = History(scores_of(before, 1, evaluate(first)))
    words = printed(report(told(), history=history))
    assert "Re-test: Findings better, patient better, against the values before." in words
    assert "Findings and patient are better: next phase." in words


def test_a_draft_says_so_until_it_is_signed() -> None:
    assert report(told()).state == "DRAFT until signed"
    final = report(told(), signed(told()))
    assert final.state == "Signed 16-Oct-2026 14:51"
    assert "R. Osei, PT, licence 40-2217" in printed(final)
    assert "DRAFT" not in printed(final)


def test_a_second_visit_shows_three_lines_a_plot_and_a_verdict_beside_every_change() -> None:
    before = told(right=12)
    earlier = signed(before, BEGAN - timedelta(days=63))
    history = History(scores_of(earlier, 1, evaluate(before)))
    found = report(told(), history=history)
    words = printed(found)
    assert "Since last visit, 14-Aug-2026" in words
    for line in ("Beyond error", "Within error", "Error unknown"):
        assert line in words
    assert "Hip angle R +12° to +8°, L −4° as before" in words
    thomas = next(s for s in found.sections if isinstance(s, Results)).rows[0]
    assert thomas.verdict[0] == "R −4°, error unknown"
    assert [len(t.points) for t in thomas.trends] == [2, 2]


def test_the_clinics_own_error_is_printed_with_its_pairs_and_its_day() -> None:
    before = told(right=14)
    angles = scores_of(signed(before, BEGAN - timedelta(days=63)), 1, evaluate(before))
    method = next(score.measure.method for score in angles if score.measure.code == "thomas.hip_angle")
    own = OwnError("thomas.hip_angle", Decimal("5.2"), 24, date(2026, 8, 14), "repeat", method)
    found = report(told(), history=History(angles, OwnErrors((own,))))
    thomas = next(s for s in found.sections if isinstance(s, Results)).rows[0]
    assert thomas.verdict == ("R −6°, better, beyond error", "L no change, within error")
    words = printed(found)
    assert "5.2°, own 24 repeats, to 14-Aug-2026" in words
    assert "Beyond error Hip angle R +14° to +8°" in words


def test_a_changed_instrument_breaks_the_line_and_is_not_compared() -> None:
    other = told(right=12).changed(Ref("thomas", "method"), Choice("goniometer"))
    history = History(scores_of(signed(other, BEGAN - timedelta(days=63)), 1, evaluate(other)))
    thomas = next(s for s in report(told(), history=history).sections if isinstance(s, Results)).rows[0]
    assert not thomas.trends[0].points[1].joined
    assert thomas.verdict[0] == "R not compared: method changed"


def test_what_was_measured_another_way_is_not_said_to_have_an_unknown_error() -> None:
    other = told(right=12).changed(Ref("thomas", "method"), Choice("goniometer"))
    history = History(scores_of(signed(other, BEGAN - timedelta(days=63)), 1, evaluate(other)))
    lines = dict(next(s for s in report(told(), history=history).sections if isinstance(s, Rows)).rows)
    said = {label: "".join(run.text for run in words) for label, words in lines.items()}
    assert "Hip angle R +12° to +8°" in said["Not compared"]
    assert "Hip angle" not in said["Error unknown"]


def test_an_addendum_shows_what_was_signed_beside_what_it_became() -> None:
    exam = signed(told())
    event = Signed(99, BEGAN + timedelta(days=1), "R. Osei, PT", "40-2217", told().person)
    corrected = told(right=6)
    amended = replace(
        exam,
        entries=corrected.entries,
        versions=(*exam.versions, Version(event, corrected.entries, {}, "read the wrong scale")),
    )
    words = printed(report(corrected, amended))
    assert "read the wrong scale" in words
    assert "signed as 8° above horizontal, now 6° above horizontal" in words


def test_an_open_addendum_is_a_draft_again() -> None:
    exam = replace(
        signed(told()), phase=Phase.AMENDING, amended=Amended(95, BEGAN, "R. Osei, PT", "wrong side")
    )
    found = report(told(), exam)
    assert found.state == "DRAFT addendum until signed"
    assert "wrong side" in printed(found)


@pytest.mark.parametrize(("item", "title"), [("RF01", "Refer now: emergency"), ("RF20", "Refer urgently")])
def test_a_referral_prints_what_fired_and_what_to_do_and_neither_class_nor_exercise(
    item: str, title: str
) -> None:
    answers = told(fired=item)
    found = report(answers)
    words = printed(found)
    assert found.title == title
    fired = evaluate(answers).safety.fired[0]
    for part in (fired.words, fired.condition, fired.action):
        assert part in words
    assert "you feel numb between the legs" in words
    assert "Extension pattern" not in words
    sheet = page(answers)
    assert sheet.rows == ()
    assert "Go to emergency now if" in printed(sheet)
    assert not any(exercise.name in printed(sheet) for exercise in library().values())


def test_an_override_is_printed_with_who_when_and_why() -> None:
    ref = Ref("safety", "override_R2")
    answers = told(fired="RF20").changed(ref, Text("Seen by oncology on 2 October <b>clear</b>"))
    event = Recorded(50, BEGAN, "R. Osei, PT", ref, Text("Seen by oncology on 2 October <b>clear</b>"))
    exam = replace(drafted(answers), recorded={ref: event})
    words = printed(report(answers, exam))
    assert "Override of the urgent referral: Seen by oncology on 2 October <b>clear</b>" in words
    assert "R. Osei, PT, 16-Oct-2026 14:18" in words


def test_a_clinicians_own_class_stands_beside_the_programs() -> None:
    answers = told()
    for step, value in (("decision", Choice("override")), ("override_class", Choice("ISO"))):
        answers = answers.changed(Ref("review", step), value)
    answers = answers.changed(Ref("review", "override_reason"), Text("Pain follows the hip, not the back."))
    words = printed(report(answers))
    assert labels()["ISO"].label in words
    assert "Pain follows the hip, not the back." in words
    assert labels()[evaluate(answers).classification.code].label in words
    assert labels()["ISO"].patient in printed(page(answers))


def test_an_invented_patient_is_marked_and_a_nameless_one_says_so() -> None:
    assert report(told(), patient=replace(ELENA, demonstration=True)).marks
    assert "Not recorded" in printed(report(told(), patient=Patient()))


def test_every_reference_is_a_source_on_file_and_numbered_once() -> None:
    words = printed(report(told()))
    assert "References" in words
    assert "1." in words.split("References")[-1]


def test_the_lists_in_the_class_box_carry_their_marks() -> None:
    box = next(s for s in report(told()).sections if isinstance(s, Boxed))
    groups = [group for column in box.columns for group in column]
    assert all(isinstance(group, Points) and group.icon for group in groups)
    assert groups[0].title == "Supports"


def test_the_page_holds_what_was_found_the_items_and_the_three_tasks_in_plain_words() -> None:
    answers = told().changed(Ref("plan", "next_visit"), Text("2026-11-06"))
    tasks = tuple(daily_tasks())[:3]
    answers = answers.changed(Ref("plan", "daily_tasks"), Choices(tasks))
    words = printed(page(answers))
    assert labels()[evaluate(answers).classification.code].patient in words
    assert "They do not show damage." in words
    assert "Next visit: Friday, 6 November 2026. Phone 555 0142" in words
    for item in proposed(evaluate(answers), 1).items:
        assert library()[item.exercise].name in words
    for code in tasks:
        assert daily_tasks()[code].how in words


def test_the_page_never_names_the_class_or_a_test_number() -> None:
    words = printed(page(told())).replace("do not show damage", "").lower()
    for label in labels().values():
        assert label.label.lower() not in words
    for banned in ("°", "thomas", "extension", "deficit", "damage", "abnormal", "weak glute", "unstable"):
        assert banned not in words


def test_no_warning_signs_is_said_only_after_a_clear_screen() -> None:
    assert "Your check today found no warning signs." in printed(page(told()))
    assert "no warning signs" not in printed(page(told(fired="RF36")))
    open_item = told().changed(Ref("safety", "RF09"), None)
    assert "no warning signs" not in printed(page(open_item))


def test_the_small_print_is_printed_whole_on_either_paper() -> None:
    document = page(told())
    for paper in PAPERS.values():
        text = PdfReader(BytesIO(handout_pdf(document, paper))).pages[0].extract_text()
        assert document.small_print in re.sub(r"\s+", " ", text)


def sheet_text(document: HandoutDocument) -> str:
    """Everything a patient reads on the page, a sentence or a list item a line."""
    rows = [line for r in document.rows for line in (r.name, r.how, r.cue, r.mistake, *r.dose)]
    tasks = [line for task in document.daily for line in task]
    return "\n".join(
        (
            *document.found,
            *rows,
            *tasks,
            document.walking,
            *document.emergency,
            *document.stop,
            *document.know,
            document.small_print,
        )
    )


def every_page() -> list[HandoutDocument]:
    """A page with each class's words, and all exercises and tasks five at a time."""
    plain = page(told())
    classes = [replace(plain, found=(label.patient, *plain.found[1:])) for label in labels().values()]
    return [plain, page(told(fired="RF01")), page(told(fired="RF20")), *classes]


def test_every_page_reads_at_grade_six_or_lower_in_sentences_under_fifteen_words() -> None:
    for document in every_page():
        text = sheet_text(document)
        assert grade(text) <= 6.0
        for line in ("small_print", "walking"):
            assert grade(getattr(document, line)) <= 6.0
        assert longest_sentence("\n".join((*document.stop, *document.know, document.small_print))) <= 15


def test_the_page_as_read_back_from_the_pdf_is_plain_too() -> None:
    for document in every_page()[:3]:
        pdf = handout_pdf(document, PAPERS["letter"])
        lines = PdfReader(BytesIO(pdf)).pages[0].extract_text().splitlines()
        body = "\n".join(line for line in lines if len(line.split()) > 2 and "SG-0412" not in line)
        assert grade(body) <= 6.0


def test_the_same_exam_gives_the_same_bytes() -> None:
    first, second = (report_pdf(report(told()), PAPERS["a4"]) for _ in range(2))
    assert first == second


def test_an_exam_with_nothing_in_it_prints_and_says_what_is_missing() -> None:
    nothing = Answers(Person())
    words = printed(report(nothing))
    assert labels()[evaluate(nothing).classification.code].label in words
    assert "Not recorded:" in words
    assert page(nothing).rows == ()


def test_the_longest_notes_that_can_be_kept_are_printed_whole() -> None:
    note = ("A very long note. " * 277).strip()
    answers = told(fired="RF01").changed(Ref("safety", "RF01_note"), Text(note))
    assert note in printed(report(answers))
    answers = told()
    for ref in (Ref("hip_strength", "device"), Ref("thomas", "instrument"), Ref("clamshell", "band")):
        answers = answers.changed(ref, Text(note))
    for side in (Side.RIGHT, Side.LEFT):
        force = Ref("hip_strength", "extension_force", side, 1)
        answers = answers.changed(force, Quantity(Decimal(200), "N"))
        answers = answers.changed(Ref("prone_hip_extension", ALL, side), NotDone("other", note))
    answers = answers.changed(Ref("hip_strength", "extension_method"), Choice("dynamometer"))
    for paper in PAPERS.values():
        pages = PdfReader(BytesIO(report_pdf(report(answers), paper))).pages
        words = re.sub(r"\s+", " ", "\n".join(p.extract_text() for p in pages))
        assert words.count("A very long note.") > 300


def test_a_reason_or_note_of_a_hundred_lines_is_printed_whole_and_breaks_no_page() -> None:
    typed = "one\n" * 99 + "the last"
    found = told(fired="RF01")
    noted = Answers(
        found.person, MappingProxyType({**found.entries, Ref("safety", "RF01_note"): Text(typed)})
    )
    assert printed(report(noted)).count("one one one") == 33
    assert "the last" in printed(report(noted))

    found = told()
    left_out = MappingProxyType({**found.entries, Ref("hip_strength", ALL): NotDone("other", typed)})
    assert "the last" in printed(report(Answers(found.person, left_out)))


def test_every_change_of_a_test_stands_on_the_report_once_and_safety_answers_are_counted() -> None:
    found = flips(told())
    words = printed(report(told()))
    listed = nearest(found)
    safety = [flip for flip in found if flip.kind == "safety"]
    assert listed
    assert all(one.words in words for one in listed)
    assert f"Also {len(safety)} safety answers, if any were another." in words
    assert not any(f"{flip.what}, {flip.then} instead of {flip.now}" in words for flip in safety)


def test_like_repetitions_of_one_change_are_said_together() -> None:
    one = flips(told())[0]
    alike = [
        replace(
            one,
            ref=Ref("lateral_step_down", "arm", Side.RIGHT, trial),
            what=f"Right step-down, arm, repetition {trial}",
            now="clean",
            then="fault",
        )
        for trial in (3, 1, 2)
    ]
    assert [near.words for near in nearest(alike)] == [
        "Right step-down, arm, any of repetitions 1 to 3, fault instead of clean"
    ]
    assert [near.words for near in nearest(alike[:2])] == [
        "Right step-down, arm, repetition 1 or 3, fault instead of clean"
    ]
    other_side = [
        replace(f, ref=replace(f.ref, side=Side.LEFT), what=f.what.replace("Right", "Left")) for f in alike
    ]
    assert [near.words for near in nearest([*alike, *other_side])] == [
        "Right or left step-down, arm, any of repetitions 1 to 3, fault instead of clean"
    ]
    assert [
        near.words for near in nearest([replace(alike[0], now="161 N"), replace(alike[1], now="168 N")])
    ] == ["Right step-down, arm, repetition 1 or 3, fault instead of 168 N or 161 N"]
