from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from app.exams import ExamHead
from app.history import History
from app.patients import Patient
from app.scores import Score
from app.screens.entry import EntryScreen, EntryState, entry_screen
from app.screens.guide import GuideLine, read_guide
from app.screens.home import home_screen
from app.screens.patient import patient_screen
from app.screens.patient_form import entries, patient_named, start, type_in
from app.screens.state import State, signed_state
from app.screens.strip import strip_for_patient
from app.settings import Settings
from assessments.language.answers import Answers, Person
from assessments.language.exam import Phase
from assessments.language.finding import Measure, Method
from assessments.language.protocol import Measured
from assessments.language.value import ALL, NotDone, Quantity, Ref, Side

TODAY = date(2026, 10, 16)
NOON = datetime(2026, 10, 16, 12, 0, tzinfo=timezone(timedelta(hours=1)))
FORCE = Measured("N", Decimal(0), Decimal(1500), 1, Decimal(20), Decimal(800))
TRIAL = Ref("hip_strength", "abduction_force", Side.RIGHT, 1)


def chen(id: str, born: date) -> Patient:
    return Patient(id=id, family_name="Chen", given_name="Wei", born=born, sex="male", record_number=id)


def head(
    number: int, phase: Phase, at: datetime = NOON, signed: bool = False, step: Ref | None = None
) -> ExamHead:
    when, who = (at, "R. Osei, PT") if signed else (None, None)
    return ExamHead(f"e{number}", "a", number, at, phase, None, when, who, step)


def test_two_people_of_one_name_are_marked_in_the_list() -> None:
    both = [chen("SG-1", date(1989, 6, 9)), chen("SG-2", date(1998, 6, 19))]
    screen = home_screen("chen", both, {}, [], [], {}, TODAY)
    assert [row.same_name for row in screen.rows] == [True, True]
    assert [row.age for row in screen.rows] == ["37 y", "28 y"]


def test_an_empty_list_says_which_key_comes_next() -> None:
    assert home_screen("", [], {}, [], [], {}, TODAY).nothing == "No patients yet. New patient Ctrl N"


def test_the_exam_touched_last_is_offered_to_resume_and_the_others_counted() -> None:
    waiting = [head(2, Phase.EXAMINING, step=Ref("thomas", "hip_angle")), head(1, Phase.EXAMINING)]
    screen = home_screen("", [], {}, waiting, [], {"a": "ACOSTA, Elena"}, TODAY)
    assert screen.resume is not None
    assert screen.resume.name == "ACOSTA, Elena"
    assert screen.resume.words == "Exam 2, 16-Oct-2026, last at Thomas test"
    assert screen.waiting == "1 more exam not signed"


def test_an_open_exam_says_at_which_step_it_stands() -> None:
    patient = chen("a", date(1989, 6, 9))
    last = {"a": head(2, Phase.EXAMINING, step=Ref("thomas", "hip_angle"))}
    (row,) = home_screen("", [patient], last, [], [], {}, TODAY).rows
    assert (row.state, row.words) == (State.NOW, "Exam open, step 4 of 9")


def angle(visit: int, at: datetime, side: Side, amount: str, method: str = "inclinometer") -> Score:
    measure = Measure(
        "thomas.hip_angle",
        "Hip angle",
        side,
        amount,
        "deg",
        f"{amount}°",
        method=Method((("method", method),)),
    )
    return Score(measure, visit, at, "R. Osei, PT", "1", "1")


JULY = NOON - timedelta(days=105)


def test_a_change_without_a_known_error_is_called_error_unknown() -> None:
    history = History((angle(1, JULY, Side.RIGHT, "11"), angle(2, NOON, Side.RIGHT, "9")))
    heads = [head(2, Phase.SIGNED, signed=True), head(1, Phase.SIGNED, JULY, signed=True)]
    screen = patient_screen(heads, history, str)
    assert [(line.state, line.words) for line in screen.lines] == [
        (State.UNKNOWN, "Hip angle R +11° to +9°.")
    ]
    assert screen.since == "Since last visit, 16-Oct-2026"
    assert screen.compared == "compared with 03-Jul-2026"


def test_a_changed_method_breaks_the_line_and_is_not_compared() -> None:
    history = History(
        (angle(1, JULY, Side.RIGHT, "11"), angle(2, NOON, Side.RIGHT, "9", method="goniometer"))
    )
    screen = patient_screen([head(2, Phase.SIGNED, signed=True)], history, str)
    assert [line.state for line in screen.lines] == [State.NOT_DONE]
    assert screen.trends[0].lines[0].dots[1].starts


