"""The studio session: every statement in it sees one studio, by construction.

A session is born with its studio and dies with it. It filters every ORM statement, refuses what it
cannot filter (Core, text, raw connections), refuses rows of other studios in both directions, and
raises where there is no scope. PostgreSQL's row-level security stands behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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

from trainer.storage.base import Base, Bound, Owned, ScopeError, Tenant
from trainer.tenancy.statement import Memory, names_core, tables

__all__ = ["EVERY", "Scope", "ScopeError", "StudioSession", "see"]

EVERY: Literal["every"] = "every"
Scope = int | Literal["every"] | None


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

    @contextmanager
    def within(self, studio: int) -> Iterator[StudioSession]:
        """One studio's rows, in the transaction of this session, which sees every studio."""
        if self.studio != EVERY:
            raise ScopeError("a session of one studio opens no other")
        self.flush()
        connection = super().connection()
        with StudioSession(connection, studio) as session:
            yield session
            session.flush()
        see(connection, EVERY)
        self.expire_all()  # it may hold rows as they were before

    def connection(self, *_: Any, **__: Any) -> sa.Connection:
        """Raw connections cannot be filtered, so there are none."""
        raise ScopeError("a studio session has no raw connections")

    def bulk_save_objects(self, *_: Any, **__: Any) -> None:
        """Bulk writes of this kind pass no check, so there are none."""
        raise ScopeError("a studio session has no unchecked bulk writes: use add()")

    bulk_insert_mappings = bulk_update_mappings = bulk_save_objects


# Bound anew each time that a statement runs.
STUDIO: Bound = sa.bindparam("scope_studio", type_=sa.Integer)
MEMBER: Bound = sa.bindparam("scope_member", type_=sa.Integer)

_OF_STUDIO, _OF_MEMBER = (
    with_loader_criteria(
        Base,
        seen,
        include_aliases=True,
        propagate_to_loaders=False,  # what a row loads later is filtered when it is
        track_closure_variables=False,
    )
    for seen in (
        lambda cls: cls.visible_to(STUDIO, None),
        lambda cls: cls.visible_to(STUDIO, MEMBER),
    )
)

_memory = Memory()


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
    state.parameters = {**(state.parameters or {}), **_bound(session)}  # type: ignore[dict-item]  # no list gets here
    state.statement = _filtered(state, session.own)
    if state.is_update or state.is_delete:
        _synchronize(state)


def _bound(session: StudioSession) -> dict[str, Any]:
    return {STUDIO.key: session.studio, MEMBER.key: session.own}


def _refuse_unscoped(state: ORMExecuteState) -> None:
    entity = state.bind_mapper.class_ if state.bind_mapper else None
    if entity is None or not issubclass(entity, Base) or entity.studio_key is None:
        raise ScopeError(f"{entity} belongs to no studio: reach it through a row that does")
    if state.is_insert or isinstance(state.parameters, list):
        raise ScopeError("a bulk INSERT, or UPDATE by keys, cannot be checked: use add()")


def _filtered(state: ORMExecuteState, own: int | None) -> Any:
    """The statement within a scope, whichever studio and member will be bound to it.

    A page's statements are the same objects at each request, so what became of one is remembered:
    to filter it anew costs more than to run it.
    """
    is_loader = state.is_relationship_load or state.is_column_load
    asked = (None if is_loader else state.bind_mapper, own is None)
    known = _memory.of(state.statement)
    if asked not in known:
        if not is_loader:
            _refuse_core(state.statement, state.bind_mapper)
        criteria = _OF_STUDIO if own is None else _OF_MEMBER
        known[asked] = state.statement.options(criteria)
    return known[asked]


def _refuse_core(statement: Any, mapper: Mapper[Any] | None) -> None:
    """The filter reaches entities alone, so nothing else in a statement may name rows."""
    if names_core(statement, mapper):
        raise ScopeError("Core and text inside a statement cannot be scoped: use the ORM")
    if statement.is_dml and len(tables(statement)) > 1:
        raise ScopeError("an UPDATE or DELETE of one table cannot look at another")


def _synchronize(state: ORMExecuteState) -> None:
    """Let the database say which rows were changed: without what is bound to the statement, the
    session cannot tell by itself which of the rows that it holds are among them."""
    if state.execution_options.get("synchronize_session", "auto") in {"auto", "evaluate"}:
        state.update_execution_options(synchronize_session="fetch")


@event.listens_for(StudioSession, "before_flush")
def _refuse_foreign_writes(session: StudioSession, _: UOWTransaction, __: object) -> None:
    if session.studio == EVERY:
        return
    for row in (*session.new, *session.dirty, *session.deleted):
        _claim(session, row)


def _claim(session: StudioSession, row: Base) -> None:
    if session.studio is None:
        raise ScopeError("no studio scope")
    if row.studio_key is None:
        raise ScopeError(f"{type(row).__name__} belongs to no studio: it is written unscoped")
    if isinstance(row, Tenant) and row in session.new and row.__dict__.get("studio_id") is None:
        row.studio_id = session.studio  # type: ignore[assignment]  # EVERY and None never get here
    moved = sa.inspect(row).attrs[row.studio_key].history.deleted
    if getattr(row, row.studio_key) != session.studio or moved:
        raise ScopeError("a row of another studio cannot be written")
    if isinstance(row, Owned) and session.own not in {None, row.membership_id}:
        raise ScopeError("a colleague's row cannot be written")


@event.listens_for(StudioSession, "detached_to_persistent")
@event.listens_for(StudioSession, "loaded_as_persistent")
def _refuse_foreign_rows(session: StudioSession, row: Base) -> None:
    """The last belt: no foreign row may enter the identity map, wherever it came from."""
    if session.studio == EVERY or row.studio_key is None:
        return
    if row.__dict__.get(row.studio_key, session.studio) != session.studio:
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
