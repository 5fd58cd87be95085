"""What the guide panel shows: how the test is given, what it rests on, and how it went last time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assessments.language.assessment import Assessment
from assessments.language.citations import citation
from resources.tongue import inside, tr


@dataclass(frozen=True, slots=True)
class GuideLine:
    words: str
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class GuideSection:
    """`kind` is "say" for words spoken to the patient, "stop" for reasons to stop, else "plain"."""

    heading: str
    kind: str
    lines: tuple[GuideLine, ...]


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A statement, what it stands on, and its sources as they are cited."""

    words: str
    standing: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GuideScreen:
    sections: tuple[GuideSection, ...] = ()
    evidence: tuple[EvidenceLine, ...] = ()
    last_visit: tuple[str, ...] = ()


def guide_screen(assessment: Assessment, last_visit: tuple[str, ...] = ()) -> GuideScreen:
    """The guide of one assessment; `last_visit` are sentences about its previous result."""
    evidence = tuple(
        EvidenceLine(e.words, e.standing, tuple(source_line(key) for key in e.cites))
        for e in assessment.evidence
    )
    return GuideScreen(read_guide(assessment.guide), evidence, last_visit)


def source_line(key: str) -> str:
    """One source as it is cited on screen."""
    return citation(key).words


def read_guide(text: str, say: Callable[[str], str] = tr) -> tuple[GuideSection, ...]:
    """A guide's sections: headings by "#", bullets by "-", everything else running text. Where one guide
    holds several tests, each section says which it belongs to. The text is English, and `say` puts each
    heading and paragraph into the language of the program."""
    sections: list[GuideSection] = []
    heading, lines = "", list[GuideLine]()
    running = False
    title, several = "", sum(line.startswith("# ") for line in text.splitlines()) > 1
    for raw in [*text.splitlines(), "# "]:
        line = raw.strip()
        if line.startswith("#"):
            if lines:
                named = several and title not in ("", heading)
                shown = say(heading)
                if named:
                    shown = f"{say(title)}: {inside(shown)}"
                told = tuple(GuideLine(say(line.words), line.bullet) for line in lines)
                sections.append(GuideSection(shown, _kind(heading), told))
            heading, lines, running = line.lstrip("#").strip(), [], False
            title = heading if line.startswith("# ") else title
        elif line.startswith(("- ", "* ")):
            lines.append(GuideLine(_plain(line[2:]), bullet=True))
            running = True
        elif not line:
            running = False
        elif running and lines:
            last = lines.pop()
            lines.append(GuideLine(f"{last.words} {_plain(line)}", last.bullet))
        else:
            lines.append(GuideLine(_plain(line.lstrip("> "))))
            running = True
    return tuple(sections)


def _kind(heading: str) -> str:
    name = heading.lower()
    if name.startswith("say"):
        return "say"
    return "stop" if name.startswith("stop") else "plain"


def _plain(line: str) -> str:
    return line.replace("**", "").replace("`", "").strip()
