"""What a page says, as data: the same document is shown on the screen and printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.figures.shapes import Picture
from assessments.language.value import Side
from resources.tongue import tr


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words in one weight; `tag` puts them in the dashed pill that marks a convention."""

    text: str
    strong: bool = False
    tag: bool = False


Words = tuple[Run, ...]


def said(text: str) -> Words:
    return (Run(text),)


def strong(text: str) -> Words:
    return (Run(text, strong=True),)


def label(text: str) -> Words:
    """The bold beginning of a line, with room before what follows."""
    return strong(f"{text} ")


CONVENTION = Run(tr("convention"), tag=True)


class Icon(StrEnum):
    """The mark before a list item, as a character that the embedded faces hold."""

    NONE = ""
    DOT = "•"
    PLUS = "+"
    MINUS = "−"
    MISSING = "?"
    CHANGE = "⇄"
    NOT_DONE = "⊘"
    STOP = "■"
    BOX = "□"


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    tag: bool = False
    """Whether everything under it is a convention."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    words: Words
    small: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A label over its value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Rows:
    """Label on the left, words on the right."""

    rows: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Pictured:
    """A picture with labelled lines beside it; `aside` stand at the right of those, over their words."""

    picture: Picture
    rows: tuple[tuple[str, Words], ...]
    aside: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures side by side, each over its own words."""

    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Across:
    """A picture over the whole width of the page, this high in points, over its own words."""

    picture: Picture
    high: float


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words under heads that stand again overleaf; `shares` are the parts of the width, one for each
    column."""

    heads: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True, slots=True)
class Points:
    """A list with one mark before each item."""

    items: tuple[Words, ...]
    icon: Icon = Icon.DOT
    title: str = ""
    paired: bool = False
    """In small type, two side by side: for long lists of short lines."""


@dataclass(frozen=True, slots=True)
class Boxed:
    """A framed block: the class with its reasons, or what fired and what to do."""

    lead: str
    title: str
    line: Words
    columns: tuple[tuple[Points, ...], ...]
    heavy: bool = False


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One signed value; `joined` says that the line from the point before may be drawn (same method)."""

    at: date
    amount: float
    joined: bool = True


@dataclass(frozen=True, slots=True)
class Trend:
    """The values of one side, or of the person when `side` is None, in the order of time."""

    side: Side | None
    points: tuple[TrendPoint, ...]


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One row of the findings table; `both` replaces right and left where a value has no side."""

    name: str
    method: str
    right: str
    left: str
    reading: tuple[str, ...]
    trends: tuple[Trend, ...] = ()
    verdict: tuple[str, ...] = ()
    both: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """The findings table, right then left, with the dates its plots run over."""

    rows: tuple[ResultRow, ...]
    span: tuple[date, date] | None
    since: str
    """What the verdict column compares with, as its heading."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """References, each under its number."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, when and what: the words over the three lines at the foot of the last page."""

    by: str
    at: str
    note: str
    signed: bool


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on the next page, unless most of this one is still white."""


Section = (
    Heading
    | Paragraph
    | Rows
    | Pictured
    | Pictures
    | Across
    | Table
    | Points
    | Boxed
    | Results
    | Numbered
    | Signature
    | NewPage
)


@dataclass(frozen=True)
class ReportDocument:
    """A report for clinicians. `state` is the boxed word at the top right, such as "DRAFT until signed"."""

    title: str
    subtitle: str
    identity: tuple[Fact, ...]
    sections: tuple[Section, ...]
    state: str
    name: str
    """At the foot of every page, shortened there when it has to be."""
    running: str
    """After the name at the foot of every page, never shortened: birth date, number, rules version."""
    number: str = ""
    """The record number, read back from every page before it is handed out."""
    marks: tuple[str, ...] = ()
    """Across every page: "DEMONSTRATION, no real patient", "AWAITING COUNTERSIGNATURE", "VOIDED"."""
    anchor: str = ""
    """How far the record had come when the page was made: "Record 1234 · 9f3a01bc"."""
    author: str = ""


@dataclass(frozen=True, slots=True)
class HandoutRow:
    """One exercise: at most three dose lines; its figure is found by `code` and shows the `side` it is for or
    begins with, "" for none."""

    name: str
    how: str
    cue: str
    mistake: str
    dose: tuple[str, ...]
    code: str = ""
    side: str = ""


@dataclass(frozen=True)
class HandoutDocument:
    """The one page a patient takes home, in plain words."""

    title: str
    name: str
    number: str
    born: str
    issued: str
    issued_on: date
    by: str
    next_visit: str
    phone: str
    found: tuple[str, ...]
    rows: tuple[HandoutRow, ...]
    daily: tuple[tuple[str, str], ...]
    """Each task of the day with how to do it."""
    walking: str
    emergency: tuple[str, ...]
    stop: tuple[str, ...]
    small_print: str
    state: str
    know: tuple[str, ...] = ()
    """What is good to know, printed as far as the page has room."""
    marks: tuple[str, ...] = ()
    anchor: str = ""
    daily_codes: tuple[str, ...] = ()
    """Of the tasks of the day, in their order, for their figures."""
    colour: bool = False
    """Whether the figures are in colour; all else is black in either case."""
