"""Whatever anybody sends, the answer is no fault of ours: requests by chance, as every role."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask, request

from tests.trainer.chance.filling import fill
from tests.trainer.chance.sheet import read
from tests.trainer.chance.tally import Tally
from tests.trainer.chance.wanderer import Wanderer
from tests.trainer.conftest import on_sqlite
from tests.trainer.walk.ground import ground

SEED = 2026
FEW, MANY = 400, 10_000
Told = Callable[[str, object], None]
PAGE = """
<form id="f" method="post" action="../here"><input name="a" value="1"><input type="radio" name="r"
value="x"><input type="radio" name="r" value="y"><select name="s"><option value="">None<option
value="2" selected>Two</select><textarea name="t">
words</textarea><button name="go" value="on">Go</button></form>
<input type="checkbox" name="m" value="7" form="f"><a href="/there">There</a><a href="#x">x</a>
"""


def wander(app: Flask, url: str, many: int, seed: int = SEED) -> Tally:
    """Make so many requests of that app."""
    with ground(app, url) as prepared:
        return Wanderer(prepared, seed).wander(many)


def assert_far(tally: Tally) -> None:
    """Chance must not spend itself on addresses that are not there."""
    assert tally.share(200) > 0.25
    assert tally.share(303) > 0.1
    assert tally.share(422) > 0.1
    assert tally.share(404, 405) < 0.35


def test_hundreds_of_requests_by_chance_break_nothing(app: Flask, database_url: str) -> None:
    tally = wander(app, database_url, FEW)

    assert tally.faults == []
    assert_far(tally)
    assert len(tally.reached) > 35


@pytest.mark.soak
def test_ten_thousand_requests_by_chance_break_nothing(
    app: Flask, database_url: str, record_property: Told
) -> None:
    tally = wander(app, database_url, MANY)

    for line in tally.told(sa.make_url(database_url).get_backend_name()):
        record_property("told", line)
    assert tally.faults == []
    assert_far(tally)
    assert len(tally.reached) > 50


@on_sqlite
def test_the_same_seed_sends_the_same(app: Flask, database_url: str) -> None:
    with ground(app, database_url) as prepared:
        first, again = (Wanderer(prepared, 7).wander(80).statuses for _ in range(2))
        other = Wanderer(prepared, 8).wander(80).statuses

    assert first == again != other


def plant(app: Flask, endpoint: str, fault: Callable[[], object]) -> None:
    """Let a view do something first that can break."""
    whole = app.view_functions[endpoint]

    def broken(**values: Any) -> Any:
        fault()
        return whole(**values)

    app.view_functions[endpoint] = broken


def take_every_text_for_a_short_one() -> None:
    """Break on what is long, and on nothing else."""
    if any(len(text) > 2500 for text in request.values.values()):
        raise OverflowError


@on_sqlite
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_views_that_break_on_one_odd_kind_of_text_are_found(
    app: Flask, database_url: str, method: str
) -> None:
    for rule in app.url_map.iter_rules():
        if method in (rule.methods or ()):
            plant(app, rule.endpoint, take_every_text_for_a_short_one)

    faults = wander(app, database_url, FEW).faults

    assert faults
    assert all("OverflowError" in fault for fault in faults)


def test_a_form_is_read_as_a_browser_reads_it() -> None:
    (sheet,), links = read(PAGE, "/studio/page")

    kinds = {control.name: (control.kind, control.options) for control in sheet.controls.values()}
    assert (sheet.action, sheet.method, links) == ("/here", "POST", ["/there"])
    assert kinds == {
        "a": ("text", []),
        "r": ("radio", ["x", "y"]),
        "s": ("select", ["", "2"]),
        "t": ("textarea", []),
        "go": ("submit", ["on"]),
        "m": ("checkbox", ["7"]),
    }


def test_what_is_chosen_is_what_was_offered() -> None:
    (sheet,), _ = read(PAGE, "/studio/page")

    for seed in range(30):
        filled = dict(fill(sheet, Random(seed)))
        assert filled["r"] in {"x", "y"}
        assert filled["s"] == "2"