def test_one_visit_draws_a_point_and_says_that_two_are_needed() -> None:
    history = History((angle(1, NOON, Side.RIGHT, "9"),))
    screen = patient_screen([head(1, Phase.SIGNED, signed=True)], history, str)
    assert screen.trends[0].empty == "Needs 2 visits"
    assert screen.trends[1].empty == "Not recorded yet. Enter, then Ctrl 6."
    assert screen.nothing == "One signed exam. Changes need two: Enter starts the next."


def test_an_open_exam_is_resumed_and_no_second_one_started() -> None:
    screen = patient_screen([head(3, Phase.EXAMINING)], History(), str)
    assert (screen.start, screen.resume) == ("Resume exam 3", "e3")
    assert patient_screen([], History(), str).start == "Start exam 1"


def test_an_impossible_date_is_refused_with_its_sentence_and_stays_as_typed() -> None:
    typed = type_in(start(Patient()), "born", "31-02-1980")
    assert typed.patient.born is None
    assert entries(typed, {})["born"] == EntryScreen(
        "31-02-1980", EntryState.REFUSED, "February 1980 has 29 days, not 31."
    )
    mended = type_in(typed, "born", "14/8/1980")
    assert entries(mended, {})["born"] == EntryScreen("14-Aug-1980", EntryState.FILLED)


def test_the_search_begins_the_new_record() -> None:
    assert patient_named("Acosta, Elena").given_name == "Elena"
    assert patient_named("Elena Maria Acosta").family_name == "Acosta"
    assert patient_named("14-08-1980") == Patient()


def test_mass_takes_a_comma_and_no_half_number() -> None:
    assert type_in(start(Patient()), "mass_kg", "68,5").patient.mass_kg == Decimal("68.5")
    assert "mass_kg" in type_in(start(Patient()), "mass_kg", "heavy").complaints


def test_what_is_not_recorded_of_a_person_is_said_in_words() -> None:
    screen = strip_for_patient(Patient(family_name="Moyo"), TODAY, Settings())
    assert [fact.value for fact in screen.facts] == ["Not recorded", "Not recorded", "Not recorded"]


def test_an_unusual_value_is_kept_and_asked_about() -> None:
    answers = Answers(Person(), {TRIAL: Quantity(Decimal(900), "N", "900")})
    screen = entry_screen(answers, TRIAL, FORCE)
    assert (screen.text, screen.state) == ("900", EntryState.ASKS)
    assert screen.sentence == "900 N is unusually high (over 800). Keep it?"


def test_a_side_not_done_says_so_in_each_of_its_entries() -> None:
    answers = Answers(Person(), {Ref("hip_strength", ALL, Side.RIGHT): NotDone("pain", "sharp pain")})
    assert entry_screen(answers, TRIAL, FORCE) == EntryScreen("Not done: sharp pain", EntryState.NOT_DONE)
    other = Ref("hip_strength", "abduction_force", Side.LEFT, 1)
    assert entry_screen(answers, other, FORCE, missing=True).state is EntryState.MISSING


def test_a_guide_is_read_into_its_sections() -> None:
    text = "# Thomas\n\n## Say\n\n“Hug that\nknee.”\n\n## Do\n\n- Wait 10 s,\n  then read\n- Lift\n"
    text += "\n## Stop if\n\nPain."
    say, do, stop = read_guide(text)
    assert (say.kind, say.lines) == ("say", (GuideLine("“Hug that knee.”"),))
    assert do.lines == (GuideLine("Wait 10 s, then read", True), GuideLine("Lift", True))
    assert stop.kind == "stop"


def test_a_guide_of_several_tests_says_of_each_section_which_it_belongs_to() -> None:
    text = "# Extension\n\n## Say\nPush.\n\n# Abduction\n\n## Say\nLift.\n\n# Grades\n\nSide by side.\n"
    first, second, plain = read_guide(text)
    assert (first.heading, first.kind) == ("Extension: say", "say")
    assert (second.heading, second.kind) == ("Abduction: say", "say")
    assert plain.heading == "Grades"


def test_an_exam_that_the_safety_screen_ended_says_so_in_the_lists() -> None:
    assert signed_state("R1") == (State.STOP, "Referred, emergency")
    assert signed_state("R2") == (State.STOP, "Referred, urgent")
    assert signed_state("EXT-MOB") == signed_state(None) == (State.DONE, "Signed")
