"""What the class rests on, for anyone who wants to check it: decision path, conventions, references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.code_words import capital, either
from app.evaluation import Evaluation
from app.flips import BOTH, input_words
from app.report.changes import Past, sources
from app.report.document import Heading, Icon, Numbered, Paragraph, Points, Rows, Section, said
from assessments.language.catalogue import catalogue
from assessments.language.citations import citations
from assessments.language.completeness import started
from assessments.language.conventions import Rule, conventions
from assessments.language.exam import Exam
from assessments.language.outcome import Classification, Flip
from assessments.language.value import Side
from resources.tongue import tr, trn

_RULES = {
    "thomas": ("THOMAS_",),
    "prone_hip_extension": ("PHE_",),
    "clamshell": ("CLAM_",),
    "hip_strength": ("ASYM_", "MMT_", "PAIN_INHIB", "TRIAL_", "LEVER_"),
    "lateral_step_down": ("STEP_",),
    "intake": ("DIR_", "AGREE_", "AGE_", "PAIN_HIGH", "SPA_", "STENOSIS_"),
}
"""By which assessment a rule of the conventions is used, from the beginning of its code."""


@dataclass(frozen=True, slots=True)
class Near:
    """A change of one input in words, the like repetitions of it together, and the class it would give."""

    words: str
    label: str


def nearest(flips: Iterable[Flip]) -> tuple[Near, ...]:
    """The changes of tests, then of history, the nearest first; safety answers are only counted."""
    alike: dict[tuple[object, ...], list[Flip]] = {}
    for flip in sorted((f for f in flips if f.kind != "safety"), key=lambda f: f.kind == "history"):
        ref = flip.ref
        alike.setdefault((ref.assessment, ref.step, ref.side, flip.then, flip.becomes), []).append(flip)
    found: dict[tuple[object, ...], list[list[Flip]]] = {}
    for group in alike.values():
        found.setdefault((_change(group, ()), group[0].label), []).append(group)
    return tuple(Near(_change(same[0], _sides(same)), same[0][0].label) for same in found.values())


def _sides(same: list[list[Flip]]) -> tuple[Side, ...]:
    """What is the same on the right and on the left is said once, at the place of the first."""
    side = same[0][0].ref.side
    return BOTH if len(same) > 1 else () if side is None else (side,)


def _change(alike: list[Flip], sides: tuple[Side, ...]) -> str:
    """Like changes of several repetitions, any one of which would do, said once."""
    trials = [flip.ref.trial for flip in alike if flip.ref.trial is not None]
    values = tuple(dict.fromkeys(f.now for f in sorted(alike, key=lambda f: f.ref.trial or 0)))
    return tr(
        "{input}, {then} instead of {now}",
        input=input_words(alike[0].ref, sides, trials).rstrip("?"),
        then=alike[0].then,
        now=either(values),
    )


def path(found: Classification, flips: tuple[Flip, ...], most_missing: int) -> Iterator[Section]:
    """The rows of the table as they were walked, and in full what the class box had no room for."""
    yield Heading(tr("Decision path"), tag=True)
    direction = found.direction
    yield Paragraph(
        said(
            tr(
                "Direction of provocation: {direction}, {extension} extension and {flexion} flexion items "
                "worse. First row that holds decides.",
                direction=direction.code,
                extension=direction.extension_items,
                flexion=direction.flexion_items,
            )
        )
    )
    yield Rows(
        tuple(
            (f"{'✓' if step.held else '–'} {step.number}", said(f"{capital(step.condition)}: {step.result}"))
            for step in found.path
        )
    )
    if len(found.missing) > most_missing:
        yield Heading(tr("Missing"))
        yield Points(tuple(said(r.words) for r in found.missing), Icon.MISSING, paired=True)
    if flips:
        yield Heading(tr("What would change the class"))
        yield Paragraph(
            said(tr("The smallest change of each single recorded input that changes it.")), small=True
        )
        near = nearest(flips)
        for label in dict.fromkeys(one.label for one in near):
            changes = tuple(said(one.words) for one in near if one.label == label)
            yield Points(changes, Icon.CHANGE, f"{label}:", paired=True)
        if safety := sum(flip.kind == "safety" for flip in flips):
            also = trn(
                "Also {n} safety answer, if it were another.",
                "Also {n} safety answers, if any were another.",
                safety,
            )
            yield Paragraph(said(also), small=True)


def conventions_used(exam: Exam) -> Iterator[Section]:
    used = [r for r in _rules(exam) if r.standing == "convention"]
    yield Heading(tr("Conventions used"), tag=True)
    yield Paragraph(
        said(
            tr(
                "Rules version {version}. Each of these is ours, not published:",
                version=conventions().version,
            )
        ),
        small=True,
    )
    yield Points(tuple(said(rule.words) for rule in used), paired=True)


def _rules(exam: Exam) -> tuple[Rule, ...]:
    parts = [
        start
        for one in catalogue()
        if started(one, exam.answers)
        for start in _RULES.get(one.protocol.id, ())
    ]
    return tuple(r for r in conventions().rules.values() if r.code.startswith(tuple(parts)))


def references(past: Past, exam: Exam, evaluation: Evaluation) -> Iterator[Section]:
    keys: list[str] = [key for rule in _rules(exam) for key in rule.cites]
    keys += sources(past, evaluation)
    keys += [key for a in catalogue() if started(a, exam.answers) for key in a.protocol.sources]
    known = citations()
    yield Heading(tr("References"))
    yield Numbered(tuple(known[key].words for key in _once(keys) if key in known))


def _once(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
