"""Readiness: whether pages can be answered just now."""

from __future__ import annotations

from sqlalchemy.exc import SQLAlchemyError

from trainer.migrations import is_up_to_date
from trainer.storage.engines import Storage

SILENT = "The database does not answer."
OLD = "The tables are not up to date."


def obstacle(storage: Storage) -> str | None:
    """What is in the way of the next page, or None."""
    try:
        with storage.read.connect() as connection:
            return None if is_up_to_date(connection) else OLD
    except SQLAlchemyError:
        return SILENT
