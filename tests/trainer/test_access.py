"""Studios do not see each other: the walk over every route, and holes that it must find."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import chain, product

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from quizzes.package import Package
from tests.builders import a_lesson
from tests.trainer.clock import Clock
from tests.trainer.conftest import ON_SQLITE, AGround
from tests.trainer.ground import Ground, make_app
from tests.trainer.walk.ground import Ground as WalkGround
from tests.trainer.walk.ground import ground as ground_of_a_walk
from tests.trainer.walk.holes import HOLES, ROUTES, Hole
from tests.trainer.walk.itinerary import Itinerary
from tests.trainer.walk.table import EXPECTED
from tests.trainer.walk.walker import Walk
from trainer.app import create_app
from trainer.config import Config
from trainer.editions import catalogue
from trainer.tables import Base

log = logging.getLogger(__name__)
on_sqlite = pytest.mark.parametrize("standing", ["sqlite"], indirect=True)

SHARDS = 12  # so that no test is long, and several workers share the walk


def shards() -> list[list[str]]:
    """Every endpoint of the walk, dealt out like cards."""
    return [sorted(EXPECTED)[n::SHARDS] for n in range(SHARDS)]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def standing(
    request: pytest.FixtureRequest,
    a_ground: AGround,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Ground, WalkGround]]:
    """Ground that is prepared once, on which one may walk again: each visit is undone."""
    home = tmp_path_factory.mktemp("walked")
    with a_ground(request.param, home) as own, ground_of_a_walk(own.app, own.database.url) as ready:
        yield own, ready


@pytest.fixture
def prepared(standing: tuple[Ground, WalkGround]) -> Iterator[WalkGround]:
    """The same, as it was prepared, with an app whose views a test may change."""
    own, ready = standing
    assert ready.witness.changes() == []
    with own.lent():
        yield ready


@pytest.fixture
def demo_app(config: Config, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The app in demo mode, with a small lesson in the place of the shipped one."""
    small = {"feet": Package(lesson=a_lesson())}
    monkeypatch.setattr(catalogue, "packages", lambda: small)
    app = create_app(replace(config, demo=True))
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    yield app
    app.extensions["storage"].close()


@pytest.fixture
def own_app(config: Config, compiled: FileSystemBytecodeCache) -> Iterator[Flask]:
    """An app that has answered nobody yet."""
    app = make_app(config, compiled)
    yield app
    app.extensions["storage"].close()


@pytest.mark.parametrize("shard", range(SHARDS))
def test_nobody_sees_or_changes_what_is_not_theirs(prepared: WalkGround, shard: int) -> None:
    walk = Walk(prepared, only=shards()[shard])

    findings = list(walk.findings())

    log.info("%d visits, %d requests, %d faults", walk.visits, walk.requests, len(findings))
    assert findings == []
    assert walk.visits > 100


@on_sqlite
def test_the_shards_make_the_whole_walk(prepared: WalkGround) -> None:
    itinerary = Itinerary(prepared.things, prepared.bodies)

    visits = [
        visit
        for rule in prepared.app.url_map.iter_rules()
        if rule.endpoint in EXPECTED
        for visit in itinerary.visits(rule)
    ]

    assert sorted(chain(*shards())) == sorted(EXPECTED)
    assert len(visits) > 3500


def test_the_demo_lets_nobody_in_but_its_own_people(demo_app: Flask, database_url: str) -> None:
    with ground_of_a_walk(demo_app, database_url) as prepared:
        walk = Walk(prepared, only={"front.show", "demo_sign_ins.create", "demo_resets.create"})

        findings = list(walk.findings())

    assert findings == []
    assert walk.visits > 100


@on_sqlite
def test_each_studio_has_something_to_hide_in_every_table(prepared: WalkGround) -> None:
    rows, owners = prepared.witness.rows, prepared.owners

    filled = {(owners.of(table, row).studio, table) for (table, _), row in rows.items()}

    of_a_studio = {table.name for table in Base.metadata.sorted_tables if "studio_id" in table.c}
    assert set(product(("harbour", "ridge"), of_a_studio)) <= filled


@on_sqlite
@pytest.mark.parametrize("hole", HOLES.values(), ids=HOLES.keys())
def test_the_walk_finds_an_app_that(
    hole: Hole, prepared: WalkGround, monkeypatch: pytest.MonkeyPatch
) -> None:
    hole.plant(prepared.app, monkeypatch)

    assert _finds(prepared, hole)


@ON_SQLITE
@pytest.mark.parametrize("hole", ROUTES.values(), ids=ROUTES.keys())
def test_the_walk_finds_an_app_that_also(
    hole: Hole, own_app: Flask, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hole.plant(own_app, monkeypatch)

    with ground_of_a_walk(own_app, database_url) as prepared:
        assert _finds(prepared, hole)


def _finds(prepared: WalkGround, hole: Hole) -> bool:
    with closing(Walk(prepared, only={hole.endpoint}).findings()) as findings:
        return any(finding.fault is hole.fault for finding in findings)
