"""A learner's portfolio on paper: what was agreed with the keys, and what a supervisor signed of it.

The only page of the reports that knows of the practice; nothing of the record goes into it.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.practice.kappa_plot import kappa_picture, two_places
from app.practice.portfolio import CircuitLines, ItemLine, Portfolio, SignOffLine
from app.report.document import (
    CONVENTION,
    Across,
    Fact,
    Heading,
    Paragraph,
    ReportDocument,
    Rows,
    Run,
    Section,
    Table,
    Words,
    label,
    said,
    strong,
)
from app.report.making import made
from app.report.paper import PAPERS
from resources.tongue import tr

PRACTICE = tr("PRACTICE, no real patient")
PLOT = 130.0
"""How high the plot of kappa is, in points."""
_LETTERS = 9.0


def portfolio_pdf(portfolio: Portfolio, paper: str = "a4", plain: bool = False) -> bytes:
    """The pages, read back; raises `NotMade`. `plain` is the layout in which nothing can fail to fit."""
    return made(portfolio_report(portfolio, PAPERS[paper].inside), PAPERS[paper], plain)


def portfolio_report(portfolio: Portfolio, inside: float) -> ReportDocument:
    """The portfolio for a page that is `inside` points wide between its margins."""
    return ReportDocument(
        title=tr("Practice portfolio"),
        subtitle=tr("Simulated patients of Sagittal. Nothing here is of a real patient."),
        identity=(
            Fact(tr("Learner, as typed"), portfolio.learner),
            Fact(tr("Made"), portfolio.made_on),
            Fact(tr("Cases"), portfolio.cases),
            Fact(tr("Items judged"), portfolio.judged),
        ),
        sections=tuple(_sections(portfolio, inside)),
        state=tr("PRACTICE"),
        name=portfolio.learner,
        running=PRACTICE,
        marks=(PRACTICE,),
    )


def _sections(portfolio: Portfolio, inside: float) -> Iterator[Section]:
    yield from _agreement(portfolio, inside)
    yield from _items(portfolio)
    yield from _blocks(portfolio)
    for circuit in portfolio.circuits:
        yield from _circuit(circuit)
    if portfolio.notes:
        yield Heading(tr("Notes to self"))
        for note in portfolio.notes:
            yield Paragraph((*label(f"{note.on}. {note.task}."), Run(note.words)))
    yield from _meant(portfolio)


def _agreement(portfolio: Portfolio, inside: float) -> Iterator[Section]:
    yield Heading(tr("Agreement with the key so far"))
    yield Paragraph(strong(portfolio.overall))
    if portfolio.standing:
        yield Paragraph(said(portfolio.standing))
    if any(one.kappa is not None for one in portfolio.reached):
        yield Across(kappa_picture(portfolio.reached, portfolio.goal, inside, PLOT, _LETTERS), PLOT)
        yield Paragraph(
            (
                Run(
                    tr(
                        "The bar and the pale band are the 95 % interval. Shaded: {acceptable} and more, "
                        "acceptable; dashed: {wanted}, the goal.",
                        acceptable=two_places(portfolio.goal.acceptable),
                        wanted=two_places(portfolio.goal.wanted),
                    )
                ),
                Run("  "),
                CONVENTION,
            ),
            small=True,
        )


def _items(portfolio: Portfolio) -> Iterator[Section]:
    if not portfolio.items:
        return
    yield Heading(tr("By item"))
    yield Table(
        (
            tr("Item"),
            tr("Judged"),
            tr("Agree"),
            tr("Kappa, 95 % interval"),
            tr("PABAK"),
            tr("Where it differs"),
            tr("Time"),
        ),
        (23, 7, 16, 23, 7, 17, 7),
        tuple(_item(line) for line in portfolio.items),
    )
    if portfolio.next_up:
        yield Paragraph((*label(tr("To practise next.")), Run(portfolio.next_up)))


def _item(line: ItemLine) -> tuple[Words, ...]:
    rest = (line.judged, line.percent, line.kappa, line.pabak, line.calling, line.time)
    return (strong(line.item), *(said(words) if words else () for words in rest))


def _blocks(portfolio: Portfolio) -> Iterator[Section]:
    if not portfolio.blocks:
        return
    yield Heading(tr("Blocks"))
    yield Table(
        (tr("Done"), tr("Block"), tr("Cases"), tr("Items that agree"), tr("Kappa")),
        (22, 36, 10, 20, 12),
        tuple(
            tuple(said(words) if words else () for words in (b.on, b.what, b.cases, b.agreed, b.kappa))
            for b in portfolio.blocks
        ),
    )


def _circuit(circuit: CircuitLines) -> Iterator[Section]:
    yield Heading(tr("Stations, {day}", day=circuit.on))
    rows = tuple((strong(one.title), said(one.mark), said(one.time)) for one in circuit.stations)
    whole: tuple[Words, ...] = (strong(tr("All stations")), strong(circuit.mark), ())
    yield Table((tr("Station"), tr("Items that agree"), tr("Time")), (50, 30, 20), (*rows, whole))
    if not circuit.sign_offs:
        yield Paragraph(said(tr("Not signed by a supervisor.")))
    for signed in circuit.sign_offs:
        yield from _signed(signed)


def _signed(signed: SignOffLine) -> Iterator[Section]:
    yield Rows(
        (
            (tr("Decision"), strong(signed.decision)),
            (tr("Supervisor, as typed"), said(signed.supervisor)),
            (tr("Signed"), said(signed.on)),
        )
    )
    # A comment may be longer than a page; only a paragraph goes on overleaf.
    if signed.comment:
        yield Paragraph((*label(tr("Comment.")), Run(signed.comment)))


def _meant(portfolio: Portfolio) -> Iterator[Section]:
    yield Heading(tr("How to read it"))
    yield Paragraph(
        said(
            tr(
                "Each item is compared with the key of its simulated patient, within the tolerance of that "
                "item. Kappa is Cohen's, unweighted, with its large-sample interval; PABAK is kappa as it "
                "would be if all answers were used alike. The key is the program's own truth of the case. "
                "Agreement with it is not agreement on patients."
            )
        ),
        small=True,
    )
    if portfolio.circuits:
        yield Paragraph(
            said(
                tr(
                    "The program sets no pass mark. A decision is the supervisor's, typed on this computer "
                    "without proof of who typed it."
                )
            ),
            small=True,
        )
