"""Closings: an invitation ends in one way."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trainer.migrations.guards import freeze, keep_apart, thaw

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Whoever came in is in: of an invitation that was used and withdrawn at once, the use counts.
CLOSE_THE_USED = """
    INSERT INTO closing (studio_id, invitation_id, how, closed_by, at)
    SELECT studio_id, invitation_id, 'used', membership_id, at FROM acceptance
"""
CLOSE_THE_WITHDRAWN = """
    INSERT INTO closing (studio_id, invitation_id, how, closed_by, at)
    SELECT studio_id, invitation_id, 'withdrawn', withdrawn_by, at FROM withdrawal
    WHERE invitation_id NOT IN (SELECT invitation_id FROM acceptance)
"""
KEEP_THE_USED = """
    INSERT INTO acceptance (studio_id, invitation_id, membership_id, at)
    SELECT studio_id, invitation_id, closed_by, at FROM closing WHERE how = 'used'
"""
# One that lapsed is closed there, too: else its link would work again.
KEEP_THE_WITHDRAWN = """
    INSERT INTO withdrawal (studio_id, invitation_id, withdrawn_by, at)
    SELECT studio_id, invitation_id, closed_by, at FROM closing WHERE how <> 'used'
"""


def upgrade() -> None:
    _create_end("closing", "closed_by", sa.Column("how", sa.Text(), nullable=False))
    op.execute(CLOSE_THE_USED)
    op.execute(CLOSE_THE_WITHDRAWN)
    for table in ("acceptance", "withdrawal"):
        op.drop_table(table)
    freeze("closing")


def downgrade() -> None:
    _create_end("acceptance", "membership_id")
    _create_end("withdrawal", "withdrawn_by")
    op.execute(KEEP_THE_USED)
    op.execute(KEEP_THE_WITHDRAWN)
    op.drop_table("closing")
    thaw("closing")


def _create_end(table: str, by: str, *more: sa.Column[str]) -> None:
    """A table of which an invitation has one row at most, by an act of a member."""
    checks = [
        sa.CheckConstraint("how IN ('used', 'withdrawn', 'lapsed')", name=op.f("ck_closing_how"))
        for _ in more
    ]
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        *more,
        sa.Column(by, sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["studio_id", "invitation_id"],
            ["invitation.studio_id", "invitation.id"],
            name=op.f(f"fk_{table}_studio_id_invitation_id_invitation"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", by],
            ["membership.studio_id", "membership.id"],
            name=op.f(f"fk_{table}_studio_id_{by}_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f(f"fk_{table}_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("invitation_id", name=op.f(f"uq_{table}_invitation_id")),
        *checks,
    )
    keep_apart(table)
