"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trainer.migrations.guards import freeze, keep_apart, thaw

# Children before their parents.
OF_A_STUDIO = (
    "withdrawal",
    "acceptance",
    "invitation",
    "reading",
    "part",
    "edition",
    "title",
    "stay",
    "membership",
    "logo",
    "location",
)
PUBLISHED = ("document", "edition", "part")

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("json", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_document")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
    )
    op.create_table(
        "studio",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("colour", sa.Text(), nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("logo_sha256", sa.Text(), nullable=True),
        sa.CheckConstraint("paper IN ('A4', 'Letter')", name=op.f("ck_studio_paper")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_studio")),
        sa.UniqueConstraint("slug", name=op.f("uq_studio_slug")),
    )
    op.create_table(
        "throttle",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_throttle")),
    )
    op.create_table(
        "location",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_location_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_location")),
        sa.UniqueConstraint("studio_id", "id", name=op.f("uq_location_studio_id_id")),
        sa.UniqueConstraint("studio_id", "name", name=op.f("uq_location_studio_id_name")),
    )
    op.create_table(
        "logo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("png", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_logo_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_logo")),
        sa.UniqueConstraint("studio_id", "sha256", name=op.f("uq_logo_studio_id_sha256")),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_sha256", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sign_in_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_sign_in_token_sha256")),
    )
    op.create_index("ix_sign_in_person_id", "sign_in", ["person_id"])

    op.create_table(
        "title",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("upstream", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "origin IN ('shipped', 'imported', 'written')", name=op.f("ck_title_origin")
        ),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_title_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_title")),
        sa.UniqueConstraint("studio_id", "id", name=op.f("uq_title_studio_id_id")),
        sa.UniqueConstraint("studio_id", "slug", name=op.f("uq_title_studio_id_slug")),
    )
    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "role IN ('instructor', 'manager', 'owner')", name=op.f("ck_membership_role")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_membership_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "location_id"],
            ["location.studio_id", "location.id"],
            name=op.f("fk_membership_studio_id_location_id_location"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_membership_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "person_id", "studio_id", name=op.f("uq_membership_person_id_studio_id")
        ),
        sa.UniqueConstraint("studio_id", "id", name=op.f("uq_membership_studio_id_id")),
    )
    op.create_table(
        "edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document_sha256", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_sha256"],
            ["document.sha256"],
            name=op.f("fk_edition_document_sha256_document"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "published_by"],
            ["membership.studio_id", "membership.id"],
            name=op.f("fk_edition_studio_id_published_by_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "title_id"],
            ["title.studio_id", "title.id"],
            name=op.f("fk_edition_studio_id_title_id_title"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_edition_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint("studio_id", "id", name=op.f("uq_edition_studio_id_id")),
        sa.UniqueConstraint("title_id", "number", name=op.f("uq_edition_title_id_number")),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=True),
        sa.Column("invited_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "role IN ('instructor', 'manager', 'owner')", name=op.f("ck_invitation_role")
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "invited_by"],
            ["membership.studio_id", "membership.id"],
            name=op.f("fk_invitation_studio_id_invited_by_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "location_id"],
            ["location.studio_id", "location.id"],
            name=op.f("fk_invitation_studio_id_location_id_location"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_invitation_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("nonce", name=op.f("uq_invitation_nonce")),
        sa.UniqueConstraint("studio_id", "id", name=op.f("uq_invitation_studio_id_id")),
    )
    op.create_table(
        "stay",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["studio_id", "membership_id"],
            ["membership.studio_id", "membership.id"],
            name=op.f("fk_stay_studio_id_membership_id_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "ended_by"],
            ["membership.studio_id", "membership.id"],
            name=op.f("fk_stay_studio_id_ended_by_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_stay_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stay")),
    )
    op.create_index("ix_stay_membership_id", "stay", ["membership_id"])
    op.create_index(
        "uq_stay_open",
        "stay",
        ["membership_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )

    op.create_table(
        "acceptance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["studio_id", "invitation_id"],
            ["invitation.studio_id", "invitation.id"],
            name=op.f("fk_acceptance_studio_id_invitation_id_invitation"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "membership_id"],
            ["membership.studio_id", "membership.id"],
            name=op.f("fk_acceptance_studio_id_membership_id_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_acceptance_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acceptance")),
        sa.UniqueConstraint("invitation_id", name=op.f("uq_acceptance_invitation_id")),
    )
    op.create_table(
        "part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("rests_on", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["studio_id", "edition_id"],
            ["edition.studio_id", "edition.id"],
            name=op.f("fk_part_studio_id_edition_id_edition"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_part_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_part")),
        sa.UniqueConstraint("edition_id", "kind", "ref", name=op.f("uq_part_edition_id_kind_ref")),
    )
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["studio_id", "edition_id"],
            ["edition.studio_id", "edition.id"],
            name=op.f("fk_reading_studio_id_edition_id_edition"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "membership_id"],
            ["membership.studio_id", "membership.id"],
            name=op.f("fk_reading_studio_id_membership_id_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "title_id"],
            ["title.studio_id", "title.id"],
            name=op.f("fk_reading_studio_id_title_id_title"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_reading_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
        sa.UniqueConstraint(
            "membership_id",
            "title_id",
            "section",
            "revision",
            name=op.f("uq_reading_membership_id_title_id_section_revision"),
        ),
    )
    op.create_table(
        "withdrawal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_by", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["studio_id", "invitation_id"],
            ["invitation.studio_id", "invitation.id"],
            name=op.f("fk_withdrawal_studio_id_invitation_id_invitation"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id", "withdrawn_by"],
            ["membership.studio_id", "membership.id"],
            name=op.f("fk_withdrawal_studio_id_withdrawn_by_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f("fk_withdrawal_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawal")),
        sa.UniqueConstraint("invitation_id", name=op.f("uq_withdrawal_invitation_id")),
    )
    for table in OF_A_STUDIO:
        keep_apart(table)
    for table in PUBLISHED:
        freeze(table)


def downgrade() -> None:
    for table in (*OF_A_STUDIO, "sign_in", "throttle", "studio", "person", "document"):
        op.drop_table(table)
    for table in PUBLISHED:
        thaw(table)
