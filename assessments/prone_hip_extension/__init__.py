"""Prone hip extension: what the back and pelvis do while a straight leg is lifted."""

from assessments.language.assessment import Assessment
from assessments.language.cautions import cautions_of
from assessments.language.texts import evidence, guide
from assessments.prone_hip_extension.protocol import PROTOCOL
from assessments.prone_hip_extension.scoring import excused, findings, measures, notes, summary

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
