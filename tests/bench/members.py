"""What a home page asks, for ten thousand members in turn, beside the same for one.

The statements are caught at a page and run on empty tables in memory, each member in a session of
their own: what is left is what it costs to say whose rows they are.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

import sqlalchemy as sa
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState

from tests.bench.lesson import READER, signed_in
from trainer import demo
from trainer.tables import Base
from trainer.tenancy.scope import StudioSession

MEMBERS = 10_000
STUDIOS = 1000
ROUNDS = 10

Asked = list[tuple[Any, Any]]


def ratio(app: Flask) -> float:
    """CPU time for many over that for one, the median of rounds that together are so many."""
    asked = _asked(app)
    with _empty() as connection:
        _time(connection, asked, [1] * 100)  # warms up
        return median(
            _time(connection, asked, range(first, first + MEMBERS // ROUNDS))
            / _time(connection, asked, [1] * (MEMBERS // ROUNDS))
            for first in range(1, MEMBERS, MEMBERS // ROUNDS)
        )


def _asked(app: Flask) -> Asked:
    """What an instructor's home asks within its scope, and with which parameters."""
    asked: Asked = []

    def note(state: ORMExecuteState) -> None:
        asked.append((state.statement, state.parameters))

    reader, home = signed_in(app, READER), f"/{demo.SLUG}/"
    reader.get(home)  # decodes what is taught
    with _listening(note):
        reader.get(home)
    if not asked:
        raise LookupError("the home page asked nothing within a studio")
    return asked


@contextmanager
def _listening(note: Callable[[ORMExecuteState], None]) -> Iterator[None]:
    event.listen(StudioSession, "do_orm_execute", note, insert=True)
    yield
    event.remove(StudioSession, "do_orm_execute", note)


@contextmanager
def _empty() -> Iterator[sa.Connection]:
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        Base.metadata.create_all(connection)
        yield connection
    engine.dispose()


def _time(connection: sa.Connection, asked: Asked, members: Any) -> float:
    started = time.process_time()
    for member in members:
        with StudioSession(connection, 1 + member % STUDIOS, member) as session:
            for statement, parameters in asked:
                session.execute(statement, parameters).all()
    return time.process_time() - started
