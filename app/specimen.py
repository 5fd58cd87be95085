"""An exam of nobody on a scratchpad, for what has to be shown before there is one."""

from __future__ import annotations

from app.evaluation import evaluate
from app.examination import Examination
from app.journal import Scratchpad
from app.patients import Patient
from app.workstation import Workstation
from assessments.language.catalogue import catalogue
from assessments.language.conventions import conventions
from assessments.language.exam import Started


def specimen_exam(station: Workstation) -> Examination:
    """Just begun, and forgotten when it is put down."""
    protocols = {one.protocol.id: one.protocol.version for one in catalogue()}
    started = Started(1, station.clock.now(), "", conventions().version, protocols)
    return Examination("", 1, Patient(), "", Scratchpad([started]), station.clock, evaluate, station.access)
