"""Guards that a migration puts on a table, on both databases where they can have them.

A batch on SQLite recreates its table without triggers: freeze and keep it again afterwards.
"""

from __future__ import annotations

from alembic import op

# Empty or unset matches nothing, so a connection that says no studio sees no row.
SCOPE = """
    current_setting('app.studio', true) = 'every'
    OR studio_id::text = current_setting('app.studio', true)
"""
# What a studio keeps for good goes with the studio alone.
DISSOLVED = "EXISTS (SELECT 1 FROM dissolution WHERE id = OLD.studio_id)"


def keep_apart(table: str) -> None:
    """Row-level security by studio, for the table's owner too. SQLite has none."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY studio ON {table} USING ({SCOPE}) WITH CHECK ({SCOPE})")


def freeze(table: str, but: str = "FALSE") -> None:
    """What is published never changes: refuse every UPDATE but what ``but`` allows."""
    _guard(f"{table}_is_frozen", table, "UPDATE", f"a row of {table} never changes", but)


def keep(table: str, but: str = DISSOLVED) -> None:
    """What happened has happened: refuse every DELETE but what ``but`` allows."""
    _guard(f"{table}_is_kept", table, "DELETE", f"a row of {table} is never deleted", but)


def unfreeze(table: str) -> None:
    """Let a table that stays be changed, until it is frozen again."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER IF EXISTS {table}_is_frozen")  # a batch takes it away as well
        return
    op.execute(f"DROP TRIGGER {table}_is_frozen ON {table}")
    thaw(table)


def unkeep(table: str) -> None:
    """Let rows of a table that stays be deleted, until it is kept again."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER IF EXISTS {table}_is_kept")
        return
    op.execute(f"DROP TRIGGER {table}_is_kept ON {table}")
    op.execute(f"DROP FUNCTION {table}_is_kept()")


def thaw(table: str) -> None:
    """Forget the guard of a table that has been dropped."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP FUNCTION {table}_is_frozen()")


def _guard(name: str, table: str, deed: str, refusal: str, but: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {deed} ON {table} WHEN NOT COALESCE(({but}), FALSE) "
            f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        )
        return
    row = "OLD" if deed == "DELETE" else "NEW"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF NOT COALESCE(({but}), FALSE) THEN RAISE EXCEPTION '{refusal}'; END IF; "
        f"RETURN {row}; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {deed} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
