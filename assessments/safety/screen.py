"""What the safety screen amounts to: which items fired, how strongly, and what is still unanswered."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assessments.language.answers import Answers
from assessments.language.conventions import conventions
from assessments.language.outcome import Direction, Fired, SafetyResult
from assessments.language.value import Choice, Ref
from assessments.safety.items import asked, item
from assessments.safety.protocol import ID, PROTOCOL, limp_is_asked, pregnancy_is_asked
from resources.tongue import tr

_FEATURES = ("RF30_features", "RF32_features")

_LIFTED = {"R2": "R2", "HOLD": "hold"}
"""What a typed reason may lift, and the strength of the items it then covers."""

OVERRIDES = tuple(Ref(ID, f"override_{name}") for name in _LIFTED)
"""Where the reasons are kept."""


def screen(answers: Answers, direction: Direction) -> SafetyResult:
    """The result by precedence: R1, R2, incomplete, out of scope, hold, caution, clear.

    A yes to an emergency or urgent item is enough, whatever is unanswered. A typed reason lifts an urgent
    referral or a hold, which stay listed as fired; nothing lifts an emergency.
    """
    fired = tuple(sorted(_fired(answers, direction), key=lambda f: f.code))
    unanswered = tuple(_unanswered(answers))
    scope = _out_of_scope(answers)
    strengths = {f.result for f in fired}
    overridden = tuple(
        name
        for name, strength in _LIFTED.items()
        if strength in strengths and (answers.text(ID, f"override_{name}") or "").strip()
    )
    held = "hold" in strengths and "HOLD" not in overridden
    if "R1" in strengths:
        result = "R1"
    elif "R2" in strengths and "R2" not in overridden:
        result = "R2"
    elif unanswered:
        result = "incomplete"
    elif scope:
        result = "out_of_scope"
    elif held:
        result = "hold"
    elif strengths:
        result = "caution"
    else:
        result = "clear"
    return SafetyResult(result, fired, unanswered, held, scope, overridden)


def not_covered(before: SafetyResult, after: SafetyResult) -> tuple[Ref, ...]:
    """The overrides whose reason was typed before something they would now lift had fired."""
    known = {(f.code, f.result) for f in before.fired}
    new = {f.result for f in after.fired if (f.code, f.result) not in known}
    return tuple(Ref(ID, f"override_{name}") for name, strength in _LIFTED.items() if strength in new)


def with_derived(answers: Answers) -> Answers:
    """The answers with what age and sex settle by rule filled in as "not applicable".

    For an exam in the program, which does not ask those items at all. A document stands as it was written:
    there an item that is absent was not asked.
    """
    for code, is_asked in (("RF12", limp_is_asked), ("RF35", pregnancy_is_asked)):
        if answers.get(ID, code) is None and not is_asked(answers):
            answers = answers.changed(Ref(ID, code), Choice("not_applicable"))
    return answers


def _fired(answers: Answers, direction: Direction) -> Iterator[Fired]:
    rules, age = conventions(), answers.person.age_years

    def yes(code: str) -> bool:
        return answers.choice(ID, code) == "yes"

    for one in asked():
        if yes(one.code) and one.code not in ("RF23", "RF24") and one.result:
            yield _as(one.code, one.result)

    # From 70 years fragile bone is assumed, whatever is known of it.
    fragile = yes("RF23") or (age is not None and age >= rules["AGE_FRAGILE"])
    if fragile:
        by_age = (
            "" if yes("RF23") else tr("Age {years} or over: bone may be fragile", years=rules["AGE_FRAGILE"])
        )
        yield _as("RF23", "R2" if yes("RF23M") else "caution", words=by_age)
    if yes("RF24"):
        company = fragile or any(yes(code) for code in ("RF20", "RF21", "RF22"))
        older = age is not None and age > rules["AGE_CONSTANT"]
        yield _as("RF24", "R2" if company or older else "caution")

    spondyloarthritis = answers.amount(ID, "RF30_features")
    if yes("RF30") and spondyloarthritis is not None and spondyloarthritis >= rules["SPA_FEATURES"]:
        yield _as("RF30", "caution", _spondyloarthritis_action(spondyloarthritis))
    stenosis = answers.amount(ID, "RF32_features")
    if stenosis is not None and stenosis >= rules["STENOSIS_FEATURES"]:
        yield _as("RF32", "caution")

    loads_the_spine = answers.choice("intake", "extension_or_impact_sport") == "yes"
    young = age is not None and age < rules["AGE_SPORT"]
    if loads_the_spine and young and direction.code in ("EXT", "MULTI"):
        yield _as("RF31", "hold")


def _as(code: str, result: str, action: str = "", words: str = "") -> Fired:
    found = item(code)
    return Fired(code, result, words or found.ask, found.thought, action or found.action)


def _spondyloarthritis_action(features: Decimal) -> str:
    if features == conventions()["SPA_FEATURES"]:
        return tr("3 of 9 features: HLA-B27 first, with a referral letter. Exam and plan may go on.")
    return tr(
        "{features} of 9 features: referral letter to rheumatology. Exam and plan may go on.",
        features=features,
    )


def _unanswered(answers: Answers) -> Iterator[str]:
    """The mandatory items without an answer, by code; "not applicable" is an answer."""
    age = answers.person.age_years
    if age is None:
        yield "age"
    for one in asked():
        if one.code == "RF30_features" and answers.choice(ID, "RF30") != "yes":
            continue
        found = answers.amount(ID, one.code) if one.code in _FEATURES else answers.choice(ID, one.code)
        if found is None:
            yield one.code
    young = age is not None and age < conventions()["AGE_SPORT"]
    if young and answers.choice("intake", "extension_or_impact_sport") is None:
        yield "history.extension_or_impact_sport"


def _out_of_scope(answers: Answers) -> str:
    """Why this exam does not fit the person, in words; empty when it does, or while sites are not known.

    Sites that were not recorded are a gap, not a no: they stop the class as missing, and do not say
    that the back does not hurt.
    """
    rules, age = conventions(), answers.person.age_years
    if age is not None and age < rules["AGE_SCOPE"]:
        return tr(
            "The person is {age}; this exam is for {least} years and over.", age=age, least=rules["AGE_SCOPE"]
        )
    sites = answers.choices("intake", "pain_sites")
    if sites is not None and not {"low_back", "buttock"} & set(sites):
        return tr("Neither low back nor buttock is a site of the pain.")
    if answers.choice(ID, "RF33") == "yes":
        return tr("Leg pain below the knee leads, with nerve signs.")
    return ""


def summary(answers: Answers) -> str:
    """How much of the screen is answered; what fired is said by the screen itself."""
    here = put(answers)
    given = sum(answers.get(ID, code) is not None for code in here)
    return tr("{given} of {all} answered", given=given, all=len(here)) if given else ""


def put(answers: Answers) -> tuple[str, ...]:
    """The codes of the items that are put to this person: those that age, sex and other answers leave."""
    steps = (PROTOCOL.step(one.code) for one in asked())
    return tuple(
        step.id
        for step in steps
        if (step.applies is None or step.applies(answers)) and answers.choice(ID, step.id) != "not_applicable"
    )
