"""An exam as one line of a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assessments.language.exam import ExamKind, Phase
from assessments.language.value import Ref


@dataclass(frozen=True, slots=True)
class ExamHead:
    """What a list shows of an exam without opening it.

    `number` is the visit, of a rating the visit that it scores again; `class_code`, `signed_at` and
    `signed_by` are those of the last signature, None before the first and once the exam is voided;
    `last_step` is where something was answered last.
    """

    id: str
    patient_id: str
    number: int
    started_at: datetime
    phase: Phase
    class_code: str | None
    signed_at: datetime | None
    signed_by: str | None
    last_step: Ref | None
    awaits_countersign: bool = False
    kind: ExamKind = ExamKind.VISIT
    rates: str = ""
    """The id of the visit that is scored again; empty of a visit."""
