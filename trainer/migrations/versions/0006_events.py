"""Events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trainer.migrations.guards import freeze, keep_apart, thaw

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("done_by", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("about", sa.Integer(), nullable=True),
        sa.Column("invitation_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("was", sa.Text(), nullable=False),
        sa.Column("became", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('joined', 'left', 'role', 'moved', 'invited', 'withdrawn', 'settings', "
            "'location', 'printed')",
            name=op.f("ck_event_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "about"],
            ["membership.studio_id", "membership.id"],
            name=op.f("fk_event_studio_id_about_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "done_by"],
            ["membership.studio_id", "membership.id"],
            name=op.f("fk_event_studio_id_done_by_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "invitation_id"],
            ["invitation.studio_id", "invitation.id"],
            name=op.f("fk_event_studio_id_invitation_id_invitation"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_event_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index("ix_event_studio_id_id", "event", ["studio_id", "id"])
    keep_apart("event")
    freeze("event")


def downgrade() -> None:
    op.drop_table("event")
    thaw("event")
