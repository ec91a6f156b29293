"""The ledger: copies with a base and a tail, their kinds, and what became of each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trainer.migrations.guards import freeze, keep, keep_apart, thaw, unfreeze, unkeep

KINDS = ("lesson", "cards", "client", "debate", "worksheet", "poster", "terms")
STATES = (
    *("printed", "handed_over", "acknowledged", "returned"),
    *("replaced", "lost", "withdrawn", "destroyed"),
)
# Children before their parents.
OF_A_STUDIO = ("copy_event", "base_part", "print_base")
SAME = (
    *("id", "studio_id", "membership_id", "title_id", "edition_id", "kind", "serial", "code"),
    *("print_base_id", "sha256", "printed_by", "at"),
)
# The bytes of a copy may go once an event says that they do; nothing else of it changes.
TAKEN_BACK = " AND ".join(
    (
        "NEW.tail IS NULL",
        *(f"NEW.{column} = OLD.{column}" for column in SAME),
        "COALESCE(NEW.print_run_id, 0) = COALESCE(OLD.print_run_id, 0)",
        "EXISTS (SELECT 1 FROM copy_event WHERE copy_id = OLD.id AND kind = 'withdrawn')",
    )
)

# Copies from before stand on a base without bytes: each is a whole file by itself. Their keys are
# no hashes, so that no base is taken for one of them.
GIVE_BASES = (
    """
    INSERT INTO print_base (studio_id, title_id, edition_id, kind, key)
    SELECT studio_id, title_id, edition_id, 'lesson', 'copy ' || serial FROM copy ORDER BY id
    """,
    """
    UPDATE copy SET
        print_base_id = (
            SELECT id FROM print_base
            WHERE print_base.studio_id = copy.studio_id AND key = 'copy ' || serial
        ),
        tail = (
            SELECT pdf FROM print_file
            WHERE print_file.studio_id = copy.studio_id AND print_file.sha256 = copy.sha256
        )
    """,
    """
    INSERT INTO base_part (studio_id, print_base_id, kind, ref, revision)
    SELECT copy_part.studio_id, copy.print_base_id, copy_part.kind, ref, revision
    FROM copy_part JOIN copy ON copy.id = copy_part.copy_id ORDER BY copy_part.id
    """,
)
TELL = (
    """
    INSERT INTO copy_event (studio_id, membership_id, copy_id, kind, done_by, at, note)
    SELECT studio_id, membership_id, id, 'printed', printed_by, at, '' FROM copy ORDER BY id
    """,
    """
    INSERT INTO copy_event (studio_id, membership_id, copy_id, kind, done_by, at, note)
    SELECT studio_id, membership_id, id, 'withdrawn', printed_by, at,
        'Its file was gone before this ledger began.'
    FROM copy WHERE tail IS NULL ORDER BY id
    """,
)
# Bytes that only a copy names are its tail now.
LET_FILES_GO = """
    DELETE FROM print_file
    WHERE EXISTS (
        SELECT 1 FROM copy
        WHERE copy.studio_id = print_file.studio_id AND copy.sha256 = print_file.sha256
    ) AND NOT EXISTS (
        SELECT 1 FROM bundle
        WHERE bundle.studio_id = print_file.studio_id AND bundle.sha256 = print_file.sha256
    )
"""
GIVE_PARTS_BACK = """
    INSERT INTO copy_part (studio_id, membership_id, copy_id, kind, ref, revision)
    SELECT copy.studio_id, copy.membership_id, copy.id, base_part.kind, ref, revision
    FROM copy JOIN base_part ON base_part.print_base_id = copy.print_base_id
    ORDER BY copy.id, base_part.id
"""
# Nobody had two copies of one run before: all but the first stand by themselves.
PART_FROM_RUNS = """
    UPDATE copy SET print_run_id = NULL WHERE id NOT IN (
        SELECT MIN(id) FROM copy WHERE print_run_id IS NOT NULL
        GROUP BY print_run_id, membership_id
    )
