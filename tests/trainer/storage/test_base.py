"""Moments keep their zone on both databases."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import StatementError

from tests.trainer.world import LONG_AGO
from trainer.tenancy.models.throttle import Throttle
from trainer.tenancy.scope import StudioSession


def test_a_moment_comes_back_as_the_same_moment_in_utc(every: StudioSession) -> None:
    auckland = LONG_AGO.astimezone(ZoneInfo("Pacific/Auckland"))
    every.add(Throttle(key="k", since=auckland, tries=1))
    every.commit()

    (since,) = every.scalars(sa.select(Throttle.since).where(Throttle.key == "k"))

    assert since == LONG_AGO
    assert since.utcoffset() == dt.timedelta(0)


def test_a_time_without_a_zone_is_refused(every: StudioSession) -> None:
    every.add(Throttle(key="k", since=LONG_AGO.replace(tzinfo=None), tries=1))

    with pytest.raises(StatementError, match="has no zone"):
        every.flush()
