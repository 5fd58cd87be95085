"""The Thomas test as it is shown: what was read on each side, whether it counts, and what it amounts to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol

from app.dates import write_date
from app.earlier import Earlier
from app.figures.shapes import Picture
from app.figures.thomas import thomas_figure
from app.methods import method_words
from app.screens.entry import EntryScreen, EntryState, entry_screen
from app.screens.gauge import BandScreen
from app.screens.state import State
from app.screens.testing import CautionScreen, caution_screen, passed_over, sore_side, why_not_done
from assessments.language.answers import Answers
from assessments.language.completeness import open_refs
from assessments.language.conventions import conventions
from assessments.language.finding import Presence
from assessments.language.protocol import NOT_RECORDED
from assessments.language.reading import Reading, number, read
from assessments.language.value import SIDES, Choice, Quantity, Ref, Side, Value
from assessments.language.words import value_words
from assessments.thomas import ASSESSMENT
from assessments.thomas.protocol import ID, PROTOCOL, TRIALS, by_two_lengths
from assessments.thomas.scoring import hip_angle, method, reading, side_result, signed
from resources.tongue import tr

LENGTHS = ("trochanter_height", "epicondyle_height", "thigh_length")
NARROW, WIDE = 20, 60
"""How far the gauge reaches to each side: a quarter of a turn is never needed, a stiff hip may be."""

ALSO = ("groin_pinch", "thigh_drops", "thigh_rotation", "end_feel", "stretch_site")
"""What is noted beside the reading and changes no finding."""


@dataclass(frozen=True, slots=True)
class LengthRow:
    """One reading by two lengths: its three entries, and the angle they give or why they give none."""

    trial: int
    entries: tuple[EntryScreen, ...]
    angle: str


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether the pelvis was held. `held` is None while nobody said so, and then nothing is interpreted."""

    held: bool | None
    words: str
    detail: str


@dataclass(frozen=True, slots=True)
class SideFound:
    """What the side amounts to, with the rules it was held against as (standing, citation keys)."""

    state: State
    words: str
    detail: str
    tags: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class ThomasCard:
    """One side. `angle` is such as "+8°", `direction` the words that go with it, `doubt` why it is grey.

    `readings` are shown unless `lengths` are; the third of either is there only when it is asked for.
    `hip` and `bend` are the angles in degrees as they are drawn, None without a value.
    """

    side: Side
    note: str
    angle: str
    direction: str
    doubt: str
    gauge: BandScreen
    readings: tuple[EntryScreen, ...]
    lengths: tuple[LengthRow, ...]
    knee: EntryScreen
    drift: EntryScreen
    abduction: EntryScreen
    gate: Gate
    also: str
    found: SideFound
    hip: Decimal | None = None
    bend: Decimal | None = None

    @property
    def picture(self) -> Picture:
        """The body as it was read."""
        return self.picture_of(self.hip, self.bend)

    def picture_of(self, hip: Decimal | None, bend: Decimal | None) -> Picture:
        """The body at angles that are just being typed; one that is None is as recorded."""
        return thomas_figure(
            self.side.value,
            self.hip if hip is None else hip,
            self.bend if bend is None else bend,
        )


@dataclass(frozen=True, slots=True)
class ThomasScreen:
    """The whole page. `compared` says how the method stands to the last visit's; `breaks` when not alike."""

    about: str
    method: EntryScreen
    pelvis_method: EntryScreen
    instrument: EntryScreen
    compared: str
    breaks: bool
    cautions: CautionScreen | None
    cards: tuple[ThomasCard, ...]
    notes: tuple[str, ...]


class _Entry(Protocol):
    """How an entry is asked for: by step, side and trial."""

    def __call__(self, step: str, side: Side | None = None, trial: int | None = None) -> EntryScreen: ...


def thomas_screen(
    answers: Answers, earlier: Earlier | None, *, returning: bool = False, locked: bool = False
) -> ThomasScreen:
    """What signing waits for is marked once it was passed over, and all of it on coming back to the page."""
    waiting = frozenset(open_refs(ASSESSMENT, answers)) if returning else _passed_over(answers)

    def entry(step: str, side: Side | None = None, trial: int | None = None) -> EntryScreen:
        ref = Ref(ID, step, side, trial)
        kind = PROTOCOL.step(step).kind
        known = _known(earlier, ref) if side is None else None
        return entry_screen(answers, ref, kind, missing=ref in waiting, locked=locked, known=known)

    compared, breaks = _compared(answers, earlier)
    spread = number(conventions()["THOMAS_SPREAD"])
    return ThomasScreen(
        about=tr("Two readings each leg. Third if over {spread}° apart.", spread=spread),
        method=entry("method"),
        pelvis_method=entry("pelvis_method"),
        instrument=entry("instrument"),
        compared=compared,
        breaks=breaks,
        cautions=caution_screen(ASSESSMENT, answers),
        cards=tuple(_card(answers, side, entry) for side in SIDES),
        notes=ASSESSMENT.notes(answers) if ASSESSMENT.notes else (),
    )


