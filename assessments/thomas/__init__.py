"""The modified Thomas test: how far each thigh hangs with the pelvis held."""

from assessments.language.assessment import Assessment
from assessments.language.cautions import cautions_of
from assessments.language.texts import evidence, guide
from assessments.thomas.protocol import PROTOCOL
from assessments.thomas.scoring import excused, findings, measures, notes, summary

ASSESSMENT = Assessment(
    protocol=PROTOCOL,
    guide=guide(__name__),
    evidence=evidence(__name__),
    findings=findings,
    measures=measures,
    summary=summary,
    cautions=cautions_of(__name__),
    excused=excused,
    notes=notes,
)
