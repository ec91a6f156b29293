"""What every table shares: names of constraints, UTC times, whose a row is and who sees it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any, ClassVar, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


Row = TypeVar("Row")


class UTC(sa.TypeDecorator[dt.datetime]):
    """A moment: aware in, aware out, on both databases (SQLite alone would drop the zone)."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: sa.Dialect) -> Any:
        """Refuse a naive time: it names no moment."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no zone")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> dt.datetime | None:
        """Give back the zone that SQLite dropped."""
        if value is None:
            return None
        moment: dt.datetime = value
        return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment


Bound = sa.BindParameter[int]


class ScopeError(Exception):
    """A statement that would leave its studio: a fault of the program, never of a person."""


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True, repr=False):
    """The base of every model: rows are made with keywords alone.

    ``studio_key`` is the column that names the studio of a row. A table without one belongs to no
    studio: its rows are reached through one that does, and written unscoped.
    """

    studio_key: ClassVar[str | None] = None

    metadata = sa.MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012  (SQLAlchemy reads it as a plain attribute)
        dt.datetime: UTC,
        dt.date: sa.Date,
        str: sa.Text,
        list[str]: sa.JSON,
    }

    def __init_subclass__(cls, **of_dataclass: Any) -> None:
        """Refuse a table that does not say who sees its rows."""
        if getattr(cls.visible_to, "__func__", None) is Base.visible_to.__func__:  # type: ignore[attr-defined]  # mypy takes a method for a plain function
            raise ScopeError(f"{cls.__name__} does not say who sees its rows: give it visible_to()")
        super().__init_subclass__(**of_dataclass)

    @classmethod
    def visible_to(cls, studio: Bound, member: Bound | None) -> sa.ColumnElement[bool]:
        """The rows that a studio sees, or of these one member's own: each table says it."""
        return sa.false()


class Tenant(MappedAsDataclass, kw_only=True, repr=False):
    """A row that belongs to one studio; the studio session fills and guards ``studio_id``."""

    studio_key: ClassVar[str | None] = "studio_id"

    studio_id: Mapped[int] = mapped_column(sa.ForeignKey("studio.id"), init=False, sort_order=-2)
    id: Mapped[int] = mapped_column(primary_key=True, init=False, sort_order=-3)

    @classmethod
    def visible_to(cls, studio: Bound, member: Bound | None) -> sa.ColumnElement[bool]:
        """What the studio has, for each of its members."""
        return cls.studio_id == studio


class Owned(Tenant, kw_only=True, repr=False):
    """A studio's row that belongs to one membership: a colleague does not see it."""

    membership_id: Mapped[int] = mapped_column(sort_order=-1)

    @classmethod
    def visible_to(cls, studio: Bound, member: Bound | None) -> sa.ColumnElement[bool]:
        """What the studio has, and of that a member their own."""
        here = cls.studio_id == studio
        return here if member is None else sa.and_(here, cls.membership_id == member)


def parent() -> sa.UniqueConstraint:
    """What a table needs so that children can point at it by studio and id."""
    return sa.UniqueConstraint("studio_id", "id")


def child_of(table: str, column: str | None = None) -> sa.ForeignKeyConstraint:
    """Point at a parent of the same studio; ``column`` is ``<table>_id`` unless told."""
    return sa.ForeignKeyConstraint(
        ["studio_id", column or f"{table}_id"], [f"{table}.studio_id", f"{table}.id"]
    )


def rows_as(kind: Callable[..., Row], found: sa.Result[*tuple[Any, ...]]) -> Iterator[Row]:
    """Rows with a name for each column: no column can take another's place unseen."""
    return (kind(**row) for row in found.mappings())


def one_of(column: str, values: type[Any]) -> sa.CheckConstraint:
    """Keep a column within the values of a string enum."""
    allowed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({allowed})", name=column)
