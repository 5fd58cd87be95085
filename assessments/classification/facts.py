"""What the classification reads beside the findings: pain that was reproduced, stabilising, rotation."""

from __future__ import annotations

from assessments.language.answers import Answers
from assessments.language.conventions import conventions
from assessments.language.value import SIDES, NotDone, Side

PHE, STEP_DOWN = "prone_hip_extension", "lateral_step_down"


def familiar_pain(answers: Answers, assessment: str) -> str | None:
    """Whether the test brought the familiar pain: yes when any side says so, no when every tested side
    says no, None otherwise."""
    said = {side: answers.choice(assessment, "familiar_pain", side) for side in SIDES}
    if "yes" in said.values():
        return "yes"
    tested = [side for side in SIDES if _tested(answers, assessment, side)]
    return "no" if tested and all(said[side] == "no" for side in tested) else None


def better_when_stabilised(answers: Answers) -> bool:
    """The repeat with the pelvis held was better; not done and not better both answer False."""
    return answers.choice(PHE, "better_when_stabilised") == "yes"


def clear_repetitions(answers: Answers, pattern: str, side: Side) -> int:
    """In how many of the scored lifts the pattern was clear; slight does not count."""
    return sum(
        answers.choice(PHE, pattern, side, trial) == "clear"
        for trial in range(1, int(conventions()["PHE_REPS"]) + 1)
    )


def _tested(answers: Answers, assessment: str, side: Side) -> bool:
    """Anything was recorded of that side, and nobody said that it was not done."""
    return answers.not_done(assessment, side) is None and any(
        ref.assessment == assessment and ref.side is side and not isinstance(value, NotDone)
        for ref, value in answers.entries.items()
    )
