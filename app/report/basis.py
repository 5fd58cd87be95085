"""What the class rests on, for anyone who wants to check it: decision path, conventions, references."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.evaluation import Evaluation
from app.report.changes import Past, sources
from app.report.document import Heading, Icon, Numbered, Paragraph, Points, Rows, Section, said
from assessments.language.catalogue import catalogue
from assessments.language.citations import citations
from assessments.language.completeness import started
from assessments.language.conventions import Rule, conventions
from assessments.language.exam import Exam
from assessments.language.outcome import Classification, Flip

_RULES = {
    "thomas": ("THOMAS_",),
    "prone_hip_extension": ("PHE_",),
    "clamshell": ("CLAM_",),
    "hip_strength": ("ASYM_", "MMT_", "PAIN_INHIB", "TRIAL_", "LEVER_"),
    "lateral_step_down": ("STEP_",),
    "intake": ("DIR_", "AGREE_", "AGE_", "PAIN_HIGH", "SPA_", "STENOSIS_"),
}
"""By which assessment a rule of the conventions is used, from the beginning of its code."""


def flip_words(flip: Flip) -> str:
    """One change of one input, and the class it would give."""
    return f"{flip.what}, {flip.then} instead of {flip.now}: {flip.label}"


def path(found: Classification, flips: tuple[Flip, ...], most_missing: int) -> Iterator[Section]:
    """The rows of the table as they were walked, and in full what the class box had no room for."""
    yield Heading("Decision path", tag=True)
    direction = found.direction
    yield Paragraph(
        said(
            f"Direction of provocation: {direction.code}, {direction.extension_items} extension and "
            f"{direction.flexion_items} flexion items worse. First row that holds decides."
        )
    )
    yield Rows(
        tuple(
            (f"{'✓' if step.held else '–'} {step.number}", said(f"{_opened(step.condition)}: {step.result}"))
            for step in found.path
        )
    )
    if len(found.missing) > most_missing:
        yield Heading("Missing")
        yield Points(tuple(said(r.words) for r in found.missing), Icon.MISSING, paired=True)
    if flips:
        yield Heading("What would change the class")
        yield Paragraph(
            said("The smallest change of each single recorded input that changes it."), small=True
        )
        yield Points(tuple(said(flip_words(f)) for f in flips), Icon.CHANGE)


def _opened(words: str) -> str:
    return words[:1].upper() + words[1:]


def conventions_used(exam: Exam) -> Iterator[Section]:
    used = [r for r in _rules(exam) if r.standing == "convention"]
    yield Heading("Conventions used", tag=True)
    yield Paragraph(
        said(f"Rules version {conventions().version}. Each of these is ours, not published:"), small=True
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
    yield Heading("References")
    yield Numbered(tuple(known[key].words for key in _once(keys) if key in known))


def _once(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
