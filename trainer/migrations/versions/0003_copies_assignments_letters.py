"""Copies, assignments, letters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trainer.migrations.guards import freeze, keep_apart, thaw

# Children before their parents.
OF_A_STUDIO = (
    "sighting",
    "copy_part",
    "copy",
    "print_run",
    "print_file",
    "counter",
    "recall",
    "assignment",
    "outbox",
)
APPENDED = ("sighting", "copy_part", "copy", "print_run", "print_file", "recall", "assignment")

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "counter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_counter_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counter")),
        sa.UniqueConstraint("studio_id", "name", name=op.f("uq_counter_studio_id_name")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fault", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_outbox_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index(
        "ix_outbox_due_at",
        "outbox",
        ["due_at"],
        sqlite_where=sa.text("sent_at IS NULL"),
        postgresql_where=sa.text("sent_at IS NULL"),
    )

    op.create_table(
        "print_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_print_file_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_file")),
        sa.UniqueConstraint("studio_id", "sha256", name=op.f("uq_print_file_studio_id_sha256")),
    )
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("assigned_by", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=True),
        sa.Column("location_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_days", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(due_on IS NULL) <> (due_days IS NULL)", name=op.f("ck_assignment_due")
        ),
        sa.CheckConstraint("due_days BETWEEN 1 AND 730", name=op.f("ck_assignment_due_days")),
        sa.CheckConstraint(
            "membership_id IS NULL OR location_id IS NULL", name=op.f("ck_assignment_whom")
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "assigned_by"],
            ["membership.studio_id", "membership.id"],
            name=op.f("fk_assignment_studio_id_assigned_by_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "location_id"],
            ["location.studio_id", "location.id"],
            name=op.f("fk_assignment_studio_id_location_id_location"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "membership_id"],
            ["membership.studio_id", "membership.id"],
            name=op.f("fk_assignment_studio_id_membership_id_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "title_id"],
            ["title.studio_id", "title.id"],
            name=op.f("fk_assignment_studio_id_title_id_title"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_assignment_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("studio_id", "id", name=op.f("uq_assignment_studio_id_id")),
    )
    op.create_table(
        "print_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("printed_by", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["studio_id", "edition_id"],
            ["edition.studio_id", "edition.id"],
            name=op.f("fk_print_run_studio_id_edition_id_edition"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "printed_by"],
            ["membership.studio_id", "membership.id"],
            name=op.f("fk_print_run_studio_id_printed_by_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "title_id"],
            ["title.studio_id", "title.id"],
            name=op.f("fk_print_run_studio_id_title_id_title"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_print_run_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_run")),
        sa.UniqueConstraint("studio_id", "id", name=op.f("uq_print_run_studio_id_id")),
    )
    op.create_table(
        "recall",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("recalled_by", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["studio_id", "assignment_id"],
            ["assignment.studio_id", "assignment.id"],
            name=op.f("fk_recall_studio_id_assignment_id_assignment"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "recalled_by"],
            ["membership.studio_id", "membership.id"],
            name=op.f("fk_recall_studio_id_recalled_by_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_recall_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recall")),
        sa.UniqueConstraint("assignment_id", name=op.f("uq_recall_assignment_id")),
    )
    op.create_table(
        "copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("printed_by", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("print_run_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["studio_id", "edition_id"],
            ["edition.studio_id", "edition.id"],
            name=op.f("fk_copy_studio_id_edition_id_edition"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "membership_id"],
            ["membership.studio_id", "membership.id"],
            name=op.f("fk_copy_studio_id_membership_id_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "print_run_id"],
            ["print_run.studio_id", "print_run.id"],
            name=op.f("fk_copy_studio_id_print_run_id_print_run"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "printed_by"],
            ["membership.studio_id", "membership.id"],
            name=op.f("fk_copy_studio_id_printed_by_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "title_id"],
            ["title.studio_id", "title.id"],
            name=op.f("fk_copy_studio_id_title_id_title"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_copy_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copy")),
        sa.UniqueConstraint("code", name=op.f("uq_copy_code")),
        sa.UniqueConstraint("studio_id", "id", name=op.f("uq_copy_studio_id_id")),
        sa.UniqueConstraint("studio_id", "serial", name=op.f("uq_copy_studio_id_serial")),
    )
    op.create_index("ix_copy_membership_id_title_id", "copy", ["membership_id", "title_id"])

    op.create_table(
        "copy_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("copy_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["studio_id", "copy_id"],
            ["copy.studio_id", "copy.id"],
            name=op.f("fk_copy_part_studio_id_copy_id_copy"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "membership_id"],
            ["membership.studio_id", "membership.id"],
            name=op.f("fk_copy_part_studio_id_membership_id_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_copy_part_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copy_part")),
        sa.UniqueConstraint("copy_id", "kind", "ref", name=op.f("uq_copy_part_copy_id_kind_ref")),
    )
    op.create_table(
        "sighting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("copy_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["studio_id", "copy_id"],
            ["copy.studio_id", "copy.id"],
            name=op.f("fk_sighting_studio_id_copy_id_copy"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_sighting_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sighting")),
    )
    op.create_index("ix_sighting_copy_id", "sighting", ["copy_id"])

    op.add_column("attempt", sa.Column("scope", sa.Text(), server_default="whole", nullable=False))
    for table in OF_A_STUDIO:
        keep_apart(table)
    for table in APPENDED:
        freeze(table)


def downgrade() -> None:
    op.drop_column("attempt", "scope")
    for table in OF_A_STUDIO:
        op.drop_table(table)
    for table in APPENDED:
        thaw(table)
