"""Clamshell endurance: repetitions to a beat, or a hold, by a clinic convention with no published norm."""

from assessments.clamshell.protocol import ID, PROTOCOL
from assessments.clamshell.scoring import findings, measures, notes, score, summary
from assessments.language.answers import Answers
from assessments.language.assessment import Assessment
from assessments.language.cautions import cautions_of
from assessments.language.texts import evidence, guide
from assessments.language.value import Ref


def _excused(answers: Answers, ref: Ref) -> bool:
    """Repetitions are not asked of a hold, nor is the time needed where repetitions are counted."""
    if ref.assessment != ID or ref.side is None:
        return False
    return ref.step == ("repetitions" if score(answers, ref.side).mode == "hold" else "seconds")


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
