"""Practices, stances and attempts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trainer.migrations.guards import freeze, keep_apart, thaw

# Children before their parents.
OF_A_STUDIO = ("result", "answer_event", "attempt", "stance", "sign_off", "practice")
APPENDED = ("answer_event", "result", "stance")

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("layout_json", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["studio_id", "edition_id"],
            ["edition.studio_id", "edition.id"],
            name=op.f("fk_attempt_studio_id_edition_id_edition"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "membership_id"],
            ["membership.studio_id", "membership.id"],
            name=op.f("fk_attempt_studio_id_membership_id_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "title_id"],
            ["title.studio_id", "title.id"],
            name=op.f("fk_attempt_studio_id_title_id_title"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_attempt_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
        sa.UniqueConstraint(
            "membership_id",
            "title_id",
            "number",
            name=op.f("uq_attempt_membership_id_title_id_number"),
        ),
        sa.UniqueConstraint("studio_id", "id", name=op.f("uq_attempt_studio_id_id")),
    )
    op.create_index(
        "uq_attempt_open",
        "attempt",
        ["membership_id", "title_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )

    op.create_table(
        "practice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("exercise", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("ease_before", sa.Integer(), nullable=False),
        sa.Column("ease_after", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ease_after BETWEEN 0 AND 10", name=op.f("ck_practice_ease_after")),
        sa.CheckConstraint("ease_before BETWEEN 0 AND 10", name=op.f("ck_practice_ease_before")),
        sa.ForeignKeyConstraint(
            ["studio_id", "edition_id"],
            ["edition.studio_id", "edition.id"],
            name=op.f("fk_practice_studio_id_edition_id_edition"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "membership_id"],
            ["membership.studio_id", "membership.id"],
            name=op.f("fk_practice_studio_id_membership_id_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "title_id"],
            ["title.studio_id", "title.id"],
            name=op.f("fk_practice_studio_id_title_id_title"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_practice_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice")),
    )
    op.create_index(
        "ix_practice_membership_id_title_id_exercise",
        "practice",
        ["membership_id", "title_id", "exercise"],
    )

    op.create_table(
        "sign_off",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("exercise", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("signed_by", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("qualification", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["studio_id", "edition_id"],
            ["edition.studio_id", "edition.id"],
            name=op.f("fk_sign_off_studio_id_edition_id_edition"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "signed_by"],
            ["membership.studio_id", "membership.id"],
            name=op.f("fk_sign_off_studio_id_signed_by_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "title_id"],
            ["title.studio_id", "title.id"],
            name=op.f("fk_sign_off_studio_id_title_id_title"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_sign_off_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_off")),
        sa.UniqueConstraint(
            "title_id", "exercise", "revision", name=op.f("uq_sign_off_title_id_exercise_revision")
        ),
    )
    op.create_table(
        "stance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("moved_by", sa.Text(), nullable=True),
        sa.CheckConstraint("phase IN ('first', 'second')", name=op.f("ck_stance_phase")),
        sa.CheckConstraint("confidence BETWEEN 0 AND 100", name=op.f("ck_stance_confidence")),
        sa.CheckConstraint("position BETWEEN 1 AND 7", name=op.f("ck_stance_position")),
        sa.ForeignKeyConstraint(
            ["studio_id", "edition_id"],
            ["edition.studio_id", "edition.id"],
            name=op.f("fk_stance_studio_id_edition_id_edition"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "membership_id"],
            ["membership.studio_id", "membership.id"],
            name=op.f("fk_stance_studio_id_membership_id_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "title_id"],
            ["title.studio_id", "title.id"],
            name=op.f("fk_stance_studio_id_title_id_title"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_stance_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stance")),
        sa.UniqueConstraint(
            "membership_id",
            "title_id",
            "row",
            "revision",
            "phase",
            name=op.f("uq_stance_membership_id_title_id_row_revision_phase"),
        ),
    )
    op.create_table(
        "answer_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer_json", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["studio_id", "attempt_id"],
            ["attempt.studio_id", "attempt.id"],
            name=op.f("fk_answer_event_studio_id_attempt_id_attempt"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "membership_id"],
            ["membership.studio_id", "membership.id"],
            name=op.f("fk_answer_event_studio_id_membership_id_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_answer_event_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_event")),
        sa.UniqueConstraint(
            "attempt_id", "sequence", name=op.f("uq_answer_event_attempt_id_sequence")
        ),
    )
    op.create_table(
        "result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("fraction", sa.Double(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("key_revision", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["studio_id", "attempt_id"],
            ["attempt.studio_id", "attempt.id"],
            name=op.f("fk_result_studio_id_attempt_id_attempt"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "membership_id"],
            ["membership.studio_id", "membership.id"],
            name=op.f("fk_result_studio_id_membership_id_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_result_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result")),
    )
    op.create_index("ix_result_attempt_id", "result", ["attempt_id"])
    for table in OF_A_STUDIO:
        keep_apart(table)
    for table in APPENDED:
        freeze(table)


def downgrade() -> None:
    for table in OF_A_STUDIO:
        op.drop_table(table)
    for table in APPENDED:
        thaw(table)
