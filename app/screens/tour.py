"""The first look at the program: three cards that somebody new reads once."""

from __future__ import annotations

from dataclasses import dataclass

from app.figures.figure import still
from app.figures.library import movements
from app.figures.shapes import Picture
from app.screens.state import State
from assessments.language.value import SIDES, Side
from resources.tongue import tr


@dataclass(frozen=True, slots=True)
class TourLine:
    """One thing to know: behind a key, a state's icon, or the badges of the sides."""

    words: str
    key: str = ""
    state: State | None = None
    sides: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True)
class TourFigure:
    """A position of the exam with its name."""

    caption: str
    code: str
    stage: str

    @property
    def picture(self) -> Picture:
        return still(movements()[self.code].on_side(Side.RIGHT.value), self.stage, marks=False)


@dataclass(frozen=True, slots=True)
class TourCard:
    title: str
    about: str
    lines: tuple[TourLine, ...]
    figures: tuple[TourFigure, ...] = ()


def tour() -> tuple[TourCard, ...]:
    """In the order in which they are met."""
    return (_exam(), _signs(), _kept())


def _exam() -> TourCard:
    positions = (
        (tr("Standing"), "lateral_step_down"),
        (tr("Supine"), "thomas"),
        (tr("Prone"), "prone_hip_extension"),
        (tr("Side-lying"), "clam"),
    )
    return TourCard(
        tr("Hands stay on the keys"),
        tr("An exam follows the patient: sitting, standing, supine, prone, side-lying, then the plan."),
        (
            TourLine(tr("Keeps an answer and goes on to the next."), key="Enter"),
            TourLine(tr("Goes to the next test; Ctrl and a digit to any of them."), key="Ctrl Enter"),
            TourLine(tr("A test is not done: says why. A gap is never a zero."), key="X"),
            TourLine(tr("Every key there is. What works now stands at the bottom."), key="F12"),
        ),
        tuple(TourFigure(caption, code, "end") for caption, code in positions if code in movements()),
    )


def _signs() -> TourCard:
    return TourCard(
        tr("What the signs mean"),
        tr("Each has a colour, a shape and a word, so that none of them is needed alone."),
        (
            TourLine(tr("You are here, or this is what to do next."), state=State.NOW),
            TourLine(tr("A finding. It is no alarm."), state=State.FINDING),
            TourLine(tr("Something is missing. Going on is free, signing is not."), state=State.MISSING),
            TourLine(tr("Stop. Only a rule of safety looks like this."), state=State.STOP),
            TourLine(tr("Right is blue and round, left is orange and square, everywhere."), sides=SIDES),
            TourLine(tr("Within measurement error. No change stands without its error."), state=State.WITHIN),
        ),
    )


def _kept() -> TourCard:
    return TourCard(
        tr("Nothing is lost"),
        tr("Every answer is on the disk as soon as it is given. There is no save button."),
        (
            TourLine(
                tr("“Saved” stands at the top, and “NOT SAVED” where a disk refuses."), state=State.SAVED
            ),
            TourLine(tr("Takes the last answer back, by name, until the exam is signed."), key="Ctrl Z"),
            TourLine(tr("Covers the desk. The passphrase brings you back to the same place."), key="Ctrl L"),
            TourLine(tr("Backups make themselves. Give them a second place, such as a stick."), key="Ctrl B"),
            TourLine(tr("The manual, on the start page. There T shows these three cards again."), key="F1"),
        ),
    )
