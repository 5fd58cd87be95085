"""The safety screen: what must be asked before any test, what fired, and what to do."""

from assessments.language.assessment import Assessment
from assessments.language.texts import evidence, guide
from assessments.safety.protocol import PROTOCOL
from assessments.safety.screen import summary

ASSESSMENT = Assessment(
    protocol=PROTOCOL,
    guide=guide(__name__),
    evidence=evidence(__name__),
    findings=lambda answers: (),
    measures=lambda answers: (),
    summary=summary,
    cautions=lambda answers: (),
)
