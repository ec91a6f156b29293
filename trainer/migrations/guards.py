"""Guards that a migration puts on a table, on both databases where they can have them.

A batch on SQLite recreates its table without triggers: freeze it again afterwards.
"""

from __future__ import annotations

from alembic import op

# Empty or unset matches nothing, so a connection that says no studio sees no row.
SCOPE = """
    current_setting('app.studio', true) = 'every'
    OR studio_id::text = current_setting('app.studio', true)
"""


def keep_apart(table: str) -> None:
    """Row-level security by studio, for the table's owner too. SQLite has none."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY studio ON {table} USING ({SCOPE}) WITH CHECK ({SCOPE})")


def freeze(table: str) -> None:
    """What is published never changes: refuse every UPDATE."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {table}_is_frozen BEFORE UPDATE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'a row of {table} never changes'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {table}_is_frozen() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION 'a row of {table} never changes'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_is_frozen BEFORE UPDATE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_is_frozen()"
    )


def thaw(table: str) -> None:
    """Forget the guard of a table that has been dropped."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP FUNCTION {table}_is_frozen()")
