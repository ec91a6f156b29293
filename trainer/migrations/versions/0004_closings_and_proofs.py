"""Closings: an invitation ends in one way. Proofs of addresses, and accounts taken back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from email_validator import EmailNotValidError, validate_email

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


# Whoever runs the site invites the first owner of a studio, and is taken at their word.
PROVE_FIRST_OWNERS = """
    INSERT INTO proof (studio_id, membership_id, how, at)
    SELECT closing.studio_id, closing.closed_by, 'word', MIN(closing.at)
    FROM closing JOIN invitation ON invitation.id = closing.invitation_id
    WHERE closing.how = 'used' AND invitation.invited_by IS NULL
    GROUP BY closing.studio_id, closing.closed_by
"""
APPENDED = ("closing", "proof", "recovery")


def upgrade() -> None:
    with op.batch_alter_table("invitation") as invitation:
        way = sa.Column("way", sa.Text(), server_default="hand", nullable=False)
        invitation.add_column(way)
        rule = "way IN ('mail', 'word', 'hand')"
        invitation.create_check_constraint(op.f("ck_invitation_way"), rule)
    _create_of_member("proof", *_proof())
    _create_of_member("recovery")
    op.create_index("ix_recovery_membership_id", "recovery", ["membership_id"])
    _create_end("closing", "closed_by", sa.Column("how", sa.Text(), nullable=False))
    op.execute(CLOSE_THE_USED)
    op.execute(CLOSE_THE_WITHDRAWN)
    for table in ("acceptance", "withdrawal"):
        op.drop_table(table)
    op.execute(PROVE_FIRST_OWNERS)
    _write_in_ascii("person", is_unique=True)
    _write_in_ascii("invitation", is_unique=False)
    for table in APPENDED:
        freeze(table)


def downgrade() -> None:
    _create_end("acceptance", "membership_id")
    _create_end("withdrawal", "withdrawn_by")
    op.execute(KEEP_THE_USED)
    op.execute(KEEP_THE_WITHDRAWN)
    for table in APPENDED:
        op.drop_table(table)
        thaw(table)
    with op.batch_alter_table("invitation") as invitation:
        invitation.drop_constraint(op.f("ck_invitation_way"), type_="check")
        invitation.drop_column("way")


def _write_in_ascii(table: str, *, is_unique: bool) -> None:
    """Domains as mail servers know them; a person stays as they are where that is another's."""
    rows = sa.table(table, sa.column("id", sa.Integer), sa.column("email", sa.Text))
    connection = op.get_bind()
    known = dict(connection.execute(sa.select(rows.c.id, rows.c.email)).all())
    for id_, email in known.items():
        written = _in_ascii(email)
        if written == email or (is_unique and written in known.values()):
            continue
        connection.execute(rows.update().where(rows.c.id == id_).values(email=written))


def _in_ascii(email: str) -> str:
    try:
        found = validate_email(email, check_deliverability=False)
    except EmailNotValidError:
        return email
    return f"{email.rpartition('@')[0]}@{found.ascii_domain}"


def _proof() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("vouched_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["studio_id", "vouched_by"],
            ["membership.studio_id", "membership.id"],
            name=op.f("fk_proof_studio_id_vouched_by_membership"),
        ),
        sa.UniqueConstraint("membership_id", name=op.f("uq_proof_membership_id")),
        sa.CheckConstraint("how IN ('letter', 'word')", name=op.f("ck_proof_how")),
    ]


def _create_of_member(table: str, *more: sa.schema.SchemaItem) -> None:
    """A table of what happened to a membership."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *more,
        sa.ForeignKeyConstraint(
            ["studio_id", "membership_id"],
            ["membership.studio_id", "membership.id"],
            name=op.f(f"fk_{table}_studio_id_membership_id_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f(f"fk_{table}_studio_id_studio")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    keep_apart(table)


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
