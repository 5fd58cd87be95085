"""The shape of the database: what is kept for good, and what is made from it for quick reading."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, MetaData, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from assessments.language.exam import ExamKind

APPLICATION_ID = 0x53414749
"""Written into the file's header, so that another program's SQLite file is never taken for ours ("SAGI")."""

SCHEMA = 3
"""The number of the last step, written into the file's header: a newer file is told before it is read."""


class Kept(DeclarativeBase):
    """Every constraint has a name: a later step can only change what it can name."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class PatientRow(Kept):
    """Who is examined. Dates are ISO text, amounts exact decimal text; `search` is what typing is held to."""

    __tablename__ = "patients"
    __table_args__ = (
        # No number at all is allowed any number of times.
        Index(
            "uq_patients_record_number",
            "record_number",
            unique=True,
            sqlite_where=text("record_number <> ''"),
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    family_name: Mapped[str]
    given_name: Mapped[str]
    born: Mapped[str | None] = mapped_column(index=True)
    sex: Mapped[str | None]
    record_number: Mapped[str]
    phone: Mapped[str]
    height_cm: Mapped[str | None]
    mass_kg: Mapped[str | None]
    language: Mapped[str]
    demonstration: Mapped[bool]
    search: Mapped[str]
    voided_at: Mapped[str | None]
    voided_by: Mapped[str | None]
    voided_reason: Mapped[str | None]


class ExamRow(Kept):
    """One visit, or some tests of a visit scored again, which has no number of its own. All but the first
    columns only repeat what the events say, for the lists of exams."""

    __tablename__ = "exams"
    __table_args__ = (
        UniqueConstraint("patient_id", "number"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint(
            "(kind = 'visit') = (number IS NOT NULL) AND (kind = 'visit') = (rates IS NULL)", name="kind"
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patients.id"))
    number: Mapped[int | None]
    kind: Mapped[str] = mapped_column(default=ExamKind.VISIT.value, server_default=ExamKind.VISIT.value)
    rates: Mapped[str | None] = mapped_column(ForeignKey("exams.id"), index=True)
    """The visit that is scored again."""
    started_at: Mapped[str]
    phase: Mapped[str] = mapped_column(index=True)
    class_code: Mapped[str | None]
    signed_at: Mapped[str | None]
    signed_by: Mapped[str | None]
    awaits_countersign: Mapped[bool] = mapped_column(default=False)
    """A resident signed, and nobody has countersigned yet."""


class EventRow(Kept):
    """The journal. A row is added, never changed; `body` is the event, the other columns find it."""

    __tablename__ = "events"
    __table_args__ = (
        # Two windows on one exam cannot both write its next event.
        UniqueConstraint("exam_id", "number"),
        CheckConstraint("number > 0", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    exam_id: Mapped[str] = mapped_column(ForeignKey("exams.id"))
    number: Mapped[int]
    kind: Mapped[str]
    ref: Mapped[str | None]
    body: Mapped[str]


class ScoreRow(Kept):
    """A measure of a signed exam, made from the journal and made again at any time."""

    __tablename__ = "scores"

    id: Mapped[int] = mapped_column(primary_key=True)
    exam_id: Mapped[str] = mapped_column(ForeignKey("exams.id"), index=True)
    position: Mapped[int]
    code: Mapped[str]
    name: Mapped[str]
    side: Mapped[str | None]
    amount: Mapped[str | None]
    unit: Mapped[str]
    words: Mapped[str]
    category: Mapped[str | None]
    method: Mapped[str]
    protocol_version: Mapped[str]
    rules_version: Mapped[str]
    examiner: Mapped[str]
    at: Mapped[str]


class SettingRow(Kept):
    """One thing the clinic has set, as text."""

    __tablename__ = "settings"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class PersonRow(Kept):
    """Who works here. A person who left stays, because answers and signatures name them."""

    __tablename__ = "people"

    id: Mapped[str] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    licence: Mapped[str]
    roles: Mapped[str]
    """JSON, a list of words."""
    active: Mapped[bool]
    slot_id: Mapped[str]
    """The slot of the keyring that this person's passphrase opens; empty once they left."""


class AuditRow(Kept):
    """One act, sealed to the one before it; written once. Only an erasure empties `body` and `body_salt`."""

    __tablename__ = "audit"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str]
    device: Mapped[str]
    person: Mapped[str]
    role: Mapped[str]
    act: Mapped[str] = mapped_column(index=True)
    entity: Mapped[str] = mapped_column(index=True)
    clock: Mapped[str]
    body_salt: Mapped[str | None]
    body: Mapped[str | None]
    body_hash: Mapped[str]
    mac: Mapped[str]


class EarlierKeyRow(Kept):
    """The clinic's keys before they were changed, and the last audit entry sealed with them.

    Entries stay as they were sealed, so that what was printed of them stays true; and backups made before
    can be read for as long as they are kept.
    """

    __tablename__ = "earlier_keys"

    last_seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    audit_key: Mapped[str]
    """Hexadecimal, as is the root."""
    root: Mapped[str]
