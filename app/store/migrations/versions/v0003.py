"""The third release: exams that score some tests of a visit again, and have no number of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table(
        "exams",
        recreate="always",
        table_args=(
            sa.CheckConstraint(
                "(kind = 'visit') = (number IS NOT NULL) AND (kind = 'visit') = (rates IS NULL)",
                name=op.f("ck_exams_kind"),
            ),
        ),
    ) as exams:
        exams.alter_column("number", existing_type=sa.Integer(), nullable=True)
        exams.add_column(sa.Column("kind", sa.String(), nullable=False, server_default="visit"))
        exams.add_column(sa.Column("rates", sa.String(), nullable=True))
        exams.create_foreign_key("fk_exams_rates", "exams", ["rates"], ["id"])
    op.create_index("ix_exams_rates", "exams", ["rates"])
