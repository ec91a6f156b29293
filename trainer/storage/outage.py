"""An outage: why the database takes nothing just now, and when to try again."""

from __future__ import annotations

import errno
from enum import Enum

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolEmpty


class Outage(Enum):
    """What is the matter; its value is after how many seconds one may try again."""

    BUSY = 5  # another writer, a restart, too many connections: it passes by itself
    SHUT = 60  # full, read-only or failing: somebody has to see to it

    @classmethod
    def of(cls, error: BaseException) -> Outage | None:
        """The outage behind an error, or None when the fault is ours."""
        if isinstance(error, DBAPIError):
            return _of_sqlite(error) or _of_postgresql(error)
        if isinstance(error, PoolEmpty):
            return cls.BUSY  # every connection is in use
        is_disk = isinstance(error, OSError) and error.errno in _DISK
        return cls.SHUT if is_disk else None


_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}

# How the names of SQLite's result codes begin.
_SQLITE = {
    "SQLITE_BUSY": Outage.BUSY,
    "SQLITE_LOCKED": Outage.BUSY,
    "SQLITE_PROTOCOL": Outage.BUSY,
    "SQLITE_FULL": Outage.SHUT,
    "SQLITE_READONLY": Outage.SHUT,
    "SQLITE_IOERR": Outage.SHUT,
    "SQLITE_CANTOPEN": Outage.SHUT,
}

# How PostgreSQL's codes begin ("PostgreSQL Error Codes", appendix A of its manual); the longer
# ones first.
_POSTGRESQL = {
    "53100": Outage.SHUT,  # disk full
    "25006": Outage.SHUT,  # read-only
    "58": Outage.SHUT,  # the system it runs on
    "55P03": Outage.BUSY,  # a lock was not had in time
    "57": Outage.BUSY,  # cancelled, shutting down, not up yet
    "53": Outage.BUSY,  # memory, connections
    "40": Outage.BUSY,  # a deadlock, or transactions that exclude each other
    "08": Outage.BUSY,  # the connection
}


def _of_sqlite(error: DBAPIError) -> Outage | None:
    return _starting(_SQLITE, getattr(error.orig, "sqlite_errorname", ""))


def _of_postgresql(error: DBAPIError) -> Outage | None:
    code = getattr(error.orig, "sqlstate", "")
    if code is None:
        # The server did not live to say why.
        return Outage.BUSY if isinstance(error, OperationalError) else None
    return _starting(_POSTGRESQL, code)


def _starting(outages: dict[str, Outage], code: str) -> Outage | None:
    return next((outage for start, outage in outages.items() if code.startswith(start)), None)
