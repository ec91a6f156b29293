"""A statement as a scope sees it: what it reads that is no entity, and what was made of it."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapper
from sqlalchemy.sql import visitors

from trainer.storage.base import Base

# Their own parts are looked at one by one; a function names no table.
_MADE_OF_PARTS = (sa.Subquery, sa.CTE, sa.Join, sa.TableValuedAlias, sa.ColumnElement)


def names_core(statement: Any, mapper: Mapper[Any] | None) -> bool:
    """Whether anything in it reads rows otherwise than through an entity of ours.

    ``mapper`` is of the entity that it is about, whose key alone may stand bare: a session gets a
    row by it.
    """
    keys = mapper.primary_key if mapper else ()
    return any(
        _is_core(part) and not any(part is key for key in keys) for part in _parts(statement)
    ) or any(_is_core_source(source) for source in _sources(statement))


def tables(statement: Any) -> set[str]:
    """The names of all that it reads from."""
    columns = (part.table for part in _parts(statement) if isinstance(part, sa.Column))
    return {str(table) for table in (*columns, *_sources(statement))}


def _parts(statement: Any) -> Iterator[Any]:
    return visitors.iterate(statement)


def _sources(statement: Any) -> Iterator[Any]:
    """What each SELECT and JOIN in it reads from as a whole: no column need be named for that."""
    for part in _parts(statement):
        named: tuple[Any, ...] = ()
        if isinstance(part, sa.Select):
            named = (*part._raw_columns, *part._from_obj, *(join[0] for join in part._setup_joins))
        elif isinstance(part, sa.Join):
            named = (part.left, part.right)
        elif isinstance(part, sa.TableValuedColumn):
            named = (part.scalar_alias,)
        yield from (each for each in named if isinstance(each, sa.FromClause))


def _is_core(part: Any) -> bool:
    if isinstance(part, sa.Column):
        return isinstance(part.table, sa.Table) and not _is_ours(part)
    if isinstance(part, sa.ColumnClause):
        return isinstance(part.table, sa.TableClause | None) and part.name != "*"
    return isinstance(part, sa.TextClause)


def _is_core_source(source: Any) -> bool:
    return not isinstance(source, _MADE_OF_PARTS) and not _is_ours(source)


def _is_ours(part: Any) -> bool:
    """Whether the filter knows the entity that a column or a table is of."""
    entity = part._annotations.get("parententity")
    return entity is not None and issubclass(entity.mapper.class_, Base)


class Memory:
    """What became of each statement, for as long as the statement itself lives.

    By identity: of two statements that say they are equal, one must not stand for the other.
    """

    def __init__(self) -> None:
        self._kept: dict[int, tuple[weakref.ref[Any], dict[Any, Any]]] = {}

    def of(self, statement: Any) -> dict[Any, Any]:
        """What is remembered of it, to be added to."""
        key = id(statement)
        kept = self._kept.get(key)
        if kept is None or kept[0]() is not statement:
            kept = self._kept[key] = (weakref.ref(statement, lambda it: self._forget(key, it)), {})
        return kept[1]

    def _forget(self, key: int, gone: weakref.ref[Any]) -> None:
        if key in self._kept and self._kept[key][0] is gone:
            del self._kept[key]
