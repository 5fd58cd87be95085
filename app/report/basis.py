"""What the class rests on, for anyone who wants to check it: decision path, conventions, references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.evaluation import Evaluation
from app.report.changes import Past, sources
from app.report.document import Heading, Icon, Numbered, Paragraph, Points, Rows, Section, said, strong
from assessments.language.catalogue import catalogue
from assessments.language.citations import citations
from assessments.language.completeness import started
from assessments.language.conventions import Rule, conventions
from assessments.language.exam import Exam
from assessments.language.outcome import Classification, Flip
from resources.tongue import tr

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
    return _both_sides(
        Near(
            tr(
                "{inputs}, {then} instead of {values_now}",
                inputs=_inputs(group),
                then=group[0].then,
                values_now=_values_now(group),
            ),
            group[0].label,
        )
        for group in alike.values()
    )


def _both_sides(found: Iterable[Near]) -> tuple[Near, ...]:
    """What is the same on the right and on the left is said once, at the place of the first."""
    sides: dict[Near, list[str]] = {}
    for near in found:
        side, _, rest = near.words.partition(" ")
        sided = side in ("Right", "Left")
        sides.setdefault(Near(rest, near.label) if sided else near, []).append(side if sided else "")
    return tuple(
        Near(f"{tr('Right or left') if len(named) > 1 else named[0]} {near.words}".strip(), near.label)
        for near, named in sides.items()
    )


def _values_now(alike: list[Flip]) -> str:
    """ "161 N, 168 N or 165 N", in the order of the repetitions."""
    values = tuple(dict.fromkeys(f.now for f in sorted(alike, key=lambda f: f.ref.trial or 0)))
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} or {values[-1]}"


def _inputs(alike: list[Flip]) -> str:
    """Like changes of several repetitions, any one of which would do, said once."""
    if len(alike) == 1:
        return alike[0].what
    name, _, last = alike[0].what.rpartition(", ")
    noun = last.rpartition(" ")[0]
    trials = sorted(flip.ref.trial or 0 for flip in alike)
    if len(trials) > 2 and trials[-1] - trials[0] == len(trials) - 1:
        return tr(
            "{name}, any of {noun}s {trials} to {trials2}",
            name=name,
            noun=noun,
            trials=trials[0],
            trials2=trials[-1],
        )
    return tr(
        "{name}, {noun} {join} or {trials}",
        name=name,
        noun=noun,
        join=", ".join(str(n) for n in trials[:-1]),
        trials=trials[-1],
    )


def path(found: Classification, flips: tuple[Flip, ...], most_missing: int) -> Iterator[Section]:
    """The rows of the table as they were walked, and in full what the class box had no room for."""
    yield Heading(tr("Decision path"), tag=True)
    direction = found.direction
    yield Paragraph(
        said(
            tr(
                "Direction of provocation: {code}, {extension_items} extension and {flexion_items} "
                "flexion items worse. First row that holds decides.",
                code=direction.code,
                extension_items=direction.extension_items,
                flexion_items=direction.flexion_items,
            )
        )
    )
    yield Rows(
        tuple(
            (f"{'✓' if step.held else '–'} {step.number}", said(f"{_opened(step.condition)}: {step.result}"))
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
            yield Paragraph(strong(f"{label}:"))
            changes = tuple(said(one.words) for one in near if one.label == label)
            yield Points(changes, Icon.CHANGE, paired=True)
        if safety := sum(flip.kind == "safety" for flip in flips):
            answers = tr("answer, if it were another") if safety == 1 else tr("answers, if any were another")
            yield Paragraph(
                said(tr("Also {safety} safety {answers}.", safety=safety, answers=answers)), small=True
            )


def _opened(words: str) -> str:
    return words[:1].upper() + words[1:]


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
