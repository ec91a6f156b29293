"""Ways back in: links to a new password."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trainer.migrations.guards import freeze

BEFORE = (
    *("joined", "left", "role", "moved", "invited", "withdrawn", "settings", "location"),
    "printed",
)

revision = "0010"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_resets()
    _let_events_be((*BEFORE, "reset"))


def downgrade() -> None:
    op.execute("DELETE FROM event WHERE kind = 'reset'")
    _let_events_be(BEFORE)
    op.drop_table("reset")


def _create_resets() -> None:
    op.create_table(
        "reset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("route IN ('mail', 'hand', 'site')", name=op.f("ck_reset_route")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reset")),
        sa.UniqueConstraint("nonce", name=op.f("uq_reset_nonce")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_reset_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["membership.id"], name=op.f("fk_reset_made_by_membership")
        ),
    )
    op.create_index("ix_reset_person_id", "reset", ["person_id"])


def _let_events_be(kinds: tuple[str, ...]) -> None:
    """SQLite makes the table anew for that, and loses its guard."""
    allowed = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("event") as event:
        event.drop_constraint(op.f("ck_event_kind"), type_="check")
        event.create_check_constraint(op.f("ck_event_kind"), f"kind IN ({allowed})")
    if op.get_bind().dialect.name == "sqlite":
        freeze("event")
