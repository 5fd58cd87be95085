"""What the guide of a test says before it starts."""

import pytest

from assessments.language.catalogue import assessment


@pytest.mark.parametrize(
    ("test", "asked"),
    [
        ("prone_hip_extension", "Blood pressure not controlled"),
        ("prone_hip_extension", "does not allow prone lying"),
        ("clamshell", "Blood pressure not controlled"),
        ("hip_strength", "Blood pressure not controlled"),
        ("lateral_step_down", "Knee pain, recent knee surgery, poor balance"),
    ],
)
def test_what_no_safety_item_raises_is_asked_on_the_page_of_the_test(test: str, asked: str) -> None:
    first = assessment(test).guide.partition("## Ask first\n")[2].partition("\n##")[0]
    assert asked in first


def test_every_strength_trial_comes_after_one_practice() -> None:
    movements = assessment("hip_strength").guide.split("\n# ")[:6]
    assert all("One practice push, not counted." in movement for movement in movements)
