"""How well the findings and the story agree: what supports the class, what speaks against it, one word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assessments.classification.decision import FRONTAL, SAGITTAL
from assessments.classification.direction import EXTENSION, FLEXION, WEIGHT_BEARING, weight_bearing, worse
from assessments.classification.facts import PHE, STEP_DOWN, better_when_stabilised, familiar_pain
from assessments.language.answers import Answers
from assessments.language.conventions import conventions
from assessments.language.finding import Finding, Presence
from assessments.language.outcome import Reason
from assessments.language.reading import number
from assessments.language.value import SIDES, Side
from resources.tongue import inside, listed, tr

_ACTIVITY = {
    "standing": tr("standing"),
    "walking": tr("walking"),
    "running": tr("running"),
    "backward_bend": tr("bending backward"),
    "sitting": tr("sitting"),
    "forward_bend": tr("bending forward"),
    "lifting_or_driving": tr("lifting or driving"),
}


def counted(code: str) -> bool:
    """Whether agreement is counted for this class at all."""
    return code in ("MIX", "FRONT") or code.startswith("EXT-")


def supports(code: str, answers: Answers, findings: Mapping[str, Finding]) -> tuple[Reason, ...]:
    """What speaks for the class, in the order of the codes."""
    return tuple(_supports(code, answers, findings)) if counted(code) else ()


def contradictions(code: str, answers: Answers, findings: Mapping[str, Finding]) -> tuple[Reason, ...]:
    """What speaks against the class, in the order of the codes."""
    return tuple(_contradictions(code, answers, findings)) if counted(code) else ()


def agreement(supporting: int, contradicting: int, provisional: bool) -> str:
    """High, moderate or low; a provisional class is never high. It is no probability."""
    rules = conventions()
    if supporting <= rules["AGREE_LOW"] or contradicting >= rules["AGREE_AGAINST"]:
        return "low"
    if supporting >= rules["AGREE_HIGH"] and contradicting == 0 and not provisional:
        return "high"
    return "moderate"


def deciding(code: str) -> tuple[str, ...]:
    """The findings that decide the class: the sagittal two, the frontal three, or all five."""
    if code == "MIX":
        return (*SAGITTAL, *FRONTAL)
    return FRONTAL if code == "FRONT" else SAGITTAL


def _supports(code: str, answers: Answers, findings: Mapping[str, Finding]) -> Iterator[Reason]:
    extension, frontal = code != "FRONT", code in ("MIX", "FRONT")
    band = number(conventions()["THOMAS_NEAR"])
    provoked = worse(answers, EXTENSION)
    bearing = worse(answers, WEIGHT_BEARING)
    if extension:
        if _beyond_band(findings["HFL"]):
            yield Reason(
                "S1", tr("Thomas, beyond ±{band}°: {sides}", band=band, sides=_sides(findings["HFL"]))
            )
        if _present(findings["HEC"]):
            yield Reason("S2", tr("Prone hip extension: {sides}", sides=_sides(findings["HEC"])))
        if _present(findings["ASE"]):
            yield Reason("S3", tr("Hip extensor strength: {sides}", sides=_sides(findings["ASE"])))
        if len(provoked) >= 2:
            yield Reason("S4", tr("Worse with {activities}", activities=_listed(provoked)))
        if answers.choice("intake", "eased_by_flexion") == "yes":
            yield Reason("S5", tr("Eased by sitting or bending forward"))
        if familiar_pain(answers, PHE) == "yes":
            yield Reason("S6", _lifting_words(_legs(answers, PHE)))
        if better_when_stabilised(answers):
            yield Reason("S7", tr("Lifting is better with the pelvis held"))
    if frontal:
        for support, finding, name in (
            ("S8", "ABE", tr("Clamshell")),
            ("S9", "ASA", tr("Hip abductor strength")),
            ("S10", "FPC", tr("Step-down")),
        ):
            if _present(findings[finding]):
                yield Reason(support, f"{name}: {_sides(findings[finding])}")
        if code == "FRONT" and len(bearing) >= 2:
            yield Reason(
                "S11", tr("Worse with {activities}, which load the leg", activities=_listed(bearing))
            )
        if familiar_pain(answers, STEP_DOWN) == "yes":
            yield Reason("S12", _step_down_words(_legs(answers, STEP_DOWN)))
        same = [side for side in SIDES if sum(side in findings[f].sides for f in FRONTAL) >= 2]
        if same:
            yield Reason(
                "S13",
                tr(
                    "Two or more frontal-plane findings, {sides} side",
                    sides=listed([side.words for side in same]),
                ),
            )


def _contradictions(code: str, answers: Answers, findings: Mapping[str, Finding]) -> Iterator[Reason]:
    flexion = worse(answers, FLEXION)
    if flexion:
        yield Reason("C1", tr("Also worse with {activities} (flexion)", activities=_listed(flexion)))
    if answers.choice("intake", "eased_by_extension") == "yes":
        yield Reason("C2", tr("Eased by standing, walking or bending back"))
    if _present(findings["HFL"]) and not _beyond_band(findings["HFL"]) and not _present(findings["HEC"]):
        band = number(conventions()["THOMAS_NEAR"])
        yield Reason(
            "C3", tr("Thomas only within ±{band}°: {sides}", band=band, sides=_sides(findings["HFL"]))
        )
    pain = answers.choice("intake", "pain_side")
    present = [findings[f] for f in deciding(code) if _present(findings[f])]
    if pain in ("right", "left") and present and all(f.side not in (pain, "both") for f in present):
        yield Reason(
            "C4",
            tr(
                "Pain on the {pain}, every deciding finding on the {side} only",
                pain=Side(pain).words,
                side=Side(present[0].side).words,
            ),
        )
    if code != "FRONT":
        unprovoked = answers.choice("intake", "backward_bend") == "not_worse"
        if familiar_pain(answers, PHE) == "no" and unprovoked:
            yield Reason(
                "C5",
                tr("Lifting does not bring the familiar pain, and bending backward is not worse"),
            )
    if code == "MIX" and weight_bearing(answers) == "no":
        yield Reason("C6", tr("Not worse with standing, walking or running"))


def _present(finding: Finding) -> bool:
    return finding.presence is Presence.PRESENT


def _beyond_band(finding: Finding) -> bool:
    """At least one positive side lies outside the band round the cut-off."""
    return any(not finding.by_side[side].near for side in finding.sides)


def _sides(finding: Finding) -> str:
    """The positive sides with the value in their words: "right 8° above horizontal"; alike sides once."""
    said = {side: finding.by_side[side].value or finding.by_side[side].words for side in finding.sides}
    said = {side: inside(words) for side, words in said.items()}
    if len(said) == len(SIDES) and len(set(said.values())) == 1:
        return tr("both sides {value}", value=next(iter(said.values())))
    return "; ".join(f"{side.words} {words}" for side, words in said.items())


def _listed(activities: tuple[str, ...]) -> str:
    return listed([_ACTIVITY[activity] for activity in activities])


def _legs(answers: Answers, assessment: str) -> tuple[Side, ...]:
    """Which legs brought the familiar pain, right before left."""
    return tuple(s for s in SIDES if answers.choice(assessment, "familiar_pain", s) == "yes")


def _lifting_words(legs: tuple[Side, ...]) -> str:
    match legs:
        case (Side.RIGHT,):
            return tr("Lifting brings the familiar pain, right leg")
        case (Side.LEFT,):
            return tr("Lifting brings the familiar pain, left leg")
        case _:
            return tr("Lifting brings the familiar pain, right and left legs")


def _step_down_words(legs: tuple[Side, ...]) -> str:
    match legs:
        case (Side.RIGHT,):
            return tr("Step-down brings the familiar pain, right leg")
        case (Side.LEFT,):
            return tr("Step-down brings the familiar pain, left leg")
        case _:
            return tr("Step-down brings the familiar pain, right and left legs")