"""
WHOLE = sa.text(
    """
    SELECT copy.studio_id, copy.sha256, tail, pdf FROM copy
    JOIN print_base ON print_base.id = copy.print_base_id
    LEFT JOIN print_file ON print_file.studio_id = copy.studio_id
        AND print_file.sha256 = print_base.sha256
    WHERE copy.id = :copy_id
    """
)

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_dissolution()
    _create_bases()
    _create_events()
    unfreeze("copy")
    for column in _new_columns():
        op.add_column("copy", column)
    for statement in GIVE_BASES:
        op.execute(statement)
    _tie_copies()
    for statement in (*TELL, LET_FILES_GO):
        op.execute(statement)
    op.drop_table("copy_part")
    thaw("copy_part")
    for table in OF_A_STUDIO:
        keep_apart(table)
        freeze(table)
    freeze("copy", but=TAKEN_BACK)
    keep("copy")
    keep("copy_event")


def downgrade() -> None:
    unfreeze("copy")
    unkeep("copy")
    _create_copy_parts()
    op.execute(GIVE_PARTS_BACK)
    _give_files_back()
    op.execute(PART_FROM_RUNS)
    op.drop_table("copy_event")
    _untie_copies()
    for table in OF_A_STUDIO[1:]:
        op.drop_table(table)
    op.drop_table("dissolution")
    for table in OF_A_STUDIO:
        thaw(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION copy_event_is_kept()")
    keep_apart("copy_part")
    freeze("copy_part")
    freeze("copy")


def _create_dissolution() -> None:
    op.create_table(
        "dissolution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["id"], ["studio.id"], name=op.f("fk_dissolution_id_studio"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dissolution")),
    )


def _create_bases() -> None:
    op.create_table(
        "print_base",
        *_of_a_studio("print_base"),
        sa.Column("title_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("frame", sa.JSON(), nullable=True),
        _child("print_base", "title"),
        _child("print_base", "edition"),
        _one_of("print_base", KINDS),
        sa.UniqueConstraint("studio_id", "id", name=op.f("uq_print_base_studio_id_id")),
        sa.UniqueConstraint("studio_id", "key", name=op.f("uq_print_base_studio_id_key")),
    )
    once = ("print_base_id", "kind", "ref")
    op.create_table(
        "base_part",
        *_of_a_studio("base_part"),
        sa.Column("print_base_id", sa.Integer(), nullable=False),
        *_part_columns(),
        _child("base_part", "print_base"),
        sa.UniqueConstraint(*once, name=op.f(f"uq_base_part_{'_'.join(once)}")),
    )


def _create_events() -> None:
    op.create_table(
        "copy_event",
        *_of_a_studio("copy_event"),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("copy_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("done_by", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("newer_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        _child("copy_event", "membership"),
        _child("copy_event", "membership", "done_by"),
        _child("copy_event", "copy"),
        _child("copy_event", "copy", "newer_id"),
        _one_of("copy_event", STATES),
    )
    op.create_index("ix_copy_event_copy_id_id", "copy_event", ["copy_id", "id"])


def _new_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("kind", sa.Text(), server_default="lesson", nullable=False),
        sa.Column("print_base_id", sa.Integer(), nullable=True),
        sa.Column("tail", sa.LargeBinary(), nullable=True),
    ]


def _tie_copies() -> None:
    op.drop_index("uq_copy_print_run_id_membership_id", "copy")
    with op.batch_alter_table("copy") as copy:
        copy.alter_column("kind", existing_type=sa.Text(), server_default=None)
        copy.alter_column("print_base_id", existing_type=sa.Integer(), nullable=False)
        copy.create_check_constraint(op.f("ck_copy_kind"), _within(KINDS))
        copy.create_foreign_key(
            op.f("fk_copy_studio_id_print_base_id_print_base"),
            "print_base",
            ["studio_id", "print_base_id"],
            ["studio_id", "id"],
        )
    op.create_index("ix_copy_print_base_id", "copy", ["print_base_id"])
    op.create_index(
        "uq_copy_print_run_id_membership_id_kind",
        "copy",
        ["print_run_id", "membership_id", "kind"],
        unique=True,
    )


def _untie_copies() -> None:
    op.drop_index("uq_copy_print_run_id_membership_id_kind", "copy")
    op.drop_index("ix_copy_print_base_id", "copy")
    with op.batch_alter_table("copy") as copy:
        copy.drop_constraint(op.f("fk_copy_studio_id_print_base_id_print_base"), "foreignkey")
        copy.drop_constraint(op.f("ck_copy_kind"), type_="check")
        for column in ("kind", "print_base_id", "tail"):
            copy.drop_column(column)
    op.create_index(
        "uq_copy_print_run_id_membership_id", "copy", ["print_run_id", "membership_id"], unique=True
    )


def _create_copy_parts() -> None:
    once = ("copy_id", "kind", "ref")
    op.create_table(
        "copy_part",
        *_of_a_studio("copy_part"),
        sa.Column("membership_id", sa.Integer(), nullable=False),
        sa.Column("copy_id", sa.Integer(), nullable=False),
        *_part_columns(),
        _child("copy_part", "copy"),
        _child("copy_part", "membership"),
        sa.UniqueConstraint(*once, name=op.f(f"uq_copy_part_{'_'.join(once)}")),
    )


def _give_files_back() -> None:
    """Each copy a whole file again; one at a time, for together they may be large."""
    connection = op.get_bind()
    copies = connection.exec_driver_sql("SELECT id FROM copy WHERE tail IS NOT NULL ORDER BY id")
    for (copy_id,) in copies.all():
        studio_id, sha256, pdf = _whole(connection, copy_id)
        file = sa.table("print_file", *map(sa.column, ("studio_id", "sha256", "pdf")))
        is_here = (file.c.studio_id == studio_id, file.c.sha256 == sha256)
        if connection.scalar(sa.select(sa.func.count()).select_from(file).where(*is_here)):
            continue
        connection.execute(file.insert().values(studio_id=studio_id, sha256=sha256, pdf=pdf))


def _whole(connection: sa.Connection, copy_id: int) -> tuple[int, str, bytes]:
    row = connection.execute(WHOLE, {"copy_id": copy_id}).one()
    return row[0], row[1], (bytes(row[3]) if row[3] else b"") + bytes(row[2])


def _of_a_studio(table: str) -> tuple[sa.Column[object] | sa.Constraint, ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("studio_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(
            ["studio_id"], ["studio.id"], name=op.f(f"fk_{table}_studio_id_studio")
        ),
    )


def _part_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
    ]


def _child(table: str, of: str, column: str | None = None) -> sa.ForeignKeyConstraint:
    column = column or f"{of}_id"
    return sa.ForeignKeyConstraint(
        ["studio_id", column],
        [f"{of}.studio_id", f"{of}.id"],
        name=op.f(f"fk_{table}_studio_id_{column}_{of}"),
    )


def _one_of(table: str, values: tuple[str, ...]) -> sa.CheckConstraint:
    return sa.CheckConstraint(_within(values), name=op.f(f"ck_{table}_kind"))


def _within(values: tuple[str, ...]) -> str:
    quoted = ", ".join(f"'{value}'" for value in values)
    return f"kind IN ({quoted})"
