"""A material change makes exactly the right copies stale: of any edition, kind and person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from hypothesis import Phase, given, settings

from quizzes.package import Package
from quizzes.parts import PartRef
from tests.trainer.conftest import on_sqlite
from tests.trainer.handouts.ledger import give
from tests.trainer.handouts.tales import TALES, Release, Tale, a_tale
from tests.trainer.page_text import words
from tests.trainer.small_studio import an_engine
from tests.trainer.syllabus import a_package, publish_again
from trainer.editions.queries.current import CurrentEdition, current_editions
from trainer.handouts.models.copy import Copy
from trainer.handouts.queries.copies import copies_of
from trainer.handouts.queries.ledger import LedgerFilter, whole_ledger
from trainer.handouts.queries.replacements import holders
from trainer.handouts.queries.verification import Verification, verify
from trainer.progress.impact import impact
from trainer.tenancy.scope import StudioSession


def agree(engine: sa.Engine, releases: list[Release]) -> None:
    """Tell it, and ask every place which copies are stale."""
    with a_tale(engine, releases) as tale:
        said = answers(tale)
        must = expected(tale)
        for place in must:
            assert said[place] == must[place], f"{place}: instead of"


def expected(tale: Tale) -> dict[str, Any]:
    """What each place must say."""
    return {
        "code": {id_: id_ in tale.stale for id_ in tale.printed},
        "current": {id_: id_ in tale.held and id_ not in tale.stale for id_ in tale.printed},
        "own list": tale.stale,
        "ledger": tale.stale & tale.held,
        "replacements": tale.stale & tale.held,
        "impact": len(tale.newly_stale & tale.held),
    }


def answers(tale: Tale) -> dict[str, Any]:
    """What each place says."""
    codes = {id_: _verified(tale, id_) for id_ in tale.printed}
    outdated = whole_ledger(tale.rows, LedgerFilter(state="stale"))
    own = [copies_of(tale.rows, tale.title.id, member) for member in tale.members]
    now, *_ = current_editions(tale.rows)
    return {
        "code": {id_: found.is_stale for id_, found in codes.items()},
        "current": {id_: found.is_current for id_, found in codes.items()},
        "own list": {row.id for rows in own for row in rows if row.stale},
        "ledger": {row.id for row in outdated},
        "replacements": {each.copy_id for one in holders(tale.rows) for each in one.copies},
        "impact": _impact(tale, now),
    }


def _verified(tale: Tale, copy_id: int) -> Verification:
    code = tale.rows.get_one(Copy, copy_id).code
    found = verify(tale.every, code)
    assert found is not None
    return found


def _impact(tale: Tale, now: CurrentEdition) -> int:
    """How many the last publishing is said to have made stale."""
    package = Package(lesson=now.lesson, quiz=None)  # what it counts is told by the tables alone
    return impact(tale.rows, CurrentEdition.of(tale.editions[-2:][0], package), now).copies


@pytest.fixture(scope="module")
def engine() -> Iterator[sa.Engine]:
    """A small studio in memory."""
    engine = an_engine()
    yield engine
    engine.dispose()


@given(releases=TALES)
def test_a_material_change_makes_exactly_the_right_copies_stale(
    engine: sa.Engine, releases: list[Release]
) -> None:
    agree(engine, releases)


@contextmanager
def planted(engine: sa.Engine, fault: tuple[str, str]) -> Iterator[None]:
    """Send what is asked of copies with a fault in it, while this lasts."""

    def send(*execution: object) -> tuple[str, object]:
        return re.sub(*fault, str(execution[2])), execution[3]

    sa.event.listen(engine, "before_cursor_execute", send, retval=True)
    try:
        yield
    finally:
        sa.event.remove(engine, "before_cursor_execute", send)


@pytest.mark.parametrize(
    "fault",
    [
        (r"(\w+\.revision != \w+\.revision)", r"(\1 AND 1 = 0)"),
        (r"(\w+\.revision != \w+\.revision)", r"(\1 OR 1 = 1)"),
        (r"(base_part\w*\.print_base_id = copy\w*\.print_base_id)", r"(\1 OR 1 = 1)"),
        (r"(\w+\.number = \(SELECT max)", r"1 = 1 OR \1"),
        (r"ORDER BY copy_event.id DESC", "ORDER BY copy_event.id"),
    ],
    ids=["none is", "every is", "another's part", "an older edition", "an older state"],
)
def test_a_rule_that_is_wrong_is_found_out(engine: sa.Engine, fault: tuple[str, str]) -> None:
    @settings(phases=[Phase.generate])
    @given(releases=TALES)
    def tell_all(releases: list[Release]) -> None:
        agree(engine, releases)

    with planted(engine, fault), pytest.raises(AssertionError, match="instead of"):
        tell_all()


@on_sqlite
def test_the_page_of_a_code_says_so(client: FlaskClient, every: StudioSession) -> None:
    shows, other = give(every, "ana"), give(every, "bruno", PartRef("exercise", "walk"))

    publish_again(every, a_package(title="Feet again"), "exercise:stand")

    said = [words(client.get(f"/c/{copy.code}")) for copy in (shows, other)]
    assert ["superseded" in each for each in said] == [True, False]
    assert ["Genuine and current" in each for each in said] == [False, True]