def trials_shown(answers: Answers, side: Side) -> int:
    """Two, and the third once it is asked for or recorded."""
    lengths = by_two_lengths(answers)
    steps = LENGTHS if lengths else ("hip_angle",)
    recorded = any(Ref(ID, step, side, TRIALS) in answers.entries for step in steps)
    asked = ASSESSMENT.excused is not None and not ASSESSMENT.excused(
        answers, Ref(ID, steps[0], side, TRIALS)
    )
    return TRIALS if recorded or asked else TRIALS - 1


def same_instrument(answers: Answers, earlier: Earlier | None) -> Value | None:
    """The last visit's instrument, once its method is chosen again and no instrument is said yet."""
    ref = Ref(ID, "instrument")
    if earlier is None or ref in answers.entries:
        return None
    if answers.choice(ID, "method") != earlier.answers.choice(ID, "method"):
        return None
    return earlier.answers.entries.get(ref)


def _known(earlier: Earlier | None, ref: Ref) -> EntryScreen | None:
    """What the last visit was read with: Enter confirms it, another key says otherwise."""
    value = earlier.answers.entries.get(ref) if earlier else None
    return (
        EntryScreen(value.code, EntryState.PROPOSED, tr("last visit")) if isinstance(value, Choice) else None
    )


def _passed_over(answers: Answers) -> frozenset[Ref]:
    readings = LENGTHS if by_two_lengths(answers) else ("hip_angle",)
    path = [
        ref
        for side in SIDES
        for ref in (
            *(Ref(ID, step, side, trial) for trial in range(1, TRIALS + 1) for step in readings),
            Ref(ID, "knee_angle", side),
            Ref(ID, "abduction_drift", side),
            Ref(ID, "pelvis_controlled", side),
        )
    ]
    return passed_over(ASSESSMENT, answers, path)


def _card(answers: Answers, side: Side, entry: _Entry) -> ThomasCard:
    found = side_result(answers, side)
    angle = hip_angle(answers, side).amount if not answers.not_done(ID, side) else None
    counts = found.presence is not Presence.UNKNOWN
    shown = range(1, trials_shown(answers, side) + 1)
    rules = conventions()
    reach = NARROW if angle is None or abs(angle) <= NARROW else WIDE
    lengths = by_two_lengths(answers)
    return ThomasCard(
        side=side,
        note=tr("sore side") if sore_side(answers) is side else "",
        angle="" if angle is None else signed(angle),
        direction="" if angle is None else _direction(angle),
        doubt="" if angle is None or counts else tr("not yet valid"),
        gauge=BandScreen(
            side, angle, counts, -reach, reach, 10 if reach == NARROW else 20,
            rules["THOMAS_CUT"], rules["THOMAS_NEAR"], tr("below"), tr("above horizontal"),
        ),
        readings=() if lengths else tuple(_plus(entry("hip_angle", side, trial)) for trial in shown),
        lengths=tuple(_lengths(answers, side, trial, entry) for trial in shown) if lengths else (),
        knee=_bare(entry("knee_angle", side)),
        drift=entry("abduction_drift", side),
        abduction=_bare(entry("abduction", side)),
        gate=_gate(answers, side),
        also=_also(answers, side),
        found=_found(answers, side),
        hip=angle,
        bend=answers.amount(ID, "knee_angle", side),
    )  # fmt: skip


def being_typed(step: str, typed: str) -> Decimal | None:
    """The angle that a field would hold if it were left now; None while it is no angle yet."""
    match read(PROTOCOL.step(step).kind, typed):
        case Reading(Quantity(amount)):
            return amount
        case _:
            return None


def _direction(angle: Decimal) -> str:
    """What stands under the number."""
    if not angle:
        return tr("horizontal")
    return tr("above horizontal") if angle > 0 else tr("below horizontal")


