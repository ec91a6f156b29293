"""Places to restore into, and what a database is made of beside its rows."""

from __future__ import annotations

import sqlalchemy as sa

from trainer.storage.engines import Storage

MADE_OF = {
    "sqlite": "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY 1, 2",
    "postgresql": """
        SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT 'policy', tablename, qual || with_check FROM pg_policies
            WHERE schemaname = 'public'
        UNION ALL SELECT 'guarded', relname, concat(relrowsecurity, relforcerowsecurity)
            FROM pg_class WHERE relnamespace = 'public'::regnamespace
        UNION ALL SELECT 'trigger', tgname, pg_get_triggerdef(pg_trigger.oid)
            FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
            WHERE relnamespace = 'public'::regnamespace AND NOT tgisinternal
        UNION ALL SELECT 'function', proname, prosrc FROM pg_proc
            WHERE pronamespace = 'public'::regnamespace
        UNION ALL SELECT 'constraint', conname, pg_get_constraintdef(oid) FROM pg_constraint
            WHERE connamespace = 'public'::regnamespace
        ORDER BY 1, 2
    """,
}


def made_of(url: str) -> list[tuple[str, ...]]:
    """The tables, indexes, constraints and guards that are there."""
    storage = Storage.connect(url)
    with storage.read.connect() as connection:
        found = connection.execute(sa.text(MADE_OF[connection.dialect.name])).all()
    storage.close()
    return [tuple(row) for row in found]
