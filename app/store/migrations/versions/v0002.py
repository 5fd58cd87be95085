"""The second release: who works here, what was voided or awaits a countersignature, and the sealed audit."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Accidents only: who may write the file may also drop a trigger. The chain of seals is what tells.
NO_DELETE = """
CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'an audit entry is never deleted'); END
"""
ONLY_ERASURE = """
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
WHEN NEW.body IS NOT NULL OR NEW.body_salt IS NOT NULL OR NEW.seq <> OLD.seq OR NEW.at <> OLD.at
  OR NEW.device <> OLD.device OR NEW.person <> OLD.person OR NEW.role <> OLD.role OR NEW.act <> OLD.act
  OR NEW.entity <> OLD.entity OR NEW.clock <> OLD.clock OR NEW.body_hash <> OLD.body_hash
  OR NEW.mac <> OLD.mac
BEGIN SELECT RAISE(ABORT, 'an audit entry is never changed'); END
"""


def upgrade() -> None:
    for name in ("voided_at", "voided_by", "voided_reason"):
        op.add_column("patients", sa.Column(name, sa.String(), nullable=True))
    op.add_column(
        "exams", sa.Column("awaits_countersign", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "people",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("licence", sa.String(), nullable=False),
        sa.Column("roles", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("slot_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.UniqueConstraint("login", name="uq_people_login"),
    )
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("clock", sa.String(), nullable=False),
        sa.Column("body_salt", sa.String(), nullable=True),
        sa.Column("body", sa.String(), nullable=True),
        sa.Column("body_hash", sa.String(), nullable=False),
        sa.Column("mac", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit"),
    )
    op.create_index("ix_audit_act", "audit", ["act"])
    op.create_index("ix_audit_entity", "audit", ["entity"])
    op.create_table(
        "earlier_keys",
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("audit_key", sa.String(), nullable=False),
        sa.Column("root", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("last_seq", name="pk_earlier_keys"),
    )
    op.execute(NO_DELETE)
    op.execute(ONLY_ERASURE)
