"""Site: what a check looks at, and how it says that something is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cached_property

import sqlalchemy as sa

from trainer.config import Config
from trainer.storage.engines import Storage, sqlite_file
from trainer.tenancy.access import looking
from trainer.tenancy.models.studio import Studio
from trainer.tenancy.scope import EVERY, Scope, StudioSession, see


class Fault(Exception):
    """What is wrong and what to do, in a sentence or two."""


@dataclass(frozen=True)
class Site:
    """A configuration, the database that it names, and the moment of the checkup."""

    config: Config
    at: dt.datetime

    @cached_property
    def storage(self) -> Storage:
        """Its database, where there is one: to look for a SQLite file would make it."""
        file = sqlite_file(sa.make_url(self.config.database_url))
        if file and not file.exists():
            raise Fault(f"There is no database at {file}. `trainer serve` makes one.")
        return Storage.connect(self.config.database_url)

    @contextmanager
    def connection(self) -> Iterator[sa.Connection]:
        """Below the models, with the rows of every studio."""
        with self.storage.read.connect() as connection:
            see(connection, EVERY)
            yield connection

    def rows(self, studio: Scope = EVERY) -> AbstractContextManager[StudioSession]:
        """The rows of a studio, or of all."""
        return looking(self.storage, studio)

    def studios(self) -> list[Studio]:
        """Every studio of the site."""
        with self.rows() as session:
            return list(session.scalars(sa.select(Studio).order_by(Studio.id)))

    def close(self) -> None:
        """Let go of the database, if any check has needed it."""
        if "storage" in vars(self):
            self.storage.close()


# Says in a few words what is well; raises Fault.
Check = Callable[[Site], str]


def some(faults: list[str]) -> str:
    """The first few of a list that may be long."""
    rest = f" and {len(faults) - 5} more" if len(faults) > 5 else ""
    return "; ".join(faults[:5]) + rest
