"""The studio session: every statement in it sees one studio, by construction.

A session is born with its studio and dies with it. It filters every ORM statement, refuses what it
cannot filter (Core, text, raw connections), refuses rows of other studios in both directions, and
raises where there is no scope. PostgreSQL's row-level security stands behind it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import (
    Mapper,
    ORMExecuteState,
    Session,
    SessionTransaction,
    UOWTransaction,
    with_loader_criteria,
)
from sqlalchemy.sql import visitors

from trainer.models.base import Base, Owned, Tenant
from trainer.models.edition import Document, Edition
from trainer.models.membership import Membership
from trainer.models.person import Person
from trainer.models.sign_in import SignIn
from trainer.models.studio import Studio
from trainer.models.throttle import Throttle

EVERY: Literal["every"] = "every"
Scope = int | Literal["every"] | None


class ScopeError(Exception):
    """A statement that would leave its studio: a fault of the program, never of a person."""


class StudioSession(Session):
    """A session bound to one studio, and with ``own`` to the rows of one membership in it."""

    def __init__(
        self, bind: sa.Engine | sa.Connection, studio: Scope, own: int | None = None
    ) -> None:
        super().__init__(bind)
        object.__setattr__(self, "_scope", (studio, own))

    def __setattr__(self, name: str, value: object) -> None:
        if name == "_scope":
            raise ScopeError("a session keeps the scope it was born with")
        super().__setattr__(name, value)

    @property
    def studio(self) -> Scope:
        """The id of its studio, EVERY, or None: then every statement raises."""
        scope: tuple[Scope, int | None] = self.__dict__["_scope"]
        return scope[0]

    @property
    def own(self) -> int | None:
        """The id of the one membership whose rows it sees, or None for all of the studio's."""
        scope: tuple[Scope, int | None] = self.__dict__["_scope"]
        return scope[1]

    def connection(self, *_: Any, **__: Any) -> sa.Connection:
        """Raw connections cannot be filtered, so there are none."""
        raise ScopeError("a studio session has no raw connections")

    def bulk_save_objects(self, *_: Any, **__: Any) -> None:
        """Bulk writes of this kind pass no check, so there are none."""
        raise ScopeError("a studio session has no unchecked bulk writes: use add()")

    bulk_insert_mappings = bulk_update_mappings = bulk_save_objects


@event.listens_for(StudioSession, "do_orm_execute")
def _filter(state: ORMExecuteState) -> None:
    session = state.session
    assert isinstance(session, StudioSession)  # noqa: S101  (narrows the type for mypy)
    if session.studio is None:
        raise ScopeError("no studio scope")
    if session.studio == EVERY:
        return
    if not state.is_orm_statement:
        raise ScopeError("Core and text statements cannot be scoped: use the ORM")
    _refuse_unscoped(state)
    if not (state.is_relationship_load or state.is_column_load):
        _refuse_core(state.statement, state.bind_mapper)
    state.statement = _filtered(state.statement, session.studio, session.own)


def _refuse_unscoped(state: ORMExecuteState) -> None:
    entity = state.bind_mapper.class_ if state.bind_mapper else None
    if entity is None or not issubclass(entity, Tenant | Studio):
        raise ScopeError(f"{entity} belongs to no studio: reach it through a row that does")
    if state.is_insert or (state.is_update and isinstance(state.parameters, list)):
        raise ScopeError("a bulk INSERT, or UPDATE by keys, cannot be checked: use add()")


@lru_cache(maxsize=1024)
def _refuse_core(statement: Any, mapper: Mapper[Any]) -> None:
    """The filter reaches entities alone, so nothing else in a statement may name rows."""
    parts = list(visitors.iterate(statement))
    if any(_is_core(part) and not _is_key(part, mapper) for part in parts):
        raise ScopeError("Core and text inside a statement cannot be scoped: use the ORM")
    tables = {str(part.table) for part in parts if isinstance(part, sa.Column)}
    if statement.is_dml and len(tables) > 1:
        raise ScopeError("an UPDATE or DELETE of one table cannot look at another")


