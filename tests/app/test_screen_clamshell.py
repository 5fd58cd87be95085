from decimal import Decimal

from app.clamshell import HOLD, Attempt, ready
from app.screens.clamshell import clamshell_screen, same_as_before, side_to_do
from app.screens.clamshell_reasons import ReasonLine
from app.screens.clamshell_side import Found, Rest, SideCard
from app.screens.clamshell_trial import Cell
from app.screens.clamshell_words import minutes
from app.screens.state import State
from assessments.clamshell.trial import Fault
from assessments.language.answers import Answers, Person
from assessments.language.conventions import conventions
from assessments.language.value import ALL, Choice, NotDone, Quantity, Ref, Side, Text, Value

RIGHT, LEFT = Side.RIGHT, Side.LEFT
NOBODY = Answers(Person())


def ref(step: str, side: Side | None = None, trial: int | None = None) -> Ref:
    return Ref("clamshell", step, side, trial)


def answered(*pairs: tuple[Ref, Value | None], start: Answers = NOBODY) -> Answers:
    for place, value in pairs:
        start = start.changed(place, value)
    return start


def trial(side: Side, reps: int, reason: str | None = "fatigue") -> Answers:
    pairs: list[tuple[Ref, Value | None]] = [
        (ref("mode", side), Choice("repetitions")),
        (ref("repetitions", side), Quantity(Decimal(reps), "repetitions")),
        (ref("seconds", side), Quantity(Decimal(2 * reps), "s")),
    ]
    if reason:
        pairs.append((ref("stop_reason", side), Choice(reason)))
    return answered(*pairs)


def both(right: Answers, left: Answers) -> Answers:
    return answered(*left.entries.items(), start=right)


def running(at: float = 0.0, mode: str = "repetitions") -> Attempt:
    return ready(RIGHT, mode).start(at)


# What is kept of a trial


def test_a_trial_of_44_seconds_is_22_repetitions() -> None:
    kept = dict(running().stop(44.0).kept(100.0))
    assert kept[ref("mode", RIGHT)] == Choice("repetitions")
    assert kept[ref("repetitions", RIGHT)] == Quantity(Decimal(22), "repetitions")
    assert kept[ref("seconds", RIGHT)] == Quantity(Decimal("44.0"), "s")
    assert kept[ref("corrections", RIGHT)] == Quantity(Decimal(0), "")


def test_a_trial_done_again_leaves_nothing_of_the_first() -> None:
    attempt, number = running().rate(4, 16.0)
    kept = dict(attempt.stop(20.0).kept(20.0))
    assert number == 1
    for step in ("stop_reason", "effort_end", "limiter", "pain_peak"):
        assert kept[ref(step, RIGHT)] is None
    assert ref("effort", RIGHT, 1) not in kept
    assert kept[ref("effort", RIGHT, 2)] is None
    assert kept[Ref("clamshell", ALL, RIGHT)] is None


def test_a_hold_keeps_seconds_and_no_repetitions() -> None:
    kept = dict(running(mode=HOLD).stop(31.25).kept(40.0))
    assert kept[ref("mode", RIGHT)] == Choice("hold")
    assert kept[ref("repetitions", RIGHT)] is None
    assert kept[ref("seconds", RIGHT)] == Quantity(Decimal("31.3"), "s")


def test_the_cap_ends_a_trial_at_120_repetitions_however_late_one_looks() -> None:
    attempt = running()
    assert not attempt.overdue(239.9)
    assert attempt.overdue(247.0)
    kept = dict(attempt.stop(247.0).kept(250.0))
    assert kept[ref("repetitions", RIGHT)] == Quantity(Decimal(120), "repetitions")
    assert kept[ref("seconds", RIGHT)] == Quantity(Decimal("240.0"), "s")
    assert attempt.stop(247.0).suggested(250.0) == "cap"


def test_an_effort_belongs_to_the_prompt_that_waits_and_can_be_said_again() -> None:
    attempt, first = running().rate(3, 17.0)
    attempt, again = attempt.rate(4, 20.0)
    attempt, second = attempt.rate(6, 31.0)
    assert (first, again, second) == (1, 1, 2)
    assert attempt.efforts == ((1, 4), (2, 6))


