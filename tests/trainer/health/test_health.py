"""Health: what a machine is told that asks whether the site is alive and ready."""

from __future__ import annotations

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests.trainer.conftest import on_sqlite
from tests.trainer.ground import Ground
from trainer.health.readiness import OLD, SILENT
from trainer.storage.engines import Storage


def test_a_site_that_answers_is_alive_and_ready(client: FlaskClient) -> None:
    alive, ready = client.get("/healthz"), client.get("/readyz")

    assert (alive.status_code, alive.text) == (200, "alive\n")
    assert (ready.status_code, ready.text) == (200, "ready\n")
    assert ready.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in ready.headers


@on_sqlite
def test_whether_it_lives_is_not_asked_of_the_database(
    client: FlaskClient, queries: list[str]
) -> None:
    client.get("/healthz")

    assert queries == []


@on_sqlite
def test_a_site_whose_database_is_away_is_alive_and_not_ready(
    app: Flask, client: FlaskClient
) -> None:
    away = Storage.connect("postgresql://127.0.0.1:1/trainer")
    app.extensions["storage"] = away

    answer = client.get("/readyz")

    assert (answer.status_code, answer.text) == (503, f"{SILENT}\n")
    assert client.get("/healthz").status_code == 200
    away.close()


@on_sqlite
def test_a_site_whose_tables_are_old_is_not_ready(ground: Ground, client: FlaskClient) -> None:
    storage: Storage = ground.app.extensions["storage"]
    with storage.write.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0001'"))

    answer = client.get("/readyz")

    assert (answer.status_code, answer.text) == (503, f"{OLD}\n")
