"""A clock for tests."""

from __future__ import annotations

import datetime as dt


class Clock:
    """Time that stands until a test moves it; the app takes it for ``datetime``."""

    UTC = dt.UTC

    def __init__(self) -> None:
        self.at = dt.datetime.now(dt.UTC)

    @property
    def datetime(self) -> Clock:
        """The class that the app asks for the time."""
        return self

    def now(self, _: dt.tzinfo) -> dt.datetime:
        """The moment at which it stands."""
        return self.at

    def advance(self, **by: float) -> None:
        """Move on by days, hours, minutes or seconds."""
        self.at += dt.timedelta(**by)
