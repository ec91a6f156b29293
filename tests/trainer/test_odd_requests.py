"""Whatever anybody sends, and in whatever state, the answer is no fault of ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask, request
from flask.typing import ResponseReturnValue

from tests.trainer.conftest import ON_SQLITE
from tests.trainer.odd.crowd import ROUND, Crowd, Tally
from tests.trainer.walk.ground import ground


def test_odd_requests_of_everybody_are_answered(app: Flask, database_url: str) -> None:
    with ground(app, database_url) as prepared:
        tally = Crowd(app, prepared, seed=1).send(400)

    assert tally.faults == []
    assert tally.statuses.total() == 400
    assert tally.short == {}, str(tally)


@pytest.mark.soak
def test_ten_thousand_odd_requests_are_answered(
    app: Flask, database_url: str, record_property: Callable[[str, object], None]
) -> None:
    with ground(app, database_url) as prepared:
        tally = Crowd(app, prepared, seed=2).send(10_000)

    on, total = sa.make_url(database_url).get_backend_name(), tally.statuses.total()
    record_property(
        "told", f"{total:,} requests on {on}: {len(tally.faults)} answers of 5xx ({tally})"
    )
    assert tally.faults == []
    assert tally.short == {}, str(tally)


@ON_SQLITE
def test_the_same_seed_asks_the_same(app: Flask, database_url: str) -> None:
    with ground(app, database_url) as prepared:
        crowds = [Crowd(app, prepared, seed) for seed in (3, 3, 4)]
        for crowd in crowds:
            crowd.send(40)

    first, again, other = (crowd.asked for crowd in crowds)
    assert first == again
    assert first != other


BREAKS_ON: dict[str, Callable[[], bool]] = {
    "a field that is missing": lambda: "name" not in request.form,
    "a file for a text": lambda: "name" in request.files,
    "other digits": lambda: not request.form.get("name", "").isascii(),
}


@ON_SQLITE
@pytest.mark.parametrize("breaks", BREAKS_ON.values(), ids=BREAKS_ON.keys())
def test_a_view_is_found_that_breaks_on(
    breaks: Callable[[], bool], app: Flask, database_url: str
) -> None:
    view: Callable[..., Any] = app.view_functions["accounts.update"]

    def broken() -> ResponseReturnValue:
        if breaks():
            raise ValueError("planted")
        return view()  # type: ignore[no-any-return]  # a view of any kind

    app.view_functions["accounts.update"] = broken
    with ground(app, database_url) as prepared:
        crowd = Crowd(app, prepared, seed=5, only={"accounts.edit"})
        faults = next(filter(None, (crowd.send(ROUND).faults for _ in range(50))), [])

    assert faults
    assert all("path='/account'" in fault for fault in faults)


def test_a_crowd_that_means_nothing_falls_short() -> None:
    tally = Tally(Counter({404: 380, 200: 20}))

    assert tally.short == {200: 20, 303: 0, 422: 0}
