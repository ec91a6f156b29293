"""The clock: the one place that knows what time it is."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo


def today(time_zone: str) -> dt.date:
    """The day that it is in a time zone."""
    return now().astimezone(ZoneInfo(time_zone)).date()


def now() -> dt.datetime:
    """This moment in UTC."""
    return dt.datetime.now(dt.UTC)