def _is_core(part: Any) -> bool:
    if isinstance(part, sa.Column):
        return isinstance(part.table, sa.Table) and "parententity" not in part._annotations
    if isinstance(part, sa.ColumnClause):
        return isinstance(part.table, sa.TableClause | None) and part.name != "*"
    return isinstance(part, sa.TextClause)


def _is_key(part: Any, mapper: Mapper[Any]) -> bool:
    """Whether it is the key of the entity itself, by which a session gets a row."""
    return any(part is column for column in mapper.primary_key)


@lru_cache(maxsize=1024)
def _filtered(statement: Any, studio: int, own: int | None) -> Any:
    """The statement within one scope. A page's statements are the same objects at each request, so
    they are remembered: filtering one anew costs more than running it."""
    return statement.options(*_criteria(studio, own))


@lru_cache(maxsize=1024)
def _criteria(studio: int, own: int | None) -> tuple[Any, ...]:
    members = sa.select(Membership.person_id).where(Membership.studio_id == studio)
    taught = sa.select(Edition.document_sha256).where(Edition.studio_id == studio)
    criteria = [
        with_loader_criteria(Tenant, lambda cls: cls.studio_id == studio, include_aliases=True),
        with_loader_criteria(Studio, lambda cls: cls.id == studio, include_aliases=True),
        with_loader_criteria(Document, Document.sha256.in_(taught), include_aliases=True),
        with_loader_criteria(SignIn, sa.false(), include_aliases=True),
        with_loader_criteria(Throttle, sa.false(), include_aliases=True),
    ]
    if own is not None:
        members = members.where(Membership.id == own)
        criteria += [
            with_loader_criteria(Owned, lambda cls: cls.membership_id == own, include_aliases=True),
            with_loader_criteria(Membership, lambda cls: cls.id == own, include_aliases=True),
        ]
    criteria.append(with_loader_criteria(Person, Person.id.in_(members), include_aliases=True))
    return tuple(criteria)


@event.listens_for(StudioSession, "before_flush")
def _refuse_foreign_writes(session: StudioSession, _: UOWTransaction, __: object) -> None:
    if session.studio == EVERY:
        return
    for row in (*session.new, *session.dirty, *session.deleted):
        _claim(session, row)


def _claim(session: StudioSession, row: object) -> None:
    if session.studio is None:
        raise ScopeError("no studio scope")
    if isinstance(row, Studio):
        if row.id != session.studio:
            raise ScopeError("another studio cannot be written")
        return
    if not isinstance(row, Tenant):
        raise ScopeError(f"{type(row).__name__} belongs to no studio: it is written unscoped")
    _fill(session, row)


def _fill(session: StudioSession, row: Tenant) -> None:
    if row in session.new and row.__dict__.get("studio_id") is None:
        row.studio_id = session.studio  # type: ignore[assignment]  # EVERY and None never get here
    moved = sa.inspect(row).attrs["studio_id"].history.deleted
    if row.studio_id != session.studio or moved:
        raise ScopeError("a row of another studio cannot be written")
    if isinstance(row, Owned) and session.own not in {None, row.membership_id}:
        raise ScopeError("a colleague's row cannot be written")


@event.listens_for(StudioSession, "detached_to_persistent")
@event.listens_for(StudioSession, "loaded_as_persistent")
def _refuse_foreign_rows(session: StudioSession, row: Base) -> None:
    """The last belt: no foreign row may enter the identity map, wherever it came from."""
    if session.studio == EVERY or not isinstance(row, Tenant):
        return
    if row.__dict__.get("studio_id", session.studio) != session.studio:
        raise ScopeError("a row of another studio cannot be taken in")


@event.listens_for(StudioSession, "after_begin")
def _tell_postgresql(
    session: StudioSession, _: SessionTransaction, connection: sa.Connection
) -> None:
    see(connection, session.studio)


def see(connection: sa.Connection, studio: Scope) -> None:
    """Tell PostgreSQL's row-level security what this transaction may see; SQLite has none."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            sa.text("SELECT set_config('app.studio', :studio, true)"),
            {"studio": "" if studio is None else str(studio)},
        )
