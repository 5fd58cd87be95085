"""The safety screen as steps: one item a line, one key each, nothing answered beforehand."""

from __future__ import annotations

from assessments.language.answers import Answers
from assessments.language.conventions import conventions
from assessments.language.protocol import Chosen, Counted, Kind, Noted, Option, Protocol, Step
from assessments.safety.items import asked
from resources.tongue import tr

ID = "safety"

_YES, _NO = Option("yes", tr("yes"), "Y"), Option("no", tr("no"), "N")
YES_NO = Chosen((_YES, _NO))
MAY_NOT_APPLY = Chosen((_YES, _NO, Option("not_applicable", tr("not applicable"), "A")))

RF30_FEATURES = Counted(0, 9, "features")
RF32_FEATURES = Counted(0, 5, "features")


def limp_is_asked(answers: Answers) -> bool:
    """Within the ages of the slipped growth plate; also while the age is not known."""
    age, rules = answers.person.age_years, conventions()
    return age is None or rules["AGE_LIMP_LOW"] <= age <= rules["AGE_LIMP_HIGH"]


def pregnancy_is_asked(answers: Answers) -> bool:
    """Of everyone but males."""
    return answers.person.sex != "male"


def _features_are_asked(answers: Answers) -> bool:
    return answers.choice(ID, "RF30") == "yes"


_KINDS: dict[str, Kind] = {
    "RF12": MAY_NOT_APPLY,
    "RF35": MAY_NOT_APPLY,
    "RF30_features": RF30_FEATURES,
    "RF32_features": RF32_FEATURES,
}
_APPLIES = {"RF12": limp_is_asked, "RF35": pregnancy_is_asked, "RF30_features": _features_are_asked}

PROTOCOL = Protocol(
    id=ID,
    version="1",
    name=tr("Safety screen"),
    short_name=tr("Safety"),
    position=tr("Sitting"),
    steps=(
        *(
            Step(
                item.code,
                item.ask,
                _KINDS.get(item.code, YES_NO),
                required=True,
                hint=item.question,
                applies=_APPLIES.get(item.code),
            )
            for item in asked()
        ),
        *(Step(f"{item.code}_note", tr("Note: {item}", item=item.ask), Noted(500)) for item in asked()),
        Step("override_R2", tr("Reason to go on in spite of an urgent referral"), Noted(500)),
        Step("override_HOLD", tr("Reason to lift the hold"), Noted(500)),
    ),
    sources=("finucane2020", "downie2013"),
)
