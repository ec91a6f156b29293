"""Done, in what it says now: one rule, and every page that tells of it says the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from hypothesis import Phase, given, settings

from tests.trainer.agreement import disagreements
from tests.trainer.histories import HISTORIES, History
from tests.trainer.retelling import retelling
from tests.trainer.small_studio import an_engine

# Of a statement: what says that a part is there, in this revision, or in another.
IS_THERE = (r"(\w+\.digest != \?)", r"(\1 OR 1 = 1)")
IS_SAME = (r"(\w+\.revision = \w+\.revision)", r"(\1 OR 1 = 1)")
IS_OTHER = (r"(\w+\.revision != \w+\.revision)", r"(\1 AND 1 = 0)")


@pytest.fixture(scope="module")
def engine() -> Iterator[sa.Engine]:
    """A studio in memory, whose title has no edition yet."""
    made = an_engine()
    yield made
    made.dispose()


def agree(engine: sa.Engine, history: History) -> None:
    """Ask everywhere at the end of a history."""
    with retelling(engine) as retold:
        retold.tell(history)
        found = disagreements(retold)
    assert not found, "\n".join(found)


@given(history=HISTORIES)
def test_every_page_says_the_same_of_what_is_done(engine: sa.Engine, history: History) -> None:
    agree(engine, history)


@contextmanager
def planted(engine: sa.Engine, table: str, fault: tuple[str, str]) -> Iterator[None]:
    """Send what is asked of a table with a fault in it, while this lasts."""

    def send(*execution: object) -> tuple[str, object]:
        statement = str(execution[2])
        is_about = re.search(rf"\b{table}\b", statement)
        return re.sub(*fault, statement) if is_about else statement, execution[3]

    sa.event.listen(engine, "before_cursor_execute", send, retval=True)
    try:
        yield
    finally:
        sa.event.remove(engine, "before_cursor_execute", send)


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        *((table, IS_THERE) for table in ("reading", "practice", "stance", "sign_off")),
        *((table, IS_SAME) for table in ("reading", "practice", "stance")),
        *((table, IS_OTHER) for table in ("sign_off", "base_part", "attempt")),
    ],
)
def test_a_rule_that_forgets_something_is_found_out(
    engine: sa.Engine, table: str, fault: tuple[str, str]
) -> None:
    @settings(phases=[Phase.generate])
    @given(history=HISTORIES)
    def try_all(history: History) -> None:
        agree(engine, history)

    with planted(engine, table, fault), pytest.raises(AssertionError, match="instead of"):
        try_all()