def test_pain_above_five_or_up_by_two_calls_for_the_end() -> None:
    sore = Attempt(RIGHT, pain=4)
    assert sore.suggested(0.0) is None
    assert sore.suggested(0.0, pain_before=2) == "pain"
    assert Attempt(RIGHT, pain=6).suggested(0.0) == "pain"


# Whose turn it is


def test_the_less_sore_side_goes_first() -> None:
    sore_right = answered((Ref("intake", "pain_side"), Choice("right")))
    assert side_to_do(NOBODY) is RIGHT
    assert side_to_do(sore_right) is LEFT


def test_a_side_without_its_stop_reason_comes_before_the_next() -> None:
    assert side_to_do(trial(RIGHT, 22, reason=None)) is RIGHT
    assert side_to_do(trial(RIGHT, 22)) is LEFT
    assert side_to_do(both(trial(RIGHT, 22), trial(LEFT, 20))) is None


def test_a_side_that_was_left_out_is_nobodys_turn() -> None:
    left_out = trial(RIGHT, 22).changed(Ref("clamshell", ALL, LEFT), NotDone("pain", "Sore"))
    assert side_to_do(left_out) is None


# What is shown


def test_a_running_trial_shows_valid_repetitions_time_and_beat() -> None:
    attempt = running().mark(Fault.PELVIS_ROLL, 5.0)
    card = clamshell_screen(NOBODY, RIGHT, attempt, 29.0, mode="repetitions").trial
    assert (card.count, card.time, card.beat) == ("13", "0:29", 29)
    assert (card.state, card.state_words) == (State.NOW, "Running")
    assert card.time_words == "time, cap 4:00"
    assert card.headline == "Hold Space 1 s to stop"
    assert not card.alarm


def test_a_fault_turns_yellow_and_the_second_in_a_row_after_the_correction_ends_it() -> None:
    attempt = running().mark(Fault.PELVIS_ROLL, 4.5)
    screen = clamshell_screen(NOBODY, RIGHT, attempt, 5.0, mode="repetitions")
    assert screen.trial.faults[1] == Cell("Pelvis rolled", "R", "1", "of 2", "watch")
    assert screen.trial.asked[0] == Cell("Say it once", "C", "0", "of 1", "watch")
    corrected = Attempt(RIGHT, trial=attempt.trial.correct(5.0))
    twice = corrected.mark(Fault.PELVIS_ROLL, 6.5).mark(Fault.PELVIS_ROLL, 8.5)
    screen = clamshell_screen(NOBODY, RIGHT, twice, 9.0, mode="repetitions")
    assert screen.trial.faults[1].tone == "stop"
    assert screen.trial.alarm
    assert screen.trial.headline == "Stop: pelvis rolled, 2 in a row"
    assert ReasonLine("2", "Pelvis rolled, 2 in a row", proposed=True) in screen.reasons.lines


def test_effort_is_asked_every_15_seconds_until_it_is_said() -> None:
    attempt = running()
    at = clamshell_screen(NOBODY, RIGHT, attempt, 10.0, mode="repetitions").trial.asked[1]
    assert at == Cell("Effort", "E", "at 0:15")
    at = clamshell_screen(NOBODY, RIGHT, attempt, 15.5, mode="repetitions").trial.asked[1]
    assert at == Cell("Effort at 0:15", "E", "ask now", "", "watch")
    attempt, _ = attempt.rate(4, 16.0)
    at = clamshell_screen(NOBODY, RIGHT, attempt, 17.0, mode="repetitions").trial.asked[1]
    assert at == Cell("Effort at 0:15", "E", "4", "of 10")


def test_a_stopped_trial_without_its_reason_says_so_and_is_not_scored() -> None:
    screen = clamshell_screen(trial(RIGHT, 22, reason=None), RIGHT, None, 0.0, mode="repetitions")
    assert (screen.trial.state, screen.trial.state_words) == (State.MISSING, "Stop reason required")
    assert screen.reasons.open
    assert screen.trial.found is None


def test_a_recorded_trial_reads_the_same_after_the_program_was_closed() -> None:
    card = clamshell_screen(trial(RIGHT, 14), RIGHT, None, 0.0, mode="repetitions").trial
    assert (card.count, card.time, card.state) == ("14", "0:28", State.DONE)
    words = "Fewer than 15 repetitions counts as a deficit"
    assert card.found == Found(State.FINDING, "Under 15 reps", words, "convention")


