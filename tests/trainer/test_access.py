"""Studios do not see each other: the walk over every route, and holes that it must find."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, product

import pytest
from flask import Flask

from quizzes.package import Package
from tests.builders import a_lesson
from tests.trainer.clock import Clock
from tests.trainer.ground import Ground
from tests.trainer.walk.ground import ground as ground_of_a_walk
from tests.trainer.walk.holes import HOLES, Hole
from tests.trainer.walk.itinerary import Itinerary
from tests.trainer.walk.table import EXPECTED
from tests.trainer.walk.walker import Walk
from trainer.app import create_app
from trainer.config import Config
from trainer.editions import catalogue
from trainer.tables import Base

log = logging.getLogger(__name__)
on_sqlite = pytest.mark.parametrize("own_ground", ["sqlite"], indirect=True)

SHARDS = 8  # so that no test is long, and several workers share the walk


def shards() -> list[list[str]]:
    """Every endpoint of the walk, dealt out like cards."""
    return [sorted(EXPECTED)[n::SHARDS] for n in range(SHARDS)]


@pytest.fixture
def ground(own_ground: Ground) -> Ground:
    """The walk lifts guards and holes add routes, so each test has a ground of its own."""
    return own_ground


@pytest.fixture
def demo_app(config: Config, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The app in demo mode, with a small lesson in the place of the shipped one."""
    small = {"feet": Package(lesson=a_lesson())}
    monkeypatch.setattr(catalogue, "packages", lambda: small)
    app = create_app(replace(config, demo=True))
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    yield app
    app.extensions["storage"].close()


@pytest.mark.parametrize("shard", range(SHARDS))
def test_nobody_sees_or_changes_what_is_not_theirs(
    app: Flask, database_url: str, shard: int
) -> None:
    walk = Walk(app, database_url, only=shards()[shard])

    findings = list(walk.findings())

    log.info("%d requests, %d faults", walk.requests, len(findings))
    assert findings == []
    assert walk.requests > 100


@on_sqlite
def test_the_shards_make_the_whole_walk(app: Flask, database_url: str) -> None:
    with ground_of_a_walk(app, database_url) as prepared:
        itinerary = Itinerary(prepared.things, prepared.bodies)
        visits = [
            visit
            for rule in app.url_map.iter_rules()
            if rule.endpoint in EXPECTED
            for visit in itinerary.visits(rule)
        ]

    assert sorted(chain(*shards())) == sorted(EXPECTED)
    assert len(visits) > 3500


def test_the_demo_lets_nobody_in_but_its_own_people(demo_app: Flask, database_url: str) -> None:
    walk = Walk(
        demo_app, database_url, only={"front.show", "demo_sign_ins.create", "demo_resets.create"}
    )

    findings = list(walk.findings())

    assert findings == []
    assert walk.requests > 100


@on_sqlite
def test_each_studio_has_something_to_hide_in_every_table(app: Flask, database_url: str) -> None:
    with ground_of_a_walk(app, database_url) as prepared:
        rows, owners = prepared.witness.rows, prepared.owners

    filled = {(owners.of(table, row).studio, table) for (table, _), row in rows.items()}

    of_a_studio = {table.name for table in Base.metadata.sorted_tables if "studio_id" in table.c}
    assert set(product(("harbour", "ridge"), of_a_studio)) <= filled


@on_sqlite
@pytest.mark.parametrize("hole", HOLES.values(), ids=HOLES.keys())
def test_the_walk_finds_an_app_that(
    hole: Hole, app: Flask, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hole.plant(app, monkeypatch)

    findings = Walk(app, database_url, only={hole.endpoint}).findings()

    assert any(finding.fault is hole.fault for finding in findings)
