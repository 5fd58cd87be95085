"""The Thomas page in words: what counts, what is still grey, and what the last visit has to say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.earlier import Earlier
from app.screens.entry import EntryState
from app.screens.state import State
from app.screens.thomas import same_instrument, thomas_screen, trials_shown
from assessments.language.answers import Answers, Person
from assessments.language.reading import Reading, read
from assessments.language.value import Choice, NotDone, Ref, Side, Text, Value
from assessments.thomas.protocol import ID, PROTOCOL


def answers(**typed: str) -> Answers:
    """`hip_angle_right_1="8"`: step, side and trial, as they are typed."""
    entries: dict[Ref, Value] = {}
    for name, text in typed.items():
        words = name.split("_")
        trial = int(words.pop()) if words[-1].isdigit() else None
        side = Side(words.pop()) if words[-1] in ("right", "left") else None
        step = "_".join(words)
        reading = read(PROTOCOL.step(step).kind, text)
        assert isinstance(reading, Reading)
        entries[Ref(ID, step, side, trial)] = reading.value
    return Answers(Person(), entries)


def card(given: Answers, side: Side = Side.RIGHT):  # type: ignore[no-untyped-def]
    return next(card for card in thomas_screen(given, None).cards if card.side is side)


def test_the_angle_is_grey_until_the_pelvis_is_held() -> None:
    shown = card(answers(hip_angle_right_1="8", hip_angle_right_2="8"))

    assert (shown.angle, shown.direction, shown.doubt) == ("+8°", "above horizontal", "not yet valid")
    assert not shown.gauge.valid
    assert shown.gate.held is None
    assert (shown.found.state, shown.found.words) == (State.MISSING, "No reading yet")


def test_above_horizontal_with_the_pelvis_held_is_restricted_by_a_published_rule() -> None:
    shown = card(answers(hip_angle_right_1="8", hip_angle_right_2="8", pelvis_controlled_right="yes"))

    assert (shown.doubt, shown.gauge.valid) == ("", True)
    assert (shown.found.state, shown.found.words) == (State.FINDING, "Restricted")
    assert shown.found.detail == "Above 0°, beyond ±5°"
    assert [standing for standing, _ in shown.found.tags] == ["published", "convention"]


def test_one_reading_of_two_is_a_result_so_far() -> None:
    shown = card(answers(hip_angle_right_1="8", pelvis_controlled_right="yes"))
    assert shown.found.words == "Restricted so far"


def test_within_five_degrees_is_near_the_cut_off() -> None:
    shown = card(answers(hip_angle_right_1="-3", hip_angle_right_2="-4", pelvis_controlled_right="yes"))

    assert (shown.found.state, shown.found.words) == (State.NEAR, "Not restricted, near cut-off")
    assert (shown.angle, shown.gauge.mark) == ("−3.5°", Decimal("-3.5"))


def test_a_pelvis_that_was_not_held_is_said_and_blocks() -> None:
    shown = card(answers(hip_angle_right_1="8", pelvis_controlled_right="no"))

    assert shown.found.state is State.STOP
    assert shown.gate.held is False
    assert shown.angle == "+8°"


def test_a_third_reading_is_asked_when_two_are_more_than_five_degrees_apart() -> None:
    assert trials_shown(answers(hip_angle_right_1="0", hip_angle_right_2="5"), Side.RIGHT) == 2
    apart = answers(hip_angle_right_1="0", hip_angle_right_2="6")
    assert trials_shown(apart, Side.RIGHT) == 3
    assert trials_shown(apart, Side.LEFT) == 2
    shown = card(apart)
    assert (shown.angle, shown.found.words) == ("", "Third reading needed")
    assert [standing for standing, _ in shown.found.tags] == ["convention"]


def test_the_two_closest_of_three_readings_stand() -> None:
    shown = card(
        answers(
            hip_angle_right_1="0",
            hip_angle_right_2="6",
            hip_angle_right_3="7",
            pelvis_controlled_right="yes",
        )
    )

    assert (shown.angle, len(shown.readings)) == ("+6.5°", 3)


def test_two_lengths_show_the_angle_they_give() -> None:
    shown = card(
        answers(
            method="two_lengths",
            trochanter_height_right_1="80",
            epicondyle_height_right_1="75",
            thigh_length_right_1="40",
            trochanter_height_right_2="80",
        )
    )

    assert shown.readings == ()
    assert [row.angle for row in shown.lengths] == ["−7.2°", ""]
    assert shown.angle == "−7.2°"


def test_lengths_that_give_no_angle_say_so() -> None:
    impossible = answers(
        method="two_lengths",
        trochanter_height_right_1="120",
        epicondyle_height_right_1="60",
        thigh_length_right_1="40",
    )

    assert card(impossible).lengths[0].angle == "no angle"
    assert card(impossible).found.detail == "Check the lengths that were typed"


def test_a_large_angle_makes_the_gauge_longer() -> None:
    assert card(answers(hip_angle_right_1="8")).gauge.high == 20
    assert card(answers(hip_angle_right_1="25")).gauge.high == 60


def test_a_reading_above_carries_its_sign_in_the_field() -> None:
    shown = card(answers(hip_angle_right_1="4", hip_angle_right_2="-1"))

    assert [entry.text for entry in shown.readings] == ["+4", "−1"]


def test_a_gap_is_marked_once_it_was_passed_over() -> None:
    fresh = card(answers(method="inclinometer"))
    assert {entry.state for entry in fresh.readings} == {EntryState.EMPTY}
    passed = thomas_screen(answers(hip_angle_left_1="8"), None).cards[0]
    assert passed.readings[0].state is EntryState.MISSING


def test_a_side_not_done_says_why_in_its_result() -> None:
    given = answers(method="inclinometer").changed(Ref(ID, "*", Side.LEFT), NotDone("pain", "hip replaced"))

    shown = card(given, Side.LEFT)
    assert (shown.found.state, shown.found.detail) == (State.NOT_DONE, "hip replaced")
    assert shown.readings[0].text == ""


BEFORE = Earlier(
    date(2026, 7, 3),
    answers(method="inclinometer", pelvis_method="palpation").changed(
        Ref(ID, "instrument"), Text("Baseline bubble")
    ),
)


def test_the_method_of_the_last_visit_is_proposed_and_not_answered() -> None:
    screen = thomas_screen(answers(), BEFORE)

    assert screen.method.state is EntryState.PROPOSED
    assert screen.instrument.state is EntryState.EMPTY
    assert (
        screen.compared == "Last visit, 03-Jul-2026: Inclinometer, pelvis held by palpation, Baseline bubble"
    )
    assert not screen.breaks


def test_the_same_method_keeps_the_trend_and_another_breaks_it() -> None:
    same = thomas_screen(answers(method="inclinometer"), BEFORE)
    assert (same.compared, same.breaks) == (
        "Same method as on 03-Jul-2026, so values can be compared",
        False,
    )
    other = thomas_screen(answers(method="goniometer", pelvis_method="strap"), BEFORE)
    assert other.compared == "Not as on 03-Jul-2026: method, pelvis hold. The trend breaks here"
    assert other.breaks


def test_the_instrument_comes_along_only_with_its_method() -> None:
    assert same_instrument(answers(method="inclinometer"), BEFORE) == Text("Baseline bubble")
    assert same_instrument(answers(method="goniometer"), BEFORE) is None
    assert same_instrument(answers(method="inclinometer"), None) is None


def test_what_is_noted_beside_the_reading_reads_as_a_line() -> None:
    shown = card(answers(groin_pinch_right="no", thigh_drops_right="yes", thigh_rotation_right="external"))

    assert shown.also == "Groin pinch: no. Thigh drops: yes. Thigh rotation: outwards"


def test_the_sore_side_is_named() -> None:
    given = answers().changed(Ref("intake", "pain_side"), Choice("left"))

    assert [c.note for c in thomas_screen(given, None).cards] == ["", "sore side"]