def test_the_other_side_says_what_comes_before_its_trial() -> None:
    card = clamshell_screen(NOBODY, RIGHT, None, 0.0, mode="repetitions").other
    assert card.rows == (("Trial", "not recorded"),)
    assert card.coming == "Right first, then the rest."
    assert card.rest == Rest(minutes(float(conventions()["CLAM_REST"])), 1.0, "rest between the sides")

    first = clamshell_screen(NOBODY, LEFT, None, 0.0, mode="repetitions").other
    assert first.coming == "This side goes first, then the rest."

    left_out = answered((ref(ALL, RIGHT), NotDone("pain")))
    card = clamshell_screen(left_out, RIGHT, None, 0.0, mode="repetitions").other
    assert (card.coming, card.rest) == ("This side is next.", None)


def test_the_other_side_shows_its_result_and_the_rest_that_is_left() -> None:
    attempt = Attempt(LEFT).start(0.0).stop(44.0)
    answers = answered(*attempt.kept(44.0), (ref("stop_reason", LEFT), Choice("fatigue")))
    screen = clamshell_screen(answers, RIGHT, attempt, 152.0, mode="repetitions")
    rows = (("Valid", "22 reps in 0:44"), ("Ended by", "Fatigue"), ("Effort", "not recorded"))
    found = Found(State.NEGATIVE, "15 reps or more", "15 reps or more: no deficit", "convention")
    rest = Rest("1:12", 0.4, "rest left of 3:00")
    assert screen.other == SideCard(LEFT, "second", rows, found, rest)
    assert screen.trial.state_words == "Resting"
    assert screen.trial.detail == "1:12 of the rest is left. You may start sooner."
    rested = clamshell_screen(answers, RIGHT, attempt, 300.0, mode="repetitions")
    assert rested.other.rest == Rest("0:00", 0.0, "rest is over")
    assert rested.trial.state_words == "Ready"


def test_a_result_taken_back_leaves_the_side_ready() -> None:
    attempt = running().stop(44.0)
    card = clamshell_screen(NOBODY, RIGHT, attempt, 50.0, mode="repetitions").trial
    assert (card.count, card.state_words) == ("0", "Ready")


def test_pain_makes_a_side_unscored_and_the_sides_not_comparable() -> None:
    screen = clamshell_screen(
        both(trial(RIGHT, 9, "pain"), trial(LEFT, 30)), RIGHT, None, 0.0, mode="repetitions"
    )
    assert screen.trial.found == Found(State.MISSING, "Stopped by pain", "Stopped by pain: not scored")
    assert screen.compared == "Ended by pain or the front of the hip: not interpretable as gluteal endurance."


def test_the_sides_are_compared_once_there_are_two() -> None:
    assert clamshell_screen(trial(RIGHT, 14), LEFT, None, 0.0, mode="repetitions").compared == ""
    screen = clamshell_screen(both(trial(RIGHT, 14), trial(LEFT, 22)), LEFT, None, 0.0, mode="repetitions")
    assert screen.compared == "Right lower by 36.4 %: confirm another way."


def test_a_hold_shows_time_alone_and_counts_no_faults() -> None:
    card = clamshell_screen(NOBODY, RIGHT, running(mode=HOLD), 31.0, mode=HOLD).trial
    assert (card.count, card.count_words, card.time, card.beat) == ("0:31", "held", "", None)
    assert card.faults == ()


def test_the_way_it_was_given_is_shown_and_what_is_unknown_says_so() -> None:
    answers = answered((ref("target_height"), Quantity(Decimal(18), "cm")), (ref("band"), Text("none")))
    assert [item.words for item in clamshell_screen(answers, RIGHT, None, 0.0, mode="repetitions").setup] == [
        "18 cm",
        "none",
    ]
    items = clamshell_screen(NOBODY, RIGHT, None, 0.0, mode="repetitions").setup
    assert [item.words for item in items] == ["not recorded", "not recorded"]


def test_without_an_earlier_visit_nothing_is_taken_over() -> None:
    assert same_as_before(NOBODY, None) == ()


def test_a_locked_exam_says_why_nothing_can_be_recorded() -> None:
    card = clamshell_screen(NOBODY, RIGHT, None, 0.0, mode="repetitions", locked="The exam is signed.").trial
    assert (card.headline, card.detail) == ("Nothing can be recorded", "The exam is signed.")
