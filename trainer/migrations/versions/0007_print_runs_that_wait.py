"""Print runs that wait for a worker, with their people, their misprints and their one file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trainer.migrations.guards import freeze, keep_apart, thaw

# Children before their parents.
OF_A_STUDIO = ("job", "bundle", "misprint", "ticket")
APPENDED = ("bundle", "misprint", "ticket")
OPEN = sa.text("ended_at IS NULL")

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in OF_A_STUDIO[1:]:
        op.create_table(table, *_columns(table), *_of_a_run(table))
    _create_jobs()
    # Runs from before had copies alone, and their file in a column.
    op.execute(
        "INSERT INTO ticket (studio_id, membership_id, print_run_id) "
        "SELECT studio_id, membership_id, print_run_id FROM copy "
        "WHERE print_run_id IS NOT NULL ORDER BY id"
    )
    op.execute(
        "INSERT INTO bundle (studio_id, print_run_id, sha256, at) "
        "SELECT studio_id, id, sha256, at FROM print_run ORDER BY id"
    )
    op.execute("ALTER TABLE print_run RENAME COLUMN printed_by TO membership_id")
    op.drop_column("print_run", "sha256")
    op.create_index(
        "uq_copy_print_run_id_membership_id", "copy", ["print_run_id", "membership_id"], unique=True
    )
    for table in OF_A_STUDIO:
        keep_apart(table)
    for table in APPENDED:
        freeze(table)


def downgrade() -> None:
    op.drop_index("uq_copy_print_run_id_membership_id", "copy")
    op.execute("ALTER TABLE print_run RENAME COLUMN membership_id TO printed_by")
    file = sa.Column("sha256", sa.Text(), nullable=False, server_default="")
    op.add_column("print_run", file)
    _drop_guard("print_run")
    op.execute(
        "UPDATE print_run SET sha256 = bundle.sha256 FROM bundle "
        "WHERE bundle.print_run_id = print_run.id"
    )
    freeze("print_run")
    for table in OF_A_STUDIO:
        op.drop_table(table)
    for table in APPENDED:
        thaw(table)


def _columns(table: str) -> list[sa.Column[object]]:
    more: dict[str, list[sa.Column[object]]] = {
        "ticket": [sa.Column("membership_id", sa.Integer(), nullable=False)],
        "misprint": [
            sa.Column("membership_id", sa.Integer(), nullable=False),
            sa.Column("reason", sa.Text(), nullable=False),
            sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        ],
        "bundle": [
            sa.Column("sha256", sa.Text(), nullable=False),
            sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        ],
    }
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("print_run_id", sa.Integer(), nullable=False),
        *more[table],
    ]


def _of_a_run(table: str) -> list[sa.Constraint]:
    once = ["print_run_id"] if table == "bundle" else ["print_run_id", "membership_id"]
    constraints: list[sa.Constraint] = [
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        _of_its_studio(table),
        _child(table, "print_run"),
        sa.UniqueConstraint(*once, name=op.f(f"uq_{table}_{'_'.join(once)}")),
    ]
    return constraints if table == "bundle" else [*constraints, _child(table, "membership")]


def _of_its_studio(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["studio_id"], ["studio.id"], name=op.f(f"fk_{table}_studio_id_studio")
    )


def _child(table: str, of: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["studio_id", f"{of}_id"],
        [f"{of}.studio_id", f"{of}.id"],
        name=op.f(f"fk_{table}_studio_id_{of}_id_{of}"),
    )


def _create_jobs() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("print_run_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('print_run')", name=op.f("ck_job_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("print_run_id", name=op.f("uq_job_print_run_id")),
        _of_its_studio("job"),
        _child("job", "membership"),
        _child("job", "print_run"),
    )
    for name, columns, unique in (
        ("uq_job_open", ["membership_id", "kind"], True),
        ("ix_job_due_at", ["due_at"], False),
    ):
        op.create_index(
            name, "job", columns, unique=unique, sqlite_where=OPEN, postgresql_where=OPEN
        )


def _drop_guard(table: str) -> None:
    """Let a table that stays be changed until it is frozen again."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER {table}_is_frozen")
        return
    op.execute(f"DROP TRIGGER {table}_is_frozen ON {table}")
    op.execute(f"DROP FUNCTION {table}_is_frozen()")
