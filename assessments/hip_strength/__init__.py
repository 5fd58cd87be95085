"""Hip strength, side to side: isometric force or manual grades in six movements, two of them by default."""

from assessments.hip_strength.judging import notes
from assessments.hip_strength.limb import not_done
from assessments.hip_strength.measures import measures, summary
from assessments.hip_strength.movements import movement_of
from assessments.hip_strength.protocol import PROTOCOL
from assessments.hip_strength.scoring import findings
from assessments.language.answers import Answers
from assessments.language.assessment import Assessment
from assessments.language.cautions import cautions_of
from assessments.language.texts import evidence, guide
from assessments.language.value import SIDES, Ref


def _excused(answers: Answers, ref: Ref) -> bool:
    """A movement not done, or not done on that side, asks nothing more; one side alone cannot be both low."""
    movement = movement_of(ref.step)
    if movement is None:
        return False
    sides = SIDES if ref.step.endswith("_both_low") else (ref.side,)
    return any(not_done(answers, movement.code, side) for side in sides)


ASSESSMENT = Assessment(
    protocol=PROTOCOL,
    guide=guide(__name__),
    evidence=evidence(__name__),
    findings=findings,
    measures=measures,
    summary=summary,
    cautions=cautions_of(__name__),
    excused=_excused,
    notes=notes,
)
