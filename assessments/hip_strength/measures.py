"""What is trended of hip strength, with the fingerprint under which it may be compared, and the rail line."""

from __future__ import annotations

from fractions import Fraction

from assessments.hip_strength.judging import beyond_error
from assessments.hip_strength.limb import Limb, limb, method
from assessments.hip_strength.movements import MOVEMENTS, Movement
from assessments.hip_strength.protocol import FIXATIONS, ID, SUMMARIES
from assessments.hip_strength.scoring import asymmetry, side_words
from assessments.language.answers import Answers
from assessments.language.conventions import conventions
from assessments.language.finding import Measure, Method
from assessments.language.protocol import NOT_RECORDED, Option
from assessments.language.reading import number
from assessments.language.rounding import half_up
from assessments.language.value import SIDES, Side
from resources.tongue import tr


def measures(answers: Answers) -> tuple[Measure, ...]:
    """Each side and the difference: of extension and abduction always, of the others once recorded."""
    found: list[Measure] = []
    for movement in MOVEMENTS.values():
        limbs = [limb(answers, movement.code, side) for side in SIDES]
        if method(answers, movement.code) == "manual":
            found += [_grade(answers, movement, it) for it in limbs]
        elif movement.required or any(it.tried for it in limbs):
            found += [_force(answers, movement, it) for it in limbs]
            found.append(_difference(answers, movement))
    return tuple(found)


def summary(answers: Answers) -> str:
    """The line in the step rail: "Both within error", "Ext 2.1 %, Abd R 22.2 %", "Abd missing"."""
    required = [movement for movement in MOVEMENTS.values() if movement.required]
    results = {movement.short_name: asymmetry(answers, movement.code) for movement in required}
    beyond = [beyond_error(answers, movement.code) for movement in required]
    plain = all(it.grade in ("within", "borderline", "positive") for it in results.values())
    if plain and beyond == [False] * len(required):
        return tr("Both within error")
    if all(it.grade == "missing" for it in results.values()):
        return tr("Not recorded")
    parts = []
    for name, it in results.items():
        weaker = f"{name} {it.weaker.letter}" if it.weaker else name
        match it.grade:
            case "missing":
                parts.append(tr("{movement} missing", movement=name))
            case "invalid":
                parts.append(tr("{movement} invalid", movement=name))
            case "bilateral":
                parts.append(tr("{movement} both low", movement=name))
            case "pain_inhibited":
                parts.append(tr("{movement} painful", movement=weaker))
            case _ if it.percent is not None:
                parts.append(f"{weaker} {it.percent} %")
            case _ if it.difference:
                parts.append(tr("{movement} {size} grade", movement=weaker, size=number(it.difference)))
            case _:
                parts.append(tr("{movement} same", movement=name))
    return ", ".join(parts)


def _force(answers: Answers, movement: Movement, it: Limb) -> Measure:
    words = side_words(answers, movement.code, it.side)
    if it.force is not None:
        words += f", {_counted_as(answers, movement, it)}"
    return Measure(
        f"{ID}.{movement.code}",
        tr("{movement} strength", movement=movement.name),
        it.side,
        None if it.force is None else _text(it.force),
        "N",
        words,
        method=_fingerprint(answers, movement, (it,)),
    )


def _difference(answers: Answers, movement: Movement) -> Measure:
    result = asymmetry(answers, movement.code)
    limbs = tuple(limb(answers, movement.code, side) for side in SIDES)
    return Measure(
        f"{ID}.{movement.code}.asymmetry",
        tr("{movement} difference", movement=movement.name),
        None,
        None if result.percent is None else str(result.percent),
        "%",
        result.words,
        method=_fingerprint(answers, movement, limbs),
    )


def _grade(answers: Answers, movement: Movement, it: Limb) -> Measure:
    position = _words(movement.positions, answers.choice(ID, f"{movement.code}_position"))
    return Measure(
        f"{ID}.{movement.code}.grade",
        tr("{movement} grade", movement=movement.name),
        it.side,
        None if it.grade is None else str(it.grade),
        "grade",
        side_words(answers, movement.code, it.side),
        method=Method(((tr("method"), tr("manual grade")), (tr("position"), position))),
    )


def _fingerprint(answers: Answers, movement: Movement, limbs: tuple[Limb, ...]) -> Method:
    code = movement.code
    parts = [
        (tr("method"), tr("dynamometer")),
        (tr("device"), (answers.text(ID, "device") or "").strip() or NOT_RECORDED),
        (tr("position"), _words(movement.positions, answers.choice(ID, f"{code}_position"))),
        (tr("fixation"), _words(FIXATIONS, answers.choice(ID, f"{code}_fixation"))),
        (tr("counted value"), _words(SUMMARIES, answers.choice(ID, f"{code}_summary"))),
    ]
    lengths = []
    for it in limbs:
        name = tr("lever") if len(limbs) == 1 else tr("{side} lever", side=it.side.words)
        if it.lever is None:
            parts.append((name, NOT_RECORDED))
        else:
            lengths.append((name, it.lever, conventions()["LEVER_SPREAD"]))
    return Method(tuple(parts), tuple(lengths))


def _counted_as(answers: Answers, movement: Movement, it: Limb) -> str:
    """Which value that is: "highest of 3 valid trials"; said too when nobody chose it."""
    if len(it.valid) == 1:
        return tr("1 valid trial")
    chosen = answers.choice(ID, f"{movement.code}_summary")
    if chosen == "mean":
        return tr("mean of {n} valid trials", n=len(it.valid))
    if chosen:
        return tr("highest of {n} valid trials", n=len(it.valid))
    return tr("highest of {n} valid trials (choice not recorded)", n=len(it.valid))


def _words(options: tuple[Option, ...], code: str | None) -> str:
    return next((option.words for option in options if option.code == code), NOT_RECORDED)


def _text(force: Fraction) -> str:
    """The exact decimal, where it has one; a mean of three is kept to a millionth of a newton."""
    return format(half_up(force, 6).normalize(), "f")


def derived_words(answers: Answers, movement: str, side: Side) -> tuple[str, ...]:
    """What follows from the value that counts: torque, per kilogram, per cent of body weight, spread.

    Only what can be computed: without a lever there is no torque, without a mass nothing per kilogram.
    """
    it = limb(answers, movement, side)
    shown = (
        (it.force_per_mass, 2, "N/kg"),
        (it.torque, 0, "Nm"),
        (it.torque_per_mass, 2, "Nm/kg"),
        (it.percent_body_weight, 1, tr("% of body weight")),
    )
    words = [f"{half_up(value, places)} {unit}" for value, places, unit in shown if value is not None]
    if it.spread is not None:
        words.append(tr("spread {spread} %", spread=half_up(it.spread, 1)))
    return tuple(words)
