"""Ways back in: links to a new password, second factors, and more tries at a quiz."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trainer.migrations.guards import freeze, keep_apart, thaw

BEFORE = (
    *("joined", "left", "role", "moved", "invited", "withdrawn", "settings", "location"),
    "printed",
)

OPEN = sa.text("ended_at IS NULL")
OF_TRIES = ("plea", "extra_try")

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_resets()
    _create_second_factors()
    _let_events_be((*BEFORE, "reset"))
    by_itself: sa.Column[bool] = sa.Column(
        "tries_by_itself", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("studio", by_itself)
    _create_of_tries("plea")
    _create_of_tries("extra_try", *_given())
    for table in OF_TRIES:
        keep_apart(table)
        freeze(table)


def downgrade() -> None:
    for table in OF_TRIES:
        op.drop_table(table)
        thaw(table)
    op.drop_column("studio", "tries_by_itself")
    op.execute("DELETE FROM event WHERE kind = 'reset'")
    _let_events_be(BEFORE)
    for table in ("spent_code", "second_factor", "reset"):
        op.drop_table(table)


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


def _create_second_factors() -> None:
    op.create_table(
        "second_factor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_factor")),
        sa.UniqueConstraint("nonce", name=op.f("uq_second_factor_nonce")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_second_factor_person_id_person")
        ),
    )
    op.create_index(
        "uq_second_factor_open",
        "second_factor",
        ["person_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_table(
        "spent_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("factor_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spent_code")),
        sa.UniqueConstraint("factor_id", "number", name=op.f("uq_spent_code_factor_id_number")),
        sa.ForeignKeyConstraint(
            ["factor_id"],
            ["second_factor.id"],
            name=op.f("fk_spent_code_factor_id_second_factor"),
        ),
    )


def _create_of_tries(table: str, *more: sa.schema.SchemaItem) -> None:
    once = ["membership_id", "title_id", "number"]
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f(f"fk_{table}_studio_id_studio")
        ),
        _child(table, "membership", "membership_id"),
        _child(table, "title", "title_id"),
        sa.UniqueConstraint(*once, name=op.f(f"uq_{table}_membership_id_title_id_number")),
        *more,
    )


def _given() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("granted_by", sa.Integer(), nullable=True),
        _child("extra_try", "membership", "granted_by"),
    ]


def _child(table: str, of: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["studio_id", column],
        [f"{of}.studio_id", f"{of}.id"],
        name=op.f(f"fk_{table}_studio_id_{column}_{of}"),
    )


def _let_events_be(kinds: tuple[str, ...]) -> None:
    """SQLite makes the table anew for that, and loses its guard."""
    allowed = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("event") as event:
        event.drop_constraint(op.f("ck_event_kind"), type_="check")
        event.create_check_constraint(op.f("ck_event_kind"), f"kind IN ({allowed})")
    if op.get_bind().dialect.name == "sqlite":
        freeze("event")