def _plus(screen: EntryScreen) -> EntryScreen:
    """The sign is always said, above as well as below."""
    screen = _bare(screen)
    positive = screen.text[:1].isdigit() and Decimal(screen.text) > 0
    return replace(screen, text=f"+{screen.text}") if positive else screen


def _bare(screen: EntryScreen) -> EntryScreen:
    """A field is too narrow for a reason; the result says it."""
    return replace(screen, text="") if screen.state is EntryState.NOT_DONE else screen


def _lengths(answers: Answers, side: Side, trial: int, entry: _Entry) -> LengthRow:
    entries = tuple(_bare(entry(step, side, trial)) for step in LENGTHS)
    found = reading(answers, side, trial)
    words = tr("no angle") if isinstance(found, str) else "" if found is None else signed(found)
    return LengthRow(trial, entries, words)


def _gate(answers: Answers, side: Side) -> Gate:
    step = PROTOCOL.step("pelvis_controlled")
    match answers.choice(ID, "pelvis_controlled", side):
        case "yes":
            return Gate(True, step.ask, step.hint)
        case "no":
            return Gate(
                False, tr("Pelvis not held at the reading"), tr("The angle is kept and never interpreted")
            )
        case _:
            return Gate(None, step.ask, tr("Not confirmed. Feel ASIS and PSIS first"))


def _also(answers: Answers, side: Side) -> str:
    """ "Groin pinch: no. Thigh rotation: Outwards." with only what was recorded."""
    parts = []
    for id in ALSO:
        step = PROTOCOL.step(id)
        value = answers.get(ID, id, side)
        if value is not None:
            name = tr("Thigh drops") if id == "thigh_drops" else step.ask
            parts.append(f"{name}: {value_words(step.kind, value).lower()}")
    return ". ".join(parts)


def _found(answers: Answers, side: Side) -> SideFound:
    rules = conventions()
    cut, near = rules.rules["THOMAS_CUT"], rules.rules["THOMAS_NEAR"]
    result = side_result(answers, side)
    if result.presence is not Presence.UNKNOWN:
        present = result.presence is Presence.PRESENT
        words = tr("Restricted") if present else tr("Not restricted")
        # The third reading is only for two that disagree; the others are always taken.
        if len(hip_angle(answers, side).readings) < TRIALS - 1:
            words = tr("{words} so far", words=words)
        state = State.FINDING if present else State.NEGATIVE
        if result.near:
            words, state = tr("{words}, near cut-off", words=words), State.NEAR
        detail = result.reason
        if not result.near:
            detail = tr("{reason}, beyond ±{margin}°", reason=result.reason, margin=number(near.amount))
        return SideFound(state, words, detail, ((cut.standing, cut.cites), (near.standing, near.cites)))
    if (left_out := answers.not_done(ID, side)) is not None:
        return SideFound(State.NOT_DONE, tr("Not done"), why_not_done(left_out))
    angle = hip_angle(answers, side)
    if angle.amount is None:
        if not angle.readings and angle.reason == tr("Not recorded"):
            return SideFound(State.TO_DO, tr("No reading yet"), tr("Read it twice, with the pelvis held"))
        spread = rules.rules["THOMAS_SPREAD"]
        tags = ((spread.standing, spread.cites),) if len(angle.readings) > 1 else ()
        apart = tr("Two readings are more than {most}° apart", most=number(spread.amount))
        detail = apart if tags else tr("Check the lengths that were typed")
        return SideFound(State.MISSING, angle.reason, detail, tags)
    if answers.choice(ID, "pelvis_controlled", side) == "no":
        return SideFound(State.STOP, tr("Not interpreted"), tr("Blocked: hold the pelvis, then read again"))
    return SideFound(
        State.MISSING, tr("No reading yet"), tr("Confirm the pelvis; until then the angle does not count")
    )


def _compared(answers: Answers, earlier: Earlier | None) -> tuple[str, bool]:
    step = PROTOCOL.step("method")
    if earlier is None or earlier.answers.choice(ID, "method") is None:
        return step.hint, False
    on = write_date(earlier.on)
    before = method(earlier.answers)
    if answers.choice(ID, "method") is None:
        return tr("Last visit, {day}: {method}", day=on, method=method_words(before)), False
    unsaid = {name for name, words in method(answers).parts if words == NOT_RECORDED}
    unlike = [name for name in method(answers).differs_from(before) if name not in unsaid]
    if unlike:
        return tr("Not as on {day}: {parts}. The trend breaks here", day=on, parts=", ".join(unlike)), True
    return tr("Same method as on {day}, so values can be compared", day=on), False
