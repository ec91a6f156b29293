"""Done, in what it says now: one rule, and every page that tells of it says the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from hypothesis import given

from tests.trainer.agreement import disagreements
from tests.trainer.histories import HISTORIES, History
from tests.trainer.retelling import an_engine, retelling


@pytest.fixture(scope="module")
def engine() -> Iterator[sa.Engine]:
    """A studio in memory, whose title has no edition yet."""
    made = an_engine()
    yield made
    made.dispose()


def told(engine: sa.Engine, history: History) -> list[str]:
    """What disagrees at the end of a history."""
    with retelling(engine) as retold:
        retold.tell(history)
        return disagreements(retold)


@given(history=HISTORIES)
def test_every_page_says_the_same_of_what_is_done(engine: sa.Engine, history: History) -> None:
    assert told(engine, history) == []
