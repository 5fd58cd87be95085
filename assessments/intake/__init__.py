"""What the person tells before anything is tested: pain, what provokes and eases it, function, body."""

from assessments.intake.protocol import PROTOCOL
from assessments.intake.scoring import measures, summary
from assessments.language.assessment import Assessment
from assessments.language.texts import evidence, guide

ASSESSMENT = Assessment(
    protocol=PROTOCOL,
    guide=guide(__name__),
    evidence=evidence(__name__),
    findings=lambda answers: (),
    measures=measures,
    summary=summary,
    cautions=lambda answers: (),
)
