"""The lateral step-down: five slow repetitions, and the faults seen in them."""

from assessments.language.assessment import Assessment
from assessments.language.cautions import cautions_of
from assessments.language.texts import evidence, guide
from assessments.lateral_step_down.protocol import PROTOCOL
from assessments.lateral_step_down.scoring import excused, findings, measures, summary

ASSESSMENT = Assessment(
    protocol=PROTOCOL,
    guide=guide(__name__),
    evidence=evidence(__name__),
    findings=findings,
    measures=measures,
    summary=summary,
    cautions=cautions_of(__name__),
    excused=excused,
)
