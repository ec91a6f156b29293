"""Print runs in kinds, for many: bases that are asked for, and a file for each way to deliver."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from trainer.migrations.guards import freeze, unfreeze

KINDS = ("lesson", "cards", "client", "debate", "worksheet", "poster", "terms")
OPEN = sa.text("ended_at IS NULL")
SAME = ("id", "studio_id", "membership_id", "print_run_id", "kind")
# A ticket gets its base once; nothing else of it changes.
GETS_ITS_BASE = " AND ".join(
    ("OLD.print_base_id IS NULL", *(f"NEW.{column} = OLD.{column}" for column in SAME))
)
GIVE_BASES = """
    UPDATE ticket SET print_base_id = (
        SELECT MIN(copy.print_base_id) FROM copy
        WHERE copy.print_run_id = ticket.print_run_id
            AND copy.membership_id = ticket.membership_id
    )
"""
# What the editions of studios that are there before lack, an owner asks for.
ASK_FOR_BASES = """
    INSERT INTO job (studio_id, membership_id, kind, asked_at, due_at, seen_at, tries)
    SELECT studio_id, MIN(id), 'bases',
        CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 0
    FROM membership WHERE role = 'owner'
        AND studio_id IN (SELECT studio_id FROM edition)
    GROUP BY studio_id
"""
ONE_KIND = """
    DELETE FROM {table} WHERE id NOT IN (
        SELECT first FROM (
            SELECT MIN(id) AS first FROM {table} GROUP BY print_run_id, membership_id
        ) AS kept
    )
"""

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _widen_runs()
    for table in ("ticket", "misprint"):
        _give_kinds(table)
    op.execute(GIVE_BASES)
    freeze("ticket", but=GETS_ITS_BASE)
    freeze("misprint")
    _remake_jobs(("print_run", "bases"))
    op.execute(ASK_FOR_BASES)
    op.add_column("print_base", sa.Column("preview", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("copy_id", sa.Integer(), nullable=True))
        outbox.create_foreign_key(*_to("outbox", "copy"))


def downgrade() -> None:
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_constraint(_to("outbox", "copy")[0], type_="foreignkey")
        outbox.drop_column("copy_id")
    op.drop_column("print_base", "preview")
    op.execute("DELETE FROM job WHERE kind = 'bases'")
    _remake_jobs(("print_run",))
    for table in ("ticket", "misprint"):
        unfreeze(table)
        op.execute(ONE_KIND.format(table=table))
        _take_kinds(table)
        freeze(table)
    _narrow_runs()


def _widen_runs() -> None:
    unfreeze("print_run")
    with op.batch_alter_table("print_run") as run:
        for name, default in (("arrangement", "surname"), ("delivery", "file")):
            run.add_column(_column(name, sa.Text(), default))
        for name in ("duplex", "cover"):
            run.add_column(_column(name, sa.Boolean(), sa.false()))
        run.add_column(sa.Column("form_key", sa.Text(), nullable=True))
        for column, values in (
            ("arrangement", ("surname", "location")),
            ("delivery", ("file", "zip", "mail")),
        ):
            run.create_check_constraint(op.f(f"ck_print_run_{column}"), _within(column, values))
        run.create_unique_constraint(
            op.f("uq_print_run_studio_id_form_key"), ["studio_id", "form_key"]
        )
    with op.batch_alter_table("print_run") as run:
        for name in ("arrangement", "delivery", "duplex", "cover"):
            run.alter_column(name, server_default=None)
    freeze("print_run")


def _narrow_runs() -> None:
    unfreeze("print_run")
    with op.batch_alter_table("print_run") as run:
        run.drop_constraint(op.f("uq_print_run_studio_id_form_key"), type_="unique")
        for column in ("arrangement", "delivery"):
            run.drop_constraint(op.f(f"ck_print_run_{column}"), type_="check")
        for column in ("arrangement", "delivery", "duplex", "cover", "form_key"):
            run.drop_column(column)
    freeze("print_run")


def _give_kinds(table: str) -> None:
    unfreeze(table)
    with op.batch_alter_table(table) as rows:
        rows.add_column(_column("kind", sa.Text(), "lesson"))
        if table == "ticket":
            rows.add_column(sa.Column("print_base_id", sa.Integer(), nullable=True))
            rows.create_foreign_key(*_to(table, "print_base"))
        rows.create_check_constraint(op.f(f"ck_{table}_kind"), _within("kind", KINDS))
        rows.drop_constraint(_once(table), type_="unique")
        rows.create_unique_constraint(
            f"{_once(table)}_kind", ["print_run_id", "membership_id", "kind"]
        )
    with op.batch_alter_table(table) as rows:
        rows.alter_column("kind", server_default=None)


def _take_kinds(table: str) -> None:
    with op.batch_alter_table(table) as rows:
        rows.drop_constraint(f"{_once(table)}_kind", type_="unique")
        rows.create_unique_constraint(_once(table), ["print_run_id", "membership_id"])
        rows.drop_constraint(op.f(f"ck_{table}_kind"), type_="check")
        if table == "ticket":
            rows.drop_constraint(_to(table, "print_base")[0], type_="foreignkey")
            rows.drop_column("print_base_id")
        rows.drop_column("kind")


def _remake_jobs(kinds: tuple[str, ...]) -> None:
    """Let jobs be of those kinds; their indexes are partial, and made again."""
    op.drop_index("uq_job_open", "job")
    op.drop_index("ix_job_due_at", "job")
    with op.batch_alter_table("job") as job:
        job.drop_constraint(op.f("ck_job_kind"), type_="check")
        job.create_check_constraint(op.f("ck_job_kind"), _within("kind", kinds))
    for name, columns, unique in (
        ("uq_job_open", ["membership_id", "kind"], True),
        ("ix_job_due_at", ["due_at"], False),
    ):
        op.create_index(
            name, "job", columns, unique=unique, sqlite_where=OPEN, postgresql_where=OPEN
        )


def _column(name: str, kind: Any, default: Any) -> sa.Column[object]:
    return sa.Column(name, kind, server_default=default, nullable=False)


def _once(table: str) -> str:
    return str(op.f(f"uq_{table}_print_run_id_membership_id"))


def _to(table: str, parent: str) -> tuple[str, str, list[str], list[str]]:
    name = str(op.f(f"fk_{table}_studio_id_{parent}_id_{parent}"))
    return name, parent, ["studio_id", f"{parent}_id"], ["studio_id", "id"]


def _within(column: str, values: tuple[str, ...]) -> str:
    quoted = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({quoted})"
