"""The strength page in words: which trial counts, what the difference is worth, what is proposed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.earlier import Earlier
from app.screens.entry import EntryState
from app.screens.state import State
from app.screens.strength import (
    StrengthScreen,
    TrialMark,
    next_movement,
    of_movement,
    strength_screen,
    trials_shown,
    with_setup,
)
from assessments.hip_strength import ASSESSMENT
from assessments.hip_strength.protocol import ID, PROTOCOL
from assessments.language.answers import Answers, Person
from assessments.language.conventions import conventions
from assessments.language.reading import Reading, read
from assessments.language.value import Choice, NotDone, Ref, Side, Text, Value

TODAY = date(2026, 10, 16)


def answers(typed: dict[str, str]) -> Answers:
    """Places as the journal writes them, without the assessment: "abduction_force/right/1"."""
    entries: dict[Ref, Value] = {}
    for path, text in typed.items():
        ref = Ref.from_path(f"{ID}/{path}")
        reading = read(PROTOCOL.step(ref.step).kind, text)
        assert isinstance(reading, Reading)
        entries[ref] = reading.value
    return Answers(Person(), entries)


def forces(movement: str, right: list[str], left: list[str], **more: str) -> Answers:
    typed = {f"{movement}_force/right/{n}": text for n, text in enumerate(right, start=1)}
    typed |= {f"{movement}_force/left/{n}": text for n, text in enumerate(left, start=1)}
    typed |= {f"{movement}_{name}/-/-": text for name, text in more.items()}
    return answers(typed)


def screen(given: Answers, movement: str = "abduction", earlier: Earlier | None = None) -> StrengthScreen:
    return strength_screen(given, movement, TODAY, earlier)


PICTURE = forces(
    "abduction", ["128", "98", "132", "130"], ["147", "150", "148"], method="dynamometer", summary="max"
).changed(Ref(ID, "abduction_valid", Side.RIGHT, 2), Choice("jerked"))


def test_the_best_valid_trial_is_marked_and_a_jerked_one_is_struck_and_kept() -> None:
    right, left = screen(PICTURE).sides

    assert [trial.mark for trial in right.trials] == [
        TrialMark.VALID,
        TrialMark.STRUCK,
        TrialMark.BEST,
        TrialMark.VALID,
    ]
    assert (right.trials[1].entry.text, right.trials[1].quality) == ("98", "jerked")
    assert (right.best, left.best) == ("132 N", "150 N")
    assert right.derived == "spread 1.5 %"


def test_the_difference_stands_beside_its_error_and_the_convention() -> None:
    shown = screen(PICTURE)

    assert shown.difference.percent == Decimal("12.0")
    assert shown.difference.weaker is Side.RIGHT
    assert (shown.difference.error, shown.difference.convention) == (Decimal("13.9"), Decimal(15))
    assert (shown.verdict.state, shown.verdict.words) == (State.NEAR, "Borderline")
    assert shown.verdict.lead == "Within measurement error."
    assert shown.verdict.standing == "convention"


def test_a_difference_beyond_its_error_says_so() -> None:
    verdict = screen(forces("abduction", ["100", "101", "100"], ["150", "151", "150"])).verdict

    assert (verdict.state, verdict.lead) == (State.FINDING, "Beyond measurement error.")


def test_one_side_alone_has_no_difference() -> None:
    shown = screen(forces("abduction", ["100"], []))

    assert shown.difference.percent is None
    assert shown.verdict.words == "Both sides are needed"
    assert shown.low_asked == ""


def test_a_fourth_trial_is_asked_when_the_best_two_do_not_agree() -> None:
    assert trials_shown(forces("abduction", ["100", "99", "80"], []), "abduction", Side.RIGHT) == 3
    apart = forces("abduction", ["100", "89", "80"], [])
    assert trials_shown(apart, "abduction", Side.RIGHT) == 4
    assert trials_shown(apart, "abduction", Side.LEFT) == 3


def test_a_force_is_shown_as_it_was_entered() -> None:
    trial = screen(forces("abduction", ["23 kgf"], [])).sides[0].trials[0]

    assert (trial.entry.text, trial.unit) == ("23", "kgf")
    assert screen(forces("abduction", ["225,5"], [])).sides[0].trials[0].entry.text == "225.5"


def test_an_unusual_force_is_kept_and_asked_about() -> None:
    trial = screen(forces("abduction", ["12"], [])).sides[0].trials[0]

    assert trial.entry.state is EntryState.ASKS
    assert "unusually low" in trial.entry.sentence


def test_manual_grades_never_become_a_per_cent() -> None:
    given = answers(
        {
            "abduction_method/-/-": "manual",
            "abduction_grade/right/-": "4",
            "abduction_grade/left/-": "5",
        }
    )
    shown = screen(given)

    assert shown.manual
    assert shown.difference.percent is None
    assert (shown.verdict.words, shown.verdict.lead) == ("A finding", "")
    assert shown.tabs[1].line == "1 grade"


BEFORE = Earlier(
    date(2026, 7, 3),
    answers(
        {
            "device/-/-": "microFET2",
            "calibration_date/-/-": "2026-03-03",
            "abduction_method/-/-": "dynamometer",
            "abduction_position/-/-": "side_lying",
            "abduction_fixation/-/-": "belt",
            "abduction_summary/-/-": "mean",
            "abduction_lever/right/-": "0.72",
        }
    ),
)


def test_the_last_visits_setup_is_proposed_and_not_answered() -> None:
    shown = screen(answers({}), earlier=BEFORE)

    assert shown.method.state is EntryState.PROPOSED
    assert shown.setup[0] == "side-lying, long lever; belt (last visit)"
    assert shown.sides[0].lever.state is EntryState.PROPOSED
    assert (shown.device.words, shown.device.proposed) == ("microFET2, checked 03-Mar-2026", True)
    assert shown.best_head == "Mean of valid"


def test_the_first_force_keeps_what_was_proposed_beside_it() -> None:
    kept = dict(with_setup(answers({}), BEFORE, "abduction"))

    assert kept[Ref(ID, "abduction_summary")] == Choice("mean")
    assert kept[Ref(ID, "abduction_position")] == Choice("side_lying")
    assert kept[Ref(ID, "device")] == Text("microFET2")
    assert Ref(ID, "abduction_lever", Side.LEFT) not in kept


def test_without_a_last_visit_only_method_and_value_are_kept() -> None:
    kept = dict(with_setup(answers({}), None, "extension"))

    assert kept == {
        Ref(ID, "extension_summary"): Choice("max"),
        Ref(ID, "extension_method"): Choice("dynamometer"),
    }


def test_the_method_of_one_movement_is_proposed_for_the_next() -> None:
    given = answers({"extension_method/-/-": "manual"})

    assert screen(given).method.text == "manual"
    assert screen(given).method.state is EntryState.PROPOSED


def test_a_device_checked_too_long_ago_is_warned_of() -> None:
    old = answers({"device/-/-": "microFET2", "calibration_date/-/-": "2025-10-16"})

    assert conventions()["CALIBRATED_WITHIN"] == 12
    assert screen(old).device.stale
    assert screen(old).device.words == "microFET2, check over 12 months old"
    young = answers({"device/-/-": "microFET2", "calibration_date/-/-": "2025-10-17"})
    assert not screen(young).device.stale


def test_a_movement_left_out_says_so_and_is_taken_up_by_its_first_force() -> None:
    left_out = answers({}).changed(Ref(ID, "extension_method"), NotDone("pain", "Pain"))

    assert screen(left_out).tabs[0].line == "not done"
    assert next_movement(left_out) == "abduction"
    assert (Ref(ID, "extension_method"), Choice("dynamometer")) in with_setup(left_out, None, "extension")


def test_the_walk_goes_from_extension_to_abduction_and_back_to_what_is_open() -> None:
    assert next_movement(answers({})) == "extension"
    assert next_movement(answers({}), after="extension") == "abduction"
    assert next_movement(answers({}), after="abduction") == "extension"


def test_the_guide_is_that_of_the_movement() -> None:
    guide = of_movement(ASSESSMENT.guide, "abduction")

    assert "Side-lying" in guide
    assert "heel up" not in guide
    assert "half steps" in of_movement(ASSESSMENT.guide, "abduction", manual=True)


def test_levers_far_apart_are_warned_of() -> None:
    given = answers({"abduction_lever/right/-": "0.72", "abduction_lever/left/-": "0.69"})

    assert "more than 2 cm apart" in screen(given).warnings[0]
